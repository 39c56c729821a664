"""How much a story is about each of the places that it names.

Each place is a candidate, and so is no place at all. What speaks for a candidate is named by signs ("headline country",
"lede town located"); the weights of the signs are in data/placing.tsv, learned by tools/train_placing.py. A candidate's
score is the sum of the weights, its likelihood follows from the scores of all.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from math import exp, log, log1p

from .gazetteer import Kind
from .knowledge import lines
from .passages import Mention, Passage, Position, Trust

NOWHERE = ""
"""The candidate that is no place."""

_SORTS = {
    Kind.COUNTRY: "country", Kind.PEOPLE: "people", Kind.CAPITAL: "town", Kind.CITY: "town", Kind.DIVISION: "province",
    Kind.PROVINCE: "province", Kind.SEAT: "seat", Kind.LEADER: "seat", Kind.BLOC: "bloc", Kind.HINT: "hint",
}  # fmt: skip
_ORDER = ("town", "province", "country", "people", "seat", "bloc", "hint")
_EARLY = frozenset({Position.HEADLINE, Position.LEDE})
# Paragraphs after the lede that count as the story's opening.
_OPENING = 3


@dataclass(frozen=True, slots=True)
class Clue:
    """A mention and what it speaks for."""

    mention: Mention
    area: str
    """The code of a country or division of the vocabulary, or the name of a region."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place that a story may be about."""

    area: str
    score: float
    likelihood: float
    """0 to 1."""
    in_headline: bool
    """More than as a part of an institution's name or somebody's origin; so is `in_lede`."""
    in_lede: bool
    spread: int
    """Number of passages that name it."""


def signs_of(clues: Sequence[Clue]) -> dict[str, dict[str, float]]:
    """Name what speaks for each candidate.

    Args:
        clues: The story's mentions that are believed, each with its area.

    Returns:
        For each candidate, no place included, its signs with how strongly each is there.
    """
    by_area = _by_area(clues)
    states = {state for territory, state in _territories() if territory in by_area}
    found = {area: _signs(mentions) for area, mentions in by_area.items()}
    for area in states & found.keys():
        found[area]["state of a territory"] = 1.0
    _compare(found, by_area)
    return found | {NOWHERE: {"nowhere": 1.0}}


def _by_area(clues: Iterable[Clue]) -> Mapping[str, list[Mention]]:
    found: defaultdict[str, list[Mention]] = defaultdict(list)
    for clue in clues:
        found[clue.area].append(clue.mention)
    return found


def _signs(mentions: Sequence[Mention]) -> dict[str, float]:
    by_passage: defaultdict[int, list[Mention]] = defaultdict(list)
    for mention in mentions:
        by_passage[id(mention.passage)].append(mention)
    counts: defaultdict[str, float] = defaultdict(float)
    for here in by_passage.values():
        for sign in mention_signs(min(here, key=_standing)):
            counts[sign] += 1
        counts["again"] += log1p(len(here) - 1)
    signs = {sign: log1p(count) / log(2) for sign, count in counts.items()}
    positions = {mention.passage.position for mention in mentions}
    if positions >= _EARLY:
        signs["headline and lede"] = 1.0
    if all(mention.faint for mention in mentions):
        signs["only faint"] = 1.0
    if all(mention.elsewhere or mention.listed for mention in mentions):
        signs["only in passing"] = 1.0
    return signs


def _standing(mention: Mention) -> tuple[bool, bool, bool, int]:
    """Which of several mentions in one passage is the most telling: the smaller, the more."""
    return mention.faint, mention.elsewhere, not mention.located, _ORDER.index(_SORTS[mention.reading.kind])


def _compare(found: Mapping[str, dict[str, float]], by_area: Mapping[str, Sequence[Mention]]) -> None:
    """Add the signs that say how candidates stand to each other."""
    first = {area: one for area, mentions in by_area.items() if (one := _first_in_headline(mentions)) is not None}
    if len(first) > 1:
        area = min(first, key=lambda area: _rank(first[area]))
        found[area]["first of a row" if first[area].leading else "first in headline"] = 1.0
    all_names = sum(map(len, by_area.values()))
    for area, mentions in by_area.items():
        found[area]["share of names"] = len(mentions) / all_names
    if len(found) == 1:
        next(iter(found.values()))["alone"] = 1.0


def _first_in_headline(mentions: Sequence[Mention]) -> Mention | None:
    return min((one for one in mentions if one.passage.position is Position.HEADLINE), key=_rank, default=None)


def _rank(mention: Mention) -> tuple[bool, bool, int]:
    """The smaller, the more a headline is about the place that it mentions."""
    return mention.elsewhere, not mention.located, mention.start


def mention_signs(mention: Mention) -> tuple[str, ...]:
    """What one mention shows, by itself."""
    where = _where(mention.passage)
    stage = "early" if mention.passage.position in _EARLY else "late"
    besides = (
        (mention.faint, "faint"),
        (mention.located, "located"),
        (mention.elsewhere, "elsewhere"),
        (mention.listed, "listed"),
        (mention.trust is not Trust.FIRM, "unsure"),
    )
    more = (f"{stage} {name}" for holds, name in besides if holds)
    return (f"{where} {_SORTS[mention.reading.kind]}", *more)


def _where(passage: Passage) -> str:
    if passage.position is Position.BODY:
        return "opening" if passage.number <= _OPENING else "body"
    return passage.position.value


def weight(mention: Mention) -> float:
    """What a mention alone adds to the score of its place."""
    return sum(_weights().get(sign, 0.0) for sign in mention_signs(mention))


def ranked(clues: Sequence[Clue], weights: Mapping[str, float] | None = None) -> list[Candidate]:
    """Rank all that a story may be about.

    Args:
        clues: As for `signs_of`.
        weights: Other ones than those of data/placing.tsv.

    Returns:
        The candidates, the likeliest first; no place (`NOWHERE`) is among them.
    """
    known = _weights() if weights is None else weights
    scores = {
        area: sum(known.get(sign, 0.0) * value for sign, value in signs.items())
        for area, signs in signs_of(clues).items()
    }
    highest = max(scores.values())
    total = sum(exp(score - highest) for score in scores.values())
    by_area = _by_area(clues)
    candidates = [
        _candidate(area, score, exp(score - highest) / total, by_area.get(area, ())) for area, score in scores.items()
    ]
    return sorted(candidates, key=lambda candidate: -candidate.score)


def _candidate(area: str, score: float, likelihood: float, mentions: Sequence[Mention]) -> Candidate:
    positions = {mention.passage.position for mention in mentions if not mention.faint}
    spread = len({id(mention.passage) for mention in mentions})
    return Candidate(area, score, likelihood, Position.HEADLINE in positions, Position.LEDE in positions, spread)


@cache
def _weights() -> Mapping[str, float]:
    return weights_of(lines("placing.tsv"))


def weights_of(rows: Iterable[str]) -> dict[str, float]:
    """The weight of each sign, out of lines like those of data/placing.tsv."""
    return {sign: float(weight) for sign, weight in (row.split("\t") for row in rows)}


@cache
def _territories() -> tuple[tuple[str, str], ...]:
    """Pairs of a territory and its state."""
    rows = (line.split("\t") for line in lines("territories.tsv"))
    return tuple((territory, state) for territory, state in rows)
