"""What each block is to the reader, decided for the whole bulletin at once: headline, text, crosshead, furniture ...

Each sign of a block speaks for or against each tag, each tag is likelier after some tags than after others, and some
orders cannot be: what wins is the one row of tags that the most speaks for (a linear chain; Viterbi's algorithm). The
weights are in data/reading.tsv, learned by tools/train_reading.py from the bulletins in tests/corpus.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import chain, pairwise
from math import exp

from . import knowledge, parts, signs
from .looks import Signs
from .model import HEADLINES, Label, Marked, Standing, Tag, Tagged

TAGS = tuple(Tag)
NEVER = -1e9
# In letters; a headline of prose is no longer.
LONGEST_OPENING = 120
START = "start"

# What stands above the text of a story, and needs one below it, however far.
_ABOVE_TEXT = frozenset({Tag.HEADLINE, Tag.BYLINE, Tag.TOP})
# The same of what interrupts a text.
_IN_TEXT = frozenset({Tag.CROSSHEAD, Tag.ASIDE})
_CLOSED = frozenset({Tag.OUTSIDE, Tag.STUB})
_FIRST = frozenset({Tag.OUTSIDE, Tag.HEADLINE, Tag.STUB})
# Labels that are no matter of opinion.
_SURE = frozenset(
    {"mail header", "signature of the mail", "underline of a heading", "cut off, and repeated on the next line"}
)
# Captions that say themselves that they are: no text, whatever speaks for one.
_CAPTIONS = frozenset({"called a caption", "says again a caption that was cut off", "a credit stands beside it"})
_NO_HEADLINE = frozenset({Label.CREDIT, Label.RULE, Label.SIGNOFF})
_WORDS = frozenset({Tag.HEADLINE, Tag.STUB, Tag.TEXT, Tag.CROSSHEAD})
# A sign with less weight than this explains nothing.
_TELLING = 0.3
_REASONS = 3

Scores = list[float]


@dataclass(frozen=True, slots=True, eq=False)
class Weights:
    """What speaks for what. Scores stand in the order of `Tag`."""

    signs: Mapping[str, tuple[tuple[int, float], ...]]
    follows: tuple[tuple[tuple[int, float], ...], ...]
    """For each tag those that may stand before it, with what speaks for that."""


def tag(marked: Sequence[Marked], *, explain: bool = False, weights: Weights | None = None) -> tuple[Tagged, ...]:
    """Each block with its tag, and how sure that is.

    Args:
        marked: all blocks of the bulletin.
        explain: say why, in the names of the signs that told most; this takes a while.
        weights: other ones than those of data/reading.tsv.
    """
    open_blocks = [one for one in marked if not is_sure(one)]
    told = iter(_told(open_blocks, weights or _weights(), explain=explain))
    return tuple(Tagged(one, Tag.OUTSIDE, 1.0) if is_sure(one) else next(told) for one in marked)


def is_sure(one: Marked) -> bool:
    """Whether a block is outside without a doubt, and left out of the chain."""
    return one.block.standing is Standing.OUTSIDE or one.why in _SURE


def is_possible(tags: Sequence[Tag]) -> bool:
    """Whether the blocks of a bulletin can have these tags, in this order."""
    begins = not tags or tags[0] in _FIRST
    ends = not tags or tags[-1] not in _ABOVE_TEXT | _IN_TEXT
    return begins and ends and all(_may_follow(before, after) for before, after in pairwise(tags))


def _told(marked: Sequence[Marked], weights: Weights, *, explain: bool) -> list[Tagged]:
    if not marked:
        return []
    shown = signs.of(marked)
    local = [_able(one, _local(of_block, weights)) for one, of_block in zip(marked, shown, strict=True)]
    best, whole = _read(local, weights)
    told = parts.headlines(marked, [TAGS[one] for one in best], list(map(_confidence, whole)))
    if told:
        local = [_bound(told.get(at), scores) for at, scores in enumerate(local)]
        best, whole = _read(local, weights)
    if not any(TAGS[one] in HEADLINES for one in best):
        best = _with_headline(marked, local, weights, whole)
    return [
        Tagged(one, TAGS[chosen], _confidence(scores), _reasons(of_block, chosen, weights) if explain else "")
        for one, chosen, scores, of_block in zip(marked, best, whole, shown, strict=True)
    ]


def _read(local: Sequence[Scores], weights: Weights) -> tuple[list[int], list[Scores]]:
    """The likeliest row of tags; and for each block and tag the score of the best row with that tag there."""
    ahead, came_from = _forward(local, weights)
    behind = _backward(local, weights)
    whole = [[one + two for one, two in zip(*both, strict=True)] for both in zip(ahead, behind, strict=True)]
    return _path(ahead, came_from), whole


def _with_headline(
    marked: Sequence[Marked], local: list[Scores], weights: Weights, whole: Sequence[Scores]
) -> list[int]:
    """The likeliest tags if one of the blocks must be a headline: a bulletin has at least one."""
    numbers = [TAGS.index(tag) for tag in HEADLINES]
    able = [at for at, one in enumerate(marked) if one.label is Label.HEADING and _has_letters(one)]
    able = able or [at for at, one in enumerate(marked[:1]) if len(marked) > 1 and _opens_without_stop(one)]
    if not able:
        return [TAGS.index(Tag.OUTSIDE)] * len(marked)
    at = max(able, key=lambda place: max(whole[place][number] for number in numbers))
    local[at] = [score if tag in numbers else NEVER for tag, score in enumerate(local[at])]
    return _path(*_forward(local, weights))


def _opens_without_stop(one: Marked) -> bool:
    """Whether a first block of prose can be a headline, of small letters say: short, and no sentence's end."""
    is_short = one.label is Label.PROSE and len(one.text) <= LONGEST_OPENING and _has_letters(one)
    return is_short and one.text.rstrip()[-1].isalnum()


