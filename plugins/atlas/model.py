"""The nouns of the site's pages, as values for templates.

Every `address` is the path of a page below the site's root, without a slash in front: "tag/europe/".
"""

import pickle
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import date, datetime
from functools import cache
from typing import Any

PRINTED = "print.html"
"""Where, beside an edition's stories, the page stands that is to be printed. No story can have this address."""
WORLD = "world"
"""Slug of the home of stories with no place."""


class _Packed:
    """A record that `pickle` brings back by a call of its class, in a third of the time that it takes by itself."""

    __slots__ = ()
    __match_args__: tuple[str, ...] = ()

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), tuple(getattr(self, name) for name in self.__match_args__)


class _Shared(_Packed):
    """A small record that many others hold: those that say the same are one when they are brought back."""

    __slots__ = ()

    def __reduce__(self) -> tuple[Any, ...]:
        kind, values = super().__reduce__()
        return _the_one, (kind, *values)


@cache
def _the_one(kind: type[Any], *values: Any) -> Any:  # noqa: ANN401 - whatever it holds
    return kind(*values)


@dataclass(frozen=True, slots=True)
class Topic(_Shared):
    """Something stories are filed under: a region, a country, or a tag of an editor's own."""

    name: str
    slug: str
    address: str
    kind: str
    """"region", "country" or "tag"."""


@dataclass(frozen=True, slots=True)
class Crosshead(_Packed):
    """A sub-heading of a story and the anchor that leads to it."""

    text: str
    anchor: str


@dataclass(frozen=True, slots=True)
class Photo(_Packed):
    """A figure of a story: what is said of a picture, and where it is."""

    caption: str
    credit: str
    """As it stands under the picture; empty where nobody is named."""
    address: str
    """As in the story's HTML; empty where the bulletin carried a caption without its picture."""


@dataclass(frozen=True, slots=True)
class Country(_Shared):
    """A country that a story is about, or a state or province with a page of its own."""

    name: str
    code: str
    """ISO 3166-1 alpha-2; empty for what is no country of that list."""


@dataclass(frozen=True, slots=True)
class Source(_Packed):
    """The bulletin that carried a story."""

    bulletin: str
    line: int | None


class _Folded:
    """Has room for fields that are still packed."""

    __slots__ = ("_folded",)
    _folded: bytes


FOLDED = (
    *("headline", "countries", "where", "language", "summary", "standfirst", "basis", "doubt", "byline", "dateline"),
    *("crossheads", "photos", "source", "handling"),
)
"""Fields of an entry that only the pages ask for on which it stands."""
ALIKE = "published", "modified", "region", "topics"
"""Those that are the same in many entries: they are brought back once for all."""


@dataclass(frozen=True, slots=True)
class Notice(_Packed):
    """What the newsroom says of a story after its publication."""

    kind: str
    """"correction" or "withdrawal"."""
    when: datetime
    heading: str
    """What it is and its day, in words."""
    text: str
    """Plain text."""


@dataclass(frozen=True, slots=True)
class Entry(_Folded):
    """A story, as lists and its own page show it.

    When `pickle` brings it back, what only pages ask for stays packed until one does.
    """

    headline: str
    address: str
    published: datetime
    kind: str
    """"story", "brief", "stub" or "correction"."""
    region: Topic
    """Where it is filed first; World where no place fits."""
    topics: tuple[Topic, ...] = ()
    countries: tuple[Country, ...] = ()
    """Those among the topics, the main one first."""
    where: str = ""
    """The place to show in a list: where it was reported from, else the countries it is about."""
    language: str = ""
    """ISO 639-1; empty where it is the site's own."""
    summary: str = ""
    """Plain text; empty for a headline without a story."""
    standfirst: str = ""
    """The summary, unless the story opens with the same words."""
    modified: datetime | None = None
    basis: str = ""
    """How the date is known, as a sentence; empty when nothing is said."""
    doubt: str = ""
    """What is to be said beside a date that the bulletin does not state."""
    byline: str | None = None
    dateline: str | None = None
    credits: tuple[str, ...] = ()
    crossheads: tuple[Crosshead, ...] = ()
    words: int = 0
    """Words of the text, captions not counted."""
    photos: tuple[Photo, ...] = ()
    source: Source | None = None
    handling: str = ""
    """"converted" by the program, then "edited" by a person, or "entered" by one; empty where it is not known."""
    corrections: tuple[Notice, ...] = ()
    """Newest first."""
    withdrawal: Notice | None = None
    """Set for a story whose page says only that it is withdrawn: it is in no list."""
    story_id: str = ""
    thread: str = ""
    """What it has in common with the stories that it belongs to; empty for one that stands alone."""
    former: tuple[str, ...] = ()
    """Addresses that it may have had."""

    def __reduce__(self) -> tuple[Any, ...]:
        folded = pickle.dumps([getattr(self, name) for name in FOLDED], pickle.HIGHEST_PROTOCOL)
        alike = (pickle.dumps(getattr(self, name), pickle.HIGHEST_PROTOCOL) for name in ALIKE)
        return _brought_back, (folded, *alike, *(getattr(self, name) for name in _OTHERS))

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - whatever it is
        if name not in FOLDED:
            raise AttributeError(name)
        for each, value in zip(FOLDED, pickle.loads(self._folded), strict=True):  # noqa: S301 - of our own making
            object.__setattr__(self, each, value)
        return object.__getattribute__(self, name)

    @property
    def day(self) -> date:
        """The day of its edition."""
        return self.published.date()

    @property
    def minutes(self) -> int:
        """Minutes it takes to read, at 230 words a minute; at least one."""
        return max(1, round(self.words / 230))

    @property
    def pictures_missing(self) -> bool:
        """Whether a caption stands there without its picture."""
        return not all(photo.address for photo in self.photos)

    @property
    def placed(self) -> bool:
        """Whether it has a place of its own."""
        return bool(self.topics) and self.region.slug != WORLD


