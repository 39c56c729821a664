"""The grammar of a date that is written out, in five languages: "Monday 9 March 2026", "el 9 de marzo de 2026".

It stands below the rooms because several need it: `label`, to see that a line is a date, `dates`, to read it, `cli`, to
write one.
All patterns are for folded text.
"""

import re
from collections.abc import Iterator
from datetime import date

from . import knowledge
from .knowledge import fold

MONTH = rf"{knowledge.any_month()}\.?"
_WEEKDAY = rf"{knowledge.any_weekday()}\.?"
_LED = rf"(?:\b(?P<weekday>{_WEEKDAY})(?:,? (?:el |le |den |dem |der )?| the )?\s*)?"
_DAY = r"\b(?P<day>\d{1,2})(?:st|nd|rd|th|er|º|\.)?"
_OF = r" (?:of |de |del |d')?"
_YEAR = re.compile(r"\d{4}")  # a date has one, and few paragraphs do
_FORMS = (
    re.compile(rf"{_LED}{_DAY}{_OF}(?P<month>{MONTH}),?{_OF}(?P<year>\d{{4}})\b"),
    re.compile(rf"{_LED}\b(?P<month>{MONTH}) (?P<day>\d{{1,2}})(?:st|nd|rd|th)?,? (?P<year>\d{{4}})\b"),
    re.compile(rf"{_LED}\b(?P<year>\d{{4}})-(?P<month>\d{{2}})-(?P<day>\d{{2}})(?!\d)"),
    re.compile(rf"{_LED}(?<![\d./-])(?P<day>\d{{1,2}})\.(?P<month>\d{{1,2}})\.(?P<year>\d{{4}})(?!\d)"),
    re.compile(rf"{_LED}(?<![\d./-])(?P<day>\d{{1,2}})/(?P<month>\d{{1,2}})/(?P<year>\d{{4}})(?!\d)"),
)
# The last form is written in two orders; in which one, the numbers or the language of the text must tell.
_EITHER = _FORMS[-1]


def find(text: str, *, day_first: bool = False) -> Iterator[tuple[date, re.Match[str]]]:
    """The dates in a text, each with its match in the folded text; one whose weekday is wrong is none.

    Args:
        text: the text.
        day_first: whether "3/12/2025" is a day in December, as in every language but English. Otherwise it is told
            by the numbers, and where both are possible, it is no date.
    """
    if not _YEAR.search(text):
        return
    folded = fold(text)
    for form in _FORMS:
        for match in form.finditer(folded):
            day = _of_either(match, day_first=day_first) if form is _EITHER else of_match(match)
            weekday = match["weekday"]
            if day and (not weekday or knowledge.weekdays()[weekday.rstrip(".")] == day.weekday()):
                yield day, match


def _of_either(match: re.Match[str], *, day_first: bool) -> date | None:
    one, two, year = int(match["day"]), int(match["month"]), int(match["year"])
    orders = [(one, two)] if day_first or one == two else [(one, two), (two, one)]
    found = [day for day in (_day(year, month, number) for number, month in orders) if day]
    return found[0] if len(found) == 1 else None


def in_words(day: date) -> str:
    """A date as an editor reads it, the same on every machine: "9 March 2026"."""
    name = next(name for name, number in knowledge.months().items() if number == day.month)
    return f"{day.day} {name.capitalize()} {day.year}"


def weekday_in_words(weekday: int) -> str:
    """The English name of a day of the week; Monday is 0."""
    return next(name for name, number in knowledge.weekdays().items() if number == weekday).capitalize()


def of_match(match: re.Match[str]) -> date | None:
    """The date that the groups year, month (a number or a name) and day make; None where there is no such day."""
    month = match["month"].rstrip(".")
    return _day(int(match["year"]), knowledge.months().get(month) or int(month), int(match["day"]))


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
