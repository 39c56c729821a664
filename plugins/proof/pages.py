"""The pages of the built site, as far as proofreading needs them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from lxml import etree, html

LINKS = (("a", "href"), ("link", "href"), ("img", "src"), ("script", "src"), ("source", "src"))
ADDRESSES = frozenset({"action", "data", "formaction", "href", "src", "srcdoc", "xlink:href"})
LONGEST_SHOWN = 40
INDEX = "index.html"
# An address that runs when it is followed; a browser passes over spaces and controls in it.
RUNS = re.compile(r"(?:javascript|vbscript|data):", re.IGNORECASE)
IGNORED = re.compile(r"[\x00-\x20]")
DATA = "application/ld+json"
POLICY = "content-security-policy"
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
    running: tuple[str, ...] = ()
    """What would run in a reader's browser: scripts in the page, handlers, addresses that are programs."""
    scripts: tuple[str, ...] = ()
    """The addresses of the scripts that it loads."""
    has_policy: bool = True
    """Whether it tells the browser what it may load."""


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
        running=tuple(dict.fromkeys(_running(root))),
        scripts=tuple(str(value) for value in root.xpath("//script/@src")),
        # What has no title is no page: a file that proves to somebody whose site this is.
        has_policy=not root.xpath("//title")
        or any(str(one).lower() == POLICY for one in root.xpath("//meta/@http-equiv")),
    )


def _running(root: html.HtmlElement) -> Iterator[str]:
    for element in root.iter(etree.Element):
        if element.tag == "script" and element.get("type") != DATA and element.get("src") is None:
            yield "a script"
        for name, value in element.attrib.items():
            if name.startswith("on"):
                yield f"the handler {name}"
            elif RUNS.match(IGNORED.sub("", value)) and name in ADDRESSES:
                yield f"an address that runs ({value[:LONGEST_SHOWN]})"


def is_well_formed(path: Path) -> str | None:
    """What is wrong with an XML file; None where nothing is."""
    try:
        etree.parse(path)
    except etree.XMLSyntaxError as error:
        return str(error)
    return None
