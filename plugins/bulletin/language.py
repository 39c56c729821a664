"""The language that a text is written in, told by the smallest words, of which every sentence has some."""

import re
from collections import Counter
from collections.abc import Iterable
from functools import cache
from itertools import chain

from . import knowledge

WORD = re.compile(r"[^\W\d_]+")
# Enough to tell by.
MOST_LETTERS = 600
# With fewer small words, or a smaller share of them, a text is too short, or in a language that is not known here.
FEWEST, LEAST_SHARE = 4, 0.2
# And how far ahead of the next language the first must be: many words belong to several.
AHEAD = 1.2


def of(texts: Iterable[str]) -> str | None:
    """The language of texts as its two-letter code (ISO 639-1), None where it cannot be told."""
    words = WORD.findall(_beginning(texts).casefold())
    known = _languages()
    counts = Counter(chain.from_iterable(known[word] for word in words if word in known))
    (first, most), (_, next_most) = [*counts.most_common(2), ("", 0), ("", 0)][:2]
    is_told = most >= max(FEWEST, LEAST_SHARE * len(words), AHEAD * next_most)
    return first if is_told else None


def _beginning(texts: Iterable[str]) -> str:
    found: list[str] = []
    length = 0
    for text in texts:
        found.append(text)
        length += len(text)
        if length > MOST_LETTERS:
            break
    return " ".join(found)[:MOST_LETTERS]


@cache
def _languages() -> dict[str, tuple[str, ...]]:
    """For each small word the languages that have it."""
    found: dict[str, tuple[str, ...]] = {}
    for language, words in knowledge.small_words_by_language().items():
        for word in words:
            found[word] = (*found.get(word, ()), language)
    return found
