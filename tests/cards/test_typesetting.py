"""Lines and sizes, with a type in which every letter is half as wide as it is high."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from cards.typesetting import Size, set_block, shortened

WIDTH = 1000
SIZES = [
    Size(points, lambda text, points=points: len(text) * points / 2, int(360 / points / 1.1))
    for points in range(128, 44, -4)
]
TEXTS = st.lists(st.text("abcdefghij", min_size=1, max_size=60), min_size=1, max_size=60).map(" ".join)


def wide(text, points):
    return len(text) * points / 2


def room(points):
    return int(360 / points / 1.1)


@given(TEXTS)
@example("a" * 500)
@example("a b " * 300)
def test_every_line_fits(text):
    block = set_block(text.strip(), SIZES, WIDTH)
    assert 0 < len(block.lines) <= room(block.points)
    assert all(wide(line, block.points) <= WIDTH for line in block.lines)


@given(TEXTS)
def test_nothing_is_lost_or_there_is_an_ellipsis(text):
    block = set_block(text, SIZES, WIDTH)
    said = "".join(block.lines).replace(" ", "")
    assert said == text.replace(" ", "") or (block.points == 48 and text.replace(" ", "").startswith(said[:-1]))
    assert said.endswith("…") == (said != text.replace(" ", ""))


@given(st.lists(st.text("abcdefghij", min_size=1, max_size=12), min_size=1, max_size=15))
def test_words_that_fit_stay_whole(words):
    block = set_block(" ".join(words), SIZES, WIDTH)
    assert " ".join(block.lines).split() == words


@given(st.lists(st.text("abcdefghij", min_size=1, max_size=12), min_size=2, max_size=30))
def test_the_more_words_the_smaller_the_type(words):
    whole, part = (set_block(" ".join(each), SIZES, WIDTH) for each in (words, words[:-1]))
    assert whole.points <= part.points


def test_headlines_of_20_to_200_letters_are_set_whole():
    for letters in range(20, 201):
        text = ("night boats sail again " * 10)[:letters].strip()
        assert " ".join(set_block(text, SIZES, WIDTH).lines) == text


def test_lines_are_of_about_one_length():
    lines = set_block("one two three four five six seven eight nine ten eleven twelve", SIZES, WIDTH).lines
    assert max(map(len, lines)) - min(map(len, lines)) <= 6


def test_a_word_that_is_too_wide_in_every_size_is_broken_and_no_other():
    word = "donau" * 20
    block = set_block(f"the {word} sails", SIZES, WIDTH)
    assert "".join(block.lines).replace(" ", "") == f"the{word}sails"
    assert block.lines[0] == "the"


def test_what_is_shortened_ends_with_a_whole_word():
    assert shortened("Nairobi, Kisumu, Mombasa", len, 30) == "Nairobi, Kisumu, Mombasa"
    assert shortened("Nairobi, Kisumu, Mombasa", len, 20) == "Nairobi, Kisumu…"
    assert shortened("Donaudampfschiffahrt", len, 6) == "Donau…"
    assert shortened("Donaudampfschiffahrt", len, 0) == ""


@pytest.mark.parametrize("text", ["word " * 20_000, "w" * 100_000])
def test_a_text_without_end_is_not_measured_to_its_end(text):
    measured = []

    def measure(part):
        measured.append(len(part))
        return 10 * len(part)

    sizes = [Size(40, measure, 3), Size(20, measure, 5)]
    assert set_block(text.strip(), sizes, 500).lines[-1].endswith("…")
    assert shortened(text.strip(), measure, 500).endswith("…")
    assert max(measured) < 1000
