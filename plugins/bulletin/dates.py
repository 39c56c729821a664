"""The day a bulletin was issued, and how that is known. A date is never invented.

What states the day outright (the file's name, a mail's header, a line on top, "Published on ...") is believed in that
order. Without it the day is inferred from what the stories say of it: dates in captions, dates given with their
weekday, the count of days in a war; weekdays in the text must agree. Without either it is the day of receipt, which
says so.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from email.utils import parsedate_to_datetime

from . import knowledge
from .knowledge import fold
from .model import Bulletin, Draft, Issued, Label, Marked, Role

MONTHS = {
    name: number
    for number, names in enumerate(
        ("jan january", "feb february", "mar march", "apr april", "may", "jun june", "jul july", "aug august",
         "sep sept september", "oct october", "nov november", "dec december"), 1)
    for name in names.split()
}  # fmt: skip
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")

MONTH = "(?P<month>" + "|".join(sorted(MONTHS, key=len, reverse=True)) + r")\.?"
ORDINAL = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
WEEKDAY = r"(?P<weekday>" + "|".join(WEEKDAYS) + r")"
WRITTEN = (
    re.compile(rf"(?:\b{WEEKDAY},? )?\b{MONTH} {ORDINAL},? (?P<year>\d{{4}})\b"),
    re.compile(rf"(?:\b{WEEKDAY},? )?\b{ORDINAL} {MONTH},? (?P<year>\d{{4}})\b"),
    re.compile(r"(?P<weekday>\b)(?P<year>\d{4})-(?P<month>\d{2})-(?P<day>\d{2})\b"),
)
IN_NAME = re.compile(r"(?<!\d)(?P<year>(?:19|20)\d\d)(?P<mark>[-_.]?)(?P<month>[01]\d)(?P=mark)(?P<day>[0-3]\d)(?!\d)")
MAIL_DATE = re.compile(r"(?:date|sent): (?P<date>.+)", re.IGNORECASE)
ON_WEEKDAY = re.compile(rf"\b{WEEKDAY}\b")
DAY_COUNT = re.compile(r"\bday (?P<count>\d[\d,.]*)\b")
FILED = re.compile(r"\bfile\b|\barchive\b", re.IGNORECASE)

# A caption or a count older than this against the newest one speaks of something else.
SAME_DAYS = timedelta(days=3)


@dataclass(frozen=True, slots=True)
class Clue:
    """A day that something in the bulletin points to."""

    day: date
    told_by: str


def issued(bulletin: Bulletin, marked: Sequence[Marked], drafts: Sequence[Draft]) -> Issued:
    """The day of issue with its basis, in words for an editor."""
    for clue in _statements(bulletin, marked, drafts):
        return Issued(clue.day, clue.told_by, certain=True)
    clues = sorted(_hints(drafts), key=lambda clue: clue.day)
    if clues:
        return _inferred(clues, drafts)
    return Issued(bulletin.received, "day of receipt", stated=False)


def _statements(bulletin: Bulletin, marked: Sequence[Marked], drafts: Sequence[Draft]) -> Iterator[Clue]:
    """Days that are stated outright, the most trusted first."""
    for match in IN_NAME.finditer(bulletin.name):
        yield from _clue(_day(match), "file name")
    yield from _mail_dates(marked)
    first = drafts[0].lines[0] if drafts else len(bulletin.lines) + 1
    for one in marked:
        if one.label is Label.PUBLISHED and one.block.line < first:
            yield from _clue(_written(one.text), f"line {one.block.line}")
    published = [_written(one.text) for one in marked if one.label is Label.PUBLISHED]
    yield from _clue(max((day for day in published if day), default=None), "published lines of the stories")


def _mail_dates(marked: Sequence[Marked]) -> Iterator[Clue]:
    for one in marked:
        match = MAIL_DATE.fullmatch(one.text) if one.why == "mail header" else None
        if match:
            try:
                yield Clue(parsedate_to_datetime(match["date"]).date(), "mail header")
            except ValueError:
                yield from _clue(_written(match["date"]), "mail header")


def _hints(drafts: Sequence[Draft]) -> Iterator[Clue]:
    """Days that the stories let one infer."""
    for draft in drafts:
        yield from _day_counts(draft.headline)
        for part in draft.parts:
            if part.role is Role.CAPTION and not FILED.search(part.text):
                yield from _clue(_written(part.text), "caption of {day}")
            elif part.role is Role.PARAGRAPH:
                yield from _clue(_written(part.text, with_weekday=True), "“{day}” in the text")


def _day_counts(headline: str) -> Iterator[Clue]:
    match = DAY_COUNT.search(fold(headline))
    if match is None:
        return
    words = set(re.findall(r"\w+", fold(headline).replace("'s ", " ")))
    for names, first in knowledge.conflicts():
        if names <= words:
            count = int(re.sub(r"\D", "", match["count"]))
            yield Clue(first + timedelta(days=count - 1), f"day {count:,} of a war that began on {_long(first)}")
            return


def _inferred(clues: Sequence[Clue], drafts: Sequence[Draft]) -> Issued:
    newest = clues[-1].day
    agreeing = [clue for clue in clues if newest - clue.day <= SAME_DAYS]
    basis = list(dict.fromkeys(clue.told_by.format(day=_long(clue.day)) for clue in agreeing))
    spoken = _spoken_weekday(drafts)
    if spoken is None:
        return Issued(newest, "inferred: " + ", ".join(basis))
    ahead = (spoken - newest.weekday()) % 7
    weekday = WEEKDAYS[spoken].capitalize()
    if ahead <= SAME_DAYS.days and ahead:
        newest += timedelta(days=ahead)
    return Issued(newest, "inferred: " + ", ".join([*basis, f"{weekday} in the text"]))


def _spoken_weekday(drafts: Sequence[Draft]) -> int | None:
    """The weekday that the stories speak of most: things happened "on Monday"."""
    texts = (part.text for draft in drafts for part in draft.parts if part.role is Role.PARAGRAPH)
    days = Counter(match["weekday"] for text in texts for match in ON_WEEKDAY.finditer(fold(text)))
    most = days.most_common(2)
    if not most or (len(most) > 1 and most[0][1] == most[1][1]):
        return None
    return WEEKDAYS.index(most[0][0])


def _written(text: str, *, with_weekday: bool = False) -> date | None:
    """The first date written out in a text; with its weekday, which must be right, where that is asked."""
    for pattern in WRITTEN:
        for match in pattern.finditer(fold(text)):
            day = _day(match)
            weekday = match["weekday"]
            if day and not (with_weekday and not weekday) and (not weekday or WEEKDAYS[day.weekday()] == weekday):
                return day
    return None


def _day(match: re.Match[str]) -> date | None:
    month = MONTHS.get(match["month"]) or int(match["month"])
    try:
        return date(int(match["year"]), month, int(match["day"]))
    except ValueError:
        return None


def _clue(day: date | None, told_by: str) -> Iterator[Clue]:
    if day:
        yield Clue(day, told_by)


def _long(day: date) -> str:
    return f"{day.day} {day:%B} {day.year}"
