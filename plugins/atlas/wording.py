"""Dates and evidence in words. English, and the same on every machine: no locale is asked."""

from datetime import date, datetime, time

_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip

_RECEIVED = "day of receipt"
_STATED_ON = "line "
_BASES = {
    "file name": "Date taken from the name of the bulletin’s file.",
    "mail header": "Date taken from the mail that carried the bulletin.",
    "published lines of the stories": "Date taken from what the bulletin says of when its stories were published.",
    _RECEIVED: "The bulletin names no date: this is the day on which it was received.",
}
_INFERRED = "inferred: "


def month_name(day: date) -> str:
    """The name of its month: "November"."""
    return _MONTHS[day.month - 1]


def short_date(day: date) -> str:
    """The date without its weekday: "20 November 2026"."""
    return f"{day.day} {month_name(day)} {day.year}"


def long_date(day: date) -> str:
    """The whole date: "Friday 20 November 2026"."""
    return f"{_DAYS[day.weekday()]} {short_date(day)}"


def month_year(day: date) -> str:
    """The month in its year: "November 2026"."""
    return f"{month_name(day)} {day.year}"


def moment(when: datetime) -> str:
    """The date, and ", 14:30 UTC" after it unless it is midnight, which stands for the whole day."""
    return long_date(when) if when.time() == time() else f"{long_date(when)}, {when:%H:%M} {_zone(when)}".rstrip()


def _zone(when: datetime) -> str:
    """The zone's name; of one that has none, like +03:00 in a story's file, its distance from UTC."""
    distance = f"{when:%z}"
    return f"{when:%Z}" or (distance and f"UTC{distance[:3]}:{distance[3:5]}")


def count(number: int, one: str, many: str) -> str:
    """A number and its word: "1 story", "2 stories".

    Args:
        number: How many.
        one: The word for one.
        many: The word for none and for several.

    Returns:
        Number and word.
    """
    return f"{number:,} {one if number == 1 else many}"


def doubt_in_words(basis: str) -> str:
    """What is to be said beside a date that the bulletin does not state; empty where it does.

    Args:
        basis: A story's `Date_Basis`.
    """
    if basis.startswith(_INFERRED):
        return "date inferred"
    return _RECEIVED if basis == _RECEIVED else ""


def basis_in_words(basis: str) -> str:
    """Say how a date is known, as a sentence for readers.

    Args:
        basis: A story's `Date_Basis`: "file name", "day of receipt", "inferred: ..." or words of the newsroom's own.

    Returns:
        A sentence; empty for an empty basis.
    """
    if basis in _BASES or not basis:
        return _BASES.get(basis, "")
    if basis.startswith(_INFERRED):
        return f"Date inferred from the text: {basis.removeprefix(_INFERRED)}."
    if basis.startswith(_STATED_ON):
        return f"Date stated in the bulletin, {basis}."
    return f"How the date is known: {basis}."
