"""Which lines belong together."""

import textwrap

from hypothesis import given
from hypothesis import strategies as st

from bulletin.blocks import split

PARAGRAPH = (
    "The ferry to the islands will sail again from Monday, the harbour board said, after four years in which "
    "islanders crossed in open boats and carried their goats in their arms."
)
SENTENCE = st.text(st.sampled_from("abc defgh,i"), min_size=20, max_size=300).map(str.split).map(" ".join).filter(bool)


def texts(text: str) -> list[str]:
    return [block.text for block in split(text.split("\n"))]


def test_blank_lines_part() -> None:
    assert texts("One\n\nTwo\n\n\nThree") == ["One", "Two", "Three"]


def test_one_line_a_paragraph_without_blank_lines() -> None:
    assert texts(f"A headline of some words\n{PARAGRAPH}\n{PARAGRAPH}") == [
        "A headline of some words",
        PARAGRAPH,
        PARAGRAPH,
    ]


def test_wrapped_lines_are_joined_and_headlines_too() -> None:
    headline = "Low-cost airline fined after six hundred passengers spend two nights on the floor of Astana airport"
    wrapped = "\n\n".join(textwrap.fill(text, 72) for text in (headline, PARAGRAPH, PARAGRAPH))
    assert texts(wrapped) == [headline, PARAGRAPH, PARAGRAPH]


def test_wrapped_and_indented_paragraphs_without_blank_lines() -> None:
    wrapped = "\n".join(textwrap.fill(PARAGRAPH, 66, initial_indent="    ") for _ in range(3))
    assert texts(wrapped) == [PARAGRAPH] * 3


def test_short_lines_that_stand_together_are_not_wrapped() -> None:
    assert texts("Cut off caption\nCut off caption goes on here.\n\nText") == [
        "Cut off caption",
        "Cut off caption goes on here.",
        "Text",
    ]


def test_a_bullet_opens_a_block_also_in_wrapped_text() -> None:
    listed = "\n".join(textwrap.fill(f"* {PARAGRAPH}", 70, subsequent_indent="  ") for _ in range(2))
    assert texts(listed) == [f"* {PARAGRAPH}"] * 2


def test_gaps_are_counted() -> None:
    assert [block.gap for block in split(["a", "", "", "b", "c"])] == [0, 2, 0]


@given(st.lists(st.text(st.characters(codec="utf-8", exclude_characters="\n\r"), max_size=120)))
def test_each_line_with_text_stands_in_one_block(lines: list[str]) -> None:
    held = [number for block in split(lines) for number in block.lines]
    assert held == [number for number, line in enumerate(lines, 1) if line.strip()]


@given(st.lists(SENTENCE, min_size=4, max_size=8), st.integers(60, 80))
def test_wrapping_is_undone(paragraphs: list[str], width: int) -> None:
    wrapped = "\n\n".join(textwrap.fill(text, width, break_long_words=False) for text in paragraphs)
    joined = " ".join(texts(wrapped))
    assert joined == " ".join(paragraphs)
