"""A story's file: what is rendered from it reads exactly as the story does."""

from dataclasses import replace
from functools import cache
from pathlib import Path
from runpy import run_path

import pytest
from bs4 import BeautifulSoup, Tag
from hypothesis import given
from hypothesis import strategies as st
from markdown import Markdown

from bulletin import head, page, regions
from bulletin.model import Kind, Part, Photo, Place, Role, Story
from making import DAY, WHO, crosshead, item, paragraph, story

ROOT = Path(__file__).parents[2]
VOCABULARY = regions.load()

HOSTILE = [
    "2024. The year",
    "#tag",
    "# tag",
    "*x*",
    "**x** and __y__ and _z_",
    "<script>alert(1)</script>",
    "{{ x }}",
    "{% raw %}",
    "---",
    "    four leading spaces",
    "- a dash",
    "+ a plus",
    "> quoted",
    "1. one",
    "1) one",
    "[link](javascript:alert(1))",
    "[ref]: http://example.org",
    "![image](x.png)",
    "[^1]: a footnote",
    "*[HTML]: an abbreviation",
    ": a definition",
    "Term {: .class }",
    "~~~",
    "```",
    "`code`",
    "| a | b |",
    "===",
    "a \\ backslash \\* and \\\\",
    "&nbsp; &amp; &#60; AT&T &copy",
    "http://example.org/a_b_c?d=*e*",
    "<https://example.org>",
    "<!-- comment -->",
    "[TOC]",
    "{filename}/etc/passwd |static|x",
    "snake_case and _lead and trail_",
    "Title: not a field",
    "5 < 6 > 4",
    "C#",
    "# #",
    "::: div",
    "$x^2$ ~sub~ ^sup^",
    "“Curly” ‘quotes’ — dashes… and emoji 🚢",
    "עברית العربية فارسی",
]
TEXT = (
    st.one_of(
        st.sampled_from(HOSTILE),
        st.text(st.sampled_from("ab 1.#*_`[](){}<>!|\\-+=~:&;^$@%\"'/?,n"), min_size=1, max_size=40),
        st.text(
            st.characters(codec="utf-8", exclude_categories=["C", "Z"], include_characters=" "), min_size=1, max_size=60
        ),
    )
    .map(lambda text: " ".join(text.split()))
    .filter(bool)
)
PIECE = st.one_of(
    TEXT.map(paragraph),
    TEXT.map(item),
    TEXT.map(crosshead),
    st.builds(lambda caption, credit: Photo(caption, (3,), None, None, credit), TEXT, TEXT),
)


@cache
def settings() -> dict[str, object]:
    given = run_path(str(ROOT / "pelicanconf.py"))["MARKDOWN"]
    return {**given, "extensions": list(given["extension_configs"])}


def rendered(story_: Story) -> Markdown:
    reader = Markdown(**settings())
    reader.html = reader.convert(page.render(story_, WHO, VOCABULARY))
    return reader


def words(tag: Tag) -> str:
    return " ".join(tag.get_text().split())


def pieces(html: str) -> list[tuple[str, str]]:
    """Each block that a reader sees: what it is and what it says."""
    return [
        (tag.name, words(tag))
        for tag in BeautifulSoup(html, "html.parser").find_all(["p", "li", "h2", "figcaption"])
        if tag.name != "p" or tag.parent.name != "li"
    ]


def expected(story_: Story) -> list[tuple[str, str]]:
    names = {Role.PARAGRAPH: "p", Role.ITEM: "li", Role.CROSSHEAD: "h2"}
    return [
        (names[piece.role], " ".join(piece.text.split()))
        if isinstance(piece, Part)
        else ("figcaption", " ".join(f"{piece.caption} {piece.credit}".split()))
        for piece in story_.body
    ]


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("kind", [paragraph, item, crosshead])
def test_nothing_is_interpreted(text: str, kind) -> None:
    made = story(paragraph("Before."), kind(text.strip()), paragraph("After."))
    assert pieces(rendered(made).html) == expected(made)


@given(st.lists(PIECE, max_size=6))
def test_the_rendered_text_is_the_storys_text(body: list[Part | Photo]) -> None:
    made = story(*body)
    assert pieces(rendered(made).html) == expected(made)


