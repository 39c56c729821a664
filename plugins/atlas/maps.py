"""The maps of the site: what is an area on which, and how strongly it is coloured.

Which country belongs to which region is said by the vocabulary, which a site can replace: none is known here by name.
"""

from collections.abc import Iterable, Sequence

from .model import Area, Map, Maps, RegionView
from .portfolio import Portfolio
from .sketches import LARGE, SMALL
from .topics import Topics

STEPS = 4
"""Shades of topics with stories."""


def draw_maps(regions: Sequence[RegionView], topics: Topics, portfolio: Portfolio) -> Maps:
    """Draw the world, large and small, and every region.

    Args:
        regions: Every region with its counts.
        topics: The vocabulary.
        portfolio: What has been drawn.

    Returns:
        The maps; none of a region without a shape, and none of the world where that is so of all.
    """
    views = [view for view in regions if view.topic != topics.world]
    drawn = {view.topic.slug: _draw_region(view, topics, portfolio) for view in views}
    return Maps(
        world=_draw_world(views, topics, LARGE, portfolio),
        small=_draw_world(views, topics, SMALL, portfolio),
        regions={slug: each for slug, each in drawn.items() if each},
    )


def _draw_world(views: Sequence[RegionView], topics: Topics, level: str, portfolio: Portfolio) -> Map | None:
    """The world with every region as one area, which its parts are not in: they have areas of their own."""
    sketch = portfolio.world([list(topics.countries_beside_parts(view.topic)) for view in views], level)
    if sketch is None:
        return None
    seen = [(view, drawing) for view, drawing in zip(views, sketch.drawings, strict=True) if drawing is not None]
    counts = [view.count for view, _ in seen]
    areas = (Area(view.topic, view.count, shade(view.count, counts), drawing) for view, drawing in seen)
    return Map(sketch.width, sketch.height, tuple(areas), sketch.plain)


def _draw_region(view: RegionView, topics: Topics, portfolio: Portfolio) -> Map | None:
    """A region with each of its countries that has stories as an area."""
    codes = {topic: code for code, topic in topics.countries_of(view.topic).items()}
    told = [codes[each.topic] for each in view.countries if each.topic in codes]
    sketch = portfolio.region(list(codes.values()), told)
    if sketch is None:
        return None
    drawings = dict(zip(codes, sketch.drawings, strict=True))
    seen = [(each, drawing) for each in view.countries if (drawing := drawings.get(each.topic)) is not None]
    counts = [each.count for each, _ in seen]
    areas = [Area(each.topic, each.count, shade(each.count, counts), drawing) for each, drawing in seen]
    return Map(sketch.width, sketch.height, tuple(_in_sight(areas)), sketch.plain, sketch.around)


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


def _in_sight(areas: Iterable[Area]) -> list[Area]:
    """The areas that can be seen, dots last, so that nothing covers them."""
    return sorted((area for area in areas if area.drawing), key=lambda area: bool(area.drawing.dots))
