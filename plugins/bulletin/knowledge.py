"""What the rooms know about the world: the lists in data/, read once and only when asked for."""

import re
from datetime import date
from functools import cache, lru_cache
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from unicodedata import combining, normalize

DATA = Path(__file__).parent / "data"

ANY = ""
# A letter that is not optional, or a bracket that is not, with words and bars in it.
FIRST_OF_PATTERN = re.compile(r"(?P<letter>\w)(?![?*{])|\((?P<group>[^()\[\]\\?*{]+)\)(?![?*{])")
# A line of gazetteer.tsv whose name is first of all that of a city of some size, of 20,000 people at least.
CITY = re.compile(r"^([^\t#]+)\t(?:city:[^:]+:(?=[2-9]\d|\d{3})|capital:)(?!.*\bcountry:)", re.MULTILINE)
STRAIGHT = str.maketrans({"‘": "'", "’": "'", "‚": "'", "“": '"', "”": '"', "„": '"'})


@lru_cache(maxsize=4096)
def fold(text: str) -> str:
    """Text as it is compared: straight quotes, single spaces, no case."""
    straight = text if text.isascii() else text.translate(STRAIGHT)
    return " ".join(straight.split()).casefold()


def lines(name: str) -> list[str]:
    """The lines of a file in data/ that are neither empty nor a comment."""
    text = (DATA / name).read_text("utf-8")
    return [line for line in text.split("\n") if line and line[0] != "#"]


def furniture(folded: str) -> str | None:
    """Why a folded line belongs to no story, told by the patterns of data/furniture.txt; None where none fits."""
    for reason, pattern in (*_furniture_of(folded[:1]), *_furniture_of(ANY)):
        if pattern.fullmatch(folded):
            return reason
    return None


