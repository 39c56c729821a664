"""What each block of a bulletin shows, as named signs: by itself, beside its neighbours, in the bulletin as a whole.

A sign is a few words that hold of a block ("ends .", "above share", "announced 3"). `tagging` weighs them. What they are
called is part of data/reading.tsv, which is made from them: who changes a sign runs tools/train_reading.py.
"""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from . import bylines, datelines, knowledge
from .knowledge import fold
from .model import Label, Marked

Signs = tuple[str, ...]

WORD = re.compile(r"[^\W\d_][\w’'-]+")
STEM, SHORTEST_STEM = 5, 4
AGO = re.compile(
    r"(?:.{0,20}\b)?(?:\d{1,2}|an?|one|two) ?(?:s|m|h|d|secs?|mins?|hrs?|seconds?|minutes?|hours?|days?|weeks?|months?|years?)"
    r" ago\b.{0,20}|(?:hace|il y a|há|vor) \d+ \w+|just now|yesterday|today"
)
CLOCK = re.compile(r"\b\d{1,2}[:.h]\d\d\b")
DATED = re.compile(r"\b(?:19|20)\d\d\b|\b\d{1,2}[./-]\d{1,2}[./-]\d{2,4}\b")
ENDS = re.compile(r"(?P<mark>[.!?…:;,])?(?P<quote>[\"'”’»)\]]*)$")
QUOTES = "\"“«„‘'"
READER = frozenset(
    "you your our us we my i tu tus su sus nuestro nuestra nuestros vous votre vos nos notre nous você seu sua nosso nossa"
    " sie ihr ihre ihnen unser unsere uns".split()
)
BARS = re.compile(r"[|»›>•·/]")

# Where a number of words or letters changes what a line is like.
WORD_STEPS = (2, 3, 4, 6, 9, 13, 19, 31, 60)
FEW = (1, 2, 3, 5, 8)
SHARES = (0.01, 0.15, 0.3, 0.5, 0.7)
# A line with this many words is a text, whatever it ends with.
WORDS_OF_TEXT = 22
WORDS_OF_TITLE = 5
# Words of longer lines are not looked at one by one.
WORDS_ONE_BY_ONE = 14
REACH = 8
LEDE, CONTEXT = 2, 5

TEXT, LINE, TITLE, SHORT = "text", "line", "title", "short"
PLAIN_TEXT = frozenset({TEXT})
OPENINGS = frozenset({"byline", "date", "ago", "person"})


@dataclass(frozen=True, slots=True)
class _Look:
    """What is asked of a block more than once."""

    kind: str
    words: int
    folded: str
    mark: str
    """What it ends with."""
    style: str
    """How it is written: caps, title, sentence, small."""
    own: Signs


def of(marked: Sequence[Marked]) -> list[Signs]:
    """The signs of each block."""
    looks = [_look(one) for one in marked]
    parts = (
        [look.own for look in looks],
        _beside(marked, looks),
        _distances(looks),
        _repeated(looks),
        _topics(marked, looks),
        _habits(marked, looks),
    )
    return [sum(signs, ()) for signs in zip(*parts, strict=True)]


def _look(one: Marked) -> _Look:
    folded = fold(one.text)
    words = folded.split()
    ends = ENDS.search(one.text)
    mark = (ends["mark"] or ends["quote"][:1] or "none") if ends else "none"
    mark = "quote" if mark in "\"'”’»" else mark
    style = _style(one.text)
    kind = _kind(one, len(words), folded, mark)
    return _Look(kind, len(words), folded, mark, style, tuple(_own(one, kind, folded, words, mark, style)))


