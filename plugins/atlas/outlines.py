"""Outlines of countries put together and written as SVG paths."""

from collections.abc import Iterable, Iterator
from itertools import pairwise

from .paper import Spot
from .shapes import Place, Ring

SPECK = 6
"""Square units under which an outline is not drawn."""


def merged(rings: Iterable[Ring]) -> list[Ring]:
    """The outlines around several countries: a border that two of them share is left out.

    All have their land on the same side, so that two neighbours walk along their border in opposite directions.
    """
    steps = dict.fromkeys(step for ring in rings for step in zip(ring, ring[1:] + ring[:1], strict=True))
    ahead: dict[Place, list[Place]] = {}
    for here, there in steps:
        if (there, here) not in steps:
            ahead.setdefault(here, []).append(there)
    return list(_walks(ahead))


def path(outlines: Iterable[list[Spot]]) -> str:
    """Write outlines as an SVG path, without those that are too small to be seen."""
    return "".join(_written(spots) for spots in map(_without_repeats, outlines) if abs(_area(spots)) >= SPECK)


def dots(spots: Iterable[Spot]) -> str:
    """Write spots as an SVG path of lines without length, which a pen with a round tip makes dots."""
    return "".join(f"M{x} {y}h0" for x, y in dict.fromkeys(spots))


def _walks(ahead: dict[Place, list[Place]]) -> Iterator[Ring]:
    """The closed walks that steps make."""
    while ahead:
        walk = [next(iter(ahead))]
        while walk[-1] in ahead:
            here = walk[-1]
            walk.append(ahead[here].pop())
            if not ahead[here]:
                del ahead[here]
        yield tuple(walk[:-1])


def _without_repeats(spots: list[Spot]) -> list[Spot]:
    return [spot for before, spot in zip([spots[-1], *spots], spots, strict=False) if spot != before]


def _area(spots: list[Spot]) -> float:
    pairs = zip(spots, spots[1:] + spots[:1], strict=True)
    return sum(x * next_y - next_x * y for (x, y), (next_x, next_y) in pairs) / 2


def _written(spots: list[Spot]) -> str:
    steps = (f"{x - before_x} {y - before_y}" for (before_x, before_y), (x, y) in pairwise(spots))
    return f"M{spots[0][0]} {spots[0][1]}l{' '.join(steps)}z".replace(" -", "-")
