"""Where lines break, how large the type is, and what is left out. Knows no fonts: it is told how wide a text is."""

from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

Measure = Callable[[str], float]
"""How wide a text is."""
ELLIPSIS = "…"
MOST = 700
"""More letters than any card has room for: those behind are not measured, or a text without end would take as long."""
_NOT_BEFORE_ELLIPSIS = " ,;:.-–—"


@dataclass(frozen=True, slots=True)
class Size:
    """A size of type that may be taken."""

    points: int
    measure: Measure
    most_lines: int
    """As many as there is room for."""


@dataclass(frozen=True, slots=True)
class Block:
    """Lines of one size."""

    points: int
    lines: tuple[str, ...]


def set_block(text: str, sizes: Sequence[Size], width: int) -> Block:
    """Set a text as large as it fits.

    Args:
        text: Words with single spaces between them.
        sizes: The sizes to choose from, largest first.
        width: Of a line.

    Returns:
        Lines of about one length. Words are whole, unless one is too wide in every size; what does not fit even in the
        smallest size ends with an ellipsis.
    """
    words = text[:MOST].split()
    for divided in (_whole, _broken):
        for size in sizes:
            pieces = divided(words, size.measure, width)
            lines = _filled(pieces, size.measure, width)
            if len(lines) <= size.most_lines and all(size.measure(line) <= width for line in lines):
                return Block(size.points, _balanced(pieces, size.measure, width))
    return _cut(words, sizes[-1], width)


def shortened(text: str, measure: Measure, width: int) -> str:
    """The beginning of a text that fits into a line, with an ellipsis if it is not the whole of it.

    Args:
        text: Words with single spaces between them.
        measure: How wide a text is.
        width: Of the line.

    Returns:
        Whole words, unless there is no room even for the first one.
    """
    text, is_whole = text[:MOST], len(text) <= MOST
    if is_whole and measure(text) <= width:
        return text
    words = text.split()
    wholes = (" ".join(words[:count]) for count in range(len(words) - 1, 0, -1))
    parts = (words[0][:count] for count in range(len(words[0]) - 1, -1, -1))
    beginnings = (each.rstrip(_NOT_BEFORE_ELLIPSIS) + ELLIPSIS for each in (*wholes, *parts))
    return next((each for each in beginnings if measure(each) <= width), "")


def _whole(words: Sequence[str], measure: Measure, width: int) -> Sequence[str]:  # noqa: ARG001 - as `_broken`
    return words


def _broken(words: Sequence[str], measure: Measure, width: int) -> Sequence[str]:
    """The words, those that are wider than a line in pieces."""
    return [piece for word in words for piece in _pieces(word, measure, width)]


def _pieces(word: str, measure: Measure, width: int) -> Iterator[str]:
    while measure(word) > width and len(word) > 1:
        too_long = bisect_left(range(1, len(word)), True, key=lambda count: measure(word[:count]) > width) + 1
        fitting = max(1, too_long - 1)
        yield word[:fitting]
        word = word[fitting:]
    yield word


def _filled(words: Sequence[str], measure: Measure, width: int) -> tuple[str, ...]:
    """Lines, each with as many words as go into it."""
    lines: list[str] = []
    for word in words:
        if lines and measure(f"{lines[-1]} {word}") <= width:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return tuple(lines)


def _balanced(words: Sequence[str], measure: Measure, width: int) -> tuple[str, ...]:
    """As few lines as in the full width, in the narrowest that takes no more."""
    fewest = len(_filled(words, measure, width))
    narrowest = bisect_left(range(width), True, key=lambda narrow: len(_filled(words, measure, narrow)) <= fewest)
    return _filled(words, measure, narrowest)


def _cut(words: Sequence[str], size: Size, width: int) -> Block:
    """As many lines as there is room for, the last one with an ellipsis."""
    lines = _filled(_broken(words, size.measure, width), size.measure, width)
    full, rest = lines[: size.most_lines - 1], lines[size.most_lines - 1 :]
    return Block(size.points, (*full, shortened(" ".join(rest), size.measure, width)))
