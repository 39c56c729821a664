"""Where the feeds stand, for ever: subscribers keep these addresses for years."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Format:
    """One of the ways to write a feed down."""

    name: str
    ending: str
    """What its files' names end with."""
    mime_type: str


RSS = Format("RSS", "rss.xml", "application/rss+xml")
ATOM = Format("Atom", "atom.xml", "application/atom+xml")
JSON_FEED = Format("JSON Feed", "json", "application/feed+json")
FORMATS = (RSS, ATOM, JSON_FEED)
"""Every feed is there in each of them; archives in Atom alone, or they would take more room than the pages."""

OPML = "feeds/regions.opml"
OPML_TYPE = "text/x-opml"


@dataclass(frozen=True, slots=True)
class FeedPlace:
    """Where a feed stands, whatever its format."""

    stem: str
    """Its path below the site's root, without an ending."""

    def path(self, form: Format) -> str:
        """The path of its file in a format."""
        return f"{self.stem}.{form.ending}"

    def archive(self, month: str, number: int) -> "FeedPlace":
        """The place of a part of what the feed no longer carries.

        Args:
            month: As in "2026-11".
            number: Of the part within the month, from 1 on.
        """
        return FeedPlace(f"{self.stem}/{month}-{number}")


SITE = FeedPlace("feeds/all")
CORRECTIONS = FeedPlace("feeds/corrections")


def topic(slug: str) -> FeedPlace:
    """The feed of a region, a country or a tag."""
    return FeedPlace(f"feeds/tag/{slug}")
