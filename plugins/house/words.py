"""What the site says in its own language: texts, dates, numbers, lists and the names of places.

Texts come from the theme's catalogues, all else from Unicode's CLDR, so that it is the same on every machine: no
locale of the system is asked.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import cache, reduce
from gettext import NullTranslations
from pathlib import Path

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_skeleton, get_month_names
from babel.numbers import format_decimal

from .catalogues import SOURCE, languages, translations

_WIDE = {"en": "en-GB", "pt": "pt-PT"}
"""For a language without a country, the country whose dates and names are taken."""
_BETWEEN = "{0}, {1}"
"""How most languages write two things of a row."""
_ENOUGH = 200
"""Among the numbers up to this, each plural form of a language is met."""
_LONG_DATES = {"en-GB": "EEEE d MMMM y"}
"""Where CLDR has a comma that the trade does without."""


@dataclass(frozen=True, slots=True)
class Words:
    """The words of the interface in one language."""

    tag: str
    """BCP 47, with a country where dates or names depend on it: "en-GB"."""
    folder: Path
    """The catalogues."""

    @property
    def language(self) -> str:
        """The language without its country: "en"."""
        return self.tag.partition("-")[0]

    @property
    def direction(self) -> str:
        """Which way it is written, as HTML says it: "ltr" or "rtl"."""
        return _direction(self.tag)

    @property
    def origin(self) -> object:
        """What decides all of these, beside the program: the tag, and what stands in the catalogue."""
        catalogue = self.folder / f"{self.language}.po"
        return self.tag, catalogue.read_bytes() if catalogue.is_file() else b""

    @property
    def texts(self) -> NullTranslations:
        """The catalogue."""
        return translations(self.folder, self.language)

    def gettext(self, message: str, /) -> str:
        """A text in this language; as it is where the catalogue has none."""
        return self.texts.gettext(message)

    def count(self, number: int, one: str, many: str, /) -> str:
        """A number and its word: "1 story", "2 stories".

        Args:
            number: How many.
            one: The English text for one, with `%(number)s` in it.
            many: The English text for none and for several.
        """
        return self.texts.ngettext(one, many, number) % {"number": self.number(number)}

    def plural_forms(self, one: str, many: str, /) -> dict[str, str]:
        """A text for every plural form of the language, for a script that counts in the browser.

        Args:
            one: The English text for one.
            many: The English text for none and for several.

        Returns:
            CLDR's name of the form ("one", "few", "other") -> the text.
        """
        examples = {_locale(self.tag).plural_form(number): number for number in range(_ENOUGH)}
        return {form: self.texts.ngettext(one, many, number) for form, number in examples.items()}

    def number(self, number: int, /) -> str:
        """A number as it is written here: "1,234"."""
        return _number(self.tag, number)

    def listed(self, things: Iterable[str], /) -> str:
        """Things in a row: "Kenya, Uganda"."""
        return _listed(self.tag, tuple(things))

    def month_name(self, day: date, /) -> str:
        """The name of its month by itself: "November"."""
        return _month_names(self.tag)[day.month]

    def month_year(self, day: date, /) -> str:
        """The month in its year: "November 2026"."""
        return _formatted(self.tag, "month", day.replace(day=1))

    def short_date(self, day: date, /) -> str:
        """The date without its weekday: "20 November 2026"."""
        return _formatted(self.tag, "short", day)

    def long_date(self, day: date, /) -> str:
        """The whole date: "Friday 20 November 2026"."""
        return _formatted(self.tag, "long", day)

    def moment(self, when: datetime, /) -> str:
        """The date, and ", 14:30 UTC" after it unless it is midnight, which stands for the whole day."""
        if when.time() == time():
            return self.long_date(when)
        text = self.gettext("%(day)s, %(time)s %(zone)s")
        hour = f"{when.hour:02}:{when.minute:02}"
        return (text % {"day": self.long_date(when), "time": hour, "zone": _zone(when)}).rstrip()

    def region(self, name: str, /) -> str:
        """The name of a region of the usual table."""
        return self.texts.pgettext("region", name)

    def country(self, code: str, name: str, /) -> str:
        """The name of a country.

        Args:
            code: ISO 3166-1 alpha-2.
            name: Its English name, for one that is not known here.
        """
        if self.language == SOURCE:
            return name
        # CLDR's names of a few are an office's, not a newspaper's.
        own = self.texts.pgettext("country", name)
        return own if own != name else _locale(self.tag).territories.get(code, name)


def words_of(language: str, folder: Path) -> Words | None:
    """The words of a site.

    Args:
        language: Its tag: "pt" or "pt-PT".
        folder: The catalogues.

    Returns:
        The words; None for a language that has no catalogue.
    """
    tag, alone = language, language.partition("-")[0]
    if alone not in languages(folder):
        return None
    try:
        _locale(_WIDE.get(tag, tag))
    except (UnknownLocaleError, ValueError):
        tag = alone
    return Words(_WIDE.get(tag, tag), folder)


def capital(text: str) -> str:
    """A text with a capital at its beginning, for a date that opens a line: many languages have it small otherwise."""
    return text[:1].upper() + text[1:]


@cache
def _locale(tag: str) -> Locale:
    return Locale.parse(tag, sep="-")


@cache
def _direction(tag: str) -> str:
    return _locale(tag).text_direction


@cache
def _month_names(tag: str) -> dict[int, str]:
    return dict(get_month_names("wide", context="stand-alone", locale=_locale(tag)))


@cache
def _number(tag: str, number: int) -> str:
    return format_decimal(number, locale=_locale(tag))


@cache
def _listed(tag: str, things: tuple[str, ...]) -> str:
    """Things in a row.

    Babel's own function fails where the data of a language leave out a part that all languages share, and says one of
    two things twice.
    """
    if len(things) < 2:
        return "".join(things)
    *before, last = things
    found = _locale(tag).list_patterns
    patterns = found.get("unit-short") or found["standard"]
    end = patterns.get("end", _BETWEEN)
    row = reduce(patterns.get("middle", _BETWEEN).format, before)
    return str((patterns.get("2", end) if len(things) == 2 else end).format(row, last))


def _formatted(tag: str, form: str, day: date) -> str:
    return _date(tag, form, date(day.year, day.month, day.day))


@cache
def _date(tag: str, form: str, day: date) -> str:
    """A date in words; stories share few of them."""
    if form == "month":
        return format_skeleton("yMMMM", day, locale=_locale(tag))
    if form == "short":
        return format_date(day, "long", locale=_locale(tag))
    return format_date(day, _LONG_DATES.get(tag, "full"), locale=_locale(tag))


def _zone(when: datetime) -> str:
    """The zone's name in letters; of one that has none, like +03:00 or Kathmandu's, its distance from UTC."""
    name = when.tzname() or ""
    if name.isalpha():
        return name
    distance = f"{when:%z}"
    return distance and f"UTC{distance[:3]}:{distance[3:5]}"
