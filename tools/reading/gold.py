"""The labelled bulletins, each as blocks with the tags that they should get."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from bulletin import pipeline, read, tagging
from bulletin.model import Marked, Tag

from . import align, order

CORPUS = Path(__file__).parents[2] / "tests" / "corpus"
SHELVES = ("negative", "synthetic", "training", "wild")
# A date for bulletins without one; the tags do not depend on it.
SOME_DAY = date(2000, 1, 1)


@dataclass(frozen=True, slots=True)
class Example:
    """The blocks of one bulletin on which opinions may differ, each with its right tag."""

    name: str
    shelf: str
    language: str
    marked: tuple[Marked, ...]
    tags: tuple[Tag, ...]
    missing: tuple[str, ...] = ()
    """Headlines of stories that were not found among the blocks: such a bulletin teaches nothing."""


def load(shelves: Iterable[str] = SHELVES, corpus: Path = CORPUS) -> list[Example]:
    """The labelled bulletins of some shelves, in the order of shelves and names."""
    return [_example(path) for shelf in shelves for path in sorted((corpus / shelf).glob("*.gold.json"))]


def open_blocks(marked: Sequence[Marked]) -> tuple[Marked, ...]:
    """The blocks that the chain decides on."""
    return tuple(one for one in marked if not tagging.is_sure(one))


def _example(path: Path) -> Example:
    labels = json.loads(path.read_text("utf-8"))
    bulletin = read.read(labels["file"], (path.parent / labels["file"]).read_bytes(), SOME_DAY)
    marked = open_blocks(pipeline.mark(bulletin.lines, bulletin.standings))
    found, missing = align.align(marked, labels["stories"])
    return Example(labels["file"], path.parent.name, labels["lang"], marked, order.settle(found), missing)
