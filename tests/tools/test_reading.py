"""The rooms that teach the program to read: labels find their blocks, and what is made of them is a bulletin still."""

import json
from collections import Counter
from functools import cache
from pathlib import Path
from random import Random

import pytest

from bulletin import knowledge, pipeline, tagging
from bulletin.model import Label, Tag
from reading import align, gold, judge, mix, order, vary
from reading.gold import Example

SEEDS = range(40)
KEPT_APART = {"unseen", "known-failures"}
# Bulletins with headlines over two lines that are taken for two blocks; nothing is learned from them.
NOT_ALIGNED = {"coop-timeline.txt", "embassy-summary.txt", "ministry-agri.txt", "rights-monitor.txt"}
STORIES = [
    {
        "headline": "Ferry sails again",
        "paragraphs": ["The ferry left at dawn with 300 people.", "It had lain in the harbour for a year."],
        "crossheads": ["A long year"],
        "photos": [],
        "byline": "Marta Quiroga",
    },
    {
        "headline": "Tram drivers get warmer cabs",
        "paragraphs": ["The cabs were cold."],
        "crossheads": [],
        "photos": [],
        "byline": None,
    },
]
LINES = """\
Today
Ferry sails again
Tram drivers get warmer cabs

Ferry sails again
By Marta Quiroga
9 March 2026

The ferry left at dawn with 300 people.

Advertisement

A long year

It had lain in the harbour for a year.

Recommended Stories
Tram drivers get warmer cabs

Tram drivers get warmer cabs

The cabs were cold."""


@cache
def examples() -> list[Example]:
    return gold.load()


@cache
def stocks() -> mix.Stocks:
    return mix.stock(examples())


def test_a_label_finds_its_block_among_others_that_say_the_same() -> None:
    marked = gold.open_blocks(pipeline.mark(LINES.split("\n")))
    tags, missing = align.align(marked, STORIES)
    assert not missing
    assert [tag.value for tag in order.settle(tags)] == [
        *["outside"] * 3,
        *["headline", "byline", "top", "text", "aside", "crosshead", "text", "outside", "outside"],
        *["headline", "text"],
    ]


def test_what_the_labels_speak_of_and_is_not_there_is_told() -> None:
    marked = gold.open_blocks(pipeline.mark(["Tram drivers get warmer cabs", "", "The cabs were cold."]))
    assert align.align(marked, STORIES) == ([Tag.HEADLINE, Tag.TEXT], ("Ferry sails again",))


def test_each_headline_of_the_corpus_is_found_and_in_its_order() -> None:
    assert {one.name for one in examples() if one.missing} == NOT_ALIGNED
    for one in examples():
        path = gold.CORPUS / one.shelf / one.name
        labels = json.loads(path.with_name(f"{path.stem}.gold.json").read_text("utf-8"))
        headlines = [block for block, tag in zip(one.marked, one.tags, strict=True) if tag in order.HEADLINES]
        assert len(headlines) + len(one.missing) == len(labels["stories"])


def test_nothing_is_taught_that_is_kept_to_judge_by() -> None:
    assert KEPT_APART.isdisjoint(gold.SHELVES)
    assert {path.name for path in gold.CORPUS.iterdir() if path.is_dir()} == {*gold.SHELVES, *KEPT_APART}


def test_the_tags_of_the_corpus_can_be() -> None:
    assert [one.name for one in examples() if not tagging.is_possible(one.tags)] == []


@pytest.mark.parametrize("seed", SEEDS)
def test_a_bulletin_set_otherwise_is_one_still(seed: int) -> None:
    rng = Random(seed)
    for one in rng.sample(examples(), 8):
        varied = vary.otherwise(one, rng)
        assert len(varied.marked) == len(varied.tags)
        assert tagging.is_possible(varied.tags)
        assert Counter(varied.tags)[Tag.TEXT] >= Counter(one.tags)[Tag.TEXT]


@pytest.mark.parametrize("seed", SEEDS)
def test_a_mixed_bulletin_has_a_tag_for_each_block_in_an_order_that_can_be(seed: int) -> None:
    mixed = mix.bulletin_of(stocks(), Random(seed))
    assert len(mixed.marked) == len(mixed.tags) > 1
    assert tagging.is_possible(mixed.tags)
    assert Tag.HEADLINE in mixed.tags
    assert mixed == mix.bulletin_of(stocks(), Random(seed))


def test_what_lists_do_not_know_looks_like_any_other_line() -> None:
    marked = pipeline.mark(["Recommended Stories", "", "ada@news.example", "", "The ferry left at dawn."])
    example = Example("", "", "en", marked, (Tag.OUTSIDE,) * 3)
    forgetful = [vary.forget(example, Random(seed)).marked for seed in SEEDS]
    labels = {tuple(one.label for one in blocks) for blocks in forgetful}
    assert labels == {
        (Label.FURNITURE, Label.FURNITURE, Label.PROSE),
        (Label.HEADING, Label.FURNITURE, Label.PROSE),
    }


def test_each_kind_of_words_is_there() -> None:
    for kind in ("separator", "masthead", "issue", "contents", "date", "kicker", "anchor", "below"):
        assert mix.words(kind)


def test_the_weights_are_of_tags_that_exist() -> None:
    rows = [line.split("\t") for line in knowledge.lines("reading.tsv")]
    names = {tag.value for tag in Tag}
    assert {tag for _, tag, _ in rows} == names
    assert {sign[2:] for sign, _, _ in rows if sign.startswith("> ")} <= names
    assert len(rows) == len({(sign, tag) for sign, tag, _ in rows})


def test_figures_count_a_story_as_right_where_each_block_is() -> None:
    right = [Tag.HEADLINE, Tag.BYLINE, Tag.TEXT, Tag.HEADLINE, Tag.TEXT, Tag.TEXT]
    found = [Tag.HEADLINE, Tag.TOP, Tag.TEXT, Tag.HEADLINE, Tag.TEXT, Tag.CROSSHEAD]
    figures = judge.figures([(right, found)])
    assert figures["stories exactly right"] == "0.500 of 2"
    assert figures["headlines"] == "precision 1.000, recall 1.000"
    assert figures["paragraphs"] == "precision 1.000, recall 0.667"


def test_what_is_learned_can_be_read_with() -> None:
    pytest.importorskip("pycrfsuite", reason="learning needs requirements/data.txt; reading does not")
    from reading import learn

    few = [one for one in examples() if one.shelf == "wild"]
    lines = learn.learn(few, varied=0, mixed=5)
    assert lines == learn.learn(few, varied=0, mixed=5)
    weights = tagging.weights_of(lines)
    marked = gold.open_blocks(pipeline.mark(LINES.split("\n")))
    tags = [one.tag for one in tagging.tag(marked, weights=weights)]
    assert tagging.is_possible(tags)
    assert tags.count(Tag.HEADLINE) >= 2


def test_the_file_of_weights_is_read_as_it_is_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("pycrfsuite", reason="learning needs requirements/data.txt; reading does not")
    from reading import learn

    lines = ["> headline\ttext\t1.50", "ends .\ttext\t0.70"]
    (tmp_path / "reading.tsv").write_text(learn.text(lines), "utf-8")
    monkeypatch.setattr(knowledge, "DATA", tmp_path)
    assert knowledge.lines("reading.tsv") == lines