def _local(of_block: Sequence[Signs], weights: Weights) -> Scores:
    """What the signs of one block say for each tag."""
    return list(map(sum, zip(*(_scores(group, weights) for group in of_block), strict=True)))


def _able(one: Marked, scores: Scores) -> Scores:
    """The scores without those of tags that a block cannot have: a caption is no text, and a headline has letters."""
    if one.why in _CAPTIONS:
        return [NEVER if tag in _WORDS else score for tag, score in zip(TAGS, scores, strict=True)]
    if one.label in _NO_HEADLINE or not _has_letters(one):
        return [NEVER if tag in HEADLINES else score for tag, score in zip(TAGS, scores, strict=True)]
    return scores


def _bound(is_headline: bool | None, scores: Scores) -> Scores:
    """The scores without those of tags that a rule above the block, or above its part, speaks against."""
    if is_headline is None:
        return scores
    return [
        score if (tag is Tag.HEADLINE if is_headline else tag not in HEADLINES) else NEVER
        for tag, score in zip(TAGS, scores, strict=True)
    ]


def _has_letters(one: Marked) -> bool:
    return any(map(str.isalpha, one.text))


@lru_cache(maxsize=16384)
def _scores(group: Signs, weights: Weights) -> tuple[float, ...]:
    """What a group of signs says for each tag; the same groups come again and again."""
    scores = [0.0] * len(TAGS)
    known = weights.signs
    for sign in group:
        for tag, weight in known.get(sign, ()):
            scores[tag] += weight
    return tuple(scores)


def _forward(local: Sequence[Scores], weights: Weights) -> tuple[list[Scores], list[list[int]]]:
    """For each block and tag the best score of a row of tags that ends there, and the tag before."""
    start = [0.0 if tag in _FIRST else NEVER for tag in TAGS]
    ahead, came_from = [[one + two for one, two in zip(start, local[0], strict=True)]], [[0] * len(TAGS)]
    for scores in local[1:]:
        last = ahead[-1]
        row, source = [], []
        for tag, before in enumerate(weights.follows):
            best, origin = NEVER, 0
            for one, weight in before:
                score = last[one] + weight
                if score > best:
                    best, origin = score, one
            row.append(best + scores[tag])
            source.append(origin)
        ahead.append(row)
        came_from.append(source)
    ahead[-1] = [score + _end(tag) for tag, score in enumerate(ahead[-1])]
    return ahead, came_from