def _kind(one: Marked, words: int, folded: str, mark: str) -> str:
    """A block as its neighbours see it."""
    if one.label is Label.FURNITURE:
        return FURNITURE_KINDS.get(one.why, "furniture")
    if one.label in (Label.HEADING, Label.PROSE, Label.ITEM, Label.SECTION):
        if words <= WORDS_ONE_BY_ONE and AGO.fullmatch(folded):
            return "ago"
        if one.label is Label.ITEM:
            return "item"
        if one.label is Label.SECTION:
            return "section"
        if one.label is Label.PROSE and (mark in ".!?…" or words >= WORDS_OF_TEXT or (mark == "quote" and words > 6)):
            return TEXT
        if one.label is Label.PROSE:
            return LINE
        if words <= 7 and bylines.is_people(one.text) and _has_given_name(folded):
            return "person"
        return TITLE if words >= WORDS_OF_TITLE else SHORT
    if one.label is Label.RULE and one.why == "end of a story":
        return "end"
    return LABEL_KINDS[one.label]


FURNITURE_KINDS = {
    "recommended stories": "related",
    "share and follow": "share",
    "page navigation": "nav",
    "topics": "topics",
    "advertisement": "ad",
    "newsletter and subscription": "letter",
    "comments": "comments",
    "copyright": "copyright",
}
LABEL_KINDS = {
    Label.CAPTION: "caption",
    Label.CREDIT: "credit",
    Label.BYLINE: "byline",
    Label.SIGNOFF: "signoff",
    Label.PUBLISHED: "date",
    Label.SLUGLINE: "slug",
    Label.RULE: "rule",
}


def _has_given_name(folded: str) -> bool:
    return not knowledge.given_names().isdisjoint(folded.replace(",", " ").replace("-", " ").split())


def _style(text: str) -> str:
    words = [word for word in text.split() if word[:1].isalpha() or word[:1] in QUOTES]
    if not words:
        return "none"
    if text.isupper():
        return "caps"
    if text[:1].islower():
        return "small"
    capital = sum(word.lstrip(QUOTES)[:1].isupper() for word in words[1:])
    if len(words) > 1 and capital >= 0.6 * (len(words) - 1):
        return "title"
    return "sentence"


def _own(one: Marked, kind: str, folded: str, words: Sequence[str], mark: str, style: str) -> Iterator[str]:
    count = _step(len(words), WORD_STEPS)
    yield f"is {kind}"
    yield f"label {one.label.value} {one.why if one.label is Label.FURNITURE else ''}"
    yield f"{one.label.value} of {count} words"
    yield f"ends {mark}"
    yield f"{kind} ends {mark} words {count}"
    yield f"style {style} {kind}"
    if one.listed:
        yield "numbered" if one.numbered else "bulleted"
    if one.level:
        yield f"level {one.level}"
    if one.why == "underlined":
        yield "underlined"
    if one.text[:1] in QUOTES:
        yield f"opens with a quotation mark {kind}"
    if len(words) > WORDS_OF_TEXT:
        return
    if not knowledge.small_words().intersection(words):
        yield f"no small word, words {count}"
    if READER.intersection(words):
        yield f"speaks to the reader, {kind}"
    digits = sum(word[:1].isdigit() or word[-1:].isdigit() for word in words)
    if digits:
        yield f"numbers {_step(digits / len(words), SHARES)} {kind}"
    if BARS.search(one.text):
        yield f"bars {kind}"
    if ":" in one.text[:-1]:
        yield f"colon {kind}"
    if CLOCK.search(one.text):
        yield "a clock's time"
    if DATED.search(one.text):
        yield "a year or date"
    if one.text.startswith(("(", "[")):
        yield "opens with a bracket"
    if len(words) <= WORDS_ONE_BY_ONE:
        yield f"first word {words[0]}" if words else "no word"
        yield f"last word {words[-1].strip('.,:;!?')}" if words else "no word"
        for word in words:
            yield f"word {word.strip('.,:;!?()“”')}"


def _step(value: float, steps: Sequence[float]) -> int:
    """In which of the steps a value is; 0 below the first."""
    return bisect_right(steps, value)


