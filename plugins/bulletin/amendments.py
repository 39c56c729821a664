"""What an editor writes into a story's file after it was published: corrections, a withdrawal, a thread, old addresses.

Pelican gives a field that stands there twice, or goes on in indented lines, as a list of lines; one line as text.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

WITHDRAWN = "withdrawn"
"""The `Status` of a story whose page stays and says that it is withdrawn."""
NO_THREAD = "none"
"""The `Thread` of a story that is kept out of any."""
FIELDS = ("Correction", "Reason", "Thread", "Aliases")

DAY = r"\d{1,4}[-./]\d{1,2}[-./]\d{1,4}(?:[ T]\d{1,2}:\d{2})?"
DATED = re.compile(rf"(?P<when>{DAY})\s*(?::(?=\s|$)|[–—]|$)\s*(?P<text>.*)", re.DOTALL)
ADDRESS = re.compile(r"(?:.*/)?(?P<day>\d{4}/\d\d/\d\d)/(?P<slug>[A-Za-z0-9_-]+)(?:\.md|/|/index\.html)?")
BETWEEN_ADDRESSES = re.compile(r"[;,\s]+")

Field = str | Sequence[str]


@dataclass(frozen=True, slots=True)
class Amendment:
    """A correction, or the reason of a withdrawal."""

    text: str
    when: datetime | None = None
    """As it stands in front of the text, without a zone; None where nothing stands there."""


@dataclass(frozen=True, slots=True)
class Address:
    """An address that a story has or had: all of them are made of a day and a slug."""

    day: date
    slug: str


def amendments(field: Field) -> tuple[Amendment, ...]:
    """Read what stands behind `Correction:`, like "2026-11-21: The ferry carries 230, not 320".

    Args:
        field: the lines. One with a day in front opens a correction; one without goes on with the one before.
    """
    found: list[Amendment] = []
    for line in lines_of(field):
        when, text = _dated(line)
        if when or not found:
            found.append(Amendment(text, when))
        else:
            found[-1] = replace(found[-1], text=f"{found[-1].text} {text}".strip())
    return tuple(each for each in found if each.text)


def undatable(line: str) -> str | None:
    """What stands in front of a correction where its day belongs and is no day; None where all is well."""
    match = DATED.fullmatch(line)
    return match["when"] if match and _moment(match["when"]) is None else None


def thread_key(field: Field, story_id: str) -> str:
    """What the stories of a thread have in common.

    Args:
        field: the story's `Thread`; empty where it has none.
        story_id: its own id, which is the key of the thread that it begins.

    Returns:
        The key; empty for a story that belongs to no thread.
    """
    key = " ".join(lines_of(field)).casefold() or story_id.strip().casefold()
    return "" if key == NO_THREAD else key


def addresses(field: Field) -> Iterator[tuple[str, Address | None]]:
    """Read what stands behind `Aliases:`, like "2026/11/20/old-slug/; 2026/11/19/older-slug/".

    Yields:
        What is written, and the address that it means; None where it means none.
    """
    for written in BETWEEN_ADDRESSES.split(" ".join(lines_of(field))):
        if written:
            yield written, address(written)


def address(path: str) -> Address | None:
    """The story's address that a path or a whole address means, or that a story's file is named for; None if none."""
    match = ADDRESS.fullmatch(path)
    try:
        return Address(date(*map(int, match["day"].split("/"))), match["slug"]) if match else None
    except ValueError:
        return None


def lines_of(field: Field) -> tuple[str, ...]:
    """The lines of a field, without those that say nothing; spaces evened out."""
    lines = (field,) if isinstance(field, str) else field
    return tuple(filter(None, (" ".join(line.split()) for line in lines)))


def _dated(line: str) -> tuple[datetime | None, str]:
    match = DATED.fullmatch(line)
    when = _moment(match["when"]) if match else None
    return (when, match["text"]) if match and when else (None, line)


def _moment(text: str) -> datetime | None:
    try:
        return datetime.fromisoformat(text).replace(tzinfo=None)
    except ValueError:
        return None
