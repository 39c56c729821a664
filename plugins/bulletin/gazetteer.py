"""Names of places in a text: what is known about them, and one pass that finds them all.

The knowledge is in `data/` (README.md there says where it comes from). This module finds names and tells what each
can mean; it does not choose between the meanings.
"""

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache, lru_cache
from typing import Any

from .knowledge import lines

# Cities of the hand-made list are there because newsrooms name them without their country.
_WELL_KNOWN = 4000


class Kind(StrEnum):
    """What sort of name it is."""

    COUNTRY = "country"
    PEOPLE = "people"
    CAPITAL = "capital"
    CITY = "city"
    DIVISION = "division"
    """A state or province that newsrooms name without its country."""
    PROVINCE = "province"
    SEAT = "seat"
    """A government, parliament, league or landmark that stands for its country."""
    LEADER = "leader"
    BLOC = "bloc"
    """Names a group of countries and none of them."""
    HINT = "hint"
    """A word that suggests its country where nothing in the story names one."""
    OUTLET = "outlet"
    """Holds a place's name and tells nothing."""
    CUE = "cue"
    """Helps to choose between readings; tells nothing on its own."""


# Written with a small letter too; `demonym` is in the data alone and is a people's name in a language that does so.
_SMALL = ("\tcue:", " cue:", "\tdemonym:", " demonym:")
_FAMED = frozenset(
    {Kind.COUNTRY, Kind.PEOPLE, Kind.CAPITAL, Kind.DIVISION, Kind.SEAT, Kind.LEADER, Kind.BLOC, Kind.OUTLET}
)
# In thousands of people; provinces, of which few have heard abroad, count for no more.
_LARGE = 300
_TELLING = frozenset({Kind.COUNTRY, Kind.PEOPLE, Kind.CAPITAL, Kind.DIVISION})


@dataclass(frozen=True, slots=True)
class Reading:
    """One thing that a name can mean."""

    kind: Kind
    code: str
    """ISO alpha-2; of a bloc, the name of its group of countries."""
    size: int
    """Population in thousands, 0 where it does not matter."""
    division: str = ""
    """The state or province that it is or lies in, a code of `data/divisions.tsv`; empty where it spans several."""


@dataclass(frozen=True, slots=True)
class Name:
    """A name and all that it can mean."""

    key: str
    """As the gazetteer has it: small letters, no accents, no punctuation."""
    readings: tuple[Reading, ...]
    kinds: frozenset[Kind]
    size: int
    """Of the largest place of the name."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A name found in a text."""

    start: int
    end: int
    name: Name


@dataclass(frozen=True, slots=True, eq=False)
class Gazetteer:
    """All names, ready for matching, and the lists of words that make a name doubtful."""

    automaton: Any
    """Yields a name's line of gazetteer.tsv."""
    exact: dict[str, tuple[str, ...]]
    """How names are spelled that are not simply capitalised: "US", "Ga.", "Wagner group"."""
    common: frozenset[str]
    given_names: frozenset[str]
    surnames: frozenset[str]

    @lru_cache(maxsize=2048)  # noqa: B019 - there is one gazetteer a process; a text is asked about twice
    def find(self, text: str) -> tuple[Hit, ...]:
        """Find the names in a text.

        Args:
            text: Running text, as printed.

        Returns:
            The hits in order, without overlaps: where names overlap, the earlier and longer one.
        """
        found = sorted(self._matches(text), key=lambda hit: (hit.start, -hit.end))
        hits: list[Hit] = []
        for hit in found:
            if not hits or hit.start >= hits[-1].end:
                hits.append(hit)
        return tuple(hits)

    def _matches(self, text: str) -> Iterator[Hit]:
        folded = f" {fold(text)} "
        for last, line in self.automaton.iter(folded):
            # Names are kept with a space in front; the one behind is looked for here, which halves the time of loading.
            if folded[last + 1] != " ":
                continue
            key = line[: line.index("\t")]
            start = last - len(key)
            if _written_as_name(text, start, start + key.rfind(" ") + 1, self.exact.get(key) or _spelled(line)):
                yield Hit(start, last, _name(line))
            elif any(kind in line for kind in _SMALL):
                yield Hit(start, last, _small(line))


@lru_cache(maxsize=2048)
def countries(text: str) -> frozenset[str]:
    """The countries that a text names, at first sight: each name in the reading that is the likeliest by itself."""
    hits = load().find(text)
    return frozenset(hit.name.readings[0].code for hit in hits if not _TELLING.isdisjoint(hit.name.kinds))


def is_well_known(name: str) -> bool:
    """Whether a name holds that of a country, people, capital, state, body, leader or large city."""
    return any(hit.name.size > _LARGE or not _FAMED.isdisjoint(hit.name.kinds) for hit in load().find(name))


def fold(text: str) -> str:
    """Write a text as the gazetteer writes names, each character for one.

    Args:
        text: Any text.

    Returns:
        A text of the same length in small letters, without accents, a space for all that is no letter or digit.
    """
    return text.translate(_folding()).lower()


