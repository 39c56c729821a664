"""What the names in a story mean there: a place, a person, a newspaper; and which of the places of one name.

Decides on what stands beside a name and on the other names of the story. How much a mention counts for what the
story is about is decided in `places`.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache
from math import log10

from .gazetteer import Gazetteer, Hit, Kind, Reading, fold
from .knowledge import lines

_LOCAL = frozenset({Kind.CITY, Kind.CAPITAL, Kind.PROVINCE, Kind.DIVISION})
_TOWNS = frozenset({Kind.CITY, Kind.PROVINCE})
_HOLDS_TOWNS = frozenset({Kind.DIVISION, Kind.COUNTRY, Kind.PROVINCE})
_NEVER_A_PERSON = frozenset({Kind.PEOPLE, Kind.SEAT, Kind.LEADER, Kind.BLOC, Kind.CUE, Kind.OUTLET})
_PRIOR = {Kind.COUNTRY: 5.0, Kind.PEOPLE: 5.0, Kind.DIVISION: 4.0, Kind.SEAT: 4.0, Kind.BLOC: 3.5, Kind.CUE: 1.0}
# Thousands of people; a smaller town's name is as likely to be somebody's.
_LARGE = 300

_PART = re.compile(r"the|(?:north|south|east|west|central|downtown|nearby|rural|mainland)(?:-?(?:east|west))?(?:ern)?")

_WORD_BEFORE = re.compile(r"([^\W\d_][\w’'-]*)(\.?) $")
_INITIAL_BEFORE = re.compile(r"(?:^|[^.\w])[A-Z]\. $")
_WORD_AFTER = re.compile(r" ([^\W\d_][\w’'-]*)")
_NOUN_AFTER = re.compile(r"[ -](\w+)")
_SENTENCE_START = re.compile(r"(?:^|[.!?:;]|[–—|•])[\s\"'“”‘’(\[]*$")
_LONGER_NAME = re.compile(r"(?: [A-Z][\w&.]*){1,3}")
_SMALL_LETTERS = re.compile(r"[^\W\d_A-Z]{4}")
_LONG_WORD = re.compile(r"[^\W\d_]{4,}")
_TITLE_SHARE = 0.75


class Position(StrEnum):
    """Where in a story a text stands."""

    HEADLINE = "headline"
    LEDE = "lede"
    BODY = "body"
    CROSSHEAD = "crosshead"
    CAPTION = "caption"
    DATELINE = "dateline"


_EARLY = frozenset({Position.HEADLINE, Position.LEDE, Position.DATELINE})


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

    @property
    def reading(self) -> Reading:
        """The first, and when resolved the only, reading."""
        return self.readings[0]


def read(passages: Sequence[Passage], gazetteer: Gazetteer) -> list[Mention]:
    """Find what the names in a story mean.

    Args:
        passages: The story's texts.
        gazetteer: The names.

    Returns:
        Each name that means a place, with one reading, in the order of the passages. Names of persons and outlets
        are left out.
    """
    contexts = [_Context(passage, gazetteer) for passage in passages]
    persons = {word for context in contexts for word in context.persons()}
    mentions = [mention for context in contexts for mention in context.mentions(persons)]
    return _resolved([mention for mention in mentions if not _is_plain_word(mention, passages)])


def _is_plain_word(mention: Mention, passages: Iterable[Passage]) -> bool:
    """Tell whether the story has a doubtful name as an ordinary word too: "Turkey farmers ... a turkey"."""
    if mention.trust is Trust.FIRM:
        return False
    word = re.compile(rf"\b{re.escape(mention.text.lower())}s?\b")
    return any(word.search(passage.text) for passage in passages)


class _Context:
    """A passage, the names found in it, and the questions that can be asked about what stands beside them."""

    def __init__(self, passage: Passage, gazetteer: Gazetteer) -> None:
        self.passage = passage
        self.text = passage.text
        self.gazetteer = gazetteer
        self.hits = gazetteer.find(passage.text)
        self.starts = {hit.start for hit in self.hits}
        self.ends = {hit.end for hit in self.hits}
        self.capitals_tell = not _all_capitals(passage.text)
        self.titled = passage.position is Position.HEADLINE and _title_case(passage.text)
        self.people = {hit.start for hit in self.hits if self._is_person(hit)}

    def persons(self) -> Iterator[str]:
        """The names that are a person's here, as the gazetteer has them."""
        return (hit.name.key for hit in self.hits if hit.start in self.people)

    def mentions(self, persons: set[str]) -> Iterator[Mention]:
        """The names that can be places.

        Args:
            persons: Names that are a person's somewhere in the story.
        """
        for at, hit in enumerate(self.hits):
            if hit.start in self.people or Kind.OUTLET in hit.name.kinds:
                continue
            before = self._preposition(hit)
            located = before in _around("before", "where")
            anchored = located or before in _around("before", "whither")
            if (hit.name.key in persons and not anchored) or self._is_outlet(hit):
                continue
            if readings := self._qualified(at, hit):
                located = located and readings[0].kind in _HOLDS_TOWNS
                text, trust = self.text[hit.start : hit.end], self._trust(hit, readings, anchored)
                yield Mention(self.passage, hit.start, text, readings, trust, self._is_faint(hit), located)

    def _is_person(self, hit: Hit) -> bool:
        name = hit.name
        named = name.key in self.gazetteer.given_names
        family = name.key in self.gazetteer.surnames
        if not (name.kinds <= _LOCAL or named or family) or name.kinds & _NEVER_A_PERSON:
            return False
        before, towns = self._word_before(hit), name.kinds <= _TOWNS
        if before in _around("before", "person") or self._follows_an_initial(hit):
            return True
        if (towns or family) and fold(before) in self.gazetteer.given_names:
            return True
        after = self._word_after(hit)
        if not self.capitals_tell or self.titled or after in _around("after", "place"):
            return False
        if named and after[:1].isupper() and hit.end + 1 not in self.starts:
            return self._preposition(hit) not in _around("before", "where")
        if named and self._is_half_of_a_double_name(hit):
            return True
        return (family or (towns and name.size < _LARGE)) and self._is_part_of_a_longer_name(hit, before)

    def _is_part_of_a_longer_name(self, hit: Hit, before: str) -> bool:
        if self.text[hit.start - 1 : hit.start] == "-" and hit.start - 1 not in self.ends:
            return True
        start = hit.start - 1 - len(before)
        unknown = before[:1].isupper() and before not in _around("before", "plain") and hit.start - 1 not in self.ends
        return unknown and not self._starts_sentence(start)

    def _follows_an_initial(self, hit: Hit) -> bool:
        return bool(_INITIAL_BEFORE.search(self.text, max(0, hit.start - 4), hit.start))

    def _is_half_of_a_double_name(self, hit: Hit) -> bool:
        after = self.text[hit.end : hit.end + 2]
        return after[:1] == "-" and after[1:].isupper() and hit.end + 1 not in self.starts

    def _qualified(self, at: int, hit: Hit) -> tuple[Reading, ...]:
        """What a name can mean when the next one says where it lies: "Paris, Texas"."""
        following = self.hits[at + 1] if at + 1 < len(self.hits) else None
        if following is None or self.text[hit.end : following.start] not in {", ", " ("}:
            return hit.name.readings
        where = {reading.code for reading in following.name.readings if reading.kind in _HOLDS_TOWNS}
        state = Kind.DIVISION in following.name.kinds
        if not where or not (state or hit.name.kinds & _LOCAL):
            return hit.name.readings
        inside = tuple(reading for reading in hit.name.readings if reading.code in where)
        elsewhere = hit.name.kinds <= _TOWNS and hit.name.size < _LARGE
        dropped = elsewhere or (state and hit.name.kinds != {Kind.DIVISION})
        return inside if inside or dropped else hit.name.readings

    def _trust(self, hit: Hit, readings: tuple[Reading, ...], anchored: bool) -> Trust:
        if self.passage.position is Position.DATELINE or readings is not hit.name.readings:
            return Trust.FIRM
        name, known = hit.name, self.gazetteer
        towns = all(reading.kind in _TOWNS for reading in readings)
        small = towns and name.size < _LARGE
        if name.key in known.common:
            return _doubt(anchored or not (towns or self._capital_tells_nothing(hit)), doubtful=towns)
        if (name.key in known.surnames or name.key in known.given_names) and name.kinds <= _LOCAL:
            return _doubt(anchored, doubtful=small)
        one_country = len({reading.code for reading in readings}) == 1
        return _doubt(not small or (anchored and one_country)) if self._is_spelled_surely(hit) else Trust.WEAK

    def _is_spelled_surely(self, hit: Hit) -> bool:
        return self.capitals_tell or hit.name.key != "us"

    def _capital_tells_nothing(self, hit: Hit) -> bool:
        return not self.capitals_tell or self.titled or self._starts_sentence(hit.start)

    def _is_outlet(self, hit: Hit) -> bool:
        return self.capitals_tell and self._word_after(hit) in _around("after", "silent")

    def _is_faint(self, hit: Hit) -> bool:
        """Tell whether a name is only part of an institution's, or somebody's origin."""
        noun = _NOUN_AFTER.match(self.text, hit.end)
        if noun and (Kind.PEOPLE in hit.name.kinds) and noun[1] in _person_nouns():
            return True
        if self.text.endswith(_faint_before(), max(0, hit.start - 24), hit.start):
            return True
        if noun and noun[1] in _around("after", "faint"):
            return True
        run = _LONGER_NAME.match(self.text, hit.end)
        return run is not None and not _around("after", "faint").isdisjoint(run[0].split())

    def _preposition(self, hit: Hit) -> str:
        """The word before a name, leaving out "the", "northern" and the like; empty after punctuation."""
        ahead = self.text[max(0, hit.start - 40) : hit.start]
        if not ahead.endswith(" "):
            return ""
        for word in reversed(ahead.lower().split()):
            if not _PART.fullmatch(word):
                return word
        return ""

    def _starts_sentence(self, start: int) -> bool:
        return bool(_SENTENCE_START.search(self.text, max(0, start - 8), start))

    def _word_before(self, hit: Hit) -> str:
        found = _WORD_BEFORE.search(self.text, max(0, hit.start - 30), hit.start)
        return found[1] if found and (not found[2] or found[1] in _around("before", "person")) else ""

    def _word_after(self, hit: Hit) -> str:
        found = _WORD_AFTER.match(self.text, hit.end)
        return found[1] if found else ""


