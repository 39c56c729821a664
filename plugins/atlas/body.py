"""What a list has to know of a story's body."""

from dataclasses import dataclass
from html.parser import HTMLParser

from .model import Crosshead


@dataclass(frozen=True, slots=True)
class Body:
    """A body, measured."""

    words: int
    opening: str
    """The text without captions, from its beginning, spaces evened out."""
    crossheads: tuple[Crosshead, ...]
    pictures_missing: bool


def measure(html: str) -> Body:
    """Read a story's HTML once and keep what lists show of it.

    Args:
        html: The body as Markdown rendered it.

    Returns:
        Its words, its opening, its crossheads with their anchors, and whether a figure has no picture.
    """
    reader = _Reader()
    reader.feed(html)
    reader.close()
    words = "".join(reader.prose).split()
    crossheads = tuple(
        Crosshead(" ".join("".join(text).split()), anchor) for anchor, text in reader.crossheads if anchor
    )
    return Body(len(words), " ".join(words), crossheads, reader.figures > reader.pictures)


@dataclass(slots=True)
class _State:
    heading: bool = False
    figure: bool = False
    pictured: bool = False


class _Reader(HTMLParser):
    """Sorts text into prose, crossheads and captions."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.prose: list[str] = []
        self.crossheads: list[tuple[str, list[str]]] = []
        self.figures = 0
        self.pictures = 0
        self._state = _State()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "figure":
            self.figures += 1
            self._state = _State(figure=True)
        elif tag == "h2":
            self._state.heading = True
            self.crossheads.append((dict(attrs).get("id") or "", []))
        elif tag == "img" and self._state.figure and not self._state.pictured:
            self.pictures += 1
            self._state.pictured = True

    def handle_endtag(self, tag: str) -> None:
        if tag == "figure":
            self._state = _State()
        elif tag == "h2":
            self._state.heading = False
        self.prose.append(" " if tag in _BLOCKS else "")

    def handle_data(self, data: str) -> None:
        if self._state.heading:
            self.crossheads[-1][1].append(data)
        elif not self._state.figure:
            self.prose.append(data)


_BLOCKS = frozenset({"p", "li", "h2", "h3", "h4", "td", "th", "blockquote"})
