"""What a feed carries, and how the rest is cut into archives."""

from collections import Counter
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsfeed.budget import Budget
from newsfeed.model import Entry, Item

FIRST = date(2026, 1, 1)
WEIGHT = 10


def story(name, day, weight=WEIGHT):
    published = datetime(day.year, day.month, day.day, tzinfo=UTC)
    item = Item(name, f"https://news.example/{name}", name, "", "x" * weight, published)
    return Entry(name, day, item.weight, published, shows=b"", make=lambda: item)


def edition(day, number, weight=WEIGHT):
    return [story(f"{day}-{index}", day, weight) for index in range(number)]


def newest_first(*editions):
    return [each for own in reversed(editions) for each in own]


def names(entries):
    return [each.guid for each in entries]


def cut(budget, entries):
    return {f"{part.month}-{part.number}": names(part.entries) for part in budget.archives(entries)}


FOUR, EIGHT = Budget(items=4, weight=10_000), Budget(items=8, weight=10_000)


def test_a_feed_carries_its_newest_stories_up_to_a_number():
    stories = newest_first(edition(FIRST, 3), edition(FIRST + timedelta(1), 3))
    assert names(FOUR.newest(stories)) == names(stories)[:4]


def test_a_feed_carries_its_newest_stories_up_to_a_weight():
    stories = newest_first(edition(FIRST, 3), edition(FIRST + timedelta(1), 3))
    assert names(Budget(4, 25).newest(stories)) == names(stories)[:2]


@pytest.mark.parametrize(("weight", "html"), [(20, "x" * 20), (21, "")])
def test_a_story_that_would_push_the_others_out_comes_with_its_summary_alone(weight, html):
    item = Budget(30, 100).fit(story("long", FIRST, weight).make())
    assert (item.guid, item.html) == ("long", html)


def test_what_fits_into_the_feed_has_no_archive():
    january, february = edition(date(2026, 1, 31), 2), edition(date(2026, 2, 1), 2)
    assert cut(FOUR, newest_first(january, february)) == {}


def test_an_archive_ends_with_its_month():
    january, february, march = (edition(date(2026, month, 1), 3) for month in (1, 2, 3))
    assert cut(EIGHT, newest_first(january, february, march)) == {
        "2026-01-1": names(january),
        "2026-02-1": names(february),
    }


def test_an_archive_ends_where_a_day_ends():
    days = [edition(FIRST + timedelta(number), 3) for number in range(3)]
    assert cut(EIGHT, newest_first(*days)) == {"2026-01-1": names(days[0]), "2026-01-2": names(days[1])}


def test_a_day_that_is_too_large_for_one_archive_is_cut_from_its_end():
    stories = edition(FIRST, 10)
    assert cut(EIGHT, stories) == {"2026-01-1": names(stories)[6:], "2026-01-2": names(stories)[2:6]}


@st.composite
def shelves(draw):
    days = draw(st.lists(st.integers(0, 12), max_size=80))
    gaps = draw(st.lists(st.integers(1, 9), min_size=len(days), max_size=len(days)))
    day, editions = FIRST, []
    for number, gap in zip(days, gaps, strict=True):
        day += timedelta(gap)
        editions.append(edition(day, number, draw(st.integers(1, 20))))
    return Budget(draw(st.integers(2, 12)), draw(st.integers(100, 300))), editions


@given(shelves())
def test_every_story_is_in_the_feed_or_in_one_archive(shelf):
    budget, editions = shelf
    stories = newest_first(*editions)
    archived = Counter(name for part in budget.archives(stories) for name in names(part.entries))
    assert set(names(stories)) == set(names(budget.newest(stories))) | set(archived)
    assert set(archived.values()) <= {1}
    for part in budget.archives(stories):
        assert 0 < len(part.entries) <= budget.items / 2
        assert sum(each.weight for each in part.entries) <= budget.weight / 2
    assert len(budget.archives(stories)) != 1  # one alone would have nothing to lead on to


@given(shelves(), st.integers(1, 12))
def test_a_new_edition_leaves_every_archive_as_it_is(shelf, number):
    budget, editions = shelf
    before = cut(budget, newest_first(*editions))
    last = editions[-1][0].day if editions and editions[-1] else FIRST + timedelta(1000)
    after = cut(budget, newest_first(*editions, edition(last + timedelta(1), number)))
    assert before.items() <= after.items()
