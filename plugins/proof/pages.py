"""One page of the built site, as far as proofreading needs it."""

import re
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache

from lxml import etree, html

from .model import Page, Reference, Use

ADDRESSES = frozenset({"action", "data", "formaction", "href", "src", "srcdoc", "xlink:href"})
USES = {
    ("a", "href"): Use.FOLLOWED,
    ("area", "href"): Use.FOLLOWED,
    ("img", "src"): Use.SHOWN,
    ("image", "href"): Use.SHOWN,
    ("input", "src"): Use.SHOWN,
    ("video", "poster"): Use.SHOWN,
    ("audio", "src"): Use.LOADED,
    ("embed", "src"): Use.LOADED,
    ("iframe", "src"): Use.LOADED,
    ("link", "href"): Use.LOADED,
    ("object", "data"): Use.LOADED,
    ("script", "src"): Use.LOADED,
    ("source", "src"): Use.LOADED,
    ("track", "src"): Use.LOADED,
    ("video", "src"): Use.LOADED,
}
# What a link in the head tells without anything being loaded.
STATED = frozenset({"alternate", "canonical", "next", "prev"})
STATED_IN_META = frozenset({"og:url", "og:image", "og:image:secure_url", "og:audio", "og:video", "twitter:image"})
CANDIDATE = re.compile(r"\s*([^\s,]\S*[^\s,]|[^\s,])(?:\s+[^,]*)?(?:,|$)")
REFRESH = re.compile(r"\s*[\d.]+\s*[;,]\s*(?:url\s*=\s*)?[\"']?(?P<address>[^\"']+)", re.IGNORECASE)
LONGEST_SHOWN = 40
# An address that runs when it is followed; a browser passes over spaces and controls in it.
RUNS = re.compile(r"(?:javascript|vbscript|data):", re.IGNORECASE)
IGNORED = re.compile(r"[\x00-\x20]")
DATA = "application/ld+json"
POLICY = "content-security-policy"
# What an empty file is to a browser.
EMPTY = b"<html></html>"
OPENING = re.compile(rb"<(?:!doctype|html|head|title|body)\b", re.IGNORECASE)


@dataclass(slots=True)
class _Notes:
    """What is noted while the elements of a page go by."""

    references: dict[Reference, None] = field(default_factory=dict)
    ids: list[str] = field(default_factory=list)
    running: dict[str, None] = field(default_factory=dict)
    scripts: list[str] = field(default_factory=list)
    metas: dict[str, str] = field(default_factory=dict)
    without_text: int = 0
    title: str = ""
    canonical: str | None = None

    def refer(self, address: str, use: Use) -> None:
        self.references[Reference(address.strip(), use)] = None


def read(path: str, raw: bytes) -> Page:
    """Read a page.

    Args:
        path: where it stands in the output folder.
        raw: its bytes.
    """
    root, is_doubtful = _parsed(raw)
    notes = _Notes()
    for element in root.iter(etree.Element):
        _note(notes, element)
    return Page(
        path=path,
        raw=raw,
        references=tuple(notes.references),
        ids=tuple(notes.ids),
        canonical=notes.canonical,
        language=root.get("lang", "").strip(),
        title=notes.title,
        is_page=OPENING.search(raw) is not None,
        is_indexed="noindex" not in notes.metas.get("robots", ""),
        published=_moment(notes.metas.get("article:published_time", "")),
        pictures_without_text=notes.without_text,
        running=tuple(notes.running),
        scripts=tuple(notes.scripts),
        has_policy=not notes.title or POLICY in notes.metas,
        is_doubtful=is_doubtful,
    )


def _parsed(raw: bytes) -> tuple[html.HtmlElement, bool]:
    """The elements of a page, and whether the parser stumbled."""
    parser = html.HTMLParser(huge_tree=True)
    try:
        root = html.document_fromstring(raw, parser=parser)
    except etree.ParserError:  # there is nothing in it, or nothing but comments
        return html.document_fromstring(EMPTY), False
    return root, len(parser.error_log) > 0


def _note(notes: _Notes, element: html.HtmlElement) -> None:
    tag = str(element.tag)
    for name, value in element.attrib.items():
        _note_attribute(notes, element, tag, str(name), str(value))
    if tag == "meta":
        _note_meta(notes, element)
    elif tag == "img":
        notes.without_text += element.get("alt") is None
    elif tag == "script" and element.get("src") is None and element.get("type") != DATA:
        notes.running["a script"] = None
    elif tag == "title" and not notes.title:
        notes.title = element.text_content().strip()


def _note_attribute(notes: _Notes, element: html.HtmlElement, tag: str, name: str, value: str) -> None:
    if name == "id":
        notes.ids.append(value)
    elif name.startswith("on"):
        notes.running[f"the handler {name}"] = None
    elif name == "srcset":
        for candidate in CANDIDATE.findall(value):
            notes.refer(candidate, Use.OFFERED)
    elif name in ADDRESSES and RUNS.match(IGNORED.sub("", value)):
        notes.running[f"an address that runs ({value[:LONGEST_SHOWN]})"] = None
    elif use := USES.get((tag, name)):
        is_stated = tag == "link" and not STATED.isdisjoint(element.get("rel", "").lower().split())
        notes.refer(value, Use.STATED if is_stated else use)
        if is_stated and element.get("rel", "").lower() == "canonical":
            notes.canonical = notes.canonical or value
    if (tag, name) == ("script", "src"):
        notes.scripts.append(value)


def _note_meta(notes: _Notes, element: html.HtmlElement) -> None:
    name = (element.get("http-equiv") or element.get("property") or element.get("name") or "").lower()
    content = element.get("content", "")
    notes.metas.setdefault(name, content)
    if name in STATED_IN_META:
        notes.refer(content, Use.STATED)
    elif name == "refresh" and (match := REFRESH.match(content)):
        notes.refer(match["address"], Use.FOLLOWED)


# A story stands in many feeds.
@lru_cache(maxsize=1000)
def references_of(fragment: str) -> tuple[Reference, ...]:
    """The addresses in a piece of HTML, like the text of a story in a feed."""
    if "href" not in fragment and "src" not in fragment:
        return ()
    notes = _Notes()
    for element in html.fragment_fromstring(fragment, create_parent="div").iter(etree.Element):
        _note(notes, element)
    return tuple(notes.references)


def _moment(text: str) -> datetime | None:
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return None
