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
    """With the `entries` of a day, one at least."""
    pages: Sequence[Any]
    """Of topics: with `address`, `topic` and `entries`."""
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
    dated = ((each.url, getattr(each, "modified", None) or getattr(each, "date", None)) for each in pages)
    stories = (
        _stories(atlas) if atlas else ((each.url, getattr(each, "modified", None) or each.date) for each in articles)
    )
    own = ((address, when) for address, when in dated if when)
    return _latest([*stories, *own, *(_changes(atlas) if atlas else ())])


def _stories(atlas: Atlas) -> Iterator[tuple[str, datetime]]:
    """What is published and when it changed, as the atlas has it: it need not be asked of each story again."""
    for edition in atlas.editions:
        yield from ((entry.address, entry.modified or entry.published) for entry in edition.entries)


def _latest(moments: Iterable[tuple[str, datetime]]) -> dict[str, datetime]:
    latest: dict[str, datetime] = {}
    for address, when in moments:
        latest[address] = max(when, latest.get(address, when))
    return latest


def _changes(atlas: Atlas) -> Iterator[tuple[str, datetime]]:
    """What changed each list, and when: a story in it, or one that was taken out of it."""
    for addresses, entries in _lists(atlas):
        if entries:
            newest = _newest(entries)
            yield from ((address, newest) for address in addresses)
    yield from ((CORRECTIONS, each.notice.when) for each in atlas.notices)


def _lists(atlas: Atlas) -> Iterator[tuple[Sequence[str], Sequence[Entry]]]:
    """Addresses of lists, and stories that each of them shows or showed before they were withdrawn."""
    withdrawn: list[Entry] = [each.entry for each in atlas.notices if each.notice.kind == "withdrawal"]
    days: list[Sequence[Entry]] = [edition.entries for edition in atlas.editions]
    yield from (((*OF_ALL, *_periods(day[0])), day) for day in [*days, *([entry] for entry in withdrawn)])
    yield (CREDITS,), [*(entry for day in days for entry in day if entry.credits), *withdrawn]
    for page in atlas.pages:
        left = [entry for entry in withdrawn if page.topic in entry.topics]
        yield (page.address,), [*page.entries, *left]


def _newest(entries: Sequence[Entry]) -> datetime:
    """When the last of some stories changed; of equal moments, as the last of them has it."""
    return max([entry.modified or entry.published for entry in reversed(entries)])


def _periods(entry: Entry) -> tuple[str, ...]:
    """The addresses of its day, month and year."""
    day = entry.published.date()
    return f"{day:%Y/%m/%d}/", f"{day:%Y/%m}/", f"{day:%Y}/"
