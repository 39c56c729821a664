"""The nouns of the share images."""

from dataclasses import dataclass

WIDTH, HEIGHT = 1200, 630
"""In pixels; what social networks and messengers ask for."""


@dataclass(frozen=True, slots=True)
class Card:
    """Everything that is drawn. Any text may be empty: then its place is."""

    site: str
    """The site's name."""
    tagline: str = ""
    """Stands under the name, where that takes the headline's place."""
    headline: str = ""
    date: str = ""
    """In words."""
    region: str = ""
    where: str = ""
    """The place that the story comes from, or the countries that it is about."""


@dataclass(frozen=True, slots=True)
class ShareImage:
    """A card as pages speak of it."""

    address: str
    """Its path below the site's root, without a slash in front."""
    text: str
    """What it says, for those who do not see it."""
    width: int = WIDTH
    height: int = HEIGHT
