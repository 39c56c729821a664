"""Which pages stand for all of their kind."""

import gzip
from collections.abc import Callable, Iterator
from pathlib import Path

from slugify import slugify

from bulletin import regions
from bulletin.page import front_matter
from hostile import MISCHIEF, tag_of

from .model import PageType

FRONT, STORY = 20_000, 10_000
FIXED = {
    "regions": "regions/",
    "archives": "archives/",
    "photo credits": "credits/",
    "corrections": "corrections/",
    "subscribe": "subscribe/",
    "search": "search/",
    "about": "about/",
    "not found": "404.html",
    "tag": f"tag/{slugify(tag_of('ampersands'))}/",
    "tag of one word": f"tag/{slugify(tag_of('long word'))}/",
}
Story = tuple[str, str]
"""A story's address and the text of its file."""


def page_types(content: Path, output: Path) -> list[PageType]:
    """One page of every kind that the site has: the heaviest."""
    days = sorted(path for path in output.glob("[0-9]*/*/*/") if (path / "index.html").is_file())
    newest = days[-1].relative_to(output).as_posix()
    found = [PageType("front", "", FRONT)]
    found += [PageType(name, path) for name, path in _periods(newest).items()]
    found += list(_stories(content, output))
    found += list(_topics(output))
    found += [PageType(name, path) for name, path in FIXED.items()]
    return [page for page in found if file_of(output, page.path).is_file()]


def file_of(output: Path, path: str) -> Path:
    """The file that is served at a path."""
    return output / (f"{path}index.html" if not path or path.endswith("/") else path)


def _periods(day: str) -> dict[str, str]:
    year, month, _ = day.split("/")
    return {
        "edition": f"{day}/",
        "printed edition": f"{day}/print.html",
        "month": f"{year}/{month}/",
        "year": f"{year}/",
    }


def _stories(content: Path, output: Path) -> Iterator[PageType]:
    stories = sorted(_published(content), key=lambda story: _weight(output, story[0]), reverse=True)
    kinds: dict[str, Callable[[str], bool]] = {
        "heaviest story": lambda text: "\nKind: story" in text,
        "brief": lambda text: "\nKind: brief" in text,
        "stub": lambda text: "\nKind: stub" in text,
        "picture": lambda text: "<img" in text,
        "corrected": lambda text: "\nCorrection: " in text,
        "withdrawn": lambda text: "\nStatus: withdrawn" in text,
        "thread": lambda text: "\nThread: " in text,
        "Arabic": lambda text: "\nLang: ar" in text,
        **{f"hostile, {name}": _titled(mischief) for name, mischief in MISCHIEF.items()},
    }
    for name, fits in kinds.items():
        address = next((address for address, text in stories if fits(text)), None)
        if address:
            yield PageType(name, address, STORY)


def _weight(output: Path, address: str) -> int:
    return len(gzip.compress(file_of(output, address).read_bytes(), 6))


def _titled(mischief: str) -> Callable[[str], bool]:
    return lambda text: text.startswith(f"Title: {mischief}")


def _published(content: Path) -> Iterator[Story]:
    for path in sorted(content.glob("[0-9]*/*/*/*.md")):
        text = path.read_text("utf-8")
        if front_matter(text)["Status"] != "draft":
            yield f"{path.relative_to(content).with_suffix('').as_posix()}/", text


def _topics(output: Path) -> Iterator[PageType]:
    """The heaviest pages of a region and of a country, and an old part of a list."""
    vocabulary = regions.load()
    kinds = {
        "region": [region.slug for region in vocabulary.regions],
        "country": [country.slug for country in vocabulary.countries.values()],
    }
    for name, slugs in kinds.items():
        pages = [page for page in (output / "tag" / slug / "index.html" for slug in slugs) if page.is_file()]
        heaviest = max(pages, key=lambda page: page.stat().st_size)
        yield PageType(name, f"{heaviest.parent.relative_to(output).as_posix()}/")
    for page in sorted(output.glob("tag/*/page/*/index.html"))[:1]:
        yield PageType("old part", f"{page.parent.relative_to(output).as_posix()}/")
