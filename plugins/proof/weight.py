"""What a reader has to load for a page."""

from collections.abc import Iterator
from pathlib import PurePosixPath

from .addresses import Inside, resolve
from .model import Finding, Gravity, Kind, Page, Site, Use

BUDGET = 500_000
KILOBYTE = 1000
# Of what a page loads, the rest waits until it is asked for: sound, manifest.
LOADED = frozenset({".css", ".js"})


def check(page: Page, site: Site) -> Iterator[Finding]:
    """Whether a page is heavy, with its styles, scripts and pictures.

    It is never an error: a heavy page can be read, and who waits for it may want its pictures.
    """
    weight = len(page.raw) + sum(site.files.get(file, 0) for file in _files(page, site))
    if weight > BUDGET and not page.is_draft:
        what = f"a reader loads {weight // KILOBYTE:,} kB for this page; {BUDGET // KILOBYTE} are enough"
        yield Finding(Kind.WEIGHT, page.path, what, "Make its pictures smaller, or take some out", Gravity.WARNING)


def _files(page: Page, site: Site) -> set[str]:
    targets = (
        resolve(page.path, reference.address, site.address)
        for reference in page.references
        if reference.use is Use.SHOWN
        or (reference.use is Use.LOADED and PurePosixPath(reference.address).suffix in LOADED)
    )
    return {target.path for target in targets if isinstance(target, Inside)} - {page.path}