def _backward(local: Sequence[Scores], weights: Weights) -> list[Scores]:
    """For each block and tag the best score of what follows it."""
    behind: list[Scores] = [[0.0] * len(TAGS)]
    for at in range(len(local) - 1, 0, -1):
        following, scores = behind[-1], local[at]
        end = at == len(local) - 1
        row = [NEVER] * len(TAGS)
        for tag, before in enumerate(weights.follows):
            ahead = following[tag] + scores[tag] + (_end(tag) if end else 0)
            for one, weight in before:
                if ahead + weight > row[one]:
                    row[one] = ahead + weight
        behind.append(row)
    return behind[::-1]


def _end(tag: int) -> float:
    return NEVER if TAGS[tag] in _ABOVE_TEXT | _IN_TEXT else 0.0


def _path(ahead: Sequence[Scores], came_from: Sequence[Sequence[int]]) -> list[int]:
    at = max(range(len(TAGS)), key=ahead[-1].__getitem__)
    path = [at]
    for source in reversed(came_from[1:]):
        at = source[at]
        path.append(at)
    return path[::-1]


def _confidence(whole: Scores) -> float:
    """How sure it is that a story begins here, or that none does: 0.5 where it is not, to 1.

    Two rows of tags are compared: the best one with a headline here, and the best one without.
    """
    heads: Scores = []
    others: Scores = []
    for tag, score in zip(TAGS, whole, strict=True):
        (heads if tag in HEADLINES else others).append(score)
    return 1 / (1 + exp(-min(abs(max(heads) - max(others)), 50.0)))


def _reasons(of_block: Sequence[Signs], chosen: int, weights: Weights) -> str:
    """The signs that told most, in words for an editor."""
    told: dict[str, float] = {}
    for sign in chain.from_iterable(of_block):
        words = next((words for start, words in knowledge.sign_words() if sign.startswith(start)), None)
        if words:
            told[words] = told.get(words, 0.0) + dict(weights.signs.get(sign, ())).get(chosen, 0.0)
    most = sorted(told, key=lambda words: -told[words])[:_REASONS]
    return ", ".join(words for words in most if told[words] >= _TELLING)


@cache
def _weights() -> Weights:
    return weights_of(knowledge.lines("reading.tsv"))


def weights_of(lines: Iterable[str]) -> Weights:
    """The weights in lines like those of data/reading.tsv: sign, tag, weight; or `>` and a tag, the next, a weight."""
    numbers = {one.value: at for at, one in enumerate(TAGS)}
    found: dict[str, tuple[tuple[int, float], ...]] = {}
    steps: dict[tuple[int, int], float] = {}
    for line in lines:
        sign, name, weight = line.split("\t")
        if sign.startswith("> "):
            steps[numbers[sign[2:]], numbers[name]] = float(weight)
        else:
            found[sign] = (*found.get(sign, ()), (numbers[name], float(weight)))
    follows = tuple(
        tuple((one, steps.get((one, tag), 0.0)) for one in range(len(TAGS)) if _may_follow(TAGS[one], TAGS[tag]))
        for tag in range(len(TAGS))
    )
    return Weights(found, follows)


def _may_follow(before: Tag, after: Tag) -> bool:
    """Whether a tag may stand right behind another at all."""
    if before in _CLOSED:
        return after in _FIRST
    if before in _ABOVE_TEXT:
        return after not in (Tag.OUTSIDE, Tag.HEADLINE, Tag.STUB, Tag.SIGNED, Tag.ASIDE)
    if before in _IN_TEXT:
        return after not in (Tag.OUTSIDE, Tag.HEADLINE, Tag.STUB, Tag.SIGNED, Tag.BYLINE, Tag.TOP)
    return after not in (Tag.BYLINE, Tag.TOP)
