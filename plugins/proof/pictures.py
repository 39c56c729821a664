"""Pictures: what they show is said in words, and they are no heavier than they need be."""

from collections.abc import Iterator
from pathlib import PurePosixPath

from .model import Finding, Gravity, Kind, Page, Site

TYPES = frozenset({".avif", ".bmp", ".gif", ".jpeg", ".jpg", ".png", ".svg", ".tif", ".tiff", ".webp"})
HEAVY = 400_000
KILOBYTE = 1000


def check(page: Page, site: Site) -> Iterator[Finding]:  # noqa: ARG001 - all checks of a page are called alike
    """Pictures of a page that somebody who cannot see them learns nothing of."""
    if page.pictures_without_text and not page.is_draft:
        number = page.pictures_without_text
        what = "a picture has no alternative text" if number == 1 else f"{number} pictures have no alternative text"
        remedy = 'Write what it shows: alt="..."; alt="" if it is only an ornament'
        yield Finding(Kind.ALTERNATIVE, page.path, what, remedy, Gravity.WARNING)


def check_sizes(site: Site) -> Iterator[Finding]:
    """Pictures that keep readers waiting."""
    for file, size in site.files.items():
        if size > HEAVY and PurePosixPath(file).suffix.lower() in TYPES:
            what = f"the picture is {size // KILOBYTE:,} kB heavy"
            remedy = "Save it smaller, 1,600 pixels wide at most, as JPEG or WebP"
            yield Finding(Kind.PICTURE, file, what, remedy, Gravity.WARNING)
