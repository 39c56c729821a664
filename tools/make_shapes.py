"""Write plugins/atlas/data/shapes.tsv from Natural Earth. Run by hand, when the source has changed.

    npm pack world-atlas@2.0.2 && tar -xzf world-atlas-2.0.2.tgz
    pip install -r requirements/data.txt && python tools/make_shapes.py package

Source and licence stand in plugins/atlas/data/README.md. The borders are Natural Earth's, but for Crimea's, and no
opinion of ours.
"""

import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

import shapely
from shapely import Polygon
from shapely.geometry.polygon import orient

from atlas.projection import Point, equal_earth
from bulletin.regions import load
from natural_earth import parts, read

OUT = Path(__file__).parents[1] / "plugins" / "atlas" / "data" / "shapes.tsv"
RADIUS = 6371.0
"""The Earth's, in kilometres."""
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
