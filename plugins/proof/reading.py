"""One file of the built site, from its bytes to what is kept of it. It needs no other file, so any core may read it."""

from collections.abc import Iterator
from pathlib import PurePosixPath

from . import checks, links, pages
from .model import Finding, Page, Reading, Site

PAGE = ".html"
READ = frozenset({PAGE, *checks.OF_A_FILE})


def is_read(file: str) -> bool:
    """Whether there is anything to be found in a file; of the others, the size is enough."""
    return PurePosixPath(file).suffix in READ


def read(file: str, site: Site) -> Reading:
    """Read a file and make all checks that need no other file.

    Args:
        file: its path in the output folder.
        site: the site that it belongs to.
    """
    raw, ending = (site.output / file).read_bytes(), PurePosixPath(file).suffix
    if ending != PAGE:
        return Reading(file, tuple(checks.OF_A_FILE[ending](file, raw, site)))
    page = pages.read(file, raw)
    return Reading(
        path=file,
        findings=tuple(_findings(page, site)),
        anchors=frozenset(page.ids),
        ways=tuple(links.ways(page, site)),
        story=page.published if page.is_indexed else None,
    )


def _findings(page: Page, site: Site) -> Iterator[Finding]:
    for check in checks.OF_A_PAGE:
        yield from check(page, site)
