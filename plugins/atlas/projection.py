"""The round Earth on flat paper. Both projections are true to area, so that no country looks larger than it is."""

from collections.abc import Callable, Iterable
from math import asin, atan2, cos, degrees, hypot, radians, sin, sqrt

Point = tuple[float, float]
"""Degrees east and north, or right and up on the paper, where the Earth's radius is 1."""

MERIDIAN = 11
"""The middle of a map of the world, so that its edge runs through the Bering Strait and cuts no country in two."""
_EQUAL_EARTH = (1.340264, -0.081106, 0.000893, 0.003796)
_TILT = sqrt(3) / 2


def equal_earth(point: Point) -> Point:
    """Project a point for a map of the world (Šavrič, Patterson, Jenny: The Equal Earth map projection, 2018)."""
    east, north = radians(point[0] - MERIDIAN), radians(point[1])
    a, b, c, d = _EQUAL_EARTH
    angle = asin(_TILT * sin(north))
    second, sixth = angle**2, angle**6
    across = east * cos(angle) / (_TILT * (a + 3 * b * second + sixth * (7 * c + 9 * d * second)))
    return across, angle * (a + b * second + sixth * (c + d * second))


def azimuthal(middle: Point) -> Callable[[Point], Point]:
    """Make the projection for a map of a part of the world (Lambert's azimuthal equal-area one).

    Args:
        middle: Where the map is true, in degrees.

    Returns:
        The projection.
    """
    sine, cosine = sin(radians(middle[1])), cos(radians(middle[1]))

    def project(point: Point) -> Point:
        east, north = radians(point[0] - middle[0]), radians(point[1])
        level, rise = cos(north), sin(north)
        ahead = level * cos(east)
        stretch = sqrt(2 / max(1 + sine * rise + cosine * ahead, 1e-9))
        return stretch * level * sin(east), stretch * (cosine * rise - sine * ahead)

    return project


def middle_of(points: Iterable[Point]) -> Point:
    """The middle of points on the round Earth, in degrees, wherever the date line is."""
    x = y = z = 0.0
    for east, north in points:
        level = cos(radians(north))
        x += level * cos(radians(east))
        y += level * sin(radians(east))
        z += sin(radians(north))
    return degrees(atan2(y, x)), degrees(atan2(z, hypot(x, y)))
