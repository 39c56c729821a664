"""The fields on top of a story's file, as Pelican's reader takes them, and lines there that it would take for text.

The reader takes fields down to the first line that is none. All that stands below it is text, for everybody to read,
and its fields are lost: of a draft, that it is one.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from functools import lru_cache
from itertools import dropwhile, takewhile

from .amendments import FIELDS, WITHDRAWN

PUBLISHED, DRAFT, SKIP = "published", "draft", "skip"
STATUSES = (PUBLISHED, DRAFT, WITHDRAWN, "hidden", SKIP)
NAMES = (
    *("Title", "Date", "Modified", "Slug", "Tags", "Region", "Countries", "Summary", "Photo_Credits", "Byline"),
    *("Dateline", "Lang", "Status", *FIELDS, "Kind", "Source", "Story_ID", "Date_Basis"),
)
"""The fields that mean something, as they are written."""

TAB = 4
FIELD = re.compile(r" {0,3}(?P<key>[A-Za-z0-9_-]+):\s*(?P<value>.*)")
# A line that goes on with the field above it.
MORE = re.compile(r" {4,}(?P<value>.*\S)\s*")
OPENING, CLOSING = re.compile(r"-{3}"), re.compile(r"-{3}|\.{3}")
# A name, also in two words, with what stands where its colon belongs.
NAMED = re.compile(
    rf" *(?P<name>{'|'.join(name.replace('_', '[ _-]?') for name in NAMES)})(?:\s*[:：=;]\s*|\s+|$)(?P<value>.*)",
    re.IGNORECASE,
)
# What no text has at the beginning of a line.
TELLING = {"Slug", "Tags", "Photo_Credits", "Story_ID", "Date_Basis"}
LIKE_STATUS = 0.75
LONGEST_SHOWN = 60

Fields = Mapping[str, Sequence[tuple[int, str]]]
"""By name in small letters: number and text of each line."""
Fault = tuple[int, str, str]
"""The line, what is wrong, what to do."""


@dataclass(frozen=True, slots=True)
class Head:
    """What stands on top of a file."""

    fields: Fields
    written: Mapping[str, str]
    """How the name of each field is written there."""
    end: int
    """How many lines it takes."""
    is_fenced: bool
    """Whether it begins with a line of dashes."""


def lines_of(text: str) -> list[str]:
    """The lines of a file as the reader of Markdown counts them."""
    text = text.removeprefix("\ufeff").expandtabs(TAB)
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return text.split("\n")


def read(lines: Sequence[str]) -> Head:
    """The fields on top of a file: a field may stand there twice, or go on in indented lines."""
    fields: dict[str, list[tuple[int, str]]] = {}
    written: dict[str, str] = {}
    is_fenced = bool(OPENING.match(lines[0]))
    key, start = None, int(is_fenced)
    for at, line in enumerate(lines[start:], start + 1):
        match = FIELD.fullmatch(line)
        if match:
            key = match["key"].lower()
            written.setdefault(key, match["key"])
        elif key:
            match = MORE.fullmatch(line)
        if match is None or key is None:
            return Head(fields, written, at - 1, is_fenced)
        fields.setdefault(key, []).append((at, match["value"].strip()))
    return Head(fields, written, len(lines), is_fenced)


def slips(lines: Sequence[str], head: Head) -> Iterator[Fault]:
    """Fields that are not written as such, or that stand where fields are text by now.

    Text that follows the fields without a blank line, as people write it, is none.

    Args:
        lines: those of the file.
        head: what was read from them.
    """
    block = list(takewhile(str.strip, lines[head.end :]))
    if not block:
        yield from _faults_below_a_blank_line(lines, head)
    elif not CLOSING.match(block[0]):
        lost = list(_lost(block[1:], head))
        is_within = bool(lost) or (head.is_fenced and any(map(CLOSING.match, block[1:])))
        yield from _faults_of_colons(block[0], head, is_within=is_within)
        if head.fields and is_within:
            yield _faults_of_no_field(head, lost)
    yield from _faults_of_spelling(head)


def _faults_of_colons(line: str, head: Head, *, is_within: bool) -> Iterator[Fault]:
    """The line that ends the fields, if it begins with the name of one."""
    match = NAMED.fullmatch(line)
    if match is None:
        return
    name = _spelt(match["name"])
    if is_within or (name.lower() not in head.fields and (head.fields or name == "Title")):
        remedy = f'Write "{name}: {_short(match["value"])}"'
        if not is_within:
            remedy += "; if it is the story's text, leave a blank line above it"
        yield head.end + 1, f"there is no colon right behind {name}", remedy


def _faults_of_no_field(head: Head, lost: Sequence[str]) -> Fault:
    """The line that ends the fields though there are more below it."""
    above = head.written[list(head.fields)[-1]]
    below = f"{lost[0]} below it" if lost else "what stands below it"
    remedy = f"If it goes on with {above}, join it to the line above; if it is text, move it below the fields"
    return head.end + 1, f"this line is no field, so that {below} would be read as text", remedy


def _faults_below_a_blank_line(lines: Sequence[str], head: Head) -> Iterator[Fault]:
    """Fields that a blank line has made text of, if there can be no doubt."""
    rest = list(dropwhile(lambda line: not line.strip(), lines[head.end :]))
    block = list(takewhile(str.strip, rest))
    lost = list(_lost(block, head))
    if head.fields and len(lost) == len(block) and any(map(_is_telling, block)):
        what = f"a blank line stands above {lost[0]}, so that it would be read as text"
        yield len(lines) - len(rest) + 1, what, "Take the blank line away"


def _is_telling(line: str) -> bool:
    match = FIELD.fullmatch(line)
    name, value = (_spelt(match["key"]), match["value"].strip().lower()) if match else ("", "")
    return name in TELLING or (name == "Status" and value in STATUSES)


def _faults_of_spelling(head: Head) -> Iterator[Fault]:
    """A misspelt `Status`, without which the story would be published."""
    for name in () if "status" in head.fields else _like_status(tuple(head.fields)):
        at, value = head.fields[name][0]
        if value.lower() in STATUSES:
            yield at, f"no field is called {head.written[name]}", f'Write "Status: {value.lower()}"'


@lru_cache(maxsize=200)
def _like_status(names: tuple[str, ...]) -> Sequence[str]:
    """The name most like `status`, if there is one; most stories of a site have the same names."""
    return get_close_matches("status", names, 1, LIKE_STATUS)


def _lost(lines: Sequence[str], head: Head) -> Iterator[str]:
    """The fields in lines that are read as text; not those that stand on top already."""
    for line in lines:
        match = FIELD.fullmatch(line)
        if match and _spelt(match["key"]) in NAMES and match["key"].lower() not in head.fields:
            yield _spelt(match["key"])


def _spelt(name: str) -> str:
    """A field's name as it is to be written; another name as it stands."""
    plain = name.replace(" ", "").replace("_", "").replace("-", "").lower()
    return next((known for known in NAMES if known.replace("_", "").lower() == plain), name)


def _short(value: str) -> str:
    value = value.strip()
    return value if len(value) <= LONGEST_SHOWN else f"{value[:LONGEST_SHOWN].rsplit(' ', 1)[0]} …"
