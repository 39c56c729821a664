"""What a feed says, whatever its format."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Point:
    """A point on the Earth, in degrees (WGS 84)."""

    latitude: float
    longitude: float


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture that can be fetched."""

    address: str
    mime_type: str | None
    caption: str
    credits: tuple[str, ...]
    """Photographer and agency, or the one that is named."""

    @property
    def photographer(self) -> str | None:
        """Who took it. One name alone may be an agency's: then nobody is said to be the photographer."""
        return self.credits[0] if len(self.credits) > 1 else None


@dataclass(frozen=True, slots=True)
class Item:
    """A story in a feed. All texts are fit for XML; all addresses are whole."""

    guid: str
    """A URN: the same in every feed, whatever becomes of headline, date and address."""
    link: str
    title: str
    """Plain text."""
    summary: str
    """Plain text."""
    html: str
    """The full text."""
    published: datetime
    """First publication, with its zone."""
    language: str | None = None
    """Of the story, where it is known (ISO 639-1)."""
    updated: datetime | None = None
    byline: str | None = None
    categories: tuple[str, ...] = ()
    pictures: tuple[Picture, ...] = ()


@dataclass(frozen=True, slots=True)
class Channel:
    """A feed: what it is about, where it stands, and its items, newest first."""

    title: str
    link: str
    """The page whose stories it carries."""
    address: str
    """Its own."""
    description: str
    language: str
    items: tuple[Item, ...]
