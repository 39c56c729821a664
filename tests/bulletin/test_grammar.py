"""The small grammars: credits, repairs, datelines, what a line looks like. Each case is a few lines in cases/."""

import time
from datetime import date
from pathlib import Path

import pytest

from bulletin import bylines, captions, clean, credit, datelines, label, markdown_marks, pipeline
from bulletin.model import Block, Draft, Kind, Part, Role
from cases import Case, parametrize

CASES = Path(__file__).parent / "cases"


@parametrize(CASES / "credit.txt")
def test_credit(case: Case) -> None:
    assert in_words(credit.take_apart(case.given)) == case.expected


@parametrize(CASES / "credit_of_captions.txt")
def test_credit_of_a_caption_that_is_known_to_be_one(case: Case) -> None:
    assert in_words(credit.take_apart(case.given, is_caption=True)) == case.expected


def in_words(found: credit.Credit | None) -> str:
    if found is None:
        return "not a caption"
    return "\n".join(f"{name}: {getattr(found, name)}" for name in ("caption", "photographer", "agency", "credit"))


@parametrize(CASES / "credit_lines.txt")
def test_credit_line(case: Case) -> None:
    assert (credit.of_line(case.given) or "no credit") == case.expected


@parametrize(CASES / "bylines.txt")
def test_byline(case: Case) -> None:
    assert (bylines.strictly(case.given) or "no byline") == case.expected


@parametrize(CASES / "bylines_known.txt")
def test_line_that_is_known_to_be_a_byline(case: Case) -> None:
    assert bylines.loosely(case.given) == case.expected


@parametrize(CASES / "signoffs.txt")
def test_signoff(case: Case) -> None:
    names = bylines.signed(case.given)
    told = "no sign-off" if names is None else f"sign-off: {names}".strip()
    assert ("wire's mark" if bylines.is_wire_mark(case.given) else told) == case.expected


@parametrize(CASES / "headlines.txt")
def test_headline_loses_what_stands_before_it(case: Case) -> None:
    assert clean.headline(case.given) == case.expected


LONG = 100_000
PIECES = (
    *(
        "a",
        "A",
        "(",
        "[",
        "]",
        ")",
        "/",
        "|",
        ".",
        "é",
        "🔴",
        "\t",
        "  ",
        "A/",
        "A/B ",
        "A (B) ",
        "AA ",
        "A, ",
        "a. ",
        "- ",
    ),
    *("Photo: ", "Foto: A/", "photo by ", "© ", "File: ", "image provided by ", "seen in this photo by ", "Bell/EPA. "),
    *("by ", "By A ", "and A ", "A, A, ", "Ab and ", "2 dic ", ", Dec 2", "Reporting by ", "(Redacción de ", "ab/"),
    *("UPDATE 1-", "+++ ", "(AMP) ", "Siria.- ", "=>", "Story 1: "),
)


@pytest.mark.parametrize("piece", PIECES)
def test_no_line_is_so_long_that_it_takes_long(piece: str) -> None:
    started = time.perf_counter()
    for before, behind in (
        ("", ""),
        ("Photo: ", ""),
        ("By ", ""),
        ("(", " (Reuters)"),
        ("NAIROBI, ", " -"),
        ("A ", "/AFP)"),
    ):
        for letters in (LONG, 1490, 150):
            text = f"{before}{piece * (letters // len(piece))}{behind}"
            credit.take_apart(text)
            credit.take_apart(text, is_caption=True)
            credit.of_line(text)
            datelines.split(text)
            bylines.strictly(text)
            bylines.loosely(text)
            bylines.signed(text)
            bylines.is_wire_mark(text)
            clean.headline(text)
            label.label([Block((1,), text)])
    assert time.perf_counter() - started < 5


def test_credit_stands_above_or_below_its_caption_or_signs_a_text() -> None:
    def joined(*texts: str) -> list[str]:
        gaps = [1, *(0 if text.startswith("+") else 1 for text in texts[1:])]
        blocks = [
            Block((at,), text.removeprefix("+"), gap) for at, (text, gap) in enumerate(zip(texts, gaps, strict=True), 1)
        ]
        return [f"{one.label}: {one.text}" for one in captions.join(label.label(blocks))]

    assert joined(
        "The rain went on.", "AP Photo/Ada Bell, File", "+A tram stands in deep snow in town.", "It was cold."
    ) == [
        "prose: The rain went on.",
        "caption: A tram stands in deep snow in town. [AP Photo/Ada Bell, File]",
        "prose: It was cold.",
    ]
    assert joined("The rain went on.", "A tram stands in deep snow", "Foto: dpa", "It was cold.")[1] == (
        "caption: A tram stands in deep snow [dpa]"
    )
    assert joined("The rain went on.", "EFE")[1] == "sign-off: "


@parametrize(CASES / "clean.txt")
def test_clean(case: Case) -> None:
    assert clean.text(case.given) == case.expected


@parametrize(CASES / "datelines.txt")
def test_dateline(case: Case) -> None:
    draft = Draft("Headline", (1,), (Part(Role.PARAGRAPH, case.given, (3,)),), Kind.STORY)
    found = datelines.take_off(draft)
    assert f"{found.dateline}\n{found.parts[0].text}" == case.expected


@parametrize(CASES / "labels.txt")
def test_label(case: Case) -> None:
    (found,) = label.label([Block((1,), case.given)])
    assert f"{found.label}: {found.text}" == case.expected


@parametrize(CASES / "markdown.txt")
def test_markdown(case: Case) -> None:
    assert markdown_marks.plain(case.given) == case.expected


def test_markdown_is_told_by_name_or_by_its_marks() -> None:
    headings = ["## One of them", "Text.", "## Another of them"]
    assert markdown_marks.is_markdown("a.md", ["Text."])
    assert markdown_marks.is_markdown("a.txt", [*headings, "A [link](https://a.example)."])
    assert not markdown_marks.is_markdown("a.txt", headings)
    assert not markdown_marks.is_markdown("a.txt", ["A [link](https://a.example) and **more**."])


def test_a_correction_announces_one() -> None:
    text = "{}\n\nThe story of Friday gave a wrong height.\n\nThe tower is 90 metres high.\n"
    kinds = [
        pipeline.compose("a.txt", text.format(headline).encode(), date(2026, 3, 9)).stories[0].kind
        for headline in ("Correction: tower in Gdynia", "Correction officers in Ohio go on strike")
    ]
    assert kinds == [Kind.CORRECTION, Kind.STORY]
