"""A story's texts, and what a name in one of them can be."""

from dataclasses import dataclass
from enum import StrEnum

from .gazetteer import Reading


class Position(StrEnum):
    """Where in a story a text stands."""

    HEADLINE = "headline"
    LEDE = "lede"
    BODY = "body"
    CROSSHEAD = "crosshead"
    CAPTION = "caption"
    DATELINE = "dateline"


@dataclass(frozen=True, slots=True)
class Passage:
    """A piece of a story's text, with its place in the story."""

    position: Position
    text: str
    number: int
    """Counts the paragraphs, from 0."""


class Trust(StrEnum):
    """How surely a name means a place at all."""

    FIRM = "firm"
    WEAK = "weak"
    """Counts fully only if something else in the story points to the same country."""
    DOUBTFUL = "doubtful"
    """More likely something else: counts only if something else points to the same country."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A name in a passage that can mean a place."""

    passage: Passage
    start: int
    text: str
    readings: tuple[Reading, ...]
    trust: Trust
    faint: bool = False
    """Named as part of an institution, or as somebody's origin."""
    located: bool = False
    """Said to be where something happens: "in Kenya"."""
    elsewhere: bool = False
    """Said to be where somebody or something comes from or goes: "from Kenya"."""
    listed: bool = False
    """One of several in a row: "Kenya, Uganda and Tanzania"."""
    leading: bool = False
    """The first of two or more in a row."""

    @property
    def reading(self) -> Reading:
        """The first, and when resolved the only, reading."""
        return self.readings[0]
