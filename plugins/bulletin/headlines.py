"""Which headings begin a story: headline against crosshead.

The evidence on each heading is in `evidence`; a heading whose points come to more than a doubt is a headline. Then the
bulletin is asked for its habits: what its sure headlines have in common and its sure crossheads lack (numbers,
capitals, a double gap) speaks for the rest.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from .evidence import ANCHOR_REACH, Points, Spot, datelined, ended, gather, opened, shared
from .knowledge import fold
from .model import BODY, Label, Marked

FIRST = 10.0
# A heading with fewer points is no headline.
DOUBT = 0.4
SURE_HEADLINE, SURE_CROSSHEAD = 2.0, -1.0
HABIT = 2.0
# A habit is what four in five do, and one in five at most of the others.
MOST = 0.8

Sign = Callable[[Spot], bool]


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a heading begins a story, with what told."""

    is_headline: bool
    points: float
    why: tuple[str, ...]


def weigh(marked: Sequence[Marked]) -> dict[int, Verdict]:
    """A verdict for each heading, by its position among the blocks."""
    spots = {}
    found: dict[int, list[Points]] = {}
    for spot, points in _walk(marked):
        spots[spot.at], found[spot.at] = spot, points
    for at, habit in _habits(spots, {at: _sum(points) for at, points in found.items()}) if found else ():
        found[at].append(habit)
    return {
        at: Verdict(_sum(points) > DOUBT, _sum(points), tuple(why for _, why in points)) for at, points in found.items()
    }


def _walk(marked: Sequence[Marked]) -> Iterator[tuple[Spot, list[Points]]]:
    """Evidence for each heading; what the story so far is about depends on the headings before."""
    anchor = _anchor(marked)
    last = max((at for at, one in enumerate(marked) if one.label is Label.HEADING), default=-1)
    top = _top_level(marked)
    story: int | None = None
    for at, one in enumerate(marked):
        if one.label is not Label.HEADING:
            continue
        spot = Spot(marked, at, at if story is None else story, last, top, anchor)
        points = gather(spot)
        if story is None:
            points.append((FIRST, "first heading of the bulletin"))
        if _sum(points) > DOUBT:
            story = at
        yield spot, points


def _top_level(marked: Sequence[Marked]) -> int:
    """The highest level of headings that several have: a level of one heading alone is the bulletin’s title."""
    levels = Counter(one.level for one in marked if one.label is Label.HEADING and one.level)
    return min((level for level, times in levels.items() if times > 1 or len(levels) == 1), default=0)


def _sum(points: Sequence[Points]) -> float:
    return sum(weight for weight, _ in points)


def _anchor(marked: Sequence[Marked]) -> str | None:
    """Furniture that comes again in the bulletin and stands shortly below its first heading."""
    first = next((at for at, one in enumerate(marked) if one.label is Label.HEADING), None)
    if first is None:
        return None
    times = Counter(fold(one.text) for one in marked if one.label is Label.FURNITURE)
    texts = 0
    for one in marked[first + 1 :]:
        texts += one.label in BODY
        if one.label is Label.HEADING or texts > ANCHOR_REACH:
            return None
        if one.label is Label.FURNITURE and times[fold(one.text)] > 1:
            return fold(one.text)
    return None


def _habits(spots: Mapping[int, Spot], points: Mapping[int, float]) -> Iterator[tuple[int, Points]]:
    """Signs that sure headlines share and sure crossheads lack, told of every heading but the first."""
    first, *rest = points
    sure = [spots[at] for at in rest if points[at] >= SURE_HEADLINE]
    others = [spots[at] for at in rest if points[at] <= SURE_CROSSHEAD]
    if not sure:
        return
    for name, has in SIGNS.items():
        common = _share(has, [*sure, spots[first]] if len(sure) == 1 else sure)
        strange = _share(has, others)
        if common >= MOST and strange <= 1 - MOST:
            for at in rest:
                yield at, (HABIT, f"{name}, as headlines here") if has(spots[at]) else (-HABIT, f"not {name}")
        elif common <= 1 - MOST and strange >= MOST:
            for at in rest:
                if has(spots[at]):
                    yield at, (-HABIT, f"{name}, as crossheads here")


def _share(has: Sign, spots: Sequence[Spot]) -> float:
    return sum(map(has, spots)) / len(spots) if spots else 0.0


SIGNS: Mapping[str, Sign] = {
    "listed": lambda spot: spot.heading.listed,
    "in capitals": lambda spot: spot.heading.shouted,
    "set off by two blank lines": lambda spot: spot.heading.block.gap >= 2,
    "underlined": lambda spot: spot.heading.why == "underlined",
    "marked as a heading": lambda spot: spot.heading.level > 0,
    "with a byline or a date below": lambda spot: opened(spot) is not None,
    "with a dateline below": lambda spot: datelined(spot) is not None,
    "after the end of a story": lambda spot: bool(ended(spot) or shared(spot)),
}
