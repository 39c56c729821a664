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
    region_of: Mapping[str, Topic]
    """A country's slug -> its region."""
    by_code: Mapping[str, Topic]
    """The countries by ISO 3166-1 alpha-2 code."""

    @property
    def world(self) -> Topic:
        """The home of stories with no place."""
        return self.regions[-1]

    def countries_of(self, region: Topic) -> Mapping[str, Topic]:
        """The countries of a region by ISO code."""
        return {code: country for code, country in self.by_code.items() if self.region_of[country.slug] == region}

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
    countries = {
        code: Topic(country.name, country.slug, topic_address(country.slug), "country")
        for code, country in vocabulary.countries.items()
    }
    return Topics(
        regions=tuple(regions.values()),
        by_slug={topic.slug: topic for topic in (*countries.values(), *regions.values())},
        region_of={country.slug: regions[country.region] for country in vocabulary.countries.values()},
        by_code=countries,
    )
