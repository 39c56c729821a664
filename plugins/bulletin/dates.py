"""The day a bulletin was issued, and how that is known. A date is never invented.

What states the day outright (the file's name, a mail's header, a line on top, "Published on ...") is believed in that
order. Without it the day is inferred from what the stories say of it: dates in captions, dates given with their
weekday, the count of days in a war; weekdays in the text must agree. Without either it is the day of receipt, which
says so.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from email.utils import parsedate_to_datetime

from . import knowledge, written_dates
from .knowledge import fold
from .model import Bulletin, Draft, Issued, Label, Marked, Role

IN_NAME = re.compile(r"(?<!\d)(?P<year>(?:19|20)\d\d)(?P<mark>[-_.]?)(?P<month>[01]\d)(?P=mark)(?P<day>[0-3]\d)(?!\d)")
# "news-03-12-2025.txt" and "Bulletin 3 Dec 2025.txt" are dates as they are written in a text.
DAY_IN_NAME = re.compile(r"(?<!\d)(\d{1,2}) (\d{1,2}) ((?:19|20)\d\d)(?!\d)")
NAME_MARKS = re.compile(r"[-_.\s]+")
MAIL_DATE = re.compile(r"(?:date|sent): (?P<date>.+)", re.IGNORECASE)
WORD = re.compile(r"[^\W\d_][\w-]+")
DAY_COUNT = re.compile(r"\bday (?P<count>\d[\d,.]{0,6})\b")
# No war has lasted a hundred years.
MOST_DAYS = 36_500
FILED = re.compile(r"\bfile\b|\barchive\b", re.IGNORECASE)

# Labels of the blocks that a statement of the day may stand in.
STAMPS = frozenset({Label.PUBLISHED, Label.FURNITURE})
RECEIVED = "day of receipt"
# Shorter names of weekdays are other words too ("sun", "sat", "mar").
SHORTEST_WEEKDAY = 5
# A caption or a count older than this against the newest one speaks of something else.
SAME_DAYS = timedelta(days=3)


@dataclass(frozen=True, slots=True)
class Clue:
    """A day that something in the bulletin points to."""

    day: date
    told_by: str


def issued(bulletin: Bulletin, marked: Sequence[Marked], drafts: Sequence[Draft], language: str | None) -> Issued:
    """The day of issue with its basis, in words for an editor.

    Args:
        bulletin: as it was read.
        marked: its blocks that have one of `STAMPS`.
        drafts: the stories in it.
        language: of the bulletin, where it is known: only English puts the month before the day.
    """
    day_first = language not in (None, "en")
    for clue in _statements(bulletin, marked, drafts, day_first=day_first):
        return Issued(clue.day, clue.told_by, certain=True)
    clues = sorted(_hints(drafts, day_first=day_first), key=lambda clue: clue.day)
    if clues:
        return _inferred(clues, drafts)
    return Issued(bulletin.received, RECEIVED, stated=False)


def _statements(
    bulletin: Bulletin, marked: Sequence[Marked], drafts: Sequence[Draft], *, day_first: bool
) -> Iterator[Clue]:
    """Days that are stated outright, the most trusted first."""
    yield from _clue(_of_name(bulletin.name), "file name")
    first = drafts[0].lines[0] if drafts else len(bulletin.lines) + 1
    *_, sent = [None, *_mail_dates(one for one in marked if one.block.line < first)]
    if sent:
        yield sent
    for one in marked:
        if one.label is Label.PUBLISHED and one.block.line < first:
            yield from _clue(_written(one.text, day_first=day_first), f"line {one.block.line}")
    published = [_written(one.text, day_first=day_first) for one in marked if one.label is Label.PUBLISHED]
    yield from _clue(max((day for day in published if day), default=None), "published lines of the stories")


def _of_name(name: str) -> date | None:
    """The date in a file's name."""
    numbers = next(filter(None, map(written_dates.of_match, IN_NAME.finditer(name))), None)
    words = NAME_MARKS.sub(" ", name)
    return numbers or _written(words) or _written(DAY_IN_NAME.sub(r"\1/\2/\3", words))


def _mail_dates(marked: Iterable[Marked]) -> Iterator[Clue]:
    """When a mail was sent; of one that was forwarded, the last is when it was sent first."""
    for one in marked:
        match = MAIL_DATE.fullmatch(one.text) if one.why == "mail header" else None
        if match:
            try:
                yield Clue(parsedate_to_datetime(match["date"]).date(), "mail header")
            except (ValueError, OverflowError):
                yield from _clue(_written(match["date"]), "mail header")


def _hints(drafts: Sequence[Draft], *, day_first: bool) -> Iterator[Clue]:
    """Days that the stories let one infer."""
    for draft in drafts:
        yield from _day_counts(draft.headline)
        for part in draft.parts:
            if part.role is Role.CAPTION and not FILED.search(part.text):
                yield from _clue(_written(part.text, day_first=day_first), "caption of {day}")
            elif part.role is Role.PARAGRAPH:
                yield from _clue(_written(part.text, with_weekday=True), "“{day}” in the text")


def _day_counts(headline: str) -> Iterator[Clue]:
    match = DAY_COUNT.search(fold(headline))
    if match is None:
        return
    words = set(re.findall(r"\w+", fold(headline).replace("'s ", " ")))
    count = int(re.sub(r"\D", "", match["count"]))
    for names, first in knowledge.conflicts():
        if names <= words and 0 < count < MOST_DAYS:
            yield Clue(
                first + timedelta(days=count - 1),
                f"day {count:,} of a war that began on {written_dates.in_words(first)}",
            )
            return


def _inferred(clues: Sequence[Clue], drafts: Sequence[Draft]) -> Issued:
    newest = clues[-1].day
    agreeing = [clue for clue in clues if newest - clue.day <= SAME_DAYS]
    basis = list(dict.fromkeys(clue.told_by.format(day=written_dates.in_words(clue.day)) for clue in agreeing))
    spoken = _spoken_weekday(drafts)
    if spoken is None:
        return Issued(newest, "inferred: " + ", ".join(basis))
    ahead = (spoken - newest.weekday()) % 7
    weekday = written_dates.weekday_in_words(spoken)
    if ahead <= SAME_DAYS.days and ahead:
        newest += timedelta(days=ahead)
    return Issued(newest, "inferred: " + ", ".join([*basis, f"{weekday} in the text"]))


def _spoken_weekday(drafts: Sequence[Draft]) -> int | None:
    """The weekday that the stories speak of most: things happened "on Monday"."""
    names = {name: number for name, number in knowledge.weekdays().items() if len(name) >= SHORTEST_WEEKDAY}
    texts = (part.text for draft in drafts for part in draft.parts if part.role is Role.PARAGRAPH)
    days = Counter(names[word] for text in texts for word in WORD.findall(fold(text)) if word in names)
    most = days.most_common(2)
    return most[0][0] if most and (len(most) == 1 or most[0][1] > most[1][1]) else None


def _written(text: str, *, with_weekday: bool = False, day_first: bool = False) -> date | None:
    """The first date written out in a text; only with its weekday where that is asked."""
    found = written_dates.find(text, day_first=day_first)
    return next((day for day, match in found if match["weekday"] or not with_weekday), None)


def _clue(day: date | None, told_by: str) -> Iterator[Clue]:
    if day:
        yield Clue(day, told_by)