def _doubt(firm: bool, *, doubtful: bool = False) -> Trust:
    if firm:
        return Trust.FIRM
    return Trust.DOUBTFUL if doubtful else Trust.WEAK


def _resolved(mentions: list[Mention]) -> list[Mention]:
    """Give each mention the one reading that fits the others best."""
    near, far = _support(mentions)
    chosen = []
    for mention in mentions:
        if len(mention.readings) > 1:
            best = max(mention.readings, key=lambda reading: _fitness(reading, near, far))
            mention = replace(mention, readings=(best,))
        if mention.reading.kind is not Kind.CUE:
            chosen.append(mention)
    return chosen


def _support(mentions: Iterable[Mention]) -> tuple[dict[str, float], dict[str, float]]:
    """Count what points to each country: its own towns, states and cues, and its name and people."""
    near: defaultdict[str, float] = defaultdict(float)
    far: defaultdict[str, float] = defaultdict(float)
    for mention in mentions:
        codes = {reading.code for reading in mention.readings}
        if len(codes) == 1 and mention.trust is not Trust.DOUBTFUL:
            code, early = mention.reading.code, mention.passage.position in _EARLY
            if mention.reading.kind in _LOCAL or mention.reading.kind is Kind.CUE:
                near[code] += 1.4 if early else 0.9
            else:
                far[code] += 1.0
    return near, far


