"""What becomes of a story after its publication: notices, threads, old addresses."""

from datetime import UTC, date, datetime
from types import SimpleNamespace
from zoneinfo import ZoneInfo

import pytest
from pelican.settings import DEFAULT_CONFIG

from atlas.linked_data import Outlet, news_article
from atlas.model import Entry, Notice, Surroundings, Thread
from atlas.notices import all_notices, corrections_of, modified_by, withdrawal_of
from atlas.portfolio import Portfolio
from atlas.redirects import empty_periods, former_addresses, make_redirects
from atlas.survey import survey
from atlas.threads import make_threads
from atlas.topics import from_vocabulary
from atlas.wiring import file_notices
from bulletin import regions
from english import ENGLISH

TOPICS = from_vocabulary(regions.load())
KENYA, WORLD = TOPICS.by_slug["kenya"], TOPICS.world
NAIROBI = ZoneInfo("Africa/Nairobi")
PATTERN = "{date:%Y}/{date:%m}/{date:%d}/{slug}/"
OUTLET = Outlet("Site", "Publisher", "")
PUBLISHED = datetime(2026, 11, 20, 14, tzinfo=NAIROBI)


def entry(name, day=20, **more):
    when = datetime(2026, 11, day, tzinfo=UTC)
    return Entry(name, f"2026/11/{day}/{name}/", when, "story", WORLD, **{"topics": (WORLD,), **more})


def notice(day, kind="correction", text="It carries 230."):
    return Notice(kind, datetime(2026, 11, day, tzinfo=UTC), "", text)


def test_corrections_are_dated_in_the_site_s_zone_and_the_newest_stands_first():
    metadata = {"date": PUBLISHED, "correction": ["2026-11-21: One.", "2026-11-22 09:30: Two."]}
    two, one = corrections_of(metadata, NAIROBI, ENGLISH)
    assert (one.when, one.heading, one.text) == (
        datetime(2026, 11, 21, tzinfo=NAIROBI),
        "Correction, 21 November 2026",
        "One.",
    )
    assert (two.when, two.text) == (datetime(2026, 11, 22, 9, 30, tzinfo=NAIROBI), "Two.")


@pytest.mark.parametrize(
    ("modified", "when"),
    [
        (None, PUBLISHED),
        (datetime.fromisoformat("2026-11-23 08:00"), datetime(2026, 11, 23, 8, tzinfo=NAIROBI)),
        (datetime(2026, 11, 23, 8, tzinfo=UTC), datetime(2026, 11, 23, 8, tzinfo=UTC)),
    ],
)
def test_an_undated_correction_is_of_the_day_that_the_file_names_never_of_the_clock(modified, when):
    metadata = {"date": PUBLISHED, "correction": "One."} | ({"modified": modified} if modified else {})
    [correction] = corrections_of(metadata, NAIROBI, ENGLISH)
    assert correction.when == when


def test_a_withdrawal_needs_no_reason_but_has_words():
    assert withdrawal_of({"date": PUBLISHED, "status": "published", "reason": "Forged."}, NAIROBI, ENGLISH) is None
    forged = withdrawal_of(
        {"date": PUBLISHED, "status": "Withdrawn", "reason": "2026-11-21: Forged."}, NAIROBI, ENGLISH
    )
    assert (forged.heading, forged.text) == ("Withdrawn, 21 November 2026", "Forged.")
    assert withdrawal_of({"date": PUBLISHED, "status": "withdrawn"}, NAIROBI, ENGLISH).text


def test_a_notice_changes_a_story_but_never_before_it_was_published():
    metadata = {"date": PUBLISHED, "modified": datetime.fromisoformat("2026-11-21 10:00")}
    early, late = (
        corrections_of({"date": PUBLISHED, "correction": f"2026-11-{day}: One."}, NAIROBI, ENGLISH) for day in (20, 22)
    )
    assert modified_by(early, {"date": PUBLISHED}, NAIROBI) == PUBLISHED
    assert modified_by(early, metadata, NAIROBI) == datetime(2026, 11, 21, 10, tzinfo=NAIROBI)
    assert modified_by(late, metadata, NAIROBI) == datetime(2026, 11, 22, tzinfo=NAIROBI)


def test_a_withdrawn_article_is_hidden_for_pelican_and_keeps_nothing_that_it_told():
    metadata = {"date": PUBLISHED, "status": "Withdrawn", "summary": "No.", "byline": "A", "photo_credits": "B"}
    file_notices(SimpleNamespace(settings={**DEFAULT_CONFIG, "WORDS": ENGLISH}), metadata)
    assert (metadata["status"], metadata["template"]) == ("hidden", "withdrawn")
    assert metadata.keys().isdisjoint({"summary", "byline", "photo_credits"})


