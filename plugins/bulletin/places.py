"""What a story is about, geographically: its countries and regions, the main one first, each with its evidence.

What a name means is settled in `mentions`; here its weight is. The rules, strongest first: a name in the headline, in
the lede, early, often, in many paragraphs; a place rather than a people; a government or league less than a country;
where a story was filed least of all. Thin evidence gives no place.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from math import exp

from . import gazetteer, mentions, regions
from .gazetteer import Kind
from .knowledge import lines
from .mentions import Mention, Passage, Position, Trust
from .model import Place
from .regions import Vocabulary

_BY_KIND = {
    Kind.COUNTRY: 1.0, Kind.DIVISION: 1.0, Kind.CAPITAL: 0.95, Kind.CITY: 0.9, Kind.PROVINCE: 0.85,
    Kind.SEAT: 0.75, Kind.PEOPLE: 0.8, Kind.LEADER: 0.6, Kind.BLOC: 0.8,
}  # fmt: skip
_BY_POSITION = {
    Position.HEADLINE: 3.0,
    Position.LEDE: 2.0,
    Position.CROSSHEAD: 0.5,
    Position.CAPTION: 0.6,
    Position.DATELINE: 0.6,
}
_FAINT = 0.25
_LOCATED = 1.2
_REPEATED = 0.25
_WEAK_ALONE = 0.5
_STATE_OF_TERRITORY = 0.6

# What a story must reach to be placed at all, and a second country or region to stand beside the first.
_ENOUGH = 1.0
_ENOUGH_UNCONTESTED = 0.5
_TIE = 0.85
_SECOND_COUNTRY = 0.4
_SECOND_REGION = 0.5
_EVIDENCE = 6


@dataclass(frozen=True, slots=True)
class _Clue:
    """A mention and what it counts."""

    mention: Mention
    weight: float

    @property
    def code(self) -> str:
        return self.mention.reading.code


@dataclass(frozen=True, slots=True)
class _Score:
    """What speaks for one country, or for one region named as such."""

    code: str
    weight: float
    in_headline: bool
    rank: tuple[bool, int]
    """Of its first mention in the headline; the smaller, the more the headline is about it."""
    in_lede: bool
    spread: int
    """Number of passages that name it."""


def locate(
    headline: str,
    paragraphs: Sequence[str],
    *,
    captions: Sequence[str] = (),
    crossheads: Sequence[str] = (),
    dateline: str | None = None,
    vocabulary: Vocabulary | None = None,
) -> Place:
    """Find what a story is about, geographically.

    Args:
        headline: As printed, without numbering.
        paragraphs: The story's text in order, the lede first; may be empty.
        captions: Of its pictures, without credits.
        crossheads: Its sub-headings.
        dateline: Where it was filed ("Nairobi"), which need not be where it happened.
        vocabulary: The regions to choose from; those of the program when None.

    Returns:
        Countries and regions, main first, with the words that told; an empty Place where the evidence is thin.
    """
    known = vocabulary or regions.load()
    passages = _passages(headline, paragraphs, captions, crossheads, dateline)
    found = [mention for mention in mentions.read(passages, gazetteer.load()) if _is_known(mention.reading.code, known)]
    clues = _weighed(found)
    scores = _scores(clues)
    if not scores or scores[0].weight < (_ENOUGH if len(scores) > 1 else _ENOUGH_UNCONTESTED):
        return Place()
    countries = _countries(scores, known)
    names = _regions(scores, countries, known)
    return Place(countries, names, _evidence(clues, countries, names, known), _confidence(scores))


def _is_known(code: str, known: Vocabulary) -> bool:
    return code in known.countries or known.has(code)


def _passages(
    headline: str, paragraphs: Sequence[str], captions: Sequence[str], crossheads: Sequence[str], dateline: str | None
) -> list[Passage]:
    passages = [Passage(Position.HEADLINE, headline, 0)]
    passages += [Passage(Position.BODY if at else Position.LEDE, text, at) for at, text in enumerate(paragraphs)]
    passages += [Passage(Position.CROSSHEAD, text, 0) for text in crossheads]
    passages += [Passage(Position.CAPTION, text, 0) for text in captions]
    return [*passages, Passage(Position.DATELINE, dateline, 0)] if dateline else passages


def _weighed(found: Sequence[Mention]) -> list[_Clue]:
    """Give each mention its weight; one that is not believed weighs nothing and is left out."""
    firm = {mention.reading.code for mention in found if mention.trust is Trust.FIRM and not mention.faint}
    clues = []
    for mention in found:
        weight = _belief(mention, firm) * _BY_KIND[mention.reading.kind] * _place_in_story(mention.passage)
        weight *= (_FAINT if mention.faint else 1.0) * (_LOCATED if mention.located else 1.0)
        if weight:
            clues.append(_Clue(mention, weight))
    return clues


def _belief(mention: Mention, firm: set[str]) -> float:
    if mention.trust is Trust.FIRM:
        return 1.0
    if mention.reading.code in firm:
        return 0.8
    likely = not firm or mention.reading.kind is Kind.COUNTRY
    return _WEAK_ALONE if mention.trust is Trust.WEAK and likely else 0.0


def _place_in_story(passage: Passage) -> float:
    return _BY_POSITION.get(passage.position, max(0.5, 1.3 - 0.15 * passage.number))


def _scores(clues: Iterable[_Clue]) -> list[_Score]:
    """Add up what speaks for each country and region, the strongest first."""
    by_code: defaultdict[str, list[_Clue]] = defaultdict(list)
    for clue in clues:
        by_code[clue.code].append(clue)
    states = {state for territory, state in _territories() if territory in by_code}
    scores = [_score(code, mine, _STATE_OF_TERRITORY if code in states else 1.0) for code, mine in by_code.items()]
    scores.sort(key=lambda score: -score.weight)
    near = [score for score in scores if score.in_headline and score.weight >= _TIE * scores[0].weight]
    first = min(near, key=lambda score: score.rank) if near and scores[0].in_headline else None
    return scores if first is None else [first, *(score for score in scores if score is not first)]


def _score(code: str, clues: list[_Clue], share: float) -> _Score:
    best: dict[int, float] = {}
    count: Counter[int] = Counter()
    for clue in clues:
        passage = id(clue.mention.passage)
        best[passage] = max(clue.weight, best.get(passage, 0.0))
        count[passage] += 1
    weight = share * sum(best[passage] * (1 + _REPEATED * min(2, count[passage] - 1)) for passage in best)
    positions = {clue.mention.passage.position for clue in clues}
    headline = [clue.mention for clue in clues if clue.mention.passage.position is Position.HEADLINE]
    rank = min(((not mention.located, mention.start) for mention in headline), default=(True, 0))
    return _Score(code, weight, Position.HEADLINE in positions, rank, Position.LEDE in positions, len(best))


def _countries(scores: Sequence[_Score], known: Vocabulary) -> tuple[str, ...]:
    """The countries that the story is about: the first, and those that stand beside it."""
    top = scores[0]
    return tuple(
        score.code for score in scores if score.code in known.countries and (score is top or _stands_beside(score, top))
    )


def _stands_beside(score: _Score, top: _Score) -> bool:
    prominent = score.in_headline or (score.in_lede and score.spread > 1) or score.spread > 3
    return prominent and score.weight >= _SECOND_COUNTRY * top.weight and score.weight >= _ENOUGH


def _regions(scores: Sequence[_Score], countries: tuple[str, ...], known: Vocabulary) -> tuple[str, ...]:
    """The regions that follow: the main one, and others that the headline names and the story is about as well."""
    main = known.region_of(scores[0].code) or scores[0].code
    if not known.has(main):
        return ()
    strongest: dict[str, float] = {}
    for score in scores:
        region = known.region_of(score.code) or score.code
        if score.in_headline and known.has(region) and (score.code in countries or region == score.code):
            strongest[region] = max(score.weight, strongest.get(region, 0.0))
    others = sorted(strongest, key=lambda region: -strongest[region])
    enough = _SECOND_REGION * scores[0].weight
    return (main, *(region for region in others if region != main and strongest[region] >= enough))


def _evidence(
    clues: Sequence[_Clue], countries: tuple[str, ...], names: tuple[str, ...], known: Vocabulary
) -> tuple[str, ...]:
    """The words that told, most telling first."""
    told = [clue for clue in clues if clue.code in countries or clue.code in names]
    told = told or [clue for clue in clues if known.region_of(clue.code) in names]
    ranked = sorted(told, key=lambda clue: -clue.weight)
    texts = (f"{clue.mention.text} ({clue.code}, {clue.mention.passage.position})" for clue in ranked)
    return tuple(dict.fromkeys(texts))[:_EVIDENCE]


def _confidence(scores: Sequence[_Score]) -> float:
    """How far the first is ahead, and how much there is of it at all: 0 to 1."""
    share = scores[0].weight / sum(score.weight for score in scores[:3])
    return round(share * (1 - exp(-scores[0].weight / 2)), 2)


@cache
def _territories() -> tuple[tuple[str, str], ...]:
    """Pairs of a territory and its state."""
    rows = (line.split("\t") for line in lines("territories.tsv"))
    return tuple((territory, state) for territory, state in rows)
