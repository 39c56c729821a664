"""When each page last changed, told from the stories that it shows. The clock is never asked."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import Any, Protocol

OF_ALL = ("", "archives/", "regions/")
"""Pages that change with any story."""
CREDITS = "credits/"
CORRECTIONS = "corrections/"


class Entry(Protocol):
    """A story, as the atlas has it."""

    address: str
    published: datetime
    modified: datetime | None
    topics: Sequence[object]
    credits: Sequence[str]


class Atlas(Protocol):
    """What is asked of the atlas."""

    editions: Sequence[Any]
    """With `entries`."""
    pages: Sequence[Any]
    """Of topics: with `address`, `topic`, and `groups` with `entries`."""
    notices: Sequence[Any]
    """With an `entry` and a `notice`, which has a `kind` and a day, `when`."""


def last_changes(articles: Iterable[Any], pages: Iterable[Any], atlas: Atlas | None) -> dict[str, datetime]:
    """Tell when pages last changed, by their addresses.

    A page that shows no story, and has no date of its own, is not told of: a wrong day is worse than none.

    Args:
        articles: Pelican's, published.
        pages: Pelican's.
        atlas: What lists show, if there is an atlas.
    """
    dated = ((each.url, getattr(each, "modified", None) or getattr(each, "date", None)) for each in [*articles, *pages])
    return _latest([*((address, when) for address, when in dated if when), *(_lists(atlas) if atlas else ())])


def _latest(moments: Iterable[tuple[str, datetime]]) -> dict[str, datetime]:
    latest: dict[str, datetime] = {}
    for address, when in moments:
        latest[address] = max(when, latest.get(address, when))
    return latest


def _lists(atlas: Atlas) -> Iterator[tuple[str, datetime]]:
    """What changed each list, and when: a story in it, or one that was taken out of it."""
    withdrawn: list[Entry] = [each.entry for each in atlas.notices if each.notice.kind == "withdrawal"]
    current: list[Entry] = [entry for edition in atlas.editions for entry in edition.entries]
    for entry in (*current, *withdrawn):
        yield from ((address, _changed(entry)) for address in (*OF_ALL, *_periods(entry)))
    credited = (entry for entry in current if entry.credits)
    yield from ((CREDITS, _changed(entry)) for entry in (*credited, *withdrawn))
    for page in atlas.pages:
        shown = [entry for group in page.groups for entry in group.entries]
        left = [entry for entry in withdrawn if page.topic in entry.topics]
        yield from ((page.address, _changed(entry)) for entry in (*shown, *left))
    yield from ((CORRECTIONS, each.notice.when) for each in atlas.notices)


def _changed(entry: Entry) -> datetime:
    return entry.modified or entry.published


def _periods(entry: Entry) -> tuple[str, ...]:
    """The addresses of its day, month and year."""
    day = entry.published
    return f"{day:%Y/%m/%d}/", f"{day:%Y/%m}/", f"{day:%Y}/"
