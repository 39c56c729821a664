"""The pages of regions and countries: which stories stand on which."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from .model import Entry, RegionView, Topic, TopicCount, TopicPage, Turn
from .topics import Topics

PAGE_SIZE = 40
NEWEST = 3


def split_stably(entries: Sequence[Entry], size: int = PAGE_SIZE) -> list[Sequence[Entry]]:
    """Split a list that grows at its front so that its old pages never change.

    Old pages are full and are counted from the oldest; the newest page holds the rest, from `size` stories to one less
    than twice as many.

    Args:
        entries: Newest first.
        size: Stories on an old page.

    Returns:
        The newest page, then the old ones from newest to oldest.
    """
    old = max(0, len(entries) // size - 1)
    front = len(entries) - old * size
    return [entries[:front], *(entries[start : start + size] for start in range(front, len(entries), size))]


def view_regions(topics: Topics, filed: Mapping[Topic, Sequence[Entry]]) -> tuple[RegionView, ...]:
    """Describe every region of the vocabulary, with stories or without.

    Args:
        topics: The vocabulary.
        filed: The stories of each topic, newest first.

    Returns:
        One view a region, in the vocabulary's order.
    """
    return tuple(_view(region, topics, filed) for region in topics.regions)


def make_pages(
    views: Sequence[RegionView],
    topics: Topics,
    filed: Mapping[Topic, Sequence[Entry]],
) -> tuple[TopicPage, ...]:
    """Make the pages of every region, and of every country and tag that has stories.

    Args:
        views: All regions.
        topics: The vocabulary.
        filed: The stories of each topic, newest first.

    Returns:
        The pages, those of one topic together.
    """
    by_region = {view.topic: view for view in views}
    pages: list[TopicPage] = []
    for topic in [*by_region, *(topic for topic in filed if topic not in by_region)]:
        home = None if topic in by_region else topics.home(topic)
        newest, *older = _pages_of(topic, filed.get(topic, ()), home)
        elsewhere = () if newest.total else tuple(TopicCount(view.topic, view.count) for view in views if view.count)
        pages += [replace(newest, region=by_region.get(topic), elsewhere=elsewhere), *older]
    return tuple(pages)


def _pages_of(topic: Topic, entries: Sequence[Entry], home: Topic | None) -> list[TopicPage]:
    parts = split_stably(entries)
    numbers = [None, *range(len(parts) - 1, 0, -1)]
    addresses = [topic.address if number is None else f"{topic.address}page/{number}/" for number in numbers]
    return [
        TopicPage(
            topic=topic,
            address=address,
            number=number,
            entries=tuple(part),
            total=len(entries if number is None else part),
            home=home,
            newer=Turn(newer) if newer else None,
            older=Turn(older) if older else None,
        )
        for part, number, address, newer, older in zip(
            parts, numbers, addresses, [None, *addresses[:-1]], [*addresses[1:], None], strict=True
        )
    ]


def _view(region: Topic, topics: Topics, filed: Mapping[Topic, Sequence[Entry]]) -> RegionView:
    entries = filed.get(region, ())
    inside = [topic for topic, own in filed.items() if own and region in topics.homes.get(topic.slug, ())]
    counts = [TopicCount(topic, len(filed[topic])) for topic in inside if topic.kind == "country"]
    return RegionView(
        topic=region,
        count=len(entries),
        countries=tuple(sorted(counts, key=lambda country: (-country.count, country.topic.name))),
        parts=tuple(
            TopicCount(topic, len(filed.get(topic, ()))) for topic in topics.regions if topics.home(topic) == region
        ),
        newest=tuple(entries[:NEWEST]),
    )