@cache
def _furniture_of(letter: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    """The patterns of lines that begin with a letter, those of one reason in one; for ANY those that do not say."""
    rows = ((reason, pattern) for reason, pattern, first in _furniture() if (letter in first if letter else not first))
    return tuple(
        (reason, re.compile("|".join(f"(?:{pattern})" for _, pattern in group)))
        for reason, group in groupby(rows, key=itemgetter(0))
    )


@cache
def _furniture() -> tuple[tuple[str, str, frozenset[str]], ...]:
    """Each pattern with its reason, and what a line that fits it begins with."""
    rows: list[tuple[str, str, frozenset[str]]] = []
    reason = ""
    for line in lines("furniture.txt"):
        if line.startswith("[") and line.endswith("]") and line[1:-1].replace(" ", "").isalpha():
            reason = line[1:-1]
        else:
            rows.append((reason, line, _first_letters(line)))
    return tuple(rows)


def _first_letters(pattern: str) -> frozenset[str]:
    """What a line that fits a pattern begins with: letters, or nothing where the pattern does not say."""
    match = FIRST_OF_PATTERN.match(pattern)
    if match is None:
        return frozenset()
    found = frozenset(one[:1] for one in (match["group"] or match["letter"]).split("|"))
    return found if all(map(str.isalnum, found)) else frozenset()


@cache
def furniture_words() -> frozenset[str]:
    """Folded words that the patterns of furniture are made of, without those of every sentence."""
    words = re.findall(r"[^\W\d_]{4,}", " ".join(lines("furniture.txt")))
    return frozenset(words) - function_words()


@cache
def section_heads() -> frozenset[str]:
    """Folded headings that part a bulletin into sections."""
    return frozenset(fold(line) for line in lines("section_heads.txt"))


@cache
def agencies() -> frozenset[str]:
    """Folded names of news and picture agencies."""
    return frozenset(fold(line) for line in lines("agencies.txt"))


def is_agency(name: str) -> bool:
    """Whether a name is that of an agency, alone."""
    return fold(name) in agencies()


def names_agency(name: str, parting: re.Pattern[str]) -> bool:
    """Whether a name, or one of the parts that a pattern cuts it into, is that of an agency."""
    folded = fold(name)
    return is_agency(folded) or any(map(is_agency, parting.split(folded)))


@cache
def credit_words() -> dict[str, tuple[str, ...]]:
    """Folded words in and around photo credits, by kind (data/credit_words.tsv says which), the longest first."""
    return _by_kind("credit_words.tsv")


@cache
def byline_words() -> dict[str, tuple[str, ...]]:
    """Folded words in and around bylines, by kind (data/byline_words.tsv says which), the longest first."""
    return _by_kind("byline_words.tsv")


@cache
def headline_prefixes() -> dict[str, tuple[str, ...]]:
    """What stands before headlines, folded, by kind (data/headline_prefixes.tsv says which), the longest first."""
    return _by_kind("headline_prefixes.tsv")


def _by_kind(name: str) -> dict[str, tuple[str, ...]]:
    kinds: dict[str, list[str]] = {}
    for line in lines(name):
        kind, words = line.split("\t")
        kinds.setdefault(kind, []).append(fold(words))
    return {kind: tuple(sorted(words, key=len, reverse=True)) for kind, words in kinds.items()}


@cache
def any_of(kind: str) -> str:
    """A regular expression, to be used without case, for one kind of credit_words.tsv's or byline_words.tsv's words."""
    words = credit_words().get(kind) or byline_words()[kind]
    return "(?:" + "|".join(re.escape(word).replace("'", "['’]") for word in words) + ")"


@cache
def conflicts() -> tuple[tuple[frozenset[str], date], ...]:
    """Counted wars: the words that name one and its first day."""
    rows = (line.split("\t") for line in lines("conflicts.txt"))
    return tuple((frozenset(words.split()), date.fromisoformat(day)) for words, day in rows)


@cache
def published_words() -> tuple[str, ...]:
    """Folded words that a line begins with which says when a page was published, the longest first."""
    return tuple(sorted(map(fold, lines("published_words.txt")), key=len, reverse=True))


@cache
def masthead_words() -> frozenset[str]:
    """Words of which the title of a bulletin has at least one."""
    return frozenset(fold(line) for line in lines("masthead_words.txt"))


@cache
def function_words() -> frozenset[str]:
    """Folded words that say nothing of what a text is about, in five languages."""
    return frozenset(word for line in lines("function_words.txt") for word in fold(line).split())


@cache
def sign_words() -> tuple[tuple[str, str], ...]:
    """Beginnings of signs, the longest first, each with what it tells, in words for an editor."""
    rows = (line.split("\t") for line in lines("sign_words.tsv"))
    return tuple(sorted(((sign, words) for sign, words in rows), key=lambda row: -len(row[0])))


@cache
def reader_words() -> frozenset[str]:
    """Words that speak to the reader, in five languages."""
    return frozenset(word for line in lines("reader_words.txt") for word in line.split())


@cache
def months() -> dict[str, int]:
    """Folded names and abbreviations of the months, in five languages, with their numbers."""
    return {name: number for number, line in enumerate(lines("months.txt"), 1) for name in fold(line).split()}


@cache
def weekdays() -> dict[str, int]:
    """Folded names and abbreviations of the days of the week, in five languages; Monday is 0."""
    return {name: number for number, line in enumerate(lines("weekdays.txt")) for name in fold(line).split()}


@cache
def any_month() -> str:
    """A regular expression, to be used without case, for the name of a month or its short form."""
    return "(?:" + "|".join(sorted(months(), key=len, reverse=True)) + r")\b"


@cache
def any_weekday() -> str:
    """A regular expression, to be used without case, for the name of a day of the week."""
    return "(?:" + "|".join(sorted(weekdays(), key=len, reverse=True)) + r")\b"


@cache
def no_datelines() -> frozenset[str]:
    """Folded words that a dateline does not begin with."""
    return frozenset(fold(line) for line in lines("no_datelines.txt"))


def is_city(name: str) -> bool:
    """Whether a name is a city's, and no country's."""
    return unaccented(fold(name)) in _cities()


@cache
def _cities() -> frozenset[str]:
    return frozenset(CITY.findall((DATA / "gazetteer.tsv").read_text("utf-8")))


def unaccented(text: str) -> str:
    """Text without its accents."""
    return text if text.isascii() else "".join(one for one in normalize("NFD", text) if not combining(one))


@cache
def given_names() -> frozenset[str]:
    """Folded given names of persons."""
    return frozenset(fold(line) for line in lines("given_names.txt"))


@cache
def small_words() -> frozenset[str]:
    """Articles, prepositions and other small words, of which a sentence has some and a menu none, in all languages."""
    return frozenset().union(*small_words_by_language().values())


@cache
def small_words_by_language() -> dict[str, frozenset[str]]:
    """The smallest words of each language, by its code."""
    rows = (line.split("\t") for line in lines("small_words.tsv"))
    return {language: frozenset(words.split()) for language, words in rows}
