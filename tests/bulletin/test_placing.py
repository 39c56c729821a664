"""How well labelled stories are placed, and that the weights are those which the labels teach."""

import json
from pathlib import Path

import pytest

from bulletin import aboutness, knowledge
from placing import gold, judge

FLOOR = json.loads((Path(__file__).parents[1] / "stories" / "floor.json").read_text("utf-8"))


@pytest.mark.parametrize("shelf", gold.SHELVES)
def test_no_figure_is_lower_than_it_was(shelf: str) -> None:
    found = judge.figures(gold.load(shelf))["all"]
    lower = {name: (found[name], least) for name, least in FLOOR[shelf].items() if found[name] < least}
    assert not lower, f"lower than in floor.json (found, floor): {lower}"


def test_titles_are_unique_and_labels_name_countries_and_regions() -> None:
    stories = [story for shelf in gold.SHELVES for story in gold.load(shelf)]
    titles = [(story.shelf, story.title) for story in stories]
    assert len(set(titles)) == len(titles)
    known = {code for line in knowledge.lines("regions.tsv") for code in line.split("\t")[1:2]} | {gold.NONE}
    assert {code for story in stories for code in story.mains | story.also | story.regions} <= known


def test_every_weight_is_that_of_a_sign_that_stories_show() -> None:
    shown = {sign for story in gold.load("training") for signs in _signs(story).values() for sign in signs}
    shown |= {sign for story in gold.of_bulletins() for signs in _signs(story).values() for sign in signs}
    assert set(aboutness.weights_of(knowledge.lines("placing.tsv"))) == shown


def _signs(story: gold.Story) -> dict[str, dict[str, float]]:
    return aboutness.signs_of(gold.clues(story))


def test_the_weights_are_those_that_the_labels_teach() -> None:
    learn = pytest.importorskip("placing.learn", reason="needs requirements/data.txt", exc_type=ImportError)
    taught = learn.learn([*gold.load("training"), *gold.of_bulletins()])
    written = aboutness.weights_of(knowledge.lines("placing.tsv"))
    assert written == pytest.approx(taught, abs=0.02)


def test_what_is_likeliest_is_told_with_a_likelihood() -> None:
    for story in gold.load("training")[:20]:
        candidates = aboutness.ranked(gold.clues(story))
        assert sum(one.likelihood for one in candidates) == pytest.approx(1)
        assert [one.score for one in candidates] == sorted((one.score for one in candidates), reverse=True)
