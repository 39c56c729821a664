"""Tags, sorted out: which is a region, which a country, which an editor's own."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from .model import Topic

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bulletin.regions import Vocabulary


@dataclass(frozen=True, slots=True)
class Topics:
    """The topics of the region vocabulary."""

    regions: tuple[Topic, ...]
    """In the order in which they are shown, World last."""
    by_slug: Mapping[str, Topic]
    homes: Mapping[str, tuple[Topic, ...]]
    """A country's or region's slug -> the region that it lies in and the larger ones, the smallest first."""

    @property
    def world(self) -> Topic:
        """The home of stories with no place."""
        return self.regions[-1]

    def home(self, topic: Topic) -> Topic | None:
        """The region of a country, the larger region of a region; None where there is none."""
        return next(iter(self.homes.get(topic.slug, ())), None)

    def topic(self, name: str, slug: str) -> Topic:
        """The topic of a tag: the vocabulary's where it knows the slug, else one of the tag's own name."""
        return self.by_slug.get(slug) or Topic(name, slug, topic_address(slug), "tag")


def topic_address(slug: str) -> str:
    """The page of a topic, for ever."""
    return f"tag/{slug}/"


def from_vocabulary(vocabulary: Vocabulary) -> Topics:
    """Make topics of a region vocabulary.

    Args:
        vocabulary: As `bulletin.regions.load` reads it.

    Returns:
        Its regions and countries as topics.
    """
    regions = {
        region.name: Topic(region.name, region.slug, topic_address(region.slug), "region")
        for region in (*vocabulary.regions, vocabulary.world)
    }
    homes = {
        region.slug: tuple(regions[name] for name in vocabulary.lineage(region.part_of))
        for region in vocabulary.regions
    }
    countries: dict[str, Topic] = {}
    for place in (*vocabulary.countries.values(), *vocabulary.divisions.values()):
        if place.slug not in homes:
            home = regions[place.region]
            countries[place.slug] = Topic(place.name, place.slug, topic_address(place.slug), "country")
            homes[place.slug] = (home, *homes.get(home.slug, ()))
    return Topics(
        regions=tuple(regions.values()),
        by_slug=countries | {region.slug: region for region in regions.values()},
        homes=homes,
    )
