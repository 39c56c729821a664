"""What a story keeps for ever."""

from dataclasses import replace
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from bulletin import gazetteer, identity, likeness
from bulletin.model import Entry, Identity, Story
from making import WHO, paragraph, story

MADRID = ZoneInfo("Europe/Madrid")


def entry(of: Story, body: str, story_id: str) -> Entry:
    return Entry(Identity(story_id, "slug", WHO.date), of.headline, 1, body, "page", "file")


def test_an_id_follows_from_what_the_story_says() -> None:
    one, two = (identity.mint(story(paragraph(text)), MADRID, set(), ()) for text in ("Text.", "Other."))
    assert one == identity.mint(story(paragraph("Text.")), MADRID, set(), ())
    assert one.story_id != two.story_id
    assert one.date == datetime(2026, 3, 9, tzinfo=MADRID)


def test_two_that_say_the_same_get_two_ids_and_two_files() -> None:
    one = identity.mint(story(paragraph("Text.")), MADRID, set(), ())
    two = identity.mint(story(paragraph("Text.")), MADRID, {one.story_id}, {one.path})
    assert one.story_id != two.story_id
    assert two.path == "2026/03/09/ferry-sails-again-2.md"


@pytest.mark.parametrize(
    ("headline", "slug"),
    [
        ("Ghana and Côte d’Ivoire set a price", "ghana-and-cote-divoire-set-a-price"),
        ("S&P 500 falls", "s-p-500-falls"),
        ("../../etc/passwd", "etc-passwd"),
        ("🚢🚢🚢", "story"),
        ("Женщина года", "zhenshchina-goda"),
        ("word " * 60, "-".join(["word"] * 16)),
    ],
)
def test_slugs(headline: str, slug: str) -> None:
    assert identity.mint(story(headline=headline.strip()), MADRID, set(), ()).slug == slug


def test_a_story_is_known_again_by_headline_or_by_text() -> None:
    one, two = story(paragraph("One."), headline="One"), story(paragraph("Two."), headline="Two")
    known = [entry(one, "body-1", "id-1"), entry(two, "body-2", "id-2")]
    revised, retitled = replace(one, body=(paragraph("Revised."),)), replace(two, headline="Two, corrected")
    found = identity.recognise([retitled, revised], ["body-2", "body-x"], known)
    assert [one and one.identity.story_id for one in found] == ["id-2", "id-1"]


def test_a_story_that_is_new_is_not_mistaken() -> None:
    one = story(paragraph("One."), headline="One")
    new = story(paragraph("New."), headline="New")
    assert identity.recognise([new, one], ["body-n", "body-1"], [entry(one, "body-1", "id-1")])[0] is None


def test_stubs_are_not_known_by_their_empty_text() -> None:
    known = [entry(story(headline="Day 6"), identity.EMPTY, "id-6")]
    assert identity.recognise([story(headline="Day 7")], [identity.EMPTY], known) == (None,)
    assert identity.recognise([story(headline="Day 6")], [identity.EMPTY], known) == (known[0],)


def test_the_path_is_the_address() -> None:
    assert Identity("id", "slug", datetime(2026, 12, 1, tzinfo=UTC)).path == "2026/12/01/slug.md"


def test_terms_are_names_that_few_stories_have() -> None:
    texts = [
        "Nobody in Addis Ababa knew Tiyamike Banda, who came from Malawi to the Likoma Ferry Board on Monday.",
        "“Where,” she asked. The United States and Côte d’Ivoire have no Likoma Ferry Board, said Banda.",
    ]
    assert likeness.terms_of(texts, gazetteer.is_well_known) == ("banda", "board")


def test_texts_are_alike_as_far_as_their_runs_of_words_are() -> None:
    words = [f"word{number}" for number in range(60)]
    one, half, none = (likeness.print_of([" ".join(text)]) for text in (words, words[30:] + words[:30], words[::-1]))
    assert likeness.alike(one, one) == 1
    assert likeness.alike(one, half) > 0.8
    assert likeness.alike(one, none) == likeness.alike(one, "") == 0
