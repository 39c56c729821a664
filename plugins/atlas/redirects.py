"""Old addresses: where a story once stood, a page leads on to where it stands now; an edition that it left stays."""

from collections.abc import Container, Iterable, Iterator, Sequence
from datetime import date

from bulletin.amendments import Address, Field, address, addresses

from .model import PRINTED, EmptyPeriod, Entry, Redirect


def former_addresses(place: str, aliases: Field, pattern: str) -> tuple[str, ...]:
    """The addresses that a story may have had.

    The first is that of its file, `2026/11/20/the-headline.md`: it was named for the story's day and slug when it was
    first written, and stays when an editor changes them.

    Args:
        place: The file, relative to the content folder, with forward slashes.
        aliases: The story's own list of further ones; what is no address is passed over.
        pattern: Of a story's address, as in Pelican's `ARTICLE_URL`.
    """
    wanted: Iterable[Address | None] = (address(place), *(found for _, found in addresses(aliases)))
    return tuple(dict.fromkeys(pattern.format(date=each.day, slug=each.slug) for each in wanted if each))


def make_redirects(entries: Sequence[Entry]) -> tuple[Redirect, ...]:
    """One for every address that a story had and has no more.

    Args:
        entries: Every story with a page.

    Returns:
        The redirects. Where an address is another story's by now, or leads to another already, they say whose it is.
        Capitals do not tell addresses apart: on many disks they would be one file.
    """
    owners = {entry.address.casefold(): entry for entry in entries}
    redirects = []
    for entry in entries:
        for old in entry.former:
            owner = owners.setdefault(old.casefold(), entry)
            if old.casefold() != entry.address.casefold():
                redirects.append(Redirect(old, entry, None if owner is entry else owner))
    return tuple(redirects)


def empty_periods(entries: Sequence[Entry], archives: Container[tuple[int, ...]]) -> tuple[EmptyPeriod, ...]:
    """The days, months and years that stories have left without another.

    Args:
        entries: Every story with a page.
        archives: The periods that have stories.
    """
    left = {day for entry in entries for day in _days_left(entry)}
    periods = (period for day in sorted(left) for period in _periods(day))
    return tuple(dict.fromkeys(period for numbers, period in periods if numbers not in archives))


def _days_left(entry: Entry) -> Iterator[date]:
    if entry.withdrawal:
        yield entry.day
    elsewhere = (old for old in entry.former if old != entry.address)
    yield from (found.day for found in map(address, elsewhere) if found)


def _periods(day: date) -> Iterator[tuple[tuple[int, ...], EmptyPeriod]]:
    """A day, which has a page to be printed too, its month and its year, with their numbers."""
    yield (day.year, day.month, day.day), EmptyPeriod(f"{day:%Y/%m/%d}/{PRINTED}", "day", day)
    yield (day.year, day.month, day.day), EmptyPeriod(f"{day:%Y/%m/%d}/", "day", day)
    yield (day.year, day.month), EmptyPeriod(f"{day:%Y/%m}/", "month", day.replace(day=1))
    yield (day.year,), EmptyPeriod(f"{day:%Y}/", "year", day.replace(month=1, day=1))
