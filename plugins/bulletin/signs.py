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
from itertools import pairwise

from . import bylines, datelines, knowledge
from .knowledge import fold
from .model import Label, Marked, Standing

Signs = tuple[str, ...]

WORD = re.compile(r"[^\W\d_][\w’'-]+")
NAME = re.compile(r"(?<=[\w,;’'] )[^\W\d_a-z][\w’-]{2,}")
NAMES_ABOVE, NAMES_BELOW = 10, 6
STEM, SHORTEST_STEM = 5, 4
AGO = re.compile(
    r"(?:.{0,20}\b)?(?:\d{1,2}|an?|one|two) ?(?:s|m|h|d|secs?|mins?|hrs?|seconds?|minutes?|hours?|days?|weeks?|months?|years?)"
    r" ago\b.{0,20}|(?:hace|il y a|há|vor) \d+ \w+|just now|yesterday|today"
)
CLOCK = re.compile(r"\b\d{1,2}[:.h]\d\d\b")
DATED = re.compile(r"\b(?:19|20)\d\d\b|\b\d{1,2}[./-]\d{1,2}[./-]\d{2,4}\b")
# A date with a time, or a date and little else, is when a story was published.
STAMPED = re.compile(
    r"\b\d{1,2}[:.h]\d\d ?(?:[ap]\.?m\.?|uhr|h|gmt|utc|[a-z]{2,4}t)?\b.*\b(?:\d{1,2}[./-] ?\d{1,2}[./-] ?\d{2,4}|\d{4})\b"
    r"|\b(?:\d{1,2}[./-] ?\d{1,2}[./-] ?\d{2,4}|(?:19|20)\d\d)\b.*\b\d{1,2}[:.h]\d\d\b|^\W*\d{1,2}[./-]\d{1,2}[./-]\d{2,4}\W*$"
)
WORDS_OF_DATE = 12
ENDS = re.compile(r"(?P<mark>[.!?…:;,])?(?P<quote>[\"'”’»)\]]*)$")
MARKS_BESIDE = ".,:;!?()\"'“”‘’«»"
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
        _company(looks),
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
        if words <= WORDS_OF_DATE and mark not in ".!?" and STAMPED.search(folded):
            return "date"
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


RUNNING = frozenset({TEXT, "item", "caption", LINE})
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
    if one.block.standing is Standing.DOUBTFUL:
        yield f"named like furniture {kind}"
    if one.level:
        yield f"level {one.level}"
    if one.why == "underlined":
        yield "underlined"
    if one.text[:1] in QUOTES:
        yield f"opens with a quotation mark {kind}"
    pages = sum(word.strip(MARKS_BESIDE) in knowledge.furniture_words() for word in words)
    yield f"words of furniture {_step(pages / max(1, len(words)), SHARES)} {kind}"
    yield f"words of furniture {min(pages, 4)} {kind}"
    if READER.intersection(words):
        yield f"speaks to the reader, {kind}"
    if len(words) > WORDS_OF_TEXT:
        return
    if not knowledge.masthead_words().isdisjoint(words):
        yield f"a word of titles, {kind}"
    if bylines.is_people(one.text):
        yield f"could be names, {kind}"
    if not knowledge.small_words().intersection(words):
        yield f"no small word, words {count}"
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
                f"texts {above in RUNNING} {below in RUNNING} {kind}",
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
        if look.kind == TEXT and look.words > WORDS_OF_TEXT:
            known, coming = len(own & above_stems), len(own & _stems_all(marked, below))
            found.append((f"kin {min(known, 4)} {min(coming, 3)}", *_dateline(marked[at].text, "opens")))
            continue
        if look.kind == TEXT:
            below = below[1:] if below and below[0] == at else below
            below_stems = _stems_all(marked, below[:LEDE])
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
                f"names in common {_step(_names_in_common(marked, texts, place), FEW)} {look.kind}",
                *(_dateline(marked[below[0]].text, "below") if below and below[0] - at < REACH else ()),
            )
        )
    return found


def _dateline(text: str, where: str) -> Signs:
    return (f"dateline {where}",) if datelines.split(text) else ()


def _stems_all(marked: Sequence[Marked], places: Iterable[int]) -> frozenset[str]:
    return frozenset().union(*(stems(marked[at].text) for at in places))


