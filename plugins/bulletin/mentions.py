"""What the names in a story mean there: a place, a person, a newspaper.

Decides on what stands beside a name. Which of the places of one name it is, is settled in `namesakes`; how much a
mention counts for what the story is about, in `aboutness`.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import islice

from . import filed
from .gazetteer import Gazetteer, Hit, Kind, Reading, fold
from .knowledge import lines
from .namesakes import resolve
from .passages import Mention, Passage, Position, Trust

_LOCAL = frozenset({Kind.CITY, Kind.CAPITAL, Kind.PROVINCE, Kind.DIVISION})
_TOWNS = frozenset({Kind.CITY, Kind.PROVINCE})
_NEVER_A_PERSON = frozenset({Kind.PEOPLE, Kind.SEAT, Kind.LEADER, Kind.BLOC, Kind.HINT, Kind.CUE, Kind.OUTLET})
# Thousands of people; a smaller town's name is as likely to be somebody's.
_LARGE = 300

_PART = re.compile(
    r"the|l[aeo]s?|el|d(?:er|ie|as|e[mn])|(?:north|south|east|west|central|downtown|nearby|rural|mainland)(?:-?(?:east|west))?(?:ern)?"
)

_WORD_BEFORE = re.compile(r"([^\W\d_][\w’'-]*)(\.?) $")
# How many words before "in" may say that something is only said there: "told reporters on Tuesday in Geneva".
_SPOKEN_WITHIN = 4
_INITIAL_BEFORE = re.compile(r"(?:^|[^.\w])[A-Z]\. $")
_WORD_AFTER = re.compile(r" ([^\W\d_][\w’'-]*)")
_NOUN_AFTER = re.compile(r"[ -](\w+)")
_SENTENCE_START = re.compile(r"(?:^|[.!?:;]|[–—|•])[\s\"'“”‘’(\[]*$")
_LONGER_NAME = re.compile(r"(?: [A-Z][\w&.]*){1,3}")
_SMALL_LETTERS = re.compile(r"[^\W\d_A-Z]{4}")
_LONG_WORD = re.compile(r"[^\W\d_]{4,}")
_TITLE_SHARE = 0.75
# What stands between names in a row, and how many make a list.
_IN_ROW = re.compile(r",|,? (?:and|&|or|y|et|e|und) |, ")
_LIST = 3
# A story that names more places is a list, and what it is about is said above; each is compared with the others.
_MOST = 500


def read(passages: Sequence[Passage], gazetteer: Gazetteer) -> list[Mention]:
    """Find what the names in a story mean.

    Args:
        passages: The story's texts.
        gazetteer: The names.

    Returns:
        Each name that means a place, with one reading, in the order of the passages. Names of persons and outlets
        are left out.
    """
    datelines = (passage.text for passage in passages if passage.position is Position.DATELINE)
    town = next((filed.town(text, gazetteer) for text in datelines), None)
    contexts = [_Context(passage, gazetteer, town) for passage in passages]
    persons = {word for context in contexts for word in context.persons()}
    mentions = list(islice((mention for context in contexts for mention in context.mentions(persons)), _MOST))
    doubtful = {mention.text.lower() for mention in mentions if mention.trust is not Trust.FIRM}
    plain = {word for word in doubtful if _is_plain(word, passages)}
    return resolve([one for one in mentions if one.trust is Trust.FIRM or one.text.lower() not in plain])


def _is_plain(name: str, passages: Iterable[Passage]) -> bool:
    """Tell whether the story has a doubtful name as an ordinary word too: "Turkey farmers ... a turkey"."""
    word = re.compile(rf"\b{re.escape(name)}s?\b")
    return any(word.search(passage.text) for passage in passages)


class _Context:
    """A passage, the names found in it, and the questions that can be asked about what stands beside them."""

    def __init__(self, passage: Passage, gazetteer: Gazetteer, town: filed.Town | None) -> None:
        self.passage = passage
        self.text = passage.text
        self.gazetteer = gazetteer
        found = gazetteer.find(passage.text)
        self.hits = town.among(passage.text, found) if town else found
        self.starts = {hit.start for hit in self.hits}
        self.ends = {hit.end for hit in self.hits}
        self.capitals_tell = not _all_capitals(passage.text)
        self.titled = passage.position is Position.HEADLINE and _title_case(passage.text)
        self.people = {hit.start for at, hit in enumerate(self.hits) if self._is_person(at)}
        rows = list(self._rows())
        self.leading = {row[0] for row in rows}
        self.listed = {start for row in rows if len(row) >= _LIST for start in row}

    def persons(self) -> Iterator[str]:
        """The names that are a person's here, as the gazetteer has them."""
        return (hit.name.key for hit in self.hits if hit.start in self.people)

    def mentions(self, persons: set[str]) -> Iterator[Mention]:
        """The names that can be places.

        Args:
            persons: Names that are a person's somewhere in the story.
        """
        for at, hit in enumerate(self.hits):
            if hit.start in self.people or Kind.OUTLET in hit.name.kinds or self._is_money(hit):
                continue
            before = self._preposition(hit)
            inside = before in _around("before", "where")
            spoken = inside and self._is_where_it_was_said(hit)
            anchored = inside or before in _around("before", "whither")
            if (hit.name.key in persons and not anchored) or self._is_outlet(hit):
                continue
            if readings := self._qualified(at, hit):
                yield Mention(
                    passage=self.passage,
                    start=hit.start,
                    text=self.text[hit.start : hit.end],
                    readings=readings,
                    trust=self._trust(hit, readings, anchored),
                    faint=self._is_faint(hit),
                    located=inside and not spoken,
                    elsewhere=spoken or before in _around("before", "elsewhere"),
                    listed=hit.start in self.listed,
                    leading=hit.start in self.leading,
                )

    def _is_money(self, hit: Hit) -> bool:
        """Tell whether a name is that of a currency: "US$42 million"."""
        return self.text.startswith("$", hit.end)

    def _rows(self) -> Iterator[list[int]]:
        """Where the names begin that stand in a row, two and more: "Kenya, Uganda and Tanzania"."""
        row: list[Hit] = []
        for hit in (*self.hits, None):
            if row and (hit is None or not _IN_ROW.fullmatch(self.text, row[-1].end, hit.start)):
                if len(row) > 1:
                    yield [one.start for one in row]
                row = []
            if hit is not None:
                row.append(hit)

    def _is_person(self, at: int) -> bool:
        hit = self.hits[at]
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
        if named and self._is_before_a_family_name(at):
            return True
        if not self.capitals_tell or self.titled or after in _around("after", "place"):
            return False
        if named and after[:1].isupper() and hit.end + 1 not in self.starts:
            return self._preposition(hit) not in _around("before", "where")
        if named and self._is_half_of_a_double_name(hit):
            return True
        return (family or (towns and name.size < _LARGE)) and self._is_part_of_a_longer_name(hit, before)

    def _is_before_a_family_name(self, at: int) -> bool:
        """Tell whether the next name is a family's, as in "Jordan Holland"; not a country's, as in "Georgia USA"."""
        following = self.hits[at + 1] if at + 1 < len(self.hits) else None
        if following is None or self.text[self.hits[at].end : following.start] != " ":
            return False
        return following.name.key in self.gazetteer.surnames or following.name.kinds <= _TOWNS

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
        following = filed.qualifier(self.text, self.hits, at)
        if following is None:
            return hit.name.readings
        where = {reading.code for reading in following.readings if reading.kind in filed.HOLDS_TOWNS}
        state = Kind.DIVISION in following.kinds
        if not (state or hit.name.kinds & _LOCAL):
            return hit.name.readings
        inside = tuple(reading for reading in hit.name.readings if reading.code in where)
        elsewhere = hit.name.kinds <= _TOWNS and hit.name.size < _LARGE
        dropped = elsewhere or (state and hit.name.kinds != {Kind.DIVISION})
        return inside if inside or dropped else hit.name.readings

    def _trust(self, hit: Hit, readings: tuple[Reading, ...], anchored: bool) -> Trust:
        if self.passage.position is Position.DATELINE or readings is not hit.name.readings:
            return Trust.FIRM
        name, known = hit.name, self.gazetteer
        if name.kinds == {Kind.HINT}:
            return Trust.WEAK
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
        words = run[0].split() if run else []
        words = words if self.capitals_tell else [word.capitalize() for word in words]
        return not _around("after", "faint").isdisjoint(words)

    def _preposition(self, hit: Hit) -> str:
        """The word before a name, leaving out "the", "northern" and the like; empty after punctuation."""
        ahead = self.text[max(0, hit.start - 40) : hit.start]
        if not ahead.endswith(" "):
            return ""
        for word in reversed(ahead.lower().split()):
            if not _PART.fullmatch(word):
                return word
        return ""

    def _is_where_it_was_said(self, hit: Hit) -> bool:
        """Tell whether a name behind an "in" is that of the place of a talk: "the ministers said in Abidjan"."""
        ahead = self.text[max(0, hit.start - 60) : hit.start].lower().split()
        return not _around("before", "spoken").isdisjoint(ahead[-_SPOKEN_WITHIN - 1 : -1])

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
