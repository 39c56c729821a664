"""Every line of a bulletin stands in exactly one place: a story, or what was dropped, with a reason."""

from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

import oracle
from bulletin import pipeline
from bulletin.errors import BadInput

RECEIVED = date(2026, 3, 9)
SENTENCES = ["A man stands by the river in London.", "“Quote,” he said."]
LINES = st.sampled_from(
    [
        "",
        "",
        "Ferry sails again to the islands off Malawi",
        "TRAM DRIVERS GET WARMER CABS",
        "3. City rations water in 40 districts",
        "• Norwegian island keeps its reindeer",
        "## A heading in Markdown",
        "What happened?",
        "‘Nowhere to go’",
        "The ferry left at dawn with 300 people, the harbour board said on Monday.",
        "“I had forgotten the horn,” said Tiyamike Banda, who sells fish.",
        "NAIROBI, Mar 9 (Reuters) - The court has ruled, and the forest stays.",
        "By Marta Quiroga and Tom Osei in Accra",
        "Published On 9 Mar 2026",
        "Recommended Stories",
        "list of 4 itemsend of list",
        "Advertisement",
        "Share this article",
        "(Reporting by Wanjiru Njeri; Editing by Colm Hart)",
        "KENYA-FUEL/ (UPDATE 2)",
        "AFRICA",
        "IN BRIEF",
        "-30-",
        "* * *",
        "--",
        "French-speaking: Yes 61.4%, No 38.6%",
        "- an item of a list that ends with a stop.",
        "The ferry leaves Nkhata Bay [Tiyamike Banda/ Reuters]",
        "[Tiyamike Banda/AFP] The ferry leaves Nkhata Bay.",
        "This combo of images provided by the Mzuzu Town Council show the pier",
        "This combo of images provided by the Mzuzu Town Council show the pier before and after the storm.",
        "From: desk@paper.example",
        "Date: Mon, 9 Mar 2026 06:30:00 +0000",
        "Morning briefing",
        "Correction: a story on ferries",
        "Russia-Ukraine war: List of key events, day 1,475",
        "a line of a poem that begins small",
        "Ends",
        "   indented prose that was wrapped by hand at some column or other and goes on",
    ]
)


def read(raw: bytes) -> None:
    """Read it, or hear why it cannot be read; anything else is a fault."""
    with suppress(BadInput):
        oracle.check_lines(pipeline.compose("a.txt", raw, RECEIVED))


@given(st.lists(LINES, max_size=60))
def test_generated_bulletins(lines: list[str]) -> None:
    read("\n".join(lines).encode())


@given(st.binary(max_size=600))
def test_random_bytes(raw: bytes) -> None:
    read(raw)


TAGS = st.sampled_from(
    [
        *("<div>", "</div>", "<p>", "</p>", "<h1>", "<h2>", "</h2>", "<li>", "<br>", "<img alt='The pier'>", "<td>"),
        *("<figure>", "<figcaption>", "</figcaption>", "<nav>", "</nav>", "<span class=credit>", "</span>", "<aside>"),
        *("<!-- x -->", "<![CDATA[x]]>", "&nbsp;", "<script>", "</script>", "</html>", "\v"),
        *("Ferry sails again today", "It left."),
    ]
)


@pytest.mark.parametrize("head", ["<html>", "Subject: x\nMIME-Version: 1.0\nContent-Type: text/html\n\n"])
@given(tags=st.lists(TAGS, max_size=60))
def test_pages_and_mails(head: str, tags: list[str]) -> None:
    read(f"{head}{''.join(tags)}".encode())


@given(st.text(max_size=600))
def test_random_text(text: str) -> None:
    read(text.encode("utf-8", "ignore"))


@pytest.mark.parametrize("run", [*"([&a1./@-_*“©:|", "a@", "[a]", "(a)", "&amp;", "1,", "A B ", "By A ", "Photo: "])
def test_long_runs_of_anything_are_read(run: str) -> None:
    """A pattern that tries again at every place would not come back from these."""
    read(f"Ferry sails again to the islands\n\nText. {run * (100_000 // len(run))} end.\n\nMore text.\n".encode())