def _fitness(reading: Reading, near: dict[str, float], far: dict[str, float]) -> float:
    """How likely a reading is: how well known the place, and what else of its country the story names."""
    prior = _PRIOR.get(reading.kind, log10(max(2, reading.size))) + (reading.kind is Kind.CAPITAL)
    whole = 1.0 if reading.kind in {Kind.COUNTRY, Kind.PEOPLE, Kind.BLOC} else 0.5
    return prior + min(3.0, near.get(reading.code, 0)) + min(2.0, whole * far.get(reading.code, 0))


def _all_capitals(text: str) -> bool:
    return not _SMALL_LETTERS.search(text) and sum(map(str.isupper, text)) > 8


def _title_case(text: str) -> bool:
    words = _LONG_WORD.findall(text)
    return len(words) > 2 and sum(word[0].isupper() for word in words) >= _TITLE_SHARE * len(words)


@cache
def _around(side: str, effect: str) -> frozenset[str]:
    rows = (line.split("\t") for line in lines("around_names.tsv"))
    return frozenset(word for where, what, word in rows if (where, what) == (side, effect))


@cache
def _faint_before() -> tuple[str, ...]:
    return tuple(f"{word} " for word in _around("before", "faint"))


@cache
def _person_nouns() -> frozenset[str]:
    return frozenset(lines("person_nouns.txt"))
