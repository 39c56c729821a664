"""Which texts the type of the cards can set."""

import unicodedata
from functools import cache
from pathlib import Path

LETTERS = Path(__file__).parent / "data" / "letters.txt"
_PASSED_OVER = {"Cc", "Cf", "Cn", "Co", "Cs", "Me", "Sk", "So"}
"""Unicode's categories of what a text can do without: controls, joiners, emoji and other pictures, their colours."""
_VARIATIONS = {chr(point) for point in range(0xFE00, 0xFE10)}


def settable(text: str) -> str:
    """Make a text fit to be set.

    Args:
        text: Any.

    Returns:
        The text in composed letters, its spaces evened out, without emoji and what else is not read aloud; empty if the
        type lacks one of its letters: a card says nothing rather than show empty boxes.
    """
    composed = unicodedata.normalize("NFC", " ".join(text.split()))
    kept = [letter for letter in composed if letter in _letters() or not _is_passed_over(letter)]
    return " ".join("".join(kept).split()) if _letters().issuperset(kept) else ""


def _is_passed_over(letter: str) -> bool:
    return letter in _VARIATIONS or unicodedata.category(letter) in _PASSED_OVER


@cache
def _letters() -> frozenset[str]:
    """The letters of the type."""
    lines = (line.split() for line in LETTERS.read_text("utf-8").splitlines() if not line.startswith("#"))
    ranges = (range(int(first, 16), int(last, 16) + 1) for first, last in lines)
    return frozenset(chr(point) for each in ranges for point in each)
