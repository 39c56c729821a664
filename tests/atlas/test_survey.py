"""Editions, regions and archives worked out of plain entries."""

from datetime import UTC, datetime

import pytest

from atlas.editions import choose_lead, make_editions, make_years
from atlas.model import Entry
from atlas.pages import split_stably
from atlas.portfolio import Portfolio
from atlas.survey import survey
from atlas.topics import from_vocabulary
from bulletin import regions

TOPICS = from_vocabulary(regions.load())
WORLD = TOPICS.world


def entry(headline, *, day=20, region="africa", kind="story", words=100, tags=()):
    home = TOPICS.by_slug[region]
    topics = (home, *(TOPICS.by_slug[tag] for tag in tags))
    return Entry(
        headline, f"2026/11/{day}/{headline}/", datetime(2026, 11, day, tzinfo=UTC), kind, home, topics, words=words
    )


def test_the_longest_story_with_a_place_leads():
    stories = [entry("short"), entry("long", words=300), entry("longest", words=900, region="world")]
    assert choose_lead(stories).headline == "long"


def test_of_equal_stories_the_bulletin_s_first_leads():
    assert choose_lead([entry("first"), entry("second")]).headline == "first"


def test_without_a_placed_story_any_story_leads_and_without_any_the_longest_brief():
    assert choose_lead([entry("brief", kind="brief"), entry("no place", region="world")]).headline == "no place"
    assert choose_lead([entry("stub", kind="stub", words=0), entry("brief", kind="brief", words=9)]).headline == "brief"


def test_an_edition_goes_by_region_in_the_vocabulary_s_order():
    stories = [
        entry("lead", words=900),
        entry("world", region="world"),
        entry("stub", region="europe", kind="stub", words=0),
        entry("europe", region="europe"),
        entry("africa"),
    ]
    [edition] = make_editions(stories, TOPICS.regions)
    assert edition.link.lead.headline == "lead"
    assert [(s.topic.name, [e.headline for e in s.entries]) for s in edition.sections] == [
        ("Africa", ["africa"]),
        ("Europe", ["europe", "stub"]),
        ("World", ["world"]),
    ]


def test_editions_know_their_neighbours_and_their_months():
    editions = make_editions([entry("c", day=20), entry("b", day=19), entry("a", day=18)], TOPICS.regions)
    assert [e.link.address for e in editions] == ["2026/11/20/", "2026/11/19/", "2026/11/18/"]
    assert (editions[1].earlier, editions[1].later) == (editions[2].link, editions[0].link)
    assert (editions[0].later, editions[2].earlier) == (None, None)
    [year] = make_years(editions)
    assert (year.address, year.count, [month.address for month in year.months]) == ("2026/", 3, ["2026/11/"])


def test_a_region_knows_its_countries_most_stories_first_and_empty_regions_are_there():
    stories = [entry("a", tags=["kenya"]), entry("b", tags=["kenya", "uganda"]), entry("c", tags=["algeria"])]
    atlas = survey(stories, TOPICS, Portfolio())
    assert [view.topic.slug for view in atlas.regions] == [
        "africa", "asia", "asia-pacific", "europe", "latin-america", "middle-east", "us-canada", "world",
    ]  # fmt: skip
    africa = atlas.regions[0]
    assert (africa.count, [(c.topic.name, c.count) for c in africa.countries]) == (
        3,
        [("Kenya", 2), ("Algeria", 1), ("Uganda", 1)],
    )
    assert [view.topic.slug for view in atlas.covered] == ["africa"]
    assert {page.address for page in atlas.pages} >= {"tag/asia/", "tag/world/", "tag/kenya/", "tag/uganda/"}


def test_an_empty_site_has_an_atlas():
    atlas = survey([], TOPICS, Portfolio())
    assert atlas.latest is None
    assert len(atlas.pages) == len(TOPICS.regions)


def test_a_reader_can_go_on_from_story_to_story():
    stories = [entry("a"), entry("b"), entry("c", day=19)]
    around = survey(stories, TOPICS, Portfolio()).around
    assert (around[stories[0].address].previous, around[stories[0].address].next) == (None, stories[1])
    assert (around[stories[2].address].previous, around[stories[2].address].next) == (stories[1], None)


@pytest.mark.parametrize(("number", "sizes"), [(0, [0]), (9, [9]), (19, [19]), (20, [10, 10]), (35, [15, 10, 10])])
def test_a_long_list_is_split_into_full_old_pages(number, sizes):
    assert [len(part) for part in split_stably(range(number), 10)] == sizes


@pytest.mark.parametrize("number", range(15, 45))
def test_a_new_story_leaves_every_old_page_alone(number):
    before = split_stably(range(number, 0, -1), 10)
    after = split_stably(range(number + 1, 0, -1), 10)
    assert [list(part) for part in after][::-1][: len(before) - 1] == [list(part) for part in before][::-1][:-1]


NESTED = """\
region\tLatin America
region\tCaribbean\tLatin America
region\tTexas
world\tWorld
country\tBR\tLatin America\tBrazil
country\tJM\tCaribbean\tJamaica
division\tUS\tTexas\tTexas
"""


def test_a_region_has_the_countries_of_its_parts_and_names_the_parts(tmp_path):
    (tmp_path / "regions.tsv").write_text(NESTED, "utf-8")
    topics = from_vocabulary(regions.load(tmp_path / "regions.tsv"))

    def tagged(*slugs):
        own = tuple(topics.by_slug[slug] for slug in slugs)
        return Entry(slugs[0], f"2026/11/20/{slugs[0]}/", datetime(2026, 11, 20, tzinfo=UTC), "story", own[0], own)

    atlas = survey(
        [tagged("caribbean", "latin-america", "jamaica"), tagged("latin-america", "brazil"), tagged("texas")],
        topics,
        Portfolio(),
    )
    views = {view.topic.slug: view for view in atlas.regions}
    assert [count.topic.name for count in views["latin-america"].countries] == ["Brazil", "Jamaica"]
    assert [(part.topic.name, part.count) for part in views["latin-america"].parts] == [("Caribbean", 1)]
    assert [count.topic.name for count in views["caribbean"].countries] == ["Jamaica"]
    assert (views["texas"].count, views["texas"].countries) == (1, ())
    pages = {page.topic.slug: page for page in atlas.pages}
    assert pages["jamaica"].home.slug == "caribbean"
    assert pages["caribbean"].region.topic.slug == "caribbean"
