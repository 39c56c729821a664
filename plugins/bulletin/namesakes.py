"""Which of the places of one name a story means: the one that fits the other names of the story best."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from math import log10

from .gazetteer import Kind, Reading
from .passages import Mention, Position, Trust

_PRIOR = {
    Kind.COUNTRY: 5.0, Kind.PEOPLE: 5.0, Kind.DIVISION: 4.0, Kind.SEAT: 4.0, Kind.BLOC: 3.5, Kind.HINT: 1.0,
    Kind.CUE: 1.0,
}  # fmt: skip
_LOCAL = frozenset({Kind.CITY, Kind.CAPITAL, Kind.PROVINCE, Kind.DIVISION, Kind.CUE, Kind.HINT})
_WHOLE = frozenset({Kind.COUNTRY, Kind.PEOPLE, Kind.BLOC})
_EARLY = frozenset({Position.HEADLINE, Position.LEDE, Position.DATELINE})
# What another name speaks for its country: one early in the story, one late; at most so much in all.
_NEAR_EARLY, _NEAR_LATE, _MOST_NEAR = 1.4, 0.9, 4.5
_MOST_FAR = 2.0
# Another name of the same state or province: towns of one county are seldom named together by chance.
_SAME_DIVISION, _MOST_SAME = 2.5, 5.0
# How far ahead of the others a reading must be to speak for its country though its name has others: nobody who reads of
# England thinks of the town in Arkansas.
_FAR_AHEAD = 3.0

_Tally = defaultdict[str, defaultdict[str, float]]


@dataclass(frozen=True, slots=True)
class _Support:
    """What the names of a story speak for, and how much each."""

    near: _Tally
    """A country, by its towns, states and cues."""
    far: _Tally
    """A country, by its name and people."""
    divisions: _Tally
    """A state or province, by the names that can be places in it."""

    def fitness(self, mention: Mention, reading: Reading) -> float:
        """How likely a reading is: how well known the place, and what else of its country the story names."""
        near = min(_MOST_NEAR, self._of_others(self.near[reading.code], mention))
        far = min(
            _MOST_FAR, (1.0 if reading.kind in _WHOLE else 0.5) * self._of_others(self.far[reading.code], mention)
        )
        same = self._of_others(self.divisions[reading.division], mention) if reading.division else 0.0
        return _prior(reading) + near + far + min(_MOST_SAME, same)

    @staticmethod
    def _of_others(tally: defaultdict[str, float], mention: Mention) -> float:
        return sum(tally.values()) - tally[mention.text]


def resolve(mentions: Sequence[Mention]) -> list[Mention]:
    """Give each mention the one reading that fits the others best.

    Args:
        mentions: Those of a story.

    Returns:
        The mentions with one reading each, in their order; names that only help to choose are left out.
    """
    support = _support(mentions)
    chosen = (
        replace(one, readings=(max(one.readings, key=lambda reading: support.fitness(one, reading)),))
        if len(one.readings) > 1
        else one
        for one in mentions
    )
    return [one for one in chosen if one.reading.kind is not Kind.CUE]


def _support(mentions: Iterable[Mention]) -> _Support:
    near, far, divisions = (defaultdict[str, defaultdict[str, float]](lambda: defaultdict(float)) for _ in range(3))
    for mention in mentions:
        telling = _telling(mention.readings)
        if not telling or mention.trust is Trust.DOUBTFUL:
            continue
        code = telling[0].code
        if telling[0].kind in _LOCAL:
            near[code][mention.text] += _NEAR_EARLY if mention.passage.position in _EARLY else _NEAR_LATE
        else:
            far[code][mention.text] += 1.0
        for reading in telling:
            divisions[reading.division][mention.text] = _SAME_DIVISION
    return _Support(near, far, divisions)


def _telling(readings: Sequence[Reading]) -> Sequence[Reading]:
    """The readings by which a name speaks for a country: all if they are of one, or one that is far ahead."""
    if len({reading.code for reading in readings}) == 1:
        return readings
    first, second, *_ = sorted(readings, key=_prior, reverse=True)
    return (first,) if _prior(first) - _prior(second) >= _FAR_AHEAD else ()


def _prior(reading: Reading) -> float:
    return _PRIOR.get(reading.kind, log10(max(2, reading.size))) + (reading.kind is Kind.CAPITAL)
