"""What the courier carries: what became of bulletins, what the proofreader found, where the workflow runs."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from enum import StrEnum
from typing import Any, Self

ERROR, WARNING, NOTICE = "error", "warning", "notice"
CONTENT = "content/"
# What has been told when it happened is not told on each run.
QUIET = frozenset({"same", "earlier"})
# Kinds of findings: what is to be done, in its own time, and what many stories of an archive may have.
DRAFT, EMBARGO, CREDIT = "draft", "embargo", "credit"
WAITING = frozenset({DRAFT, EMBARGO})


@dataclass(frozen=True, slots=True)
class Remark:
    """Something that an editor should know of, with its place."""

    gravity: str
    """`error` stops the publication, `warning` and `notice` do not."""
    title: str
    """In a few words: what kind of thing it is."""
    what: str
    remedy: str = ""
    file: str = ""
    """Relative to the repository; empty where it is about none."""
    line: int | None = None


class Failed(Exception):  # noqa: N818 - what a person is told, not a fault of the program
    """Something could not be done; it says what, and why."""

    def __init__(self, why: str, file: str = "", line: int | None = None) -> None:
        """Name what is to be mended, and where.

        Args:
            why: In words.
            file: Relative to the repository; empty where it is about none.
            line: The line in it.
        """
        super().__init__(why)
        self.file, self.line = file, line

    def as_remark(self) -> Remark:
        """The same, as it is told."""
        return Remark(ERROR, "Not done", str(self), "", self.file, self.line)


class _FromJson:
    """Made out of an object of JSON that may have more fields."""

    @classmethod
    def of(cls, record: Mapping[str, Any]) -> Self:
        """The one that the object tells of."""
        return cls(**{field.name: record[field.name] for field in fields(cls) if field.name in record})  # type: ignore[arg-type]


@dataclass(frozen=True)
class Story(_FromJson):
    """What became of a story: one of `bulletin convert --json`."""

    headline: str
    file: str
    line: int
    action: str
    regions: tuple[str, ...] | list[str] = ()
    draft: bool = False
    waits_until: str | None = None
    look: tuple[str, ...] | list[str] = ()

    @property
    def is_news(self) -> bool:
        """Whether something has become of it in this run."""
        return self.action not in QUIET


@dataclass(frozen=True)
class Problem(_FromJson):
    """What keeps a bulletin, or one of its stories, from being published as it should."""

    file: str
    what: str
    remedy: str
    line: int | None = None

    def as_remark(self) -> Remark:
        """The same, as it is told: the rest of the site is published."""
        return Remark(WARNING, "Needs an editor", self.what, self.remedy, self.file, self.line)


@dataclass(frozen=True)
class Finding(_FromJson):
    """What the proofreader found: one object of `invoke check --json`."""

    gravity: str
    file: str
    what: str
    remedy: str
    line: int | None = None
    kind: str = ""
    """In a word: docs/commands.md has them all."""

    @property
    def is_note(self) -> bool:
        """Whether it only says how things stand."""
        return self.gravity not in {ERROR, WARNING}

    @property
    def is_left_to_editors(self) -> bool:
        """Whether it is about a story, is told on each run, and stops nothing: a draft, a photo without a credit."""
        return self.gravity == WARNING and self.file.startswith(CONTENT)

    @property
    def waits(self) -> bool:
        """Whether it is about a story that waits: a draft, an embargo."""
        return self.kind in WAITING

    def as_remark(self) -> Remark:
        """The same, as it is told: a story that waits for its hour is as it should be."""
        title = "Left to editors" if self.is_left_to_editors else "Proofreading"
        return Remark(NOTICE if self.waits else self.gravity, title, self.what, self.remedy, self.file, self.line)


@dataclass(frozen=True, slots=True)
class Bulletin:
    """What became of a bulletin: one object of `bulletin convert --json`."""

    name: str
    file: str
    unchanged: bool
    stories: tuple[Story, ...]
    problems: tuple[Problem, ...]

    @classmethod
    def of(cls, record: Mapping[str, Any]) -> Self:
        """The one that the object tells of."""
        return cls(
            record["bulletin"],
            record["file"],
            record["unchanged"],
            tuple(map(Story.of, record["stories"])),
            tuple(map(Problem.of, record["problems"])),
        )

    def remarks(self) -> Iterator[Remark]:
        """What an editor should know of, with its place in the bulletin."""
        yield from (problem.as_remark() for problem in self.problems)
        for story in self.stories:
            for look in story.look if story.is_news else ():
                yield Remark(NOTICE, "Worth a look", f"{story.headline}: {look}", "", self.file, story.line)


class State(StrEnum):
    """Whether GitHub Pages would show the site."""

    READY = "ready"
    OFF = "off"
    PRIVATE = "private"
    BRANCH = "branch"
    """It is switched on, but shows a branch."""
    UNKNOWN = "unknown"
    """GitHub does not say, as in pull requests from elsewhere."""


@dataclass(frozen=True, slots=True)
class Run:
    """Where the workflow runs, and for what."""

    repository: str
    """Like newsroom/bulletins."""
    branch: str
    commit: str
    event: str
    server: str = "https://github.com"
    address: str = ""
    """Of the published site."""
    pages: State = State.UNKNOWN

    @property
    def is_proposal(self) -> bool:
        """Whether it is a pull request: built and proofread, never published."""
        return self.event == "pull_request"

    def link(self, *parts: str) -> str:
        """The address of something of the repository."""
        return "/".join([self.server, self.repository, *parts])
