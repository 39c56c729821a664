"""Nothing but the theme's scripts may run in a reader's browser."""

from collections.abc import Iterator

from .addresses import Inside, resolve
from .model import Finding, Gravity, Kind, Page, Site

THEME = "theme/"


def check(page: Page, site: Site) -> Iterator[Finding]:
    """What would run on a page, and whether it says what it may load."""
    if page.is_draft:
        return
    foreign = (f"the script {script}" for script in page.scripts if not _is_theme_s(page, script, site))
    for what in (*page.running, *foreign):
        remedy = "Take it out: only the theme's scripts may"
        yield Finding(Kind.SCRIPT, page.path, f"{what} would run in a reader's browser", remedy)
    if not page.has_policy:
        what, remedy = "it does not tell the browser what it may load", "Set CONTENT_SECURITY_POLICY, and build again"
        yield Finding(Kind.POLICY, page.path, what, remedy, Gravity.WARNING)


def _is_theme_s(page: Page, script: str, site: Site) -> bool:
    target = resolve(page.path, script, site.address)
    return isinstance(target, Inside) and target.path.startswith(THEME)
