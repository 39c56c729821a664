"""Whose pictures stood in which stories."""

from datetime import UTC, datetime

from atlas.credits import make_credits
from atlas.model import Entry, Topic

WORLD = Topic("World", "world", "tag/world/", "region")


def story(headline, day, *named):
    return Entry(headline, f"{headline}/", datetime(2026, 11, day, tzinfo=UTC), "story", WORLD, credits=named)


def listed(people):
    return {somebody.name: [entry.headline for entry in somebody.entries] for somebody in people}


def test_photographers_and_agencies_have_their_stories_the_newest_first():
    found = make_credits(
        [story("new", 20, "Ana Rojas / Lakeside", "Bo Lind / Lakeside"), story("old", 18, "Ana Rojas / Northlight")]
    )
    assert listed(found.photographers) == {"Ana Rojas": ["new", "old"], "Bo Lind": ["new"]}
    assert listed(found.agencies) == {"Lakeside": ["new"], "Northlight": ["old"]}


def test_names_stand_in_order_whatever_their_letters():
    found = make_credits([story("a", 20, "zoe / B", "Ana / a", "Émile / C")])
    assert list(listed(found.photographers)) == ["Ana", "zoe", "Émile"]


def test_an_agency_beside_another_is_no_photographer():
    found = make_credits([story("a", 20, "AFP / Getty Images", "Jane Roe / AFP / Getty Images"), story("b", 19, "AFP")])
    assert listed(found.photographers) == {"Jane Roe": ["a"]}
    assert listed(found.agencies) == {"AFP": ["a", "b"], "Getty Images": ["a"]}


def test_a_name_alone_counts_as_what_it_is_elsewhere():
    found = make_credits([story("a", 20, "Ana Rojas", "Port office"), story("b", 19, "Ana Rojas / Lakeside")])
    assert listed(found.photographers) == {"Ana Rojas": ["a", "b"]}
    assert listed(found.agencies) == {"Lakeside": ["b"], "Port office": ["a"]}