def _names_in_common(marked: Sequence[Marked], texts: Sequence[int], place: int) -> int:
    """How many names the texts above and below have in common: a story goes on with the people that it began with."""
    above = frozenset().union(*(_names(marked[at].text) for at in texts[max(0, place - NAMES_ABOVE) : place]))
    below = frozenset().union(*(_names(marked[at].text) for at in texts[place : place + NAMES_BELOW]))
    return len(above & below)


@lru_cache(maxsize=512)
def _names(text: str) -> frozenset[str]:
    """Words that begin with a capital though no sentence does."""
    return frozenset(NAME.findall(text))


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
        if look.kind not in SET_APART or one.listed:
            groups.setdefault(_setting(one, look), []).append(at)
    found: list[Signs] = [(f"page {page} {look.kind}",) for look in looks]
    for setting, group in groups.items():
        size = _step(len(group), FEW)
        words = _step(sum(looks[at].words for at in group) / len(group), WORD_STEPS)
        above = _step(sum(_is_above_text(looks, at) for at in group) / len(group), SHARES)
        apart = _step(sum(two - one > 1 for one, two in pairwise(group)) / max(1, len(group) - 1), SHARES)
        marked_so = "marked" if any(setting) else "plain"
        signs = (
            f"set like {size} lines of {words} words",
            f"set like lines above text {above} of {words}",
            f"{marked_so}, {size} lines, apart {apart}, above text {above}",
            f"{marked_so}, {size} lines, apart {apart}, words {words}",
        )
        for at in group:
            found[at] = (*found[at], *signs, *(f"{sign} {looks[at].kind}" for sign in signs))
    return found


def _is_above_text(looks: Sequence[_Look], at: int) -> bool:
    return at + 1 < len(looks) and looks[at + 1].kind in (TEXT, *OPENINGS)


def _company(looks: Sequence[_Look]) -> list[Signs]:
    """What stands shortly below and above the lines that may be headlines, where it does so again and again."""
    places = [at for at, look in enumerate(looks) if look.kind in (TITLE, SHORT)]
    company = {at: _around(looks, at) for at in places}
    times = Counter(kind for kinds in company.values() for kind in kinds)
    first = next((kinds for kinds in company.values() if kinds), frozenset())
    found: list[Signs] = [()] * len(looks)
    for at, kinds in company.items():
        habits = [kind for kind in times if times[kind] > 1 or (times[kind] and kind not in kinds)]
        found[at] = (
            *(f"{kind} as by other lines" if kind in kinds else f"no {kind} as by other lines" for kind in habits),
            f"company of the first line: {len(first & kinds)} of {len(first)}",
        )
    return found


def _around(looks: Sequence[_Look], at: int) -> frozenset[str]:
    """Kinds of furniture and top matter above a line, as far as the text, and below it, as far as the next such line."""
    found = set()
    texts = 0
    for look in looks[at + 1 : at + 12]:
        if look.kind in (TITLE, SHORT) or texts > ANCHOR_REACH:
            break
        texts += look.kind == TEXT
        if look.kind in COMPANY:
            found.add(f"{look.kind} {'below' if not texts else 'in the text'}")
    for look in reversed(looks[max(0, at - 6) : at]):
        if look.kind in (TITLE, SHORT, TEXT):
            break
        if look.kind in COMPANY:
            found.add(f"{look.kind} above")
    return frozenset(found)


ANCHOR_REACH = 3
COMPANY = frozenset({"byline", "person", "date", "ago", "share", "related", "credit", "rule", "end", "signoff", "slug", "section"})
SET_APART = frozenset({TEXT, "caption", "credit", "rule", "end", "date", "byline", "signoff"})
# "3)", "ITEM 3 -", "[POLITICS]", ">>", "14:05 -": what may stand before each headline of a bulletin.
MARKER = re.compile(r"(?:[^\w\s\"'“‘«„(\[]{1,4}|\(?\d{1,3}[.):]|[^\W\d_]{3,7}\.? \d{1,3}\b ?[.):–-]?|\d{1,2}[:.]\d\d) ?(?=\S)|\[[^\]]{2,20}\] ")
WIDE_GAP = 2
PAGE_KINDS = frozenset({"related", "share", "nav", "topics", "ad", "letter", "comments", "copyright"})


def _setting(one: Marked, look: _Look) -> tuple[object, ...]:
    """How a line is set: what stands before it, in capitals, at which level, below a wide gap."""
    mark = MARKER.match(one.block.text)
    marker = re.sub(r"\d+", "1", mark[0].strip().casefold()) if mark else ""
    return (marker, look.style == "caps", one.level, one.block.gap >= WIDE_GAP, one.why == "underlined")
