"""Which stories are told in two minutes."""

from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from atlas.briefing import MOST, WORDS, choose_brief
from atlas.model import Entry, Topic

DAY = datetime(2026, 11, 20, tzinfo=UTC)


def entry(headline, region="Africa", words=20):
    home = Topic(region, region.lower(), f"tag/{region.lower()}/", "region")
    return Entry(headline, f"2026/11/20/{headline}/", DAY, "story", home, summary=" ".join(["word"] * words))


LEAD = entry("lead")


def told(*entries):
    return [each.headline for each in choose_brief([LEAD, *entries], LEAD)]


def test_a_small_edition_is_told_whole_without_its_lead():
    assert told(entry("a"), entry("b", "Asia"), entry("c")) == ["a", "b", "c"]


def test_a_headline_without_a_story_is_not_told():
    assert told(entry("a"), entry("stub", words=0)) == ["a"]


def test_the_first_of_every_region_goes_before_the_second_of_any():
    many = [entry(f"africa-{number}") for number in range(MOST)]
    found = told(*many, entry("asia", "Asia"), entry("europe", "Europe"))
    assert found == [*(each.headline for each in many[: MOST - 2]), "asia", "europe"]


@given(st.lists(st.tuples(st.sampled_from(["Africa", "Asia", "Europe"]), st.integers(0, 200)), max_size=60))
def test_it_takes_two_minutes_at_most(shelf):
    entries = [entry(f"s{number}", region, words) for number, (region, words) in enumerate(shelf)]
    brief = choose_brief([LEAD, *entries], LEAD)
    assert sum(len(each.headline.split()) + len(each.summary.split()) for each in (LEAD, *brief)) <= WORDS
    assert len(brief) <= MOST
    assert [each for each in entries if each in brief] == list(brief)
