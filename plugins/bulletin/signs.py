"""What each block of a bulletin shows, as named signs: by itself, beside its neighbours, in the bulletin as a whole.

A sign is a few words that hold of a block ("ends .", "above share", "announced 3"). `tagging` weighs them. What they
are called is part of data/reading.tsv, which is made from them: who changes a sign runs tools/train_reading.py.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise

from . import topics
from .looks import FEW, LINE, SHARES, SHORT, TEXT, TITLE, WORD_STEPS, WORDS_OF_TITLE, Look, Signs, look, step
from .model import Marked

REACH = 8
RUNNING = frozenset({TEXT, "item", "caption", LINE})
OPENINGS = frozenset({"byline", "date", "ago", "person"})
# What parts a story from what is above it, or opens it.
MARKS = frozenset(
    {
        "related",
        "share",
        "nav",
        "topics",
        "letter",
        "comments",
        "copyright",
        "rule",
        "end",
        "signoff",
        "slug",
        "section",
    }
)
COMPANY = OPENINGS | frozenset({"share", "related", "credit", "rule", "end", "signoff", "slug", "section"})
# Texts that a headline's furniture may stand behind, and blocks that are looked at for it.
ANCHOR_REACH = 3
BELOW, ABOVE = 12, 6
PAGE_KINDS = frozenset({"related", "share", "nav", "topics", "ad", "letter", "comments", "copyright"})
PAGE_STEPS = (0.02, 0.1, 0.25, 0.5)
SET_APART = frozenset({TEXT, "caption", "credit", "rule", "end", "date", "byline", "signoff"})
# "3)", "ITEM 3 -", "[POLITICS]", ">>", "14:05 -": what may stand before each headline of a bulletin.
MARKER = re.compile(
    r"(?:[^\w\s\"'“‘«„(\[]{1,4}|\(?\d{1,3}[.):]|[^\W\d_]{3,7}\.? \d{1,3}\b ?[.):–-]?|\d{1,2}[:.]\d\d) ?(?=\S)"
    r"|\[[^\]]{2,20}\] "
)
NUMBER = re.compile(r"\d+")
WIDE_GAP = 2
NO_ANCHOR = frozenset({TEXT, LINE, "item", "result", "caption", "person"})
# Where the length of a line changes what it is like, as a share of the long ones.
LENGTHS = (0.35, 0.5, 0.65, 0.8, 1.0)
# Earlier texts that a pull quote is looked for in.
SAID = 12


def of(marked: Sequence[Marked]) -> list[list[Signs]]:
    """The signs of each block, in groups."""
    looks = [look(one) for one in marked]
    groups = zip(
        _beside(marked, looks),
        _distances(looks),
        _repeated(looks),
        topics.signs(marked, looks),
        topics.rivals(marked, looks),
        _habits(marked, looks),
        _company(looks),
        _measured(looks),
        strict=True,
    )
    return [[*one.signs, *found] for one, found in zip(looks, groups, strict=True)]


def _beside(marked: Sequence[Marked], looks: Sequence[Look]) -> Iterator[Signs]:
    """The kinds of the blocks above and below, and the blank lines between."""
    kinds = ["start", "start", *(one.kind for one in looks), "end", "end"]
    gaps = [*(one.block.gap for one in marked), WIDE_GAP]
    usual = min(Counter(gaps[1:-1]).most_common(1)[0][0] if len(gaps) > 2 else 0, WIDE_GAP)
    for at in range(len(looks)):
        yield _neighbours(tuple(kinds[at : at + 5]), _gap(gaps[at], usual), _gap(gaps[at + 1], usual), usual)


def _gap(gap: int, usual: int) -> str:
    return "same" if min(gap, WIDE_GAP) == usual else "less" if gap < usual else "more"


@lru_cache(maxsize=8192)
def _neighbours(kinds: tuple[str, ...], gap: str, gap_below: str, usual: int) -> Signs:
    above2, above, kind, below, below2 = kinds
    return (
        f"above {above}",
        f"below {below}",
        f"above {above2} {above}",
        f"below {below} {below2}",
        f"{above} > {kind}",
        f"texts {above in RUNNING} {below in RUNNING} {kind}",
        f"{kind} < {below}",
        f"{above} > {kind} < {below}",
        f"gaps {gap} {gap_below} {kind}",
        f"gap {gap}, usual {usual}, {above} > {kind}",
        f"{kind} < {gap_below} {below}",
    )


Way = tuple[int, int, str, str]
"""Towards the next text: how many blocks, how many headline-like, what opens a story, what parts it."""


def _distances(looks: Sequence[Look]) -> Iterator[Signs]:
    """How far the next text and headline-like line is, and what stands between."""
    up = list(_ways(looks))
    down = list(_ways(looks[::-1]))[::-1]
    for at, (one, run) in enumerate(zip(looks, _runs(looks), strict=True)):
        edge = f"near the top {min(at, 2)}" if at < 3 else "near the foot" if at > len(looks) - 3 else ""
        yield _way_signs(one.kind, up[at], down[at], run, edge)


def _ways(looks: Sequence[Look]) -> Iterator[Way]:
    """For each block what stands between it and the text before it."""
    since, titles = REACH, 0
    opened: tuple[str, ...] = ()
    marks: tuple[str, ...] = ()
    for one in looks:
        yield step(since, FEW), min(titles, 3), "+".join(sorted(opened)) or "nothing", "+".join(marks) or "nothing"
        if one.kind == TEXT:
            since, titles, opened, marks = 0, 0, (), ()
            continue
        since += 1
        if one.kind == TITLE:
            titles, opened = titles + 1, ()
        elif one.kind in OPENINGS and one.kind not in opened:
            opened = (*opened, one.kind)
        if one.kind in MARKS and one.kind not in marks and len(marks) < 3:
            marks = (*marks, one.kind)


def _runs(looks: Sequence[Look]) -> list[tuple[int, str]]:
    """For each block the length of the run of short lines that it stands in, and where in it."""
    found: list[tuple[int, str]] = [(0, "none")] * len(looks)
    start = 0
    for at in range(len(looks) + 1):
        if at < len(looks) and looks[at].kind not in (TEXT, "caption"):
            continue
        for inside in range(start, at):
            place = "last" if inside == at - 1 else "first" if inside == start else "inside"
            found[inside] = (step(at - start, FEW), place)
        start = at + 1
    return found


@lru_cache(maxsize=8192)
def _way_signs(kind: str, up: Way, down: Way, run: tuple[int, str], edge: str) -> Signs:
    (text_up, titles_up, _, between_up), (text_down, titles_down, opened, between_down) = up, down
    return (
        f"text above {text_up} {kind}",
        f"text below {text_down} {kind}",
        f"titles above {titles_up} {kind}",
        f"titles below {titles_down} {kind}",
        f"titles {min(titles_up, 2)} {min(titles_down, 2)} {kind}",
        f"opened by {opened} {kind}",
        f"opened {opened != 'nothing'} titles {min(titles_down, 2)} {kind}",
        f"run {run[0]} {run[1]} {kind}",
        f"{kind} after {between_up}",
        f"{kind} before {between_down}",
        *((f"{edge} {kind}",) if edge else ()),
    )


def _repeated(looks: Sequence[Look]) -> Iterator[Signs]:
    """Lines that stand in the bulletin more than once, and those that say what a text above says."""
    times = Counter(one.folded for one in looks)
    left = dict(times)
    texts: list[str] = []
    for one in looks:
        left[one.folded] -= 1
        signs: Signs = ()
        if times[one.folded] > 1:
            again = "comes again" if left[one.folded] else "came before"
            signs = (f"{again} {one.kind}", f"stands {min(times[one.folded], 4)} times {one.kind}")
        if one.words >= WORDS_OF_TITLE:
            bare = one.folded.strip("\"'.,!? ")
            if any(bare in text for text in texts[-SAID:]):
                signs = (*signs, f"said above {one.kind}")
        if one.kind == TEXT:
            texts.append(one.folded)
        yield signs


def _habits(marked: Sequence[Marked], looks: Sequence[Look]) -> list[Signs]:
    """What the lines that are set like this one have in common, over the whole bulletin."""
    furniture = sum(one.kind in PAGE_KINDS for one in looks)
    page = step(furniture / max(1, len(looks)), PAGE_STEPS)
    groups: dict[tuple[object, ...], list[int]] = {}
    for at, (one, its) in enumerate(zip(marked, looks, strict=True)):
        if its.kind not in SET_APART or one.listed:
            groups.setdefault(_setting(one, its), []).append(at)
    found: list[Signs] = [_habit(one.kind, page, ()) for one in looks]
    for setting, group in groups.items():
        facts = (
            "marked" if any(setting) else "plain",
            step(len(group), FEW),
            step(sum(looks[at].words for at in group) / len(group), WORD_STEPS),
            step(sum(_is_above_text(looks, at) for at in group) / len(group), SHARES),
            step(sum(two - one > 1 for one, two in pairwise(group)) / max(1, len(group) - 1), SHARES),
        )
        for at in group:
            found[at] = _habit(looks[at].kind, page, facts)
    return found


def _setting(one: Marked, its: Look) -> tuple[object, ...]:
    """How a line is set: what stands before it, in capitals, at which level, below a wide gap."""
    mark = MARKER.match(one.block.text)
    marker = NUMBER.sub("1", mark[0].strip().casefold()) if mark else ""
    return (marker, its.style == "caps", one.level, one.block.gap >= WIDE_GAP, one.why == "underlined")


def _is_above_text(looks: Sequence[Look], at: int) -> bool:
    return at + 1 < len(looks) and (looks[at + 1].kind == TEXT or looks[at + 1].kind in OPENINGS)


@lru_cache(maxsize=4096)
def _habit(kind: str, page: int, facts: tuple[str, int, int, int, int] | tuple[()]) -> Signs:
    own = f"page {page} {kind}"
    if not facts:
        return (own,)
    marked_so, size, words, above, apart = facts
    signs = (
        f"set like {size} lines of {words} words",
        f"set like lines above text {above} of {words}",
        f"{marked_so}, {size} lines, apart {apart}, above text {above}",
        f"{marked_so}, {size} lines, apart {apart}, words {words}",
    )
    return (own, *signs, *(f"{sign} {kind}" for sign in signs))


def _company(looks: Sequence[Look]) -> list[Signs]:
    """What stands shortly below and above the lines that may be headlines, where it does so again and again."""
    company = {at: _around(looks, at) for at, one in enumerate(looks) if one.kind in (TITLE, SHORT)}
    times = Counter(kind for kinds in company.values() for kind in kinds)
    first = next((kinds for kinds in company.values() if kinds), frozenset())
    found: list[Signs] = [()] * len(looks)
    for at, kinds in company.items():
        found[at] = (
            *(
                f"{kind} as by other lines" if kind in kinds else f"no {kind} as by other lines"
                for kind in sorted(times)
                if times[kind] > (kind in kinds)
            ),
            f"company of the first line: {len(first & kinds)} of {len(first)}",
        )
    return found


def _around(looks: Sequence[Look], at: int) -> frozenset[str]:
    """Kinds of furniture and top matter above a line, up to the text, and below it, down to the next such line."""
    found = set()
    texts = 0
    for one in looks[at + 1 : at + BELOW]:
        if one.kind in (TITLE, SHORT) or texts > ANCHOR_REACH:
            break
        texts += one.kind == TEXT
        if one.kind in COMPANY:
            found.add(f"{one.kind} {'in the text' if texts else 'below'}")
    for one in looks[max(0, at - ABOVE) : at][::-1]:
        if one.kind in (TITLE, SHORT, TEXT):
            break
        if one.kind in COMPANY:
            found.add(f"{one.kind} above")
    return frozenset(found)


def _measured(looks: Sequence[Look]) -> Iterator[Signs]:
    """Each line that may be a headline against the first and the longest ones: what stands below it, and its length."""
    anchor = _anchor(looks)
    lengths = sorted(one.words for one in looks if one.kind == TITLE)
    long = lengths[len(lengths) * 4 // 5] if lengths else 1
    for at, one in enumerate(looks):
        if one.kind not in (TITLE, SHORT, LINE):
            yield ()
            continue
        anchored = "" if anchor is None else "anchored" if anchor in _shortly_below(looks, at) else "not anchored"
        yield _measure(one.kind, anchored, step(one.words / long, LENGTHS))


def _anchor(looks: Sequence[Look]) -> str | None:
    """A line that stands again and again, and shortly below the first line that may be a headline."""
    first = next((at for at, one in enumerate(looks) if one.kind == TITLE), None)
    if first is None:
        return None
    times = Counter(one.folded for one in looks)
    return next((line for line in _shortly_below(looks, first) if times[line] > 1), None)


def _shortly_below(looks: Sequence[Look], at: int) -> Iterator[str]:
    """The lines of furniture below a line, down to the next headline-like one, or behind a few texts."""
    texts = 0
    for one in looks[at + 1 : at + BELOW]:
        if one.kind in (TITLE, SHORT) or texts > ANCHOR_REACH:
            return
        texts += one.kind == TEXT
        if one.kind not in NO_ANCHOR:
            yield one.folded


@lru_cache(maxsize=512)
def _measure(kind: str, anchored: str, length: int) -> Signs:
    of_length = f"length {length} of the long lines {kind}"
    return (of_length, f"{anchored} {kind}", f"{anchored}, length {length} {kind}") if anchored else (of_length,)