@cache
def group(name: str) -> tuple[str, ...]:
    """The countries of a group, ISO alpha-2.

    Args:
        name: As `Reading.code` has it of a bloc.
    """
    return _groups()[name]


@cache
def _groups() -> dict[str, tuple[str, ...]]:
    return {name: tuple(codes.split()) for name, codes in (line.split("\t") for line in lines("groups.tsv"))}


@cache
def load() -> Gazetteer:
    """Read the data files and make the automaton; once a process.

    Returns:
        The gazetteer.
    """
    import ahocorasick

    automaton = ahocorasick.Automaton()
    for line in lines("gazetteer.tsv"):
        automaton.add_word(" " + line[: line.index("\t")], line)
    own, exact = _own_names()
    for key, line in own.items():
        known = automaton.get(f" {key}", "")
        if known and not _spelled(known):
            exact.pop(key, None)
        elif key in exact:
            exact[key] += _spelled(known)
        facts = known.split("\t")[1] if known else ""
        automaton.add_word(f" {key}", f"{line} {facts}".rstrip())
    automaton.make_automaton()
    return Gazetteer(
        automaton, exact, *(_words(f"{which}.txt") for which in ("common_words", "given_names", "surnames"))
    )


def _spelled(line: str) -> tuple[str, ...]:
    """How a name of gazetteer.tsv must be spelled; empty where it is simply written with capitals."""
    _, mark, spelled = line.partition("\t=")
    return tuple(spelled.split("|")) if mark else ()


def _own_names() -> tuple[dict[str, str], dict[str, tuple[str, ...]]]:
    """Read places.tsv.

    Returns:
        For each name its line as in gazetteer.tsv; for each that is never simply capitalised, how it is spelled.
    """
    found: dict[str, str] = {}
    spelled: dict[str, list[str]] = {}
    for line in lines("places.tsv"):
        kind, code, name = line.split("\t")
        fact = f"{kind}:{code.replace(' ', '_')}:{_WELL_KNOWN if kind == 'city' else 0}"
        for key in _spellings(fold(name).strip()):
            found[key] = f"{found[key]} {fact}" if key in found else f"{key}\t{fact}"
            spelled.setdefault(key, []).append(name)
    return found, {key: tuple(names) for key, names in spelled.items() if all(map(is_abbreviated, names))}


def is_abbreviated(name: str) -> bool:
    """Tell whether a name is never simply capitalised, but stands as it is: "US", "Ga.", "Wagner group"."""
    return name.endswith(".") or name.isupper() or name.split()[-1].islower()


def _spellings(key: str) -> Iterable[str]:
    """A folded name, with single spaces too where punctuation left two."""
    return {key, " ".join(key.split())} if "  " in key else (key,)


@lru_cache(maxsize=4096)
def _name(line: str) -> Name:
    """Make a name of its facts."""
    key, facts, *_ = line.split("\t")
    return _named(key, facts.split())


@lru_cache(maxsize=1024)
def _small(line: str) -> Name:
    """Make a name of those of its facts that hold for the name in small letters."""
    key, facts, *_ = line.split("\t")
    return _named(key, [fact for fact in facts.split() if f"\t{fact}".startswith(_SMALL)])


def _named(key: str, facts: Iterable[str]) -> Name:
    """A name with one reading for each country, or for each of its states and provinces that have a place so called."""
    by_place: dict[tuple[str, str], Reading] = {}
    for fact in facts:
        kind, code, size = fact.split(":")
        country, _, division = code.replace("_", " ").partition(".")
        new = Reading(_kind(kind), country, int(size), f"{country}.{division}" if division else "")
        known = by_place.setdefault((country, division), new)
        if new.kind is Kind.CAPITAL or new.size > known.size:
            best = Kind.CAPITAL if new.kind is Kind.CAPITAL else known.kind
            by_place[country, division] = replace(known, kind=best, size=max(known.size, new.size))
    readings = tuple(by_place.values())
    return Name(key, readings, frozenset(one.kind for one in readings), max(one.size for one in readings))


def _kind(name: str) -> Kind:
    return Kind.PEOPLE if name == "demonym" else Kind(name)


def _written_as_name(text: str, start: int, last: int, exact: tuple[str, ...]) -> bool:
    """Tell whether the first and the last word have the capitals of a name: "Ivory Coast", "US"; not "of", "us"."""
    if exact:
        return any(
            text.startswith(name, start) or (" " in name and text.startswith(name.upper(), start)) for name in exact
        )
    return text[start].isupper() and not text[last].islower()


def _words(name: str) -> frozenset[str]:
    return frozenset(fold(word).strip() for word in lines(name))


@cache
def _folding() -> dict[int, str]:
    table = {ord(letter): plain for letter, plain in zip("ØøŁłĐđıÆæŒœ", "oolldd" + "iaaoo", strict=True)}
    for code in (*range(0x250), *range(0x1E00, 0x1F00), *range(0x2000, 0x2070), 0xFEFF):
        letter = chr(code)
        plain = unicodedata.normalize("NFKD", letter)[0]
        if not letter.isalnum():
            table[code] = " "
        elif code > 127 and plain.isascii() and plain.isalpha():
            table[code] = plain.lower()
    return table