def test_of_a_withdrawn_story_its_corrections_are_not_repeated():
    withdrawn = entry("a", corrections=(notice(21),), withdrawal=notice(22, "withdrawal"))
    corrected = entry("b", corrections=(notice(23), notice(21)))
    told = [(each.entry.headline, each.day.day, each.notice.kind) for each in all_notices([withdrawn, corrected])]
    assert told == [("b", 23, "correction"), ("a", 22, "withdrawal"), ("b", 21, "correction")]


def test_a_withdrawn_story_is_counted_nowhere_and_what_it_was_filed_under_keeps_its_page():
    withdrawn = entry("a", withdrawal=notice(22, "withdrawal"), topics=(KENYA,), story_id="a", thread="t")
    atlas = survey([withdrawn, entry("b", 19, story_id="b", thread="t")], TOPICS, Portfolio())
    assert [edition.link.address for edition in atlas.editions] == ["2026/11/19/"]
    assert atlas.around == {"2026/11/19/b/": Surroundings()}
    [kenya] = (page for page in atlas.pages if page.topic == KENYA)
    assert (kenya.total, kenya.entries) == (0, ())
    assert not any(region.countries for region in atlas.regions)


def test_corrections_are_told_to_machines():
    told = news_article(OUTLET, entry("a", corrections=(notice(21),)), "en")
    assert told["correction"] == [
        {"@type": "CorrectionComment", "text": "It carries 230.", "datePublished": "2026-11-21T00:00:00+00:00"}
    ]
    assert "correction" not in news_article(OUTLET, entry("a"), "en")


def names(thread):
    return [each.headline for each in thread.earlier], [each.headline for each in thread.later]


def test_a_thread_is_told_in_order_of_time():
    third, first, second = (
        entry("third", 22, story_id="c", thread="a"),
        entry("first", 20, story_id="a", thread="a"),
        entry("second", 20, story_id="b", thread="a"),
    )
    threads = make_threads([third, first, second, entry("alone", story_id="d", thread="d")])
    assert threads.keys() == {first.address, second.address, third.address}
    assert names(threads[second.address]) == (["first"], ["third"])
    assert threads[first.address] == Thread((), (second, third))


def test_a_story_is_kept_out_of_a_thread_and_one_without_a_key_is_in_none():
    left = [entry("first", story_id="a"), entry("second", 21, thread="a"), entry("third", 22, thread="a")]
    threads = make_threads([*left, entry("nameless", 23), entry("nameless too", 24)])
    assert threads.keys() == {left[1].address, left[2].address}


def test_one_line_in_the_first_story_of_a_thread_joins_it_to_another():
    stories = [
        entry("flood", 20, story_id="a", thread="a"),
        entry("flood goes on", 21, story_id="b", thread="a"),
        entry("bridge falls", 22, story_id="c", thread="a"),
        entry("bridge is mourned", 23, story_id="d", thread="c"),
    ]
    assert names(make_threads(stories)[stories[3].address])[0] == ["flood", "flood goes on", "bridge falls"]


def test_stories_that_name_each_other_are_one_thread():
    stories = [entry("one", 20, story_id="a", thread="b"), entry("two", 21, story_id="b", thread="a")]
    assert names(make_threads(stories)[stories[0].address]) == ([], ["two"])


def test_the_old_address_follows_from_the_file_and_further_ones_from_the_aliases():
    found = former_addresses("2026/11/20/the-ferry.md", "/2026/11/19/a-ferry/; nonsense, 2026/11/20/the-ferry", PATTERN)
    assert found == ("2026/11/20/the-ferry/", "2026/11/19/a-ferry/")
    assert former_addresses("by-hand.md", (), PATTERN) == ()


def test_a_story_that_never_moved_has_no_redirect():
    assert make_redirects([entry("a", former=("2026/11/20/a/", "2026/11/20/A/"))]) == ()


def test_an_old_address_leads_on_unless_it_is_another_story_s():
    moved, taker = entry("new", former=("2026/11/20/old/", "2026/11/20/taken/")), entry("taken")
    rival = entry("rival", former=("2026/11/20/old/",))
    found = [(each.address, each.entry.headline, each.owner) for each in make_redirects([moved, taker, rival])]
    assert found == [
        ("2026/11/20/old/", "new", None),
        ("2026/11/20/taken/", "new", taker),
        ("2026/11/20/old/", "rival", moved),
    ]


def test_a_day_that_its_stories_left_keeps_a_page():
    withdrawn, moved = entry("a", 20, withdrawal=notice(22, "withdrawal")), entry("b", 21, former=("2025/12/31/b/",))
    found = [
        (each.address, each.grain, each.first) for each in empty_periods([withdrawn, moved], {(2026,), (2026, 11)})
    ]
    assert found == [
        ("2025/12/31/print.html", "day", date(2025, 12, 31)),
        ("2025/12/31/", "day", date(2025, 12, 31)),
        ("2025/12/", "month", date(2025, 12, 1)),
        ("2025/", "year", date(2025, 1, 1)),
        ("2026/11/20/print.html", "day", date(2026, 11, 20)),
        ("2026/11/20/", "day", date(2026, 11, 20)),
    ]
