"""Write plugins/newsfeed/data/points.tsv from Natural Earth. Run by hand, when the source has changed.

    npm pack world-atlas@2.0.2 && tar -xzf world-atlas-2.0.2.tgz
    pip install -r requirements/data.txt && python tools/make_points.py package

Source and licence stand in plugins/newsfeed/data/README.md. The borders are Natural Earth's, as on our maps.
"""

import sys
from collections.abc import Callable, Sequence
from math import asin, atan2, cos, degrees, hypot, radians, sin
from pathlib import Path

import shapely
from shapely import Polygon

from atlas.projection import Point, azimuthal, equal_earth, middle_of
from bulletin.regions import load
from natural_earth import parts, read

OUT = Path(__file__).parents[1] / "plugins" / "newsfeed" / "data" / "points.tsv"
HEAD = """\
# Where a map would write the names of countries. Written by tools/make_points.py from Natural Earth (README.md says
# more); not to be edited. Tab: ISO 3166-1 alpha-2 code, latitude and longitude in degrees (WGS 84).
"""


def place_of_name(polygons: Sequence[Polygon]) -> Point:
    """The point of a country's largest part that is farthest from its border, in degrees.

    Args:
        polygons: All that the country consists of, in degrees.

    Returns:
        Longitude and latitude, the former from -180 to 180.
    """
    largest = max(polygons, key=lambda polygon: projected(polygon, equal_earth).area)
    middle = middle_of(largest.exterior.coords)
    flat = [shapely.make_valid(projected(polygon, azimuthal(middle))) for polygon in polygons]
    whole = max(parts(shapely.union_all(flat)), key=lambda part: part.area)
    center = shapely.get_point(shapely.maximum_inscribed_circle(whole), 0)
    return unprojected((center.x, center.y), middle)


def projected(polygon: Polygon, projection: Callable[[Point], Point]) -> shapely.Geometry:
    """A polygon on paper."""
    return shapely.transform(polygon, lambda points: [projection(tuple(each)) for each in points.tolist()])


def unprojected(point: Point, middle: Point) -> Point:
    """Where on Earth a point of `azimuthal` is, in degrees: its inverse.

    Args:
        point: On the paper, where the Earth's radius is 1.
        middle: Where the map is true, in degrees.

    Returns:
        Longitude and latitude, the former from -180 to 180.
    """
    (across, up), (east, north) = point, map(radians, middle)
    angle = 2 * asin(hypot(across, up) / 2)
    turn = atan2(across, up)
    rise = sin(north) * cos(angle) + cos(north) * sin(angle) * cos(turn)
    ahead = cos(angle) - sin(north) * rise
    longitude = degrees(east + atan2(sin(turn) * sin(angle) * cos(north), ahead))
    return (longitude + 180) % 360 - 180, degrees(asin(rise))


def main(folder: Path) -> None:
    """Write the file."""
    # The finest scale has no Vatican City: its outline is too small for the source's grid.
    found = read(folder / "countries-50m.json") | read(folder / "countries-10m.json")
    points = {code: place_of_name(found[code]) for code in sorted(load().countries)}
    lines = [f"{code}\t{north:.2f}\t{east:.2f}\n" for code, (east, north) in points.items()]
    OUT.write_text(HEAD + "".join(lines), encoding="utf-8")
    print(f"{len(lines)} countries")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
