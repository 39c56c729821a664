"""Days, months and years: entries put together as editions and archives."""

from collections.abc import Mapping, Sequence
from datetime import date
from itertools import groupby

from .model import DayGroup, Edition, EditionLink, Entry, Month, Surroundings, Thread, Topic, Year


def make_editions(entries: Sequence[Entry], regions: Sequence[Topic]) -> tuple[Edition, ...]:
    """Put entries together as editions.

    Args:
        entries: In reading order, newest first.
        regions: The regions in the order in which they are shown.

    Returns:
        One edition a day, newest first, each knowing its neighbours.
    """
    days = [tuple(group) for _, group in groupby(entries, key=lambda entry: entry.day)]
    links = [_link(day) for day in days]
    order = tuple(regions)
    return tuple(
        Edition(
            link=link,
            entries=day,
            order=order,
            earlier=earlier,
            later=later,
        )
        for day, link, earlier, later in zip(days, links, [*links[1:], None], [None, *links], strict=False)
    )


def choose_lead(entries: Sequence[Entry]) -> Entry:
    """Choose the story that leads an edition: the longest that has a place.

    Where none has a place, the longest story; where all are briefs or headlines, the longest of them. Of two equals the
    bulletin's first.

    Args:
        entries: An edition, in the bulletin's order; not empty.

    Returns:
        One of them.
    """
    return max(entries, key=lambda entry: (entry.kind == "story", entry.placed, entry.words))


def make_years(editions: Sequence[Edition]) -> tuple[Year, ...]:
    """Put editions together as months and years, newest first."""
    links = [edition.link for edition in editions]
    months = [
        Month(date(year, month, 1), f"{year:04}/{month:02}/", tuple(group))
        for (year, month), group in groupby(links, key=lambda link: (link.day.year, link.day.month))
    ]
    return tuple(
        Year(number, f"{number:04}/", tuple(group))
        for number, group in groupby(months, key=lambda month: month.first.year)
    )


def make_surroundings(entries: Sequence[Entry], threads: Mapping[str, Thread]) -> dict[str, Surroundings]:
    """Tell for every story which one a reader comes from and goes to, by its address.

    Args:
        entries: In reading order.
        threads: Those that stories stand in, by their addresses.
    """
    return {
        entry.address: Surroundings(previous, following, threads.get(entry.address))
        for previous, entry, following in zip([None, *entries], entries, [*entries[1:], None], strict=False)
    }


def by_day(entries: Sequence[Entry]) -> tuple[DayGroup, ...]:
    """Group a list of entries by edition.

    Args:
        entries: In reading order.

    Returns:
        One group a day, in the same order.
    """
    return tuple(
        DayGroup(day, _address(day), tuple(group)) for day, group in groupby(entries, key=lambda entry: entry.day)
    )


def _link(day: tuple[Entry, ...]) -> EditionLink:
    return EditionLink(day[0].day, _address(day[0].day), len(day), choose_lead(day))


def _address(day: date) -> str:
    return f"{day:%Y/%m/%d}/"
