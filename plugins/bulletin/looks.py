"""What a block looks like to whoever asks for its signs: its kind, its words, its ending, how it is written.

A kind is finer than a label: a heading may be a title, a short line, a name; furniture is of a menu or of a share bar.
"""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from . import bylines, knowledge
from .knowledge import fold
from .model import Label, Marked, Standing

Signs = tuple[str, ...]

RESULTS = "a line of results"
TEXT, LINE, TITLE, SHORT = "text", "line", "title", "short"
# Furniture by its reason in data/furniture.txt; what is not here is furniture of any kind.
FURNITURE = {
    "recommended stories": "related",
    "share and follow": "share",
    "page navigation": "nav",
    "topics": "topics",
    "advertisement": "ad",
    "newsletter and subscription": "letter",
    "comments": "comments",
    "copyright": "copyright",
}
KINDS = {
    Label.CAPTION: "caption",
    Label.CREDIT: "credit",
    Label.BYLINE: "byline",
    Label.SIGNOFF: "signoff",
    Label.PUBLISHED: "date",
    Label.SLUGLINE: "slug",
    Label.RULE: "rule",
    Label.ITEM: "item",
    Label.SECTION: "section",
}
# Labels that dates and names hide behind.
OPEN = frozenset({Label.HEADING, Label.PROSE, Label.ITEM, Label.SECTION})

AGO = re.compile(
    r"(?:.{0,20}\b)?(?:\d{1,2}|an?|one|two) ?"
    r"(?:s|m|h|d|secs?|mins?|hrs?|seconds?|minutes?|hours?|days?|weeks?|months?|years?) ago\b.{0,20}"
    r"|(?:hace|il y a|há|vor) \d+ \w+|just now|yesterday|today"
)
_NUMBERS = r"\b\d{1,2}[./-] ?\d{1,2}[./-] ?\d{2,4}\b"
# A date with a time, or a date and nothing else, is when a story was published.
STAMPED = re.compile(
    rf"\b\d{{1,2}}[:.h]\d\d.*(?:{_NUMBERS}|\b\d{{4}}\b)|(?:{_NUMBERS}|\b(?:19|20)\d\d\b).*\b\d{{1,2}}[:.h]\d\d\b"
    rf"|^\W*{_NUMBERS}\W*$"
)
CLOCK = re.compile(r"\b\d{1,2}[:.h]\d\d\b")
DATED = re.compile(r"\b(?:19|20)\d\d\b|\b\d{1,2}[./-]\d{1,2}[./-]\d{2,4}\b")
BARS = re.compile(r"[|»›>•·/]")
DIGIT = re.compile(r"\d")
# What a line ends with, and how many of its last letters tell.
ENDS = re.compile(r"(?P<mark>[.!?…:;,])?(?P<quote>[\"'”’»)\]]*)$")
LAST = 6
QUOTES = "\"“«„‘'"

# Where a number of things, a number of words, or a share of them changes what a line is like.
FEW = (1, 2, 3, 5, 8)
WORD_STEPS = (2, 3, 4, 6, 9, 13, 19, 31, 60)
SHARES = (0.01, 0.15, 0.3, 0.5, 0.7)
# A line with this many words is a text, whatever it ends with.
WORDS_OF_TEXT = 22
WORDS_OF_QUOTE = 7
WORDS_OF_TITLE = 5
WORDS_OF_DATE, LONGEST_DATE = 12, 200
WORDS_OF_NAMES = 7
# Words of longer lines are not looked at one by one.
WORDS_ONE_BY_ONE = 14
MOST_CAPITALS = 0.6


@dataclass(frozen=True, slots=True)
class Look:
    """What is asked of a block more than once."""

    kind: str
    words: int
    folded: str
    style: str
    """How it is written: caps, title, sentence, small."""
    signs: tuple[Signs, ...]
    """The signs that it has by itself."""


def look(one: Marked) -> Look:
    """What a block looks like, with the signs that it has by itself."""
    folded = fold(one.text)
    words = folded.split()
    mark = _mark(one.text)
    style = _style(one.text)
    kind = _kind(one, len(words), folded, mark)
    signs = [
        _set(
            one.label, one.why if one.label is Label.FURNITURE else "", kind, step(len(words), WORD_STEPS), mark, style
        ),
        _marks(one, kind),
        _speech(
            kind,
            step(_share(knowledge.furniture_words(), words), SHARES),
            min(len(knowledge.furniture_words().intersection(words)), 4),
            reader=not knowledge.reader_words().isdisjoint(words),
        ),
    ]
    if len(words) <= WORDS_OF_TEXT:
        signs.append(_details(one.text, kind, words))
    if len(words) <= WORDS_ONE_BY_ONE:
        signs.append(_words(words))
    return Look(kind, len(words), folded, style, tuple(signs))


