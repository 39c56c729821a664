"""Which part of the Earth a map shows."""

from collections.abc import Collection, Iterable

from .paper import Paper, box_around, projected
from .projection import Point, azimuthal, equal_earth, middle_of
from .shapes import Ring, Shape

NEAR = 0.12
"""How far from the others, as a share of their extent, a minute country may lie and still be taken in."""
MARGIN = 0.015
SMALLEST = 0.05
"""The least that a map shows across, in radii of the Earth: about 300 kilometres."""
NARROWEST = 0.5
"""The shorter side of a map, as a share of the longer one, at least."""


def fit_world(outlines: Iterable[Iterable[Ring]], size: int) -> Paper:
    """Lay out a map of the world: all of its land.

    Args:
        outlines: Those of every country.
        size: Units of the map's longer side.

    Returns:
        The paper.
    """
    points = (point for rings in outlines for ring in rings for point in projected(ring, equal_earth))
    return Paper(equal_earth, box_around(points).grown(MARGIN), size)


def fit_region(countries: Collection[Shape], told: Collection[Shape], size: int) -> Paper:
    """Lay out a map of a region: its countries, but of the minute ones only those that are near or have stories.

    Args:
        countries: The region's; not empty.
        told: Those of them with stories.
        size: Units of the map's longer side.

    Returns:
        The paper.
    """
    frames = [frame for frame in map(_frame, countries) if frame] or [shape.world for shape in countries]
    project = azimuthal(middle_of(_middle(frame) for frame in frames))
    held = [point for frame in frames for ring in frame for point in projected(ring, project)]
    near = box_around(held).grown(NEAR)
    for shape in filter(_is_minute, countries):
        [point] = projected(shape.world[0], project)
        if shape in told or near.holds(point):
            held.append(point)
    view = box_around(held).grown(MARGIN)
    return Paper(project, view.stretched(max(SMALLEST, NARROWEST * view.size)), size)


def _frame(shape: Shape) -> tuple[Ring, ...]:
    """What of a country the map of its region is to hold: its large parts, unless the data say otherwise."""
    if shape.frame is not None:
        return shape.frame
    large = tuple(ring for ring in shape.small if len(ring) > 1)
    return () if _is_minute(shape) else large or shape.world[:1]


def _is_minute(shape: Shape) -> bool:
    return len(shape.world[0]) == 1 and shape.frame is None


def _middle(frame: Iterable[Ring]) -> Point:
    return middle_of((east / 100, north / 100) for ring in frame for east, north in ring)
