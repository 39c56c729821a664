"""The small grammars: credits, repairs, datelines, what a line looks like. Each case is a few lines in cases/."""

from datetime import date
from pathlib import Path

from bulletin import clean, credit, datelines, label, markdown_marks, pipeline
from bulletin.model import Block, Draft, Kind, Part, Role
from cases import Case, parametrize

CASES = Path(__file__).parent / "cases"


@parametrize(CASES / "credit.txt")
def test_credit(case: Case) -> None:
    found = credit.take_apart(case.given)
    told = "not a caption"
    if found:
        told = "\n".join(f"{name}: {getattr(found, name)}" for name in ("caption", "photographer", "agency", "credit"))
    assert told == case.expected


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


def test_a_headline_loses_what_a_wire_puts_before_it() -> None:
    assert clean.headline("UPDATE 2-Kenya raises fuel levy") == "Kenya raises fuel levy"
    assert clean.headline("UPDATE") == "UPDATE"


def test_a_correction_announces_one() -> None:
    text = "{}\n\nThe story of Friday gave a wrong height.\n\nThe tower is 90 metres high.\n"
    kinds = [
        pipeline.compose("a.txt", text.format(headline).encode(), date(2026, 3, 9)).stories[0].kind
        for headline in ("Correction: tower in Gdynia", "Correction officers in Ohio go on strike")
    ]
    assert kinds == [Kind.CORRECTION, Kind.STORY]
