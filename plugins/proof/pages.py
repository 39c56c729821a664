"""The pages of the built site, as far as proofreading needs them."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from lxml import etree, html

LINKS = (("a", "href"), ("link", "href"), ("img", "src"), ("script", "src"), ("source", "src"))
INDEX = "index.html"
# What an empty file is to a browser.
EMPTY = b"<html></html>"


@dataclass(frozen=True, slots=True)
class Page:
    """One HTML file."""

    path: str
    """Relative to the output folder, with forward slashes."""
    base: str | None
    """Its own published address, where it says one."""
    links: tuple[str, ...]
    anchors: frozenset[str]
    is_public: bool
    """False for what tells search engines to stay away: a draft, shown to editors only."""
    pictures_without_text: int
    """Images with no `alt` attribute at all; an empty one says that the picture is an ornament."""


def read(output: Path) -> Iterator[Page]:
    """All pages below the output folder, in order of their paths."""
    for path in sorted(output.rglob("*.html")):
        root = html.document_fromstring(path.read_bytes() or EMPTY)
        yield _page(path.relative_to(output).as_posix(), root)


def _page(path: str, root: html.HtmlElement) -> Page:
    canonical = root.xpath("string(//link[@rel='canonical']/@href)")
    return Page(
        path=path,
        base=str(canonical) or None,
        links=tuple(str(value) for tag, name in LINKS for value in root.xpath(f"//{tag}/@{name}")),
        anchors=frozenset(str(value) for value in root.xpath("//@id")),
        is_public="noindex" not in root.xpath("string(//meta[@name='robots']/@content)"),
        pictures_without_text=len(root.xpath("//img[not(@alt)]")),
    )


def is_well_formed(path: Path) -> str | None:
    """What is wrong with an XML file; None where nothing is."""
    try:
        etree.parse(path)
    except etree.XMLSyntaxError as error:
        return str(error)
    return None
