"""Days, months and years: entries put together as editions and archives."""

from collections.abc import Sequence
from datetime import date
from itertools import groupby

from .model import DayGroup, Edition, EditionLink, Entry, Month, Neighbours, Section, Topic, Year


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
    return tuple(
        Edition(
            link=link,
            sections=_sections([entry for entry in day if entry is not link.lead], regions),
            entries=day,
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


def make_neighbours(entries: Sequence[Entry]) -> dict[str, Neighbours]:
    """Tell for every story which one a reader comes from and goes to, by its address."""
    return {
        entry.address: Neighbours(previous, following)
        for previous, entry, following in zip([None, *entries], entries, [*entries[1:], None], strict=False)
    }


def by_day(entries: Sequence[Entry], links: dict[date, EditionLink]) -> tuple[DayGroup, ...]:
    """Group a list of entries by edition.

    Args:
        entries: In reading order.
        links: Every edition, by day.

    Returns:
        One group a day, in the same order.
    """
    return tuple(DayGroup(links[day], tuple(group)) for day, group in groupby(entries, key=lambda entry: entry.day))


def _link(day: tuple[Entry, ...]) -> EditionLink:
    return EditionLink(day[0].day, f"{day[0].day:%Y/%m/%d}/", len(day), choose_lead(day))


def _sections(entries: Sequence[Entry], regions: Sequence[Topic]) -> tuple[Section, ...]:
    """Entries by region; within one, stories in the bulletin's order and headlines without a story after them."""
    filed: dict[Topic, list[Entry]] = {}
    for entry in entries:
        filed.setdefault(entry.region, []).append(entry)
    return tuple(
        Section(region, tuple(sorted(filed[region], key=lambda entry: entry.kind == "stub")))
        for region in regions
        if region in filed
    )
