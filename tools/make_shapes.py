"""Write plugins/atlas/data/shapes.tsv from Natural Earth. Run by hand, when the source has changed.

    npm pack world-atlas@2.0.2 && tar -xzf world-atlas-2.0.2.tgz
    pip install -r requirements/data.txt && python tools/make_shapes.py package

Source and licence stand in plugins/atlas/data/README.md. The borders are Natural Earth's, but for Crimea's, and no
opinion of ours.
"""

import json
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import accumulate
from pathlib import Path
from typing import Any, NamedTuple

import shapely
from babel.core import get_global
from shapely import Polygon
from shapely.geometry.polygon import orient

from atlas.projection import Point, equal_earth
from bulletin.regions import load

OUT = Path(__file__).parents[1] / "plugins" / "atlas" / "data" / "shapes.tsv"
RADIUS = 6371.0
"""The Earth's, in kilometres."""
# What has no ISO number in the source. What is not named here either (a glacier that two states claim) is not drawn.
UNNUMBERED = {"Kosovo": "XK", "N. Cyprus": "CY", "Somaliland": "SO", "Indian Ocean Ter.": "CX"}
# Parts of a state in the source that have a code of their own: where they lie, west, south, east, north.
PARTS: dict[str, dict[str, tuple[float, float, float, float]]] = {
    "FR": {
        "GF": (-55, 2, -51, 6), "GP": (-62, 15.7, -61, 16.6), "MQ": (-61.4, 14.2, -60.7, 15),
        "RE": (55, -22, 56, -20), "YT": (45, -13.2, 45.4, -12.4),
    },
    "NO": {"SJ": (-10, 73, 40, 82)},
    "NL": {"BQ": (-69, 12, -62, 18)},
    "NZ": {"TK": (-173, -10, -171, -8)},
    "CX": {"CC": (96, -13, 97, -11)},
    # Crimea, whose stories the gazetteer puts to Ukraine, as the United Nations do (General Assembly, 68/262).
    "RU": {"UA": (32, 44, 37, 46.5)},
}  # fmt: skip
# Drawn nowhere: Antarctica, which belongs to no region, and islands far off that have no people of their own.
UNDRAWN = frozenset({"AQ", "BV", "GS", "HM", "IO", "TF", "UM"})
HEAD = """\
# The shapes of countries. Written by tools/make_shapes.py from Natural Earth (README.md says more); not to be edited.
# Tab: ISO 3166-1 alpha-2 code, then its outlines for the map of a region, for one of the world, and for a small one of
# the world. Outlines stand between semicolons, each a row of longitudes and latitudes in hundredths of a degree; an
# outline of one point is a country too small to have one. Neighbours share the points of their border.
"""


class Level(NamedTuple):
    """How fine shapes are, in kilometres."""

    bend: float
    """What bends less than a triangle of this side is straight."""
    speck: float
    """What is smaller than a square of this side is left out."""


LEVELS = (Level(18, 24), Level(34, 62), Level(75, 150))


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


def simplified(shapes: Mapping[str, shapely.Geometry], level: Level) -> dict[str, str]:
    """Every country's outlines at a level, as text; simplified together, so that neighbours still touch."""
    degrees: dict[Point, Point] = {}

    def project(points: Iterable[Point]) -> list[Point]:
        flat = [(x * RADIUS, y * RADIUS) for x, y in map(equal_earth, points)]
        degrees.update(zip(flat, points, strict=True))
        return flat

    flat = [
        shapely.transform(shape, lambda points: project([tuple(each) for each in points.tolist()]))
        for shape in shapes.values()
    ]
    return {
        code: ";".join(outlines(shape, level, degrees)) or written([middle(parts(shapes[code]))])
        for code, shape in zip(shapes, shapely.coverage_simplify(flat, level.bend), strict=True)
    }


def outlines(shape: shapely.Geometry, level: Level, degrees: Mapping[Point, Point]) -> Iterator[str]:
    """The outlines of a country that are no specks, the largest first, all with the land on the same side."""
    large = [polygon for polygon in parts(shape) if polygon.area > level.speck**2]
    for polygon in sorted(large, key=lambda polygon: -polygon.area):
        whole = orient(polygon)
        for line in (whole.exterior, *whole.interiors):
            if Polygon(line).area > level.speck**2:
                yield written([degrees[point] for point in line.coords[:-1]])


def middle(polygons: Iterable[Polygon]) -> Point:
    """The middle of the largest part of a country."""
    inside = max(polygons, key=lambda polygon: polygon.area).representative_point()
    return inside.x, inside.y


def written(points: Iterable[Point]) -> str:
    """An outline as it stands in the file."""
    return " ".join(f"{round(x * 100)} {round(y * 100)}" for x, y in points)


def main(folder: Path) -> None:
    """Write the file."""
    known = load().countries.keys() - UNDRAWN
    found = read(folder / "countries-50m.json")
    shapes = {code: shapely.union_all(polygons) for code, polygons in found.items() if code in known}
    levels = [simplified(shapes, level) for level in LEVELS]
    minute = {code: written([middle(polygons)]) for code, polygons in read(folder / "countries-10m.json").items()}
    lines = ["\t".join([code, *(level.get(code) or minute[code] for level in levels)]) + "\n" for code in sorted(known)]
    OUT.write_text(HEAD + "".join(lines), encoding="utf-8")
    print(f"{len(lines)} countries, {len(known - shapes.keys())} of them too small for the source's middle scale")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
