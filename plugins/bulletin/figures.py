"""The photos in a story's file, and who is said to have taken them: under each, and on top of the file."""

import html
import re
from collections.abc import Iterator, Sequence

FIGURE = re.compile(r"<figure\b.*?</figure>", re.DOTALL)
PICTURE = re.compile(r"!\[[^\]]*\]\([^)]+\)|<img\b")
CREDIT = re.compile(r"<(?P<tag>\w+)[^>]*\bclass=[\"']?credit\b[^>]*>(?P<name>.*?)</(?P=tag)>", re.DOTALL)
TAG = re.compile(r"<[^>]*>")


def without_credit(text: str) -> Iterator[int]:
    """The lines of photos of which nobody is told who took them; a caption without a picture is a photo, too."""
    figures = [(match.start(), match[0]) for match in FIGURE.finditer(text)]
    rest = FIGURE.sub(lambda match: " " * len(match[0]), text)
    alone = [(match.start(), "") for match in PICTURE.finditer(rest)]
    for start, figure in sorted(figures + alone):
        if not CREDIT.search(figure):
            yield _line(text, start)


def only_below(field: str, text: str) -> Iterator[tuple[int, str]]:
    """The credits under photos that are not on top of the file, with their lines.

    Args:
        field: what stands behind `Photo_Credits`.
        text: the file's.
    """
    on_top = _plain(field)
    for start, credit in _credits(text):
        if _plain(credit) not in on_top:
            yield _line(text, start), credit


def only_on_top(field: str, text: Sequence[str]) -> list[str]:
    """The credits on top of a file whose names are nowhere in its text.

    Args:
        field: what stands behind `Photo_Credits`.
        text: the lines below the fields.
    """
    below = _plain(_words("\n".join(text)))
    return [credit.strip() for credit in field.split(";") if _plain(credit) not in below]


def _credits(text: str) -> Iterator[tuple[int, str]]:
    for figure in FIGURE.finditer(text):
        for credit in CREDIT.finditer(figure[0]):
            words = " ".join(_words(credit["name"]).split())
            if words:
                yield figure.start() + credit.start(), words


def _words(markup: str) -> str:
    return html.unescape(TAG.sub("", markup))


def _plain(text: str) -> str:
    """A name as it is compared."""
    return " ".join(text.casefold().split())


def _line(text: str, start: int) -> int:
    return text.count("\n", 0, start) + 1
