"""Reads the countries of Natural Earth from the TopoJSON of the npm package world-atlas, for the tools that make data.

Source and licence stand in plugins/atlas/data/README.md, and whose the borders are.
"""

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate
from pathlib import Path
from typing import Any

import shapely
from babel.core import get_global
from shapely import Polygon

from atlas.projection import Point

# What has no ISO number in the source. What is not named here either (a glacier that two states claim) is not drawn.
UNNUMBERED = {"Kosovo": "XK", "N. Cyprus": "CY", "Somaliland": "SO", "Indian Ocean Ter.": "CX"}
# Parts of a state in the source that have a code of their own: where they lie, west, south, east, north.
PARTS: dict[str, dict[str, tuple[float, float, float, float]]] = {
    "FR": {
        "GF": (-55, 2, -51, 6), "GP": (-62, 15.7, -61, 16.6), "MQ": (-61.4, 14.2, -60.7, 15),
        "RE": (55, -22, 56, -20), "YT": (45, -13.2, 45.4, -12.4),
    },
    "NO": {"SJ": (-10, 73, 40, 82), "BV": (3, -55, 4, -54)},
    "NL": {"BQ": (-69, 12, -62, 18)},
    "NZ": {"TK": (-173, -10, -171, -8)},
    "CX": {"CC": (96, -13, 97, -11)},
    # Crimea, whose stories the gazetteer puts to Ukraine, as the United Nations do (General Assembly, 68/262).
    "RU": {"UA": (32, 44, 37, 46.5)},
}  # fmt: skip


def read(file: Path) -> dict[str, list[Polygon]]:
    """The polygons of every country by code, in degrees, those beyond the 180th meridian beside their country."""
    topology = json.loads(file.read_text("utf-8"))
    arcs = [decoded(arc, topology["transform"]) for arc in topology["arcs"]]
    found: defaultdict[str, list[Polygon]] = defaultdict(list)
    for geometry in topology["objects"]["countries"]["geometries"]:
        state = code_of(geometry)
        for polygon in polygons(geometry, arcs):
            found[part_of(state, polygon)].append(beside_its_country(state, polygon))
    return found


def decoded(arc: Sequence[Sequence[int]], transform: Mapping[str, Sequence[float]]) -> list[Point]:
    """An arc's points in degrees."""
    (across, up), (west, south) = transform["scale"], transform["translate"]
    xs, ys = (accumulate(steps) for steps in zip(*arc, strict=True))
    return [(round(x * across + west, 4), round(y * up + south, 4)) for x, y in zip(xs, ys, strict=True)]


def code_of(geometry: Mapping[str, Any]) -> str:
    """The ISO code of a country; empty for what belongs to none."""
    number = geometry.get("id")
    if number is None:
        return UNNUMBERED.get(geometry["properties"]["name"], "")
    code: str = get_global("territory_aliases").get(number, [""])[0]
    return code


def polygons(geometry: Mapping[str, Any], arcs: Sequence[Sequence[Point]]) -> Iterator[Polygon]:
    """The polygons of a country, put together of arcs."""
    for shell, *holes in [geometry["arcs"]] if geometry["type"] == "Polygon" else geometry["arcs"]:
        outer, *inner = (ring(numbers, arcs) for numbers in (shell, *holes))
        if len(outer) > 3:
            yield Polygon(outer, inner)


def ring(numbers: Sequence[int], arcs: Sequence[Sequence[Point]]) -> list[Point]:
    """A closed line, walked on across the 180th meridian; an arc with a negative number is walked backwards."""
    walked: list[Point] = []
    for number in numbers:
        for x, y in arcs[number] if number >= 0 else reversed(arcs[~number]):
            turns = round((walked[-1][0] - x) / 360) if walked else 0
            if walked[-1:] != [(x + 360 * turns, y)]:
                walked.append((x + 360 * turns, y))
    return walked


def part_of(state: str, polygon: Polygon) -> str:
    """The code of the part of a state that a polygon is of."""
    middle = polygon.representative_point()
    boxes = PARTS.get(state, {}).items()
    return next((code for code, box in boxes if shapely.box(*box).contains(middle)), state)


def beside_its_country(state: str, polygon: Polygon) -> Polygon:
    """A polygon on the side of its country on a map of the world, which is cut at the Bering Strait."""
    west, _, east, _ = polygon.bounds
    turns = -(west > 0) if state == "US" else east < -168
    return shapely.transform(polygon, lambda points: points + (360 * turns, 0))  # noqa: RUF005 - an array


def parts(shape: shapely.Geometry) -> list[Polygon]:
    """The polygons that a shape consists of."""
    return [part for part in shapely.get_parts(shape) if not part.is_empty]