def step(value: float, steps: Sequence[float]) -> int:
    """In which of the steps a value is; 0 below the first."""
    return bisect_right(steps, value)


def _share(known: frozenset[str], words: Sequence[str]) -> float:
    return len(known.intersection(words)) / max(1, len(words))


def _mark(text: str) -> str:
    """What a line ends with: a mark, a quotation mark, a bracket, nothing."""
    ends = ENDS.search(text[-LAST:])
    mark = (ends["mark"] or ends["quote"][:1] or "none") if ends else "none"
    return "quote" if mark in "\"'”’»" else mark


def _kind(one: Marked, words: int, folded: str, mark: str) -> str:
    if one.label is Label.FURNITURE:
        return FURNITURE.get(one.why, "furniture")
    if one.label in OPEN and words <= WORDS_ONE_BY_ONE and AGO.fullmatch(folded):
        return "ago"
    if (
        one.label in OPEN
        and words <= WORDS_OF_DATE
        and len(folded) <= LONGEST_DATE
        and mark not in ".!?"
        and DIGIT.search(folded)
        and STAMPED.search(folded)
    ):
        return "date"
    if one.label is Label.RULE and one.why == "end of a story":
        return "end"
    if one.label in KINDS:
        return KINDS[one.label]
    if one.why == RESULTS:
        return "result"
    if one.label is Label.PROSE:
        is_text = mark in ".!?…" or words >= WORDS_OF_TEXT or (mark == "quote" and words >= WORDS_OF_QUOTE)
        return TEXT if is_text else LINE
    if words <= WORDS_OF_NAMES and bylines.is_named(one.text):
        return "person"
    return TITLE if words >= WORDS_OF_TITLE else SHORT


def _style(text: str) -> str:
    words = [word for word in text.split(None, WORDS_ONE_BY_ONE) if word[:1].isalpha() or word[:1] in QUOTES]
    if not words:
        return "none"
    if text.isupper():
        return "caps"
    if text[:1].islower():
        return "small"
    capital = sum(word.lstrip(QUOTES)[:1].isupper() for word in words[1:])
    return "title" if len(words) > 1 and capital >= MOST_CAPITALS * (len(words) - 1) else "sentence"


# The functions below make signs of a few facts each; the same facts come again and again, and so their signs are kept.


@lru_cache(maxsize=4096)
def _set(label: Label, reason: str, kind: str, count: int, mark: str, style: str) -> Signs:
    return (
        f"is {kind}",
        f"label {label.value} {reason}",
        f"{label.value} of {count} words",
        f"ends {mark}",
        f"{kind} ends {mark} words {count}",
        f"style {style} {kind}",
    )


def _marks(one: Marked, kind: str) -> Signs:
    return _marked_so(
        kind,
        listed="numbered" if one.numbered else "bulleted" if one.listed else "",
        level=one.level,
        is_doubtful=one.block.standing is Standing.DOUBTFUL,
        is_underlined=one.why == "underlined",
        is_quoted=one.text[:1] in QUOTES,
    )


@lru_cache(maxsize=1024)
def _marked_so(kind: str, *, listed: str, level: int, is_doubtful: bool, is_underlined: bool, is_quoted: bool) -> Signs:
    found = {
        listed: bool(listed),
        f"level {level}": level > 0,
        f"named like furniture {kind}": is_doubtful,
        "underlined": is_underlined,
        f"opens with a quotation mark {kind}": is_quoted,
    }
    return tuple(sign for sign, holds in found.items() if holds)


@lru_cache(maxsize=1024)
def _speech(kind: str, share: int, pages: int, *, reader: bool) -> Signs:
    found = (f"words of furniture {share} {kind}", f"words of furniture {pages} {kind}")
    return (*found, f"speaks to the reader, {kind}") if reader else found


def _details(text: str, kind: str, words: Sequence[str]) -> Signs:
    digits = sum(word[:1].isdigit() or word[-1:].isdigit() for word in words)
    found = {
        f"a word of titles, {kind}": not knowledge.masthead_words().isdisjoint(words),
        f"could be names, {kind}": bylines.is_people(text),
        f"no small word, words {step(len(words), WORD_STEPS)}": knowledge.small_words().isdisjoint(words),
        f"numbers {step(digits / max(1, len(words)), SHARES)} {kind}": digits > 0,
        f"bars {kind}": BARS.search(text),
        f"colon {kind}": ":" in text[:-1],
        "a clock's time": digits and CLOCK.search(text),
        "a year or date": digits and DATED.search(text),
        "opens with a bracket": text.startswith(("(", "[")),
    }
    return tuple(sign for sign, holds in found.items() if holds)


def _words(words: Sequence[str]) -> Signs:
    if not words:
        return ("no word",)
    return (
        f"first word {words[0]}",
        f"last word {words[-1].strip('.,:;!?')}",
        *(f"word {word.strip('.,:;!?()“”')}" for word in words),
    )
