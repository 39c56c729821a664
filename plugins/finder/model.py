"""The nouns of the search: a page as the index knows it, and where words stand."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple


class Page(NamedTuple):
    """A page in the index."""

    path: str
    """Below the site's root."""
    seen: str
    """What is known of its bytes (`record.seen_in`)."""
    fragment: str
    """The digest of what a result shows of it."""
    words: int
    """How many it has."""
    fields: Sequence[str]
    """The names of what a result shows besides the text."""
    filters: Mapping[str, Sequence[str]]
    sorts: Mapping[str, str]


class Place(NamedTuple):
    """Where on a page a word stands."""

    page: int
    """The page's number."""
    text: Sequence[int]
    """In the text, and how much it weighs there, in Pagefind's way to write that."""
    fields: Sequence[int]
    """In the fields, likewise: a number below zero names the field of those behind it."""


class Block(NamedTuple):
    """Places of a word that come one after another, packed. Where all their pages move on, only two numbers change."""

    pages: int
    """On how many it stands."""
    size: int
    """How much of a file they take, as Pagefind reckons."""
    first: int
    last: int
    packed: bytes
    """All that stands in the index behind the number of the first page."""


Words = dict[str, dict[str, list[Block]]]
"""Word -> its spelling with accents, or an empty text for the one without -> where that stands."""
Places = Mapping[str, Sequence[Place]]
"""Likewise, of one word, unpacked."""


@dataclass(frozen=True, slots=True)
class Index:
    """All that an index is made of; kept for the next one, of which it is the most part."""

    pages: Sequence[Page] = ()
    """By their paths; so they are numbered."""
    words: Words = field(default_factory=dict)

    @property
    def fields(self) -> list[str]:
        """The names of all fields; so they are numbered."""
        return sorted({name for page in self.pages for name in page.fields})


@dataclass(frozen=True, slots=True)
class Frame:
    """What is the same for every index of a language."""

    language: str
    """Its name in the files."""
    programs: Mapping[str, bytes]
    """What the browser runs, by the names of the files."""
    entry: Mapping[str, Any]
    """What leads the browser to the index."""


@dataclass(frozen=True, slots=True)
class Part:
    """What Pagefind makes of some pages."""

    pages: Sequence[Page]
    """Those that have something to be found."""
    fields: Sequence[str]
    """The names of their fields."""
    chunks: Sequence[bytes]
    """The files in which their words stand."""
    fragments: Mapping[str, bytes]
    """By their digests, the files of what results show of the pages."""
    frame: Frame