_OTHERS = tuple(each.name for each in fields(Entry) if each.name not in (*FOLDED, *ALIKE))
_PUT_FOLDED, *_PUT_ALIKE = (vars(_Folded)["_folded"].__set__, *(vars(Entry)[name].__set__ for name in ALIKE))
_PUT_OTHERS = tuple(vars(Entry)[name].__set__ for name in _OTHERS)


def _brought_back(folded: bytes, *values: Any) -> Entry:  # noqa: ANN401
    entry = object.__new__(Entry)
    _PUT_FOLDED(entry, folded)
    for put, packed in zip(_PUT_ALIKE, values, strict=False):
        put(entry, _unpacked(packed))
    for put, value in zip(_PUT_OTHERS, values[len(ALIKE) :], strict=True):
        put(entry, value)
    return entry


@cache
def _unpacked(packed: bytes) -> Any:  # noqa: ANN401
    return pickle.loads(packed)  # noqa: S301 - of our own making


@dataclass(frozen=True, slots=True)
class Section:
    """The stories of one region within an edition."""

    topic: Topic
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class EditionLink:
    """An edition, as lists show it."""

    day: date
    address: str
    count: int
    lead: Entry

    @property
    def printed(self) -> str:
        """The page that has all its stories, to be printed."""
        return f"{self.address}{PRINTED}"


@dataclass(frozen=True, slots=True)
class Edition:
    """A day's stories as a briefing."""

    link: EditionLink
    entries: tuple[Entry, ...]
    order: tuple[Topic, ...]
    """The regions, in the vocabulary's order."""
    earlier: EditionLink | None = None
    later: EditionLink | None = None

    @property
    def sections(self) -> tuple[Section, ...]:
        """All but the lead, by region; within one, headlines without a story come after the stories."""
        filed: dict[Topic, list[Entry]] = {}
        for entry in self.entries:
            if entry is not self.link.lead:
                filed.setdefault(entry.region, []).append(entry)
        return tuple(
            Section(region, tuple(sorted(filed[region], key=lambda entry: entry.kind == "stub")))
            for region in self.order
            if region in filed
        )

    @property
    def regions(self) -> tuple[Topic, ...]:
        """The regions of its stories, the lead's first; World, which is no region, is not among them."""
        found = dict.fromkeys([self.link.lead.region, *(section.topic for section in self.sections)])
        return tuple(topic for topic in found if topic.slug != WORLD)


@dataclass(frozen=True, slots=True)
class Month:
    """A month's editions, newest first."""

    first: date
    address: str
    editions: tuple[EditionLink, ...]

    @property
    def count(self) -> int:
        """Stories of the month."""
        return sum(edition.count for edition in self.editions)


@dataclass(frozen=True, slots=True)
class Year:
    """A year's months, newest first."""

    number: int
    address: str
    months: tuple[Month, ...]

    @property
    def count(self) -> int:
        """Stories of the year."""
        return sum(month.count for month in self.months)


@dataclass(frozen=True, slots=True)
class TopicCount:
    """A topic and the number of its stories."""

    topic: Topic
    count: int


@dataclass(frozen=True, slots=True)
class RegionView:
    """A region with its countries and its newest stories."""

    topic: Topic
    count: int
    countries: tuple[TopicCount, ...] = ()
    """Those with stories, most stories first."""
    parts: tuple[TopicCount, ...] = ()
    """The smaller regions that lie in it."""
    newest: tuple[Entry, ...] = ()


@dataclass(frozen=True, slots=True)
class Drawing:
    """What one thing looks like on a map, as data of SVG paths."""

    outline: str = ""
    dots: str = ""
    """For what is too small to have an outline: lines without length, for a pen with a round tip."""

    def __bool__(self) -> bool:
        """Whether there is anything to see."""
        return bool(self.outline or self.dots)


@dataclass(frozen=True, slots=True)
class Area:
    """A region or a country on a map."""

    topic: Topic
    count: int
    shade: int
    """0 without stories; from 1 on, the more stories, the higher."""
    drawing: Drawing


