"""Whether all programs have built the same site."""

import html
import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice, pairwise
from pathlib import Path

from .archive import Story
from .tools import Workshop

KINDS = {".html", ".xml"}
LINK = re.compile(r'href="(/[^"]*)"')
MARKUP = re.compile(r"<(script|style)\b.*?</\1>|<[^>]*>", re.DOTALL)
FIRST_WORDS = 8
MOST_FAULTS = 10


def faults(workshops: Sequence[Workshop], stories: Sequence[Story]) -> list[str]:
    """What is not as it should be: pages that some lack or that link elsewhere, stories that are not on their pages.

    Args:
        workshops: Their sites have been built.
        stories: The oldest first.
    """
    alike = [shop for shop in workshops if shop.tool.is_alike]
    found = list(_odd_pages({shop.tool.name: pages(shop.output) for shop in alike}))
    if not found:
        found = [fault for one, other in pairwise(alike) for fault in islice(_odd_links(one, other), MOST_FAULTS)]
    for shop in workshops:
        wrong = list(_wrong_pages(shop, stories))
        found += [f"{shop.tool.name}: {fault}" for fault in wrong[:MOST_FAULTS]]
        if len(wrong) > MOST_FAULTS:
            found.append(f"{shop.tool.name}: {len(wrong) - MOST_FAULTS} more")
    return found


def pages(output: Path) -> frozenset[str]:
    """The paths of a site's pages, feeds and map."""
    return frozenset(str(path.relative_to(output)) for path in output.rglob("*") if path.suffix in KINDS)


def _odd_pages(sites: Mapping[str, frozenset[str]]) -> Iterator[str]:
    for (name, own), (other, others) in pairwise(sites.items()):
        for odd, has, lacks in ((own - others, name, other), (others - own, other, name)):
            for path in sorted(odd)[:MOST_FAULTS]:
                yield f"{path}: {has} has it, {lacks} has not ({len(odd)} such pages)"


def _odd_links(one: Workshop, other: Workshop) -> Iterator[str]:
    """Pages of two sites that do not lead to the same addresses in the same order."""
    for path in sorted(pages(one.output)):
        if path.endswith(".html") and links(one.output / path) != links(other.output / path):
            yield f"{path}: {one.tool.name} has other links than {other.tool.name}"


def links(page: Path) -> list[str]:
    """Where a page leads to within its site."""
    return LINK.findall(page.read_text("utf-8"))


def _wrong_pages(shop: Workshop, stories: Sequence[Story]) -> Iterator[str]:
    for at, story in enumerate(stories):
        wanted = {story.title, " ".join(story.teaser.split()[:FIRST_WORDS])}
        if shop.tool.is_alike:
            neighbours = (*stories[max(at - 1, 0) : at], *stories[at + 1 : at + 2])
            wanted.update(neighbour.title for neighbour in neighbours)
        yield from _missing(shop.output / story.place / "index.html", wanted)
    yield from _missing(shop.output / "index.html", {stories[-1].title})
    last = {f"/{story.place}/</loc>" for story in (stories[0], stories[-1])}
    maps = [path.read_text("utf-8") for path in shop.output.glob("sitemap*.xml")]  # a large site has several
    if any(address not in "".join(maps) for address in last):
        yield "the sitemap does not lead to the first and the last story"


def _missing(page: Path, wanted: set[str]) -> Iterator[str]:
    if not page.is_file():
        yield f"{page} is missing"
        return
    body = page.read_text("utf-8").partition("<body")[2]
    text = " ".join(html.unescape(MARKUP.sub(" ", body)).split())
    yield from (f"{page} does not say {words!r}" for words in sorted(wanted) if words not in text)