@given(TEXT, TEXT)
def test_front_matter_says_what_the_story_says_and_nothing_more(headline: str, byline: str) -> None:
    made = replace(story(paragraph("Text."), headline=headline), byline=byline)
    meta = rendered(made).Meta
    assert meta["title"] == [headline]
    assert meta["byline"] == [byline]
    assert meta["status"] == ["published"]
    assert set(meta) <= {
        *("title", "date", "slug", "tags", "summary", "byline", "status", "kind", "source", "story_id", "date_basis")
    }


def test_all_fields_of_the_contract() -> None:
    made = replace(
        story(
            paragraph("The ferry sailed."),
            Photo("At dawn", (5,), "Ana Rojas", "Reuters", "Ana Rojas/Reuters"),
            place=Place(("MW", "TZ"), ("Africa",), ("Malawi (MW)",), 0.9),
        ),
        byline="Tiyamike Banda",
        dateline="Nkhata Bay",
    )
    fields = page.front_matter(page.render(made, WHO, VOCABULARY, modified=WHO.date))
    assert fields == {
        "Title": "Ferry sails again",
        "Date": "2026-03-09 00:00:00+00:00",
        "Modified": "2026-03-09 00:00:00+00:00",
        "Slug": "ferry-sails-again",
        "Tags": "Africa; Malawi; Tanzania",
        "Region": "Africa",
        "Countries": "MW, TZ",
        "Summary": "The ferry sailed.",
        "Photo_Credits": "Ana Rojas / Reuters",
        "Byline": "Tiyamike Banda",
        "Dateline": "Nkhata Bay",
        "Status": "published",
        "Kind": "story",
        "Source": "a.txt, line 1",
        "Story_ID": "7k2m9qwx4bnd2",
        "Date_Basis": "file name",
    }


def test_a_story_of_no_place_is_tagged_world_and_has_no_region() -> None:
    fields = page.front_matter(page.render(story(paragraph("Text.")), WHO, VOCABULARY))
    assert fields["Tags"] == "World"
    assert "Region" not in fields


def test_a_stub_has_no_text() -> None:
    made = replace(story(), kind=Kind.STUB)
    text = page.render(made, WHO, VOCABULARY)
    assert "Summary" not in page.front_matter(text)
    assert text.endswith("Date_Basis: file name\n")
    assert page.body(made) == ""


def test_a_long_lede_is_cut_after_a_sentence() -> None:
    first, second = "The ferry sailed. " * 10, "It " + "came back and " * 30
    assert page.summary(story(paragraph(first + second))) == first.strip()


def test_a_long_sentence_is_cut_after_a_word() -> None:
    summary = page.summary(story(paragraph("goats and " * 60)))
    assert summary.endswith(("goats…", "and…"))
    assert len(summary) <= page.LONGEST_SUMMARY + 1


def test_items_stand_in_one_list() -> None:
    html = rendered(story(item("One"), item("Two"), paragraph("Three"))).html
    assert html.count("<ul>") == 1


def test_the_day_is_the_storys() -> None:
    assert WHO.path == f"{DAY:%Y/%m/%d}/ferry-sails-again.md"


def test_a_story_is_tagged_with_its_regions_then_the_places_that_the_site_s_table_names(tmp_path: Path) -> None:
    table = tmp_path / "regions.tsv"
    table.write_text(
        "region\tWest\nregion\tUtah\tWest\nworld\tNation\ndivision\tUS\tWest\tOregon\ndivision\tUS\tUtah\tUtah\n",
        "utf-8",
    )
    place = Place(("US",), ("Utah", "West"), ("Utah (US.UT, headline)",), 0.9, ("US.UT", "US.OR"))
    fields = page.front_matter(page.render(story(paragraph("Text."), place=place), WHO, regions.load(table)))
    assert (fields["Tags"], fields["Region"], fields["Countries"]) == ("Utah; West; Oregon", "Utah", "US")


@pytest.mark.parametrize(("confidence", "percent"), [(0.54, 54), (0.5399, 53), (0.535, 53), (0.29, 29), (1.0, 100)])
def test_no_story_is_said_to_be_surer_than_it_is(confidence: float, percent: int) -> None:
    assert replace(story(paragraph("Text.")), confidence=confidence).percent_sure == percent


def test_the_names_of_fields_are_those_that_are_written() -> None:
    made = replace(story(paragraph("Text.")), byline="Tiyamike Banda", dateline="Nkhata Bay", language="en")
    assert set(page.front_matter(page.render(made, WHO, VOCABULARY, WHO.date, thread="x"))) <= set(head.NAMES)