@dataclass(frozen=True, slots=True)
class Map:
    """A map; its areas lead to the pages of their topics."""

    width: int
    height: int
    areas: tuple[Area, ...]
    plain: Drawing = Drawing()
    """Land of the same kind that leads nowhere."""
    around: str = ""
    """The land around a region, as path data."""


@dataclass(frozen=True, slots=True)
class Maps:
    """The maps of the site."""

    world: Map | None = None
    """None where no region has a shape."""
    small: Map | None = None
    """The same for the front page."""
    regions: Mapping[str, Map] = field(default_factory=dict)
    """By the region's slug."""


@dataclass(frozen=True, slots=True)
class DayGroup:
    """Stories of one day in a longer list."""

    day: date
    address: str
    """The edition's."""
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class TopicPage:
    """One page of a topic's stories."""

    topic: Topic
    address: str
    number: int | None
    """None for the newest page; older ones are counted from the oldest, so that they never change."""
    entries: tuple[Entry, ...]
    """Its stories, newest first."""
    total: int
    """Stories of the topic on all its pages; on an old page, which is never to change, those of the page."""
    home: Topic | None = None
    """The region that a country lies in."""
    region: RegionView | None = None
    """What lies in a region, on its newest page."""
    elsewhere: "tuple[TopicCount, ...]" = ()
    """Where there are stories, on the page of a topic without any."""
    newer: "Turn | None" = None
    older: "Turn | None" = None

    @property
    def mapped(self) -> str:
        """The slug of the region whose map is shown here; empty for none."""
        return self.region.topic.slug if self.region else ""


@dataclass(frozen=True, slots=True)
class Turn:
    """The next part of a list."""

    address: str


@dataclass(frozen=True, slots=True)
class Thread:
    """The other stories of a thread, in order of time, as seen from one of them."""

    earlier: tuple[Entry, ...]
    later: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What stands around a story."""

    previous: Entry | None = None
    """The story before it, in reading order."""
    next: Entry | None = None
    thread: Thread | None = None
    """None where it stands alone."""


@dataclass(frozen=True, slots=True)
class Noticed:
    """A notice and its story."""

    entry: Entry
    notice: Notice

    @property
    def day(self) -> date:
        """The day of the notice."""
        return self.notice.when.date()


@dataclass(frozen=True, slots=True)
class Credited:
    """Somebody whose pictures stood in stories."""

    name: str
    entries: tuple[Entry, ...]
    """Newest first."""


@dataclass(frozen=True, slots=True)
class Credits:
    """Everybody whose pictures stood in stories, by name."""

    photographers: tuple[Credited, ...] = ()
    agencies: tuple[Credited, ...] = ()
    """Those too of whom nobody says what they are."""


@dataclass(frozen=True, slots=True)
class Redirect:
    """An old address of a story."""

    address: str
    entry: Entry
    owner: Entry | None = None
    """The other story that has this address now, and keeps it."""


@dataclass(frozen=True, slots=True)
class EmptyPeriod:
    """A day, month or year that had stories and has none any more, since they were withdrawn or got another date."""

    address: str
    grain: str
    """"day", "month" or "year"."""
    first: date


@dataclass(frozen=True, slots=True)
class OwnPage:
    """A page that the newsroom has written, as others lead to it."""

    title: str
    address: str


@dataclass(frozen=True, slots=True)
class Atlas:
    """All that the pages of the site know beyond their own story."""

    regions: tuple[RegionView, ...] = ()
    """In the vocabulary's order, World last; those without stories too."""
    editions: tuple[Edition, ...] = ()
    """Newest first."""
    years: tuple[Year, ...] = ()
    """Newest first."""
    pages: tuple[TopicPage, ...] = ()
    around: Mapping[str, Surroundings] = field(default_factory=dict)
    """By a story's address."""
    archives: Mapping[tuple[int, ...], Edition | Month | Year] = field(default_factory=dict)
    """By (year, month, day), (year, month) and (year,)."""
    maps: Maps = field(default_factory=Maps)
    notices: tuple[Noticed, ...] = ()
    """Newest first."""
    brief: tuple[Entry, ...] = ()
    """The stories of the newest edition that are told in a sentence, besides its lead."""
    credits: Credits = field(default_factory=Credits)
    redirects: tuple[Redirect, ...] = ()
    empty_periods: tuple[EmptyPeriod, ...] = ()
    own_pages: tuple[OwnPage, ...] = ()

    @property
    def sections(self) -> tuple[Topic, ...]:
        """The regions that have stories, for the navigation of every page."""
        return tuple(region.topic for region in self.covered)

    @property
    def latest(self) -> Edition | None:
        """The newest edition, or None before the first."""
        return self.editions[0] if self.editions else None

    @property
    def before(self) -> tuple[Edition, ...]:
        """The few editions before the newest."""
        return self.editions[1:7]

    @property
    def covered(self) -> tuple[RegionView, ...]:
        """The regions that have stories."""
        return tuple(region for region in self.regions if region.count)
