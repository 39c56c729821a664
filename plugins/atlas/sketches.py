"""Maps as they are drawn, before anything is counted: outlines of regions and of countries."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from operator import attrgetter

from .fitting import fit_region, fit_world
from .model import Drawing
from .outlines import dots, merged, path
from .paper import Box, Paper, Spot, box_around
from .shapes import Ring, Shape

Rings = tuple[Ring, ...]
Shapes = Mapping[str, Shape]
"""Those of countries, by ISO code."""

LARGE, SMALL = "world", "small"
"""The map of the world, and the one on the front page."""
_SIZES = {LARGE: 960, SMALL: 480}
"""Units of the longer side."""
_SIZE_OF_REGION = 640
DOT = 5
"""Units under which a country on the map of its region is drawn as a dot."""


@dataclass(frozen=True, slots=True)
class Sketch:
    """A map without its counts."""

    width: int
    height: int
    drawings: tuple[Drawing | None, ...]
    """Of each area in turn; None for one without a shape."""
    plain: Drawing
    """Land of the same kind that is no area."""
    around: str = ""
    """The land around a region, as path data."""


def sketch_world(groups: Sequence[Collection[str]], level: str, shapes: Shapes) -> Sketch | None:
    """Draw the world with every region as one area.

    Args:
        groups: The countries of each region, by ISO code.
        level: `LARGE` or `SMALL`.
        shapes: The shapes of countries.

    Returns:
        The sketch; None where no region has a shape.
    """
    taken = {code for codes in groups for code in codes if code in shapes}
    if not taken:
        return None
    outlines: Callable[[Shape], Rings] = attrgetter(level)
    paper = fit_world(map(outlines, shapes.values()), _SIZES[level])
    drawn = ([outlines(shapes[code]) for code in codes if code in shapes] for codes in groups)
    rest = (outlines(shape) for code, shape in shapes.items() if code not in taken)
    drawings = tuple(_as_one(paper, own) if own else None for own in drawn)
    return Sketch(paper.width, paper.height, drawings, _as_one(paper, rest))


def sketch_region(codes: Sequence[str], told: Collection[str], shapes: Shapes) -> Sketch | None:
    """Draw a region with each of its countries.

    Args:
        codes: The region's countries, by ISO code.
        told: Those of them with stories, which are areas.
        shapes: The shapes of countries.

    Returns:
        The sketch; None where no country has a shape.
    """
    own = {code: shapes[code] for code in codes if code in shapes}
    if not own:
        return None
    paper = fit_region(own.values(), [own[code] for code in own if code in told], _SIZE_OF_REGION)
    drawings = {code: _by_itself(paper, shape.region) for code, shape in own.items()}
    return Sketch(
        paper.width,
        paper.height,
        tuple(map(drawings.get, codes)),
        plain=_together(drawing for code, drawing in drawings.items() if code not in told),
        around=_around(paper, (shape for code, shape in shapes.items() if code not in own)),
    )


def _as_one(paper: Paper, countries: Iterable[Rings]) -> Drawing:
    """Countries without the borders between them."""
    rings = [ring for outlines in countries for ring in outlines]
    points = [ring for ring in rings if len(ring) == 1]
    outline = path(map(paper.spots, merged(ring for ring in rings if len(ring) > 1)))
    return Drawing(outline, dots(spot for point in points for spot in paper.spots(point)))


def _by_itself(paper: Paper, outlines: Rings) -> Drawing:
    """A country as far as it is in sight; a dot where it would hardly be seen."""
    seen = [paper.spots(ring) for ring in outlines if paper.shows(ring)]
    if not seen:
        return Drawing()
    box = box_around(seen[0])
    outline = path(seen) if box.size >= DOT else ""
    return Drawing(outline) if outline else Drawing(dots=dots([_middle(box)]))


def _middle(box: Box) -> Spot:
    return round((box.left + box.right) / 2), round((box.bottom + box.top) / 2)


def _together(drawings: Iterable[Drawing]) -> Drawing:
    """Several drawings as one."""
    every = tuple(drawings)
    return Drawing("".join(each.outline for each in every), "".join(each.dots for each in every))


def _around(paper: Paper, shapes: Iterable[Shape]) -> str:
    """What is in sight of other countries; which are worth a look, their coarse outlines tell."""
    near = (ring for shape in shapes if any(map(paper.nearly_shows, shape.small)) for ring in shape.region)
    return path(map(paper.spots, merged(ring for ring in near if len(ring) > 1 and paper.shows(ring))))