def _beside(marked: Sequence[Marked], looks: Sequence[_Look]) -> list[Signs]:
    kinds = ["start", "start", *(look.kind for look in looks), "end", "end"]
    gaps = [one.block.gap for one in marked] + [9]
    usual = _usual_gap(gaps[1:-1])
    names = ["same" if gap == usual else "less" if gap < usual else "more" for gap in gaps]
    found = []
    for at in range(len(looks)):
        above2, above, kind, below, below2 = kinds[at : at + 5]
        gap = f"{names[at]} {names[at + 1]}"
        found.append(
            (
                f"above {above}",
                f"below {below}",
                f"above {above2} {above}",
                f"below {below} {below2}",
                f"{above} > {kind}",
                f"{kind} < {below}",
                f"{above} > {kind} < {below}",
                f"gaps {gap} {kind}",
                f"gap {names[at]}, usual {min(usual, 2)}, {above} > {kind}",
                f"{kind} < {names[at + 1]} {below}",
            )
        )
    return found


def _usual_gap(gaps: Sequence[int]) -> int:
    return Counter(gaps).most_common(1)[0][0] if gaps else 0


def _distances(looks: Sequence[_Look]) -> list[Signs]:
    """How far the next text and headline-like line is, and what stands between."""
    up = list(_walk(looks))
    down = list(reversed(list(_walk(list(reversed(looks))))))
    runs = _runs(looks)
    count = len(looks)
    found = []
    for at, look in enumerate(looks):
        (text_up, titles_up, _, between_up), (text_down, titles_down, opened, between_down) = up[at], down[at]
        opening = "+".join(sorted(opened)) or "nothing"
        length, place = runs[at]
        found.append(
            (
                f"text above {_step(text_up, FEW)} {look.kind}",
                f"text below {_step(text_down, FEW)} {look.kind}",
                f"titles above {min(titles_up, 3)} {look.kind}",
                f"titles below {min(titles_down, 3)} {look.kind}",
                f"titles {min(titles_up, 2)} {min(titles_down, 2)} {look.kind}",
                f"opened by {opening} {look.kind}",
                f"opened {bool(opened)} titles {min(titles_down, 2)} {look.kind}",
                f"run {_step(length, FEW)} {place} {look.kind}",
                f"{look.kind} after {between_up}",
                f"{look.kind} before {between_down}",
                *((f"near the top {_step(at, FEW)} {look.kind}",) if at < 3 else ()),
                *((f"near the foot {look.kind}",) if at > count - 3 else ()),
            )
        )
    return found


def _walk(looks: Sequence[_Look]) -> Iterator[tuple[int, int, frozenset[str], str]]:
    """For each block, of those before it down to the last text: how many, how many headline-like, openings, marks."""
    since, titles = REACH, 0
    opened: frozenset[str] = frozenset()
    marks: list[str] = []
    for look in looks:
        yield since, titles, opened, "+".join(marks) or "nothing"
        if look.kind == TEXT:
            since, titles, opened, marks = 0, 0, frozenset(), []
            continue
        since += 1
        if look.kind == TITLE:
            titles += 1
            opened = frozenset()
        elif look.kind in OPENINGS:
            opened |= {look.kind}
        if look.kind in MARKS and look.kind not in marks and len(marks) < 3:
            marks.append(look.kind)


MARKS = frozenset(
    {"related", "share", "nav", "topics", "letter", "comments", "copyright", "rule", "end", "signoff", "slug", "section"}
)


def _runs(looks: Sequence[_Look]) -> list[tuple[int, str]]:
    """For each block the length of the run of short lines that it stands in, and where in it."""
    found: list[tuple[int, str]] = [(0, "none")] * len(looks)
    start = 0
    for at in range(len(looks) + 1):
        if at < len(looks) and looks[at].kind not in (TEXT, "caption"):
            continue
        for inside in range(start, at):
            place = "last" if inside == at - 1 else "first" if inside == start else "inside"
            found[inside] = (at - start, place)
        start = at + 1
    return found


def _repeated(looks: Sequence[_Look]) -> list[Signs]:
    times = Counter(look.folded for look in looks)
    left = dict(times)
    found = []
    texts: list[str] = []
    for look in looks:
        left[look.folded] -= 1
        signs: Signs = ()
        if times[look.folded] > 1:
            again = "comes again" if left[look.folded] else "came before"
            signs = (f"{again} {look.kind}", f"stands {min(times[look.folded], 4)} times {look.kind}")
        if look.words >= WORDS_OF_TITLE:
            bare = look.folded.strip("\"'.,!? ")
            if any(bare in text for text in texts[-12:]):
                signs = (*signs, f"said above {look.kind}")
        if look.kind == TEXT:
            texts.append(look.folded)
        found.append(signs)
    return found


