"""Where the feeds stand, for ever: subscribers keep these addresses for years."""

from dataclasses import dataclass

RSS_TYPE = "application/rss+xml"


@dataclass(frozen=True, slots=True)
class Feeds:
    """Paths of the feeds below the site's root, for templates too."""

    site: str = "feeds/all.rss.xml"
    corrections: str = "feeds/corrections.rss.xml"
    rss_type: str = RSS_TYPE

    def topic(self, slug: str) -> str:
        """The feed of a region, a country or a tag."""
        return f"feeds/tag/{slug}.rss.xml"
