"""What a list and the page's data have to know of a story's body."""

import re
from dataclasses import dataclass
from html import unescape
from html.parser import HTMLParser

from .model import Crosshead, Photo

_TAG = "(?:p|h[2-4]|ul|ol|li|blockquote|figure|figcaption|span|em|strong|a|img)"
_ATTRIBUTE = re.compile(r' ([a-z]+)="([^"&<>]*)"')
# A tag as the sanitiser writes it, with the text behind it.
_PIECE = re.compile(rf"<(?:/({_TAG})|({_TAG})((?:{_ATTRIBUTE.pattern.replace('(', '(?:')})*))>([^<]*)")


@dataclass(frozen=True, slots=True)
class Body:
    """A body, measured."""

    words: int
    opening: str
    """The text without captions, from its beginning, spaces evened out."""
    crossheads: tuple[Crosshead, ...]
    photos: tuple[Photo, ...]


def measure(html: str) -> Body:
    """Read a story's HTML once and keep what lists and the page's data show of it.

    Args:
        html: The body as Markdown rendered it.

    Returns:
        Its words, its opening, its crossheads with their anchors, and its figures.
    """
    reader = _Reader()
    if not _is_read_as_plain(html, reader):
        reader.feed(html)
        reader.close()
    words = "".join(reader.prose).split()
    crossheads = tuple(Crosshead(_evened(text), anchor) for anchor, text in reader.crossheads if anchor)
    photos = tuple(Photo(_evened(each.caption), _evened(each.credit), each.address) for each in reader.figures)
    return Body(len(words), " ".join(words), crossheads, photos)


def _is_read_as_plain(html: str, reader: "_Reader") -> bool:
    """Read a body of nothing but plain tags, as most are: what a parser would do, in a tenth of its time.

    Returns:
        Whether it is one. If not, nothing is read.
    """
    pieces = _PIECE.findall(html)
    if len(pieces) != html.count("<"):
        return False
    reader.handle_data(unescape(html.partition("<")[0]))
    for end, tag, attributes, text in pieces:
        if tag:
            reader.handle_starttag(tag, _ATTRIBUTE.findall(attributes))
        else:
            reader.handle_endtag(end)
        reader.handle_data(unescape(text))
    return True


def _evened(text: list[str]) -> str:
    return " ".join("".join(text).split())


class _Figure:
    """A figure, as far as it is read."""

    def __init__(self) -> None:
        self.caption: list[str] = []
        self.credit: list[str] = []
        self.address = ""
        self.in_credit = 0
        """How many spans deep."""


class _Reader(HTMLParser):
    """Sorts text into prose, crossheads, captions and credits."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.prose: list[str] = []
        self.crossheads: list[tuple[str, list[str]]] = []
        self.figures: list[_Figure] = []
        self._figure: _Figure | None = None
        self._in_heading = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = dict(attrs)
        if tag == "figure":
            self._figure = _Figure()
            self.figures.append(self._figure)
        elif tag == "h2":
            self._in_heading = True
            self.crossheads.append((attributes.get("id") or "", []))
        elif self._figure:
            _read_on(self._figure, tag, attributes)

    def handle_endtag(self, tag: str) -> None:
        if tag == "figure":
            self._figure = None
        elif tag == "h2":
            self._in_heading = False
        elif tag == "span" and self._figure and self._figure.in_credit:
            self._figure.in_credit -= 1
        self.prose.append(" " if tag in _BLOCKS else "")

    def handle_data(self, data: str) -> None:
        if self._in_heading:
            self.crossheads[-1][1].append(data)
        elif self._figure:
            (self._figure.credit if self._figure.in_credit else self._figure.caption).append(data)
        else:
            self.prose.append(data)


def _read_on(figure: _Figure, tag: str, attributes: dict[str, str | None]) -> None:
    """Take what an element inside a figure says."""
    if tag == "img":
        figure.address = figure.address or attributes.get("src") or ""
    elif tag == "span" and (figure.in_credit or "credit" in (attributes.get("class") or "").split()):
        figure.in_credit += 1


_BLOCKS = frozenset({"p", "li", "h2", "h3", "h4", "td", "th", "blockquote"})