def test_two_captions_of_one_story_are_two_photos() -> None:
    """Also where the second begins with the word that the first ends with."""
    captions = "Image caption, The pier in Malawi\n\nImage caption, Malawi at dusk\n"
    text = f"Ferry sails again to the islands\n\nIt left at dawn.\n\n{captions}"
    (story,) = pipeline.compose("a.txt", text.encode(), RECEIVED).stories
    assert [photo.caption for photo in story.photos] == ["The pier in Malawi", "Malawi at dusk"]


@given(
    st.lists(
        st.sampled_from(["efe abc/def", "By Ada Bell", "***", "-- EFE --", "===", "😀", "37", "()", *SENTENCES]),
        max_size=30,
    )
)
def test_every_headline_has_letters(lines: list[str]) -> None:
    with suppress(BadInput):
        stories = pipeline.compose("a.txt", "\n".join(lines).encode(), RECEIVED).stories
        assert all(any(map(str.isalpha, story.headline)) for story in stories)


def test_a_number_is_no_headline() -> None:
    with pytest.raises(BadInput, match="no headline"):
        pipeline.compose("a.txt", b"37\nBy Ada Bell\nA man stands by the river in London.", RECEIVED)


def test_a_byline_is_one_line_with_single_spaces() -> None:
    """A tab in it is a control in a field (found by tools/fuzz.py)."""
    text = (
        "Ferry sails again to the islands\n\nBy Ana Rojas&#09;  Tom Osei\n\nIt left at dawn, the harbour board said.\n"
    )
    (story,) = pipeline.compose("a.txt", text.encode(), RECEIVED).stories
    assert "\t" not in (story.byline or "")


def test_of_a_flag_before_a_headline_nothing_stays() -> None:
    """What it is made of nobody sees (found by tools/fuzz.py)."""
    flag = "🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f"
    text = f"{flag}{flag} Ferry sails again to the islands\n\nIt left at dawn, the harbour board said.\n"
    (story,) = pipeline.compose("a.txt", text.encode(), RECEIVED).stories
    assert story.headline == "Ferry sails again to the islands"


@pytest.mark.parametrize(
    "text",
    [
        "Russia-Ukraine war: what happened on day 9,999,999\n\nThe ferry left at dawn, the harbour board said.\n",
        "Date: Mon, 1 Jan 99999999999 10:00:00 +0000\n\nFerry sails again\n\nIt left at dawn, the board said.\n",
        "Date: Mon, 1 Jan 2026 10:00:00 +99999999999999\n\nFerry sails again\n\nIt left at dawn, the board said.\n",
    ],
)
def test_numbers_beyond_reason_are_no_dates(text: str) -> None:
    read(text.encode())


@pytest.mark.parametrize("charset", ["rot13", "undefined", "unicode_escape", "idna", "no-such"])
def test_an_encoding_that_is_none_is_passed_over(charset: str) -> None:
    read(f"<html><head><meta charset={charset}></head><h1>Ferry sails</h1><p>It left \xe9.</p>".encode("latin-1"))


def test_a_line_break_as_an_entity_opens_no_line() -> None:
    text = "Ferry sails again to the islands\n\nBy Ada Bell&#10;Status: hidden\n\nIt left at dawn, the board said.\n"
    lines = pipeline.compose("a.txt", text.encode(), RECEIVED).bulletin.lines
    assert not any("\n" in line for line in lines)


def test_stories_between_dashes_are_no_signature() -> None:
    story = "{} is read again in all schools\n\nThe ministry said on Monday that {} comes back.\n\n--\n\n"
    text = "".join(story.format(name, name) for name in ("Malawi", "Katowice", "Chilean verse"))
    assert len(pipeline.compose("a.txt", text.encode(), RECEIVED).stories) == 3


def test_a_page_of_many_dates_or_pictures_is_read_at_once() -> None:
    read(b"<html><h1>Ferry sails</h1><p>It left.</p>" + b"<div><time>3 May</time> " * 3000)
    read(("12:" * 40_000 + "\n").encode())
