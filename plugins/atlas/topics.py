"""Tags, sorted out: which is a region, which a country, which an editor's own."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from slugify import slugify

from .model import Topic

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bulletin.regions import Country, Vocabulary

    from .wording import Words


@dataclass(frozen=True, slots=True)
class Topics:
    """The topics of the region vocabulary."""

    regions: tuple[Topic, ...]
    """In the order in which they are shown, World last."""
    by_slug: Mapping[str, Topic]
    by_name: Mapping[str, Topic]
    """By name in the site's language, in small letters."""
    homes: Mapping[str, tuple[Topic, ...]]
    """A country's or region's slug -> the region that it lies in and the larger ones, the smallest first."""
    by_code: Mapping[str, Topic]
    """The countries by ISO 3166-1 alpha-2 code; one that bears its region's name is that region."""
    codes: Mapping[str, str]
    """A country's slug -> its code."""

    @property
    def world(self) -> Topic:
        """The home of stories with no place."""
        return self.regions[-1]

    def home(self, topic: Topic) -> Topic | None:
        """The region of a country, the larger region of a region; None where there is none."""
        return next(iter(self.homes.get(topic.slug, ())), None)

    def countries_of(self, region: Topic) -> Mapping[str, Topic]:
        """The countries of a region and of its parts, by ISO code."""
        return {code: topic for code, topic in self.by_code.items() if region in (topic, *self.homes[topic.slug])}

    def countries_beside_parts(self, region: Topic) -> Mapping[str, Topic]:
        """The countries of a region that lie in none of its parts, by ISO code."""
        return {code: topic for code, topic in self.by_code.items() if region in (topic, self.home(topic))}

    def named(self, name: str) -> Topic | None:
        """The region or country that is called so, in English or in the site's language."""
        return self.by_slug.get(slug_of(name)) or self.by_name.get(name.strip().casefold())

    def topic(self, name: str, slug: str) -> Topic:
        """The topic of a tag: the vocabulary's where it knows the name, else one of the tag's own name."""
        return self.by_slug.get(slug) or self.named(name) or Topic(name, slug, topic_address(slug), "tag")


@lru_cache(maxsize=1000)
def slug_of(name: str) -> str:
    """The slug of a name; most stories of a site have the same ones."""
    return str(slugify(name))


def topic_address(slug: str) -> str:
    """The page of a topic, for ever."""
    return f"tag/{slug}/"


def from_vocabulary(vocabulary: Vocabulary, words: Words | None = None) -> Topics:
    """Make topics of a region vocabulary.

    Args:
        vocabulary: As `bulletin.regions.load` reads it.
        words: Of the site's language, for a vocabulary whose names are English; None to take the names as they are.

    Returns:
        Its regions and countries as topics.
    """
    regions = {
        region.name: Topic(
            words.region(region.name) if words else region.name, region.slug, topic_address(region.slug), "region"
        )
        for region in (*vocabulary.regions, vocabulary.world)
    }
    homes = {
        region.slug: tuple(regions[larger] for larger in vocabulary.lineage(region.part_of))
        for region in vocabulary.regions
    }
    by_slug = {region.slug: region for region in regions.values()}
    for place in (*vocabulary.countries.values(), *vocabulary.divisions.values()):
        if place.slug not in by_slug:
            home = regions[place.region]
            by_slug[place.slug] = Topic(_name(place, words), place.slug, topic_address(place.slug), "country")
            homes[place.slug] = (home, *homes.get(home.slug, ()))
    return Topics(
        regions=tuple(regions.values()),
        by_slug=by_slug,
        by_name={topic.name.casefold(): topic for topic in by_slug.values()},
        homes=homes,
        by_code={code: by_slug[country.slug] for code, country in vocabulary.countries.items()},
        codes={country.slug: code for code, country in vocabulary.countries.items()},
    )


def _name(place: Country, words: Words | None) -> str:
    return words.country(place.code, place.name) if words else place.name
