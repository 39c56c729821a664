"""What each block is to the reader, and how a very large bulletin is read."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bulletin import knowledge, language, pipeline, tagging, takes
from bulletin.model import Tag
from bulletin.settings import DRAFT_BELOW
from cases import Case, parametrize

DAY = date(2026, 3, 9)
CASES = Path(__file__).parent / "cases"
SEEDS = Path(__file__).parents[2] / "seeds"
STORIES = """Ferry sails again to the islands off Malawi

The ferry left Nkhata Bay at dawn with 300 people and a brass band, the harbour board said on Monday.

“I had forgotten the horn,” said Tiyamike Banda, who sells fish on the pier and crosses once a week.

Tram drivers in Katowice get warmer cabs

The trams of Katowice will have heated floors by the winter, the city council said after a vote.

Each of the 200 cabs has been measured for draughts, and each driver asked about his feet.
"""


def headlines(text: str) -> list[str]:
    return [story.headline for story in pipeline.compose("a.txt", text.encode(), DAY).stories]


@given(st.lists(st.sampled_from([*STORIES.split("\n"), "Share", "* * *", "What next?", "AFRICA"]), max_size=40))
def test_tags_stand_in_a_possible_order(lines: list[str]) -> None:
    marked = [one for one in pipeline.mark(lines) if not tagging.is_sure(one)]
    assert tagging.is_possible([one.tag for one in tagging.tag(marked)])


def test_confidence_is_that_of_a_choice_of_two() -> None:
    assert all(0.5 <= one.confidence <= 1 for one in tagging.tag(pipeline.mark(STORIES.split("\n"))))


def test_reasons_are_given_where_they_are_asked_for() -> None:
    marked = pipeline.mark(STORIES.split("\n"))
    assert not any(one.why for one in tagging.tag(marked))
    told = [one.why for one in tagging.tag(marked, explain=True) if one.tag is Tag.HEADLINE]
    assert all(told)
    assert set(", ".join(told).split(", ")) <= {words for _, words in knowledge.sign_words()}


def test_a_bulletin_in_takes_has_the_same_stories(monkeypatch: pytest.MonkeyPatch) -> None:
    raw = (SEEDS / "2026-11-19-evening.txt").read_bytes()
    whole = pipeline.compose("a.txt", raw, DAY)
    monkeypatch.setattr(takes, "LONGEST", 80)
    in_takes = pipeline.compose("a.txt", raw, DAY)
    assert [(one.headline, one.lines, len(one.body)) for one in in_takes.stories] == [
        (one.headline, one.lines, len(one.body)) for one in whole.stories
    ]
    assert [one.line for one in in_takes.dropped] == [one.line for one in whole.dropped]


def test_a_story_longer_than_a_take_stays_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(takes, "LONGEST", 3)
    assert len(headlines(STORIES)) == 2


def test_prose_alone_has_no_headline() -> None:
    with pytest.raises(pipeline.BadInput, match="no headline was found"):
        headlines("It rained all day in the hills, and the river rose by a metre before the evening.\n")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("The court said on Monday that it would hear the case of the ferry in the spring.", "en"),
        ("El tribunal dijo el lunes que el caso del transbordador se verá en la primavera.", "es"),
        ("Le tribunal a dit lundi que l’affaire du bac sera entendue au printemps, dans la ville.", "fr"),
        ("O tribunal disse na segunda-feira que o caso da balsa será ouvido na primavera.", "pt"),
        ("Das Gericht hat am Montag gesagt, dass der Fall der Fähre im Frühling gehört wird.", "de"),
        ("Mahakama ilisema Jumatatu kwamba kesi ya feri itasikilizwa mwezi ujao mjini.", None),
        ("Ferry", None),
    ],
)
def test_the_language_of_a_text(text: str, code: str | None) -> None:
    assert language.of([text]) == code


@pytest.mark.parametrize(
    "first", ["8th case of mad cow disease found in Canada", "floods close road in northern Mozambique"]
)
def test_a_first_line_of_prose_without_a_stop_is_the_headline_where_there_is_no_other(first: str) -> None:
    text = f"{first}\n\nThe herd of 300 was counted on Monday, the farm ministry said, and will be counted again.\n"
    (story,) = pipeline.compose("a.txt", text.encode(), date(2026, 3, 9)).stories
    assert story.headline == first


@parametrize(CASES / "rules.txt")
def test_rules_part_stories_where_there_is_one_to_a_part(case: Case) -> None:
    stories = pipeline.compose("a.txt", case.given.encode(), DAY).stories
    assert "\n".join(story.headline for story in stories) == case.expected
    assert min(story.confidence for story in stories) >= DRAFT_BELOW


@parametrize(CASES / "rules_otherwise.txt")
def test_rules_that_are_drawn_for_other_reasons_part_no_stories(case: Case) -> None:
    assert "\n".join(headlines(case.given)) == case.expected
