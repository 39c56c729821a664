"""The nouns of the trade, as values: what one room hands to the next.

Everything here is frozen, holds no behaviour beyond what follows from its own fields, and imports nothing of ours.
Line numbers count from 1, in the bulletin as it was received.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from math import floor


class Standing(StrEnum):
    """Where on a web page a line stands."""

    INSIDE = "inside"
    DOUBTFUL = "doubtful"
    """In an element that is named like a menu, a share bar, a list of other stories."""
    OUTSIDE = "outside"
    """In an element that is one."""


@dataclass(frozen=True, slots=True)
class Bulletin:
    """One file as received, decoded to lines of text."""

    name: str
    """File name, without folder."""
    lines: tuple[str, ...]
    digest: str
    """SHA-256 of the bytes, in hexadecimal."""
    received: date
    """The day the file was last written: the date of last resort."""
    encoding: str = "utf-8"
    repairs: tuple[str, ...] = ()
    """What had to be mended to read it, in words for an editor."""
    standings: Mapping[int, Standing] = field(default_factory=dict)
    """Of the lines of a web page that do not stand inside its stories: its menus, its foot."""


@dataclass(frozen=True, slots=True)
class Block:
    """A run of lines that belong together: a paragraph, a heading, a rule."""

    lines: tuple[int, ...]
    text: str
    gap: int = 0
    """Blank lines before it."""
    standing: Standing = Standing.INSIDE

    @property
    def line(self) -> int:
        """Number of its first line."""
        return self.lines[0]


class Label(StrEnum):
    """What a block looks like on its own, before its neighbours are asked."""

    HEADING = "heading"
    PROSE = "prose"
    ITEM = "item"
    CAPTION = "caption"
    CREDIT = "credit line"
    BYLINE = "byline"
    SIGNOFF = "sign-off"
    PUBLISHED = "published line"
    SLUGLINE = "slug line"
    SECTION = "section head"
    FURNITURE = "furniture"
    RULE = "rule"


@dataclass(frozen=True, slots=True)
class Marked:
    """A block with its label and the reason for it."""

    block: Block
    label: Label
    text: str
    """The block's text without what the label took off: a number, a bullet, "By"."""
    why: str
    numbered: bool = False
    shouted: bool = False
    """Written in capitals throughout."""
    level: int = 0
    """Of a heading that is marked as one: 1 for the highest; 0 where it is not marked."""
    listed: bool = False
    """Stood behind a bullet or a number."""


class Tag(StrEnum):
    """What a block is to the reader, told from all of the bulletin."""

    OUTSIDE = "outside"
    """Before the first headline, or after the end of a story."""
    HEADLINE = "headline"
    """Of a story with a text."""
    STUB = "stub"
    """A headline with nothing below it."""
    BYLINE = "byline"
    """Above the text."""
    SIGNED = "signed"
    """A byline below the text."""
    TOP = "top"
    """Between a headline and its text, and neither: a date, a share button."""
    TEXT = "text"
    CROSSHEAD = "crosshead"
    CAPTION = "caption"
    ASIDE = "aside"
    """Furniture that interrupts a story."""


HEADLINES = frozenset({Tag.HEADLINE, Tag.STUB})


@dataclass(frozen=True, slots=True)
class Tagged:
    """A block with its tag."""

    marked: Marked
    tag: Tag
    confidence: float
    """0 to 1."""
    why: str = ""
    """The signs that told, where they were asked for."""


class Kind(StrEnum):
    """What sort of item a story is."""

    STORY = "story"
    BRIEF = "brief"
    STUB = "stub"
    CORRECTION = "correction"


class Role(StrEnum):
    """What a part of a story is to the reader."""

    PARAGRAPH = "paragraph"
    ITEM = "item"
    CROSSHEAD = "crosshead"
    CAPTION = "caption"


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a story's body, in the bulletin's order."""

    role: Role
    text: str
    lines: tuple[int, ...]
    why: str = ""


@dataclass(frozen=True, slots=True)
class Photo:
    """A picture that stood in the story: what it shows and whose it is."""

    caption: str
    lines: tuple[int, ...]
    photographer: str | None = None
    agency: str | None = None
    credit: str | None = None
    """The whole credit as printed, spaces round the slash removed."""

    @property
    def line(self) -> int:
        """Number of its first line."""
        return self.lines[0]


@dataclass(frozen=True, slots=True)
class Dropped:
    """A line of the bulletin that stands in no story, and why."""

    line: int
    text: str
    why: str


@dataclass(frozen=True, slots=True)
class Draft:
    """A story cut out of the bulletin, its text not yet mended."""

    headline: str
    lines: tuple[int, ...]
    """Lines of the headline."""
    parts: tuple[Part, ...]
    kind: Kind
    byline: str | None = None
    dateline: str | None = None
    why: str = ""
    """What told that a story begins here."""
    confidence: float = 1.0
    """How sure it is that the story is cut rightly: 0 to 1."""


@dataclass(frozen=True, slots=True)
class Issued:
    """The day a bulletin was issued, and how that is known."""

    day: date
    basis: str
    """In words for an editor: "file name", "inferred: caption of 1 December 2025, ...", "day of receipt"."""
    certain: bool = False
    """Whether the bulletin states it; an inference and the day of receipt are not certain."""
    stated: bool = True
    """False for the day of receipt, which says nothing about the bulletin."""


@dataclass(frozen=True, slots=True)
class Place:
    """What a story is about, geographically. Empty where the evidence is thin."""

    countries: tuple[str, ...] = ()
    """ISO 3166-1 alpha-2 codes, the main one first."""
    regions: tuple[str, ...] = ()
    """Names of the vocabulary, the main one first."""
    evidence: tuple[str, ...] = ()
    """The words that told, most telling first, each with what it was read as: "Caracas (VE, headline)"."""
    confidence: float = 0.0
    """0 to 1."""
    divisions: tuple[str, ...] = ()
    """States and provinces, the main one first, where a site's regions are made of them: codes of divisions.tsv."""

    @property
    def region(self) -> str | None:
        """The main region, or None where no place fits."""
        return self.regions[0] if self.regions else None


