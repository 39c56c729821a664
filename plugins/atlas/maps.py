"""The maps of the site: what is drawn on which, and how strongly it is coloured.

Which country belongs to which region is said by the vocabulary, which a site can replace: none is known here by name.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from operator import attrgetter

from .fitting import fit_region, fit_world
from .model import Area, Drawing, Map, Maps, RegionView, Topic
from .outlines import dots, merged, path
from .paper import Box, Paper, Spot, box_around
from .shapes import Ring, Shape
from .topics import Topics

Rings = tuple[Ring, ...]
Countries = Mapping[str, Topic]
"""Those that have a shape, by ISO code."""

STEPS = 4
"""Shades of topics with stories."""
LARGE, SMALL, REGION = 960, 480, 640
"""Units of a map's longer side: of the world, of the world on the front page, of a region."""
DOT = 5
"""Units under which a country on the map of its region is drawn as a dot."""


def draw_maps(regions: Sequence[RegionView], topics: Topics, shapes: Mapping[str, Shape]) -> Maps:
    """Draw the world, large and small, and every region.

    Args:
        regions: Every region with its counts.
        topics: The vocabulary.
        shapes: The shapes of countries by ISO code.

    Returns:
        The maps; none of a region without a shape, and none of the world where that is so of all.
    """
    views = [view for view in regions if view.topic != topics.world]
    whole = _with_shapes({view: topics.countries_of(view.topic) for view in views}, shapes)
    # On the map of the world a region is drawn without its parts, which have areas of their own there.
    apart = _with_shapes({view: topics.countries_beside_parts(view.topic) for view in views}, shapes)
    if not whole:
        return Maps()
    return Maps(
        world=draw_world(apart, shapes, attrgetter("world"), LARGE),
        small=draw_world(apart, shapes, attrgetter("small"), SMALL),
        regions={view.topic.slug: draw_region(view, countries, shapes) for view, countries in whole.items()},
    )


def draw_world(
    regions: Mapping[RegionView, Countries], shapes: Mapping[str, Shape], level: Callable[[Shape], Rings], size: int
) -> Map:
    """Draw the world with every region as one area.

    Args:
        regions: Regions and their countries.
        shapes: The shapes of countries by ISO code.
        level: Which of a country's outlines to take.
        size: Units of the longer side.

    Returns:
        The map.
    """
    paper = fit_world(map(level, shapes.values()), size)
    counts = [view.count for view in regions]
    groups = [(view, [shapes[code] for code in countries]) for view, countries in regions.items()]
    taken = {code for countries in regions.values() for code in countries}
    rest = (level(shape) for code, shape in shapes.items() if code not in taken)
    return Map(
        paper.width,
        paper.height,
        areas=tuple(
            Area(view.topic, view.count, shade(view.count, counts), _as_one(paper, map(level, own)))
            for view, own in groups
        ),
        plain=_as_one(paper, rest),
    )


def draw_region(view: RegionView, countries: Countries, shapes: Mapping[str, Shape]) -> Map:
    """Draw a region with each of its countries that has stories as an area.

    Args:
        view: The region with the counts of its countries.
        countries: The region's countries.
        shapes: The shapes of countries by ISO code.

    Returns:
        The map.
    """
    own = {country: shapes[code] for code, country in countries.items()}
    told = {each.topic: each.count for each in view.countries if each.topic in own}
    paper = fit_region(own.values(), [own[country] for country in told], REGION)
    drawings = {country: _by_itself(paper, shape.region) for country, shape in own.items()}
    areas = [Area(topic, count, shade(count, told.values()), drawings[topic]) for topic, count in told.items()]
    return Map(
        paper.width,
        paper.height,
        tuple(_in_sight(areas)),
        plain=_together(drawing for country, drawing in drawings.items() if country not in told),
        around=_around(paper, (shape for code, shape in shapes.items() if code not in countries)),
    )


def shade(count: int, counts: Iterable[int]) -> int:
    """Tell how strongly to colour a topic.

    Steps multiply from the smallest number to the largest, so that one large number hides no difference.

    Args:
        count: Its stories.
        counts: The stories of every topic on the map.

    Returns:
        0 without stories, else 1 to `STEPS`, which the topic with the most has; never more than the number itself, so
        that a map of few stories is pale.
    """
    if not count:
        return 0
    told = [each for each in counts if each]
    least, most = min(told), max(told)
    # (count / least) ** STEPS >= (most / least) ** step, in whole numbers.
    reached: int = sum(count**STEPS * least**step >= most**step * least**STEPS for step in range(STEPS))
    return min(reached, count)


def _with_shapes(regions: Mapping[RegionView, Countries], shapes: Mapping[str, Shape]) -> dict[RegionView, Countries]:
    """The regions that have a country with a shape, each with these."""
    drawn = {
        view: {code: country for code, country in countries.items() if code in shapes}
        for view, countries in regions.items()
    }
    return {view: countries for view, countries in drawn.items() if countries}


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


def _in_sight(areas: Iterable[Area]) -> list[Area]:
    """The areas that can be seen, dots last, so that nothing covers them."""
    return sorted((area for area in areas if area.drawing), key=lambda area: bool(area.drawing.dots))


def _together(drawings: Iterable[Drawing]) -> Drawing:
    """Several drawings as one."""
    every = tuple(drawings)
    return Drawing("".join(each.outline for each in every), "".join(each.dots for each in every))


def _around(paper: Paper, shapes: Iterable[Shape]) -> str:
    """What is in sight of other countries; which are worth a look, their coarse outlines tell."""
    near = (ring for shape in shapes if any(map(paper.nearly_shows, shape.small)) for ring in shape.region)
    return path(map(paper.spots, merged(ring for ring in near if len(ring) > 1 and paper.shows(ring))))
