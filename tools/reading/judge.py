"""How well bulletins are read that nothing was learned from."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from random import Random

from bulletin import tagging
from bulletin.model import HEADLINES, Tag

from . import order
from .gold import Example

FOLDS = 4
SEED = 3
# Its bulletins tell the same few stories: whoever has read one knows the next.
ONLY_TAUGHT = "synthetic"
JUDGED = {"headlines": Tag.HEADLINE, "paragraphs": Tag.TEXT, "crossheads": Tag.CROSSHEAD, "captions": Tag.CAPTION}

Row = tuple[Sequence[Tag], Sequence[Tag]]
"""The tags of a bulletin: the right ones, and those found."""


def across(examples: Sequence[Example], learn: Callable[[Sequence[Example]], list[str]]) -> Iterator[Row]:
    """Cross-validation by bulletin: each is read with what the others teach."""
    judged = [one for one in examples if one.shelf != ONLY_TAUGHT and not one.missing]
    taught = [one for one in examples if one.shelf == ONLY_TAUGHT]
    Random(SEED).shuffle(judged)
    for fold in range(FOLDS):
        others = [one for at, one in enumerate(judged) if at % FOLDS != fold]
        weights = tagging.weights_of(learn(others + taught))
        for one in judged[fold::FOLDS]:
            yield one.tags, [tagged.tag for tagged in tagging.tag(one.marked, weights=weights)]


def figures(rows: Iterable[Row]) -> dict[str, str]:
    """Precision and recall of what readers see, and the share of stories that are cut exactly right."""
    pairs: Counter[tuple[Tag, Tag]] = Counter()
    right = stories = 0
    for expected, found in rows:
        gold, read = list(map(_seen, expected)), list(map(_seen, found))
        pairs.update(zip(gold, read, strict=True))
        for start, end in order.stories(gold):
            stories += 1
            # A headline too many right below spoils the story above it as well.
            right += gold[start:end] == read[start:end]
    told = {name: "precision {:.3f}, recall {:.3f}".format(*_rates(pairs, tag)) for name, tag in JUDGED.items()}
    return {**told, "stories exactly right": f"{right / max(1, stories):.3f} of {stories}"}


def _seen(tag: Tag) -> Tag:
    """A tag as the reader of a site sees it: all furniture is one, and a stub is a headline."""
    if tag in HEADLINES:
        return Tag.HEADLINE
    return tag if tag in order.BODY else Tag.OUTSIDE


def _rates(pairs: Counter[tuple[Tag, Tag]], tag: Tag) -> tuple[float, float]:
    hits = pairs[tag, tag]
    found = sum(number for (_, read), number in pairs.items() if read is tag)
    expected = sum(number for (gold, _), number in pairs.items() if gold is tag)
    return hits / max(1, found), hits / max(1, expected)