@dataclass(frozen=True, slots=True)
class Story:
    """A story as it is to be published."""

    headline: str
    kind: Kind
    body: tuple[Part | Photo, ...]
    """Paragraphs, items, crossheads and photos in order; no part has the role of a caption."""
    lines: tuple[int, ...]
    """Lines of the headline."""
    bulletin: str
    issued: Issued
    place: Place = field(default_factory=Place)
    language: str | None = None
    """Two-letter code (ISO 639-1); None where it cannot be told."""
    byline: str | None = None
    dateline: str | None = None
    why: str = ""
    confidence: float = 1.0
    """How sure it is that the story was read rightly: 0 to 1."""

    @property
    def line(self) -> int:
        """Where it begins in the bulletin."""
        return self.lines[0]

    @property
    def percent_sure(self) -> int:
        """The same for people: 54 only where it is at least that, so that it can be held against a threshold."""
        return floor(round(100 * self.confidence, 6))

    @property
    def photos(self) -> tuple[Photo, ...]:
        """The pictures, in order."""
        return tuple(piece for piece in self.body if isinstance(piece, Photo))

    def texts(self, role: Role) -> tuple[str, ...]:
        """The texts of all parts with one role, in order."""
        return tuple(piece.text for piece in self.body if isinstance(piece, Part) and piece.role is role)


@dataclass(frozen=True, slots=True)
class Reading:
    """All that was read from one bulletin: each of its lines stands in a story or in `dropped`."""

    bulletin: Bulletin
    issued: Issued
    stories: tuple[Story, ...]
    dropped: tuple[Dropped, ...]


@dataclass(frozen=True, slots=True)
class Identity:
    """What a story keeps for ever once it is published."""

    story_id: str
    slug: str
    date: datetime
    """With its zone."""

    @property
    def path(self) -> str:
        """Its file, relative to the content folder, with forward slashes."""
        return f"{self.date:%Y/%m/%d}/{self.slug}.md"


class Action(StrEnum):
    """What is to be done with a story's file."""

    CREATE = "create"
    UPDATE = "update"
    KEEP = "keep"
    LEAVE = "leave"
    CONFLICT = "conflict"
    GONE = "gone"
    FOREIGN = "foreign"
    EARLIER = "earlier"


class Handling(StrEnum):
    """Whose words a story's file holds, as far as it is known."""

    CONVERTED = "converted"
    """It is to the letter as the program wrote it."""
    EDITED = "edited"
    """A person has changed what the program wrote."""
    ENTERED = "entered"
    """A person put it there; it came in no bulletin."""
    UNKNOWN = ""


@dataclass(frozen=True, slots=True)
class Traits:
    """By what a story is known again, and told to go on with another."""

    printed: str = ""
    """The print of its text (`likeness`); empty where it has none."""
    terms: tuple[str, ...] = ()
    """The names that it is about."""
    countries: tuple[str, ...] = ()
    """ISO 3166-1 alpha-2."""


@dataclass(frozen=True, slots=True)
class Entry:
    """What is remembered of a story between two runs: a line of its bulletin's receipt. Digests are SHA-256."""

    identity: Identity
    headline: str
    line: int
    """Where it begins in the bulletin; 0 when the bulletin no longer holds it."""
    body: str
    """Digest of its text without the headline: it is known again by this when the headline is corrected."""
    rendered: str
    """Digest of the page as it was last rendered, without the date of modification."""
    wrote: str | None
    """Digest of the file as it was last written; None where it was never written."""
    modified: datetime | None = None
    offered: str | None = None
    """Digest of a fresh version that was put beside an edited file."""
    look: tuple[str, ...] = ()
    """What an editor may want to look at, in words."""
    is_draft: bool = False
    """Whether it was written as a draft; a story once published never becomes one again."""
    traits: Traits = field(default_factory=Traits)
    why: str = ""
    """How it was known to be a story that was there before, where neither headline nor text are the same."""
    thread: str = ""
    """The id of the first story of those that it goes on with; empty where it begins one or stands alone."""
    told_later: str = ""
    """The bulletin that holds a later version, which the file follows; empty where it follows this one."""
    versions: tuple[str, ...] = ()
    """Where earlier versions stood: bulletin and line."""


@dataclass(frozen=True, slots=True)
class Receipt:
    """What became of a bulletin."""

    bulletin: str
    digest: str
    issued: date
    basis: str
    repairs: tuple[str, ...]
    entries: tuple[Entry, ...]
    dropped: tuple[Dropped, ...]


@dataclass(frozen=True, slots=True)
class Intent:
    """What a run is about to do for a bulletin, written down before it is done."""

    receipt: Receipt
    """As it will be when all is done."""
    instead_of: str | None = None
    """The name that the bulletin had before: the receipt of that name will go."""


@dataclass(frozen=True, slots=True)
class Decision:
    """An action and its reason, in words for an editor."""

    action: Action
    why: str
