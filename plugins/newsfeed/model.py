"""What a feed says, whatever its format."""

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import NamedTuple

from .addresses import ATOM, FeedPlace, Format


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
    """The full text; empty where the item has its summary alone."""
    published: datetime
    """First publication, with its zone."""
    language: str | None = None
    """Of the story, where it is known (ISO 639-1)."""
    updated: datetime | None = None
    byline: str | None = None
    categories: tuple[str, ...] = ()
    pictures: tuple[Picture, ...] = ()
    point: Point | None = None
    """Where the main country lies."""

    @property
    def weight(self) -> int:
        """About how many bytes it takes, in whatever format."""
        return len(self.summary.encode()) + len(self.html.encode())


@dataclass(frozen=True, slots=True)
class Channel:
    """A feed: what it is about, where it stands, and its items, newest first."""

    id: str
    """A URN; the archives of a feed have the feed's own."""
    title: str
    link: str
    """The page whose stories it carries."""
    description: str
    language: str
    author: str
    """Who publishes it."""
    site: str
    """The whole address of the site, without a slash at the end."""
    place: FeedPlace
    """Its own."""
    updated: datetime
    """The last change of what it carries; of a feed without items, when the site began."""
    items: tuple[Item, ...] = ()
    hub: str | None = None
    """The address of a WebSub hub that tells subscribers of changes."""
    stylesheet: str | None = None
    """Its path below the site's root."""
    older: FeedPlace | None = None
    """The archive with the stories before these."""
    newer: FeedPlace | None = None
    """For an archive: the one with the stories after these."""
    current: FeedPlace | None = None
    """For an archive: the feed that it belongs to."""

    def address(self, place: FeedPlace, form: Format) -> str:
        """The whole address of a feed in a format."""
        return f"{self.site}/{place.path(form)}"

    def links(self, form: Format) -> Iterator[dict[str, str]]:
        """The addresses that belong to this feed in a format, as attributes of Atom's `link` (RFC 5005, WebSub).

        There are archives in one format alone, and all formats lead to them.
        """
        yield {"rel": "self", "href": self.address(self.place, form), "type": form.mime_type}
        if self.hub:
            yield {"rel": "hub", "href": self.hub}
        places = {"current": self.current, "prev-archive": self.older, "next-archive": self.newer}
        for relation, place in places.items():
            if place:
                yield {"rel": relation, "href": self.address(place, ATOM), "type": ATOM.mime_type}


class Entry(NamedTuple):
    """An item as a feed is planned with it; the item itself is made only for a document that is written."""

    guid: str
    day: date
    """By which it is filed."""
    weight: int
    """The item's."""
    changed: datetime
    """When it was changed last, or else published."""
    shows: bytes
    """The fingerprint of all that the item says."""
    make: Callable[[], Item]


@dataclass(frozen=True, slots=True)
class Plan:
    """A feed, or an archive, that has to be there: all that decides what it says, before an item is made."""

    place: FeedPlace
    entries: tuple[Entry, ...]
    said: str
    """All that its channel says beside its items."""
    describe: Callable[[], Channel]
    """Makes the channel, without its items."""
    is_archive: bool = False
    has_full_texts: bool = True

    def shows(self) -> bytes:
        """The fingerprint of all that it says."""
        said = repr((self.said, self.has_full_texts, len(self.entries)))
        return hashlib.sha256(b"".join([said.encode(), *(entry.shows for entry in self.entries)])).digest()

    def made(self) -> Channel:
        """The channel with its items."""
        items = (entry.make() for entry in self.entries)
        own = items if self.has_full_texts else (replace(item, html="") for item in items)
        return replace(self.describe(), items=tuple(own))
