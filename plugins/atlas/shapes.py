"""The shapes of countries, as `data/shapes.tsv` has them, and which part of a country a map is fitted to."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

DATA = Path(__file__).parent / "data"
NOTHING = "-"

Place = tuple[int, int]
"""Hundredths of a degree east and north."""
Ring = tuple[Place, ...]
"""An outline without its first point repeated; one point for what is too small to have an outline."""


@dataclass(frozen=True, slots=True)
class Shape:
    """A country, the finest first."""

    region: tuple[Ring, ...]
    """For the map of its region."""
    world: tuple[Ring, ...]
    """For a map of the world."""
    small: tuple[Ring, ...]
    """For a small map of the world."""
    frame: tuple[Ring, ...] | None = None
    """What the map of its region is to hold of it, where that is not its large parts."""


@cache
def load() -> Mapping[str, Shape]:
    """Read the shapes that come with the program, by ISO code."""
    frames = {code: _rings(points) for code, points, _why in _lines("frames.tsv")}
    return {
        code: Shape(_rings(region), _rings(world), _rings(small), frames.get(code))
        for code, region, world, small in _lines("shapes.tsv")
    }


def _lines(name: str) -> list[list[str]]:
    lines = (DATA / name).read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if not line.startswith("#")]


def _rings(text: str) -> tuple[Ring, ...]:
    return () if text == NOTHING else tuple(map(_ring, text.split(";")))


def _ring(text: str) -> Ring:
    numbers = list(map(int, text.split()))
    return tuple(zip(numbers[::2], numbers[1::2], strict=True))
