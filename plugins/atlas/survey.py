"""The whole atlas from all entries: the one place where its parts come together."""

from collections.abc import Mapping, Sequence

from .briefing import choose_brief
from .credits import make_credits
from .editions import make_editions, make_surroundings, make_years
from .maps import draw_maps
from .model import Atlas, Edition, Entry, Month, Topic, Year
from .notices import all_notices
from .pages import make_pages, view_regions
from .portfolio import Portfolio
from .redirects import empty_periods, make_redirects
from .threads import make_threads
from .topics import Topics


def survey(entries: Sequence[Entry], topics: Topics, portfolio: Portfolio) -> Atlas:
    """Work out all that the site's pages show.

    Args:
        entries: The published stories in reading order, newest first, with those that were withdrawn.
        topics: The region vocabulary.
        portfolio: The maps that have been drawn.

    Returns:
        The atlas.
    """
    current = [entry for entry in entries if not entry.withdrawal]
    editions = make_editions(current, topics.regions)
    years = make_years(editions)
    filed = _file(entries)
    regions = view_regions(topics, filed)
    archives = _archives(editions, years)
    return Atlas(
        regions=regions,
        editions=editions,
        brief=choose_brief(editions[0].entries, editions[0].link.lead) if editions else (),
        credits=make_credits(current),
        years=years,
        pages=make_pages(regions, topics, filed),
        around=make_surroundings(current, make_threads(current)),
        archives=archives,
        maps=draw_maps(regions, topics, portfolio),
        notices=all_notices(entries),
        redirects=make_redirects(entries),
        empty_periods=empty_periods(entries, archives),
    )


def _file(entries: Sequence[Entry]) -> dict[Topic, list[Entry]]:
    """Sort entries by topic, in their order.

    A withdrawn story is not among them, but what it was filed under keeps its page.
    """
    filed: dict[Topic, list[Entry]] = {}
    for entry in entries:
        for topic in dict.fromkeys(entry.topics):
            filed.setdefault(topic, []).extend(() if entry.withdrawal else (entry,))
    return filed


def _archives(editions: Sequence[Edition], years: Sequence[Year]) -> Mapping[tuple[int, ...], Edition | Month | Year]:
    archives: dict[tuple[int, ...], Edition | Month | Year] = {(year.number,): year for year in years}
    archives |= {(year.number, month.first.month): month for year in years for month in year.months}
    archives |= {edition.link.day.timetuple()[:3]: edition for edition in editions}
    return archives
