"""What a proofreader hands back, and what stands on its desk."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path


class Gravity(StrEnum):
    """Whether a finding stops the publication."""

    ERROR = "error"
    WARNING = "warning"


class Kind(StrEnum):
    """What a finding is about; `docs/commands.md` tells publishers of each."""

    LINK = "link"
    ANCHOR = "anchor"
    PATH = "path"
    FILE = "file"
    MARKUP = "markup"
    SCRIPT = "script"
    POLICY = "policy"
    FEED = "feed"
    PICTURE = "picture"
    ALTERNATIVE = "alternative"
    WEIGHT = "weight"
    SIZE = "size"
    FORECAST = "forecast"
    SITE = "site"
    STORY = "story"
    CREDIT = "credit"
    DRAFT = "draft"
    REGION = "region"
    EMBARGO = "embargo"


@dataclass(frozen=True, slots=True)
class Finding:
    """Something wrong with a file of the built site, or with a story's file."""

    kind: Kind
    file: str
    """Relative to its folder, with forward slashes."""
    what: str
    remedy: str
    gravity: Gravity = Gravity.ERROR
    line: int | None = None
    link: str = ""
    """Of an address that is wrong: as it stands there."""
    target: str = ""
    """Where in the site it would lead, which is the same however it is written."""

    def __str__(self) -> str:
        return f"{self.gravity}: {self.place}: {self.what}. {self.remedy}"

    @property
    def place(self) -> str:
        """The file, and the line where one is known."""
        return self.file if self.line is None else f"{self.file}:{self.line}"


@dataclass(frozen=True, slots=True)
class Site:
    """The built site as a whole."""

    output: Path
    files: Mapping[str, int]
    """Path, relative to the output folder and with forward slashes, and size of each."""
    address: str | None
    """Where it is published, with a slash at the end; None where its front page does not say so."""
    feed_limit: int
    """How many bytes of text a feed may carry."""


class Use(StrEnum):
    """What a page does with an address."""

    FOLLOWED = "link"
    SHOWN = "picture"
    OFFERED = "other size"
    """A picture that a browser may load in place of another."""
    LOADED = "file"
    STATED = "address"
    """It tells machines of it: as its own address, or as its picture."""


@dataclass(frozen=True, slots=True)
class Reference:
    """An address that a page gives."""

    address: str
    use: Use


@dataclass(frozen=True, slots=True)
class Page:
    """One HTML file."""

    path: str
    """Relative to the output folder."""
    raw: bytes
    references: tuple[Reference, ...]
    """Each once."""
    ids: tuple[str, ...]
    """All of them, also those that stand there twice."""
    canonical: str | None
    """Its own published address, where it says one."""
    language: str
    title: str
    is_page: bool
    """False for what is no page: a file that proves to somebody whose site this is."""
    is_indexed: bool
    """False for what tells search engines to stay away."""
    published: datetime | None
    """Of a story: when it came out."""
    pictures_without_text: int
    """Images with no `alt` attribute at all; an empty one says that the picture is an ornament."""
    running: tuple[str, ...]
    """What would run in a reader's browser: scripts in the page, handlers, addresses that are programs."""
    scripts: tuple[str, ...]
    """The addresses of the scripts that it loads."""
    has_policy: bool
    """Whether it tells the browser what it may load."""
    is_doubtful: bool
    """Whether the quick reader stumbled over its markup."""

    @property
    def is_draft(self) -> bool:
        """Whether it is shown to editors only."""
        return self.path.startswith("drafts/") and not self.is_indexed


@dataclass(frozen=True, slots=True)
class Way:
    """A link to a place on another page."""

    link: str
    path: str
    anchor: str


@dataclass(frozen=True, slots=True)
class Reading:
    """What is kept of a file when it has been read."""

    path: str
    findings: tuple[Finding, ...] = ()
    anchors: frozenset[str] | None = None
    """None for what is no page."""
    ways: tuple[Way, ...] = ()
    story: datetime | None = None
    """When the story on it came out; None for what is no published story's page."""


@dataclass(frozen=True, slots=True)
class Forecast:
    """When the site outgrows its host, if the newsroom goes on as it does."""

    size: int
    limit: int
    stories: int
    days: int
    """How many days of the archive it goes by."""
    bytes_per_story: int
    stories_per_month: float
    reaches: date | None
    """The day on which the limit is reached; None if that is further away than anybody can tell."""
    months_left: float | None


@dataclass(frozen=True, slots=True)
class Proof:
    """What the proofreader says of a site."""

    findings: tuple[Finding, ...]
    """Of the built site."""
    matters: tuple[Finding, ...] = ()
    """Of the stories' files, for the editors."""
    forecast: Forecast | None = None
