"""How well stories are placed."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from random import Random

from bulletin import aboutness, places
from bulletin.model import Place

from .gold import NONE, Story, clues, rightful

FOLDS = 5
SEED = 3


def place(story: Story) -> Place:
    """Where the program places a story."""
    return places.locate(
        story.headline,
        story.paragraphs,
        captions=story.captions,
        crossheads=story.crossheads,
        dateline=story.dateline,
    )


def figures(stories: Iterable[Story], find: Callable[[Story], Place] = place) -> dict[str, dict[str, float]]:
    """For each shelf, how often the main region and country are right and no country is wrong, and its stories."""
    counts: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for story in stories:
        counts[story.shelf].update(_right(story, find(story)))
    return {shelf: _rates(count) for shelf, count in (*counts.items(), ("all", sum(counts.values(), Counter())))}


def _right(story: Story, found: Place) -> dict[str, int]:
    main, region = next(iter(found.countries), NONE), next(iter(found.regions), NONE)
    return {
        "stories": 1,
        "region": region in story.regions,
        "country": main in story.mains,
        "none wrong": story.mains | story.also >= set(found.countries),
    }


def _rates(count: Mapping[str, int]) -> dict[str, float]:
    stories = count["stories"]
    return {name: round(count[name] / stories, 3) for name in ("region", "country", "none wrong")} | {
        "stories": stories
    }


def across(stories: Sequence[Story], learn: Callable[[Sequence[Story]], dict[str, float]]) -> float:
    """Cross-validation: the share of stories whose likeliest candidate is right by weights learned from the others."""
    return sum(hits := list(_hits(stories, learn))) / len(hits)


def _hits(stories: Sequence[Story], learn: Callable[[Sequence[Story]], dict[str, float]]) -> Iterator[bool]:
    mixed = list(stories)
    Random(SEED).shuffle(mixed)
    for fold in range(FOLDS):
        weights = learn([one for at, one in enumerate(mixed) if at % FOLDS != fold])
        for one in mixed[fold::FOLDS]:
            candidates = aboutness.ranked(clues(one), weights)
            yield candidates[0].area in rightful(one, [each.area for each in candidates])