def _topics(marked: Sequence[Marked], looks: Sequence[_Look]) -> list[Signs]:
    """Which words a heading shares with the text below and above it, and the two texts with one another."""
    texts = [at for at, look in enumerate(looks) if look.kind == TEXT]
    found: list[Signs] = []
    for at, look in enumerate(looks):
        if look.kind not in (TITLE, SHORT, TEXT, LINE):
            found.append(())
            continue
        place = bisect_right(texts, at)
        below = texts[place : place + CONTEXT]
        before = texts[max(0, place - CONTEXT - (look.kind == TEXT)) : place - (look.kind == TEXT)]
        above_stems = _stems_all(marked, before)
        below_stems = _stems_all(marked, below[:LEDE])
        own = stems(marked[at].text)
        if look.kind == TEXT:
            known, coming = len(own & above_stems), len(own & _stems_all(marked, below))
            found.append((f"kin {min(known, 4)} {min(coming, 3)}", *_dateline(marked[at].text, "opens")))
            continue
        new = own - above_stems
        share = len(new & below_stems) / max(len(own), 4)
        cohesion = len(above_stems & _stems_all(marked, below))
        found.append(
            (
                f"announced {_step(share, SHARES)} {look.kind}",
                f"announces {min(len(own & below_stems), 4)} {look.kind}",
                f"known {min(len(own & above_stems), 3)} {look.kind}",
                f"cohesion {_step(cohesion, FEW)} {look.kind}",
                f"cohesion {_step(cohesion, FEW)} announced {_step(share, SHARES)}",
                *(_dateline(marked[below[0]].text, "below") if below and below[0] - at < REACH else ()),
            )
        )
    return found


def _dateline(text: str, where: str) -> Signs:
    return (f"dateline {where}",) if datelines.split(text) else ()


def _stems_all(marked: Sequence[Marked], places: Iterable[int]) -> frozenset[str]:
    return frozenset().union(*(stems(marked[at].text) for at in places))


@lru_cache(maxsize=512)
def stems(text: str) -> frozenset[str]:
    """The beginnings of the words that say what a text is about."""
    empty = knowledge.function_words()
    words = WORD.findall(fold(text))
    return frozenset(word[:STEM] for word in words if len(word) >= SHORTEST_STEM and word not in empty)


def _habits(marked: Sequence[Marked], looks: Sequence[_Look]) -> list[Signs]:
    """What the lines that are set like this one have in common, over the whole bulletin."""
    furniture = sum(look.kind in PAGE_KINDS for look in looks)
    page = _step(furniture / max(1, len(looks)), (0.02, 0.1, 0.25, 0.5))
    groups: dict[tuple[object, ...], list[int]] = {}
    for at, (one, look) in enumerate(zip(marked, looks, strict=True)):
        if look.kind in (TITLE, SHORT, LINE):
            groups.setdefault(_setting(one, look), []).append(at)
    found: list[Signs] = [(f"page {page} {look.kind}",) for look in looks]
    for group in groups.values():
        words = sum(looks[at].words for at in group) / len(group)
        above_text = sum(at + 1 < len(looks) and looks[at + 1].kind in (TEXT, *OPENINGS) for at in group) / len(group)
        signs = (
            f"set like {_step(len(group), FEW)} lines of {_step(words, WORD_STEPS)} words",
            f"set like lines above text {_step(above_text, SHARES)} of {_step(words, WORD_STEPS)} words",
        )
        for at in group:
            found[at] = (*found[at], *signs, *(f"{sign} {looks[at].kind}" for sign in signs))
    return found


PAGE_KINDS = frozenset({"related", "share", "nav", "topics", "ad", "letter", "comments", "copyright"})


def _setting(one: Marked, look: _Look) -> tuple[object, ...]:
    """How a line is set."""
    return (look.style == "caps", one.listed, one.level, min(one.block.gap, 2), one.why == "underlined")
