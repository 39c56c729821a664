"""Stories with the places that they are about."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import casefiles
from bulletin import datelines, places, regions
from bulletin.aboutness import NOWHERE, Clue

TESTS = Path(__file__).parents[2] / "tests"
SHELVES = ("training", "unseen")
BULLETINS = ("negative", "synthetic", "training", "wild")
NONE = "none"


@dataclass(frozen=True, slots=True)
class Story:
    """A story as a careful reader labelled it."""

    title: str
    """Of the case, for people who look for it."""
    shelf: str
    headline: str
    paragraphs: tuple[str, ...]
    mains: frozenset[str]
    """The countries that it may mainly be about, ISO alpha-2; `NONE` where it may be about none."""
    also: frozenset[str]
    """Other countries that may be told."""
    regions: frozenset[str]
    """The regions that may be its main one; `NONE` where it may have none."""
    dateline: str | None = None
    crossheads: tuple[str, ...] = ()
    captions: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    """All that it is about, where the label tells."""


def load(shelf: str, tests: Path = TESTS) -> list[Story]:
    """The stories of a shelf of tests/stories, in the order of its files."""
    return [
        _of_case(case, path.stem)
        for path in sorted((tests / "stories" / shelf).glob("*.txt"))
        for case in casefiles.load(path)
    ]


def of_bulletins(shelves: Iterable[str] = BULLETINS, tests: Path = TESTS) -> list[Story]:
    """The stories of the labelled bulletins."""
    return [
        story
        for shelf in shelves
        for path in sorted((tests / "corpus" / shelf).glob("*.gold.json"))
        for story in _of_gold(path)
    ]


def clues(story: Story) -> list[Clue]:
    """What the program finds in a story."""
    passages = places.passages_of(story.headline, story.paragraphs, story.captions, story.crossheads, story.dateline)
    return places.clues_in(passages, regions.load())


def rightful(story: Story, candidates: Iterable[str]) -> set[str]:
    """The candidates that a careful reader would accept."""
    known, good = regions.load(), set(story.mains)
    if NONE in story.mains:
        good |= {region for region in story.regions if known.has(region)}
        good |= {NOWHERE} if NONE in story.regions else set()
    return good.intersection(candidates)


def _of_case(case: casefiles.Case, shelf: str) -> Story:
    headline, *paragraphs = case.given.split("\n")
    label = {key: value.strip() for key, _, value in (line.partition(":") for line in case.expected.splitlines())}
    dateline, rest = _dateline(paragraphs)
    return Story(
        title=case.title,
        shelf=shelf,
        headline=headline,
        paragraphs=tuple(rest),
        mains=frozenset(label["main"].split(" or ")),
        also=frozenset(label["also"].split()),
        regions=frozenset(label["region"].split(" or ")),
        dateline=dateline,
    )


def _dateline(paragraphs: list[str]) -> tuple[str | None, list[str]]:
    found = datelines.split(paragraphs[0]) if paragraphs else None
    return (None, paragraphs) if found is None else (found[0] or None, [found[1], *paragraphs[1:]])


def _of_gold(path: Path) -> Iterator[Story]:
    label: dict[str, Any] = json.loads(path.read_text("utf-8"))
    for story in label["stories"]:
        countries = tuple(story["countries"])
        yield Story(
            title=f"{label['file']}: {story['headline']}",
            shelf=path.parent.name,
            headline=story["headline"],
            paragraphs=tuple(story["paragraphs"]),
            mains=frozenset(countries[:1] or [NONE]),
            also=frozenset([*countries, *story["also_mentioned"]]),
            regions=frozenset([story["region"] or NONE]),
            dateline=story["dateline"],
            crossheads=tuple(story["crossheads"]),
            captions=tuple(photo["caption"] for photo in story["photos"] if photo["caption"]),
            countries=countries,
        )
