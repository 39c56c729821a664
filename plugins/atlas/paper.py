"""The sheet that a part of the Earth is drawn on."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from .projection import Point
from .shapes import Ring

Projection = Callable[[Point], Point]
Spot = tuple[int, int]
"""Units to the right and down on the sheet."""

EDGE = 8
"""Units beyond the edge of a sheet at which what lies outside is cut off."""


@dataclass(frozen=True, slots=True)
class Box:
    """A part of the plane, its second axis pointing up."""

    left: float
    bottom: float
    right: float
    top: float

    @property
    def size(self) -> float:
        """The longer side."""
        return max(self.right - self.left, self.top - self.bottom)

    def grown(self, share: float) -> "Box":
        """A box that is larger on every side, by a share of the longer one."""
        more = share * self.size
        return Box(self.left - more, self.bottom - more, self.right + more, self.top + more)

    def stretched(self, least: float) -> "Box":
        """A box around the same middle with no side under a length."""
        across = max(0, least - (self.right - self.left)) / 2
        up = max(0, least - (self.top - self.bottom)) / 2
        return Box(self.left - across, self.bottom - up, self.right + across, self.top + up)

    def holds(self, point: Point) -> bool:
        """Whether a point lies in it."""
        return self.left <= point[0] <= self.right and self.bottom <= point[1] <= self.top


class Paper:
    """A sheet: which part of the projected Earth is on it, and how large."""

    def __init__(self, project: Projection, view: Box, size: int) -> None:
        """Lay out a sheet whose longer side has `size` units."""
        self._project = project
        self._view = view
        self._surroundings = view.grown(0.1)
        self._scale = size / view.size
        self.width = round((view.right - view.left) * self._scale)
        self.height = round((view.top - view.bottom) * self._scale)

    def shows(self, ring: Ring) -> bool:
        """Whether any point of an outline is on the sheet."""
        return any(map(self._view.holds, projected(ring, self._project)))

    def nearly_shows(self, ring: Ring) -> bool:
        """Whether any point of an outline is on the sheet or not far from it."""
        return any(map(self._surroundings.holds, projected(ring, self._project)))

    def spots(self, ring: Ring) -> list[Spot]:
        """Where an outline runs on the sheet; what lies outside runs just beyond the edge."""
        return [self._spot(point) for point in projected(ring, self._project)]

    def _spot(self, point: Point) -> Spot:
        right, down = (point[0] - self._view.left) * self._scale, (self._view.top - point[1]) * self._scale
        return _between(round(right), self.width), _between(round(down), self.height)


def projected(ring: Ring, project: Projection) -> Iterable[Point]:
    """Where an outline runs in the plane."""
    return (project((east / 100, north / 100)) for east, north in ring)


def box_around(points: Iterable[Point]) -> Box:
    """The smallest box that holds some points."""
    xs, ys = zip(*points, strict=True)
    return Box(min(xs), min(ys), max(xs), max(ys))


def _between(value: int, size: int) -> int:
    return min(max(value, -EDGE), size + EDGE)
