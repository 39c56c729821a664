"""The day of issue, and how it is known."""

from datetime import date

import pytest

from bulletin import pipeline
from bulletin.model import Issued

RECEIVED = date(2026, 5, 30)
STORY = "Ferry sails again to the islands off Malawi\n\n{}\n\nThe harbour board sold 400 tickets in an hour.\n"


def issued(text: str, name: str = "bulletin.txt") -> Issued:
    return pipeline.compose(name, text.encode(), RECEIVED).issued


@pytest.mark.parametrize(
    ("name", "day"),
    [
        ("2026-03-09-morning.txt", date(2026, 3, 9)),
        ("desk_20260309.txt", date(2026, 3, 9)),
        ("news.2026.03.09.txt", date(2026, 3, 9)),
    ],
)
def test_from_the_file_name(name: str, day: date) -> None:
    found = issued(STORY.format("It left at dawn."), name)
    assert (found.day, found.basis, found.certain) == (day, "file name", True)


@pytest.mark.parametrize("name", ["000_622bc93a53c648d3.txt", "12345678.txt", "2026-13-45.txt", "tel-2026030912.txt"])
def test_numbers_in_a_name_that_are_no_date(name: str) -> None:
    assert not issued(STORY.format("It left at dawn."), name).stated


@pytest.mark.parametrize(
    ("top", "basis"),
    [
        ("From: desk@paper.example\nDate: Mon, 9 Mar 2026 06:30:00 +0000\nSubject: File", "mail header"),
        ("MORNING BRIEFING\nMonday 9 March 2026 | Issue 211", "line 2"),
        ("News digest\n\nMarch 9, 2026", "line 3"),
    ],
)
def test_from_the_top_of_the_bulletin(top: str, basis: str) -> None:
    found = issued(f"{top}\n\n{STORY.format('It left at dawn.')}")
    assert (found.day, found.basis, found.certain) == (date(2026, 3, 9), basis, True)


def test_from_the_latest_published_line() -> None:
    ferry, tram = "Ferry sails again to the islands off Malawi", "Tram drivers in Katowice get warmer cabs"
    one = f"{ferry}\n\nPublished On 8 Mar 2026\n\nThe ferry left Nkhata Bay at dawn with 300 people.\n\n"
    two = f"{tram}\n\nPublished On 9 Mar 2026\n\nDrivers in Katowice had asked for heaters since 2019.\n"
    assert issued(one + two).day == date(2026, 3, 9)


def test_inferred_from_a_caption_and_the_weekday() -> None:
    caption = "The ferry leaves Nkhata Bay on March 9, 2026 [Tiyamike Banda/Northlight]"
    found = issued(STORY.format(f"It left on Monday.\n\n{caption}"))
    assert (found.day, found.certain, found.stated) == (date(2026, 3, 9), False, True)
    assert found.basis == "inferred: caption of 9 March 2026, Monday in the text"


def test_the_weekday_of_the_text_may_be_a_day_or_two_after_the_caption() -> None:
    caption = "The ferry leaves Nkhata Bay on March 9, 2026 [Tiyamike Banda/Northlight]"
    assert issued(STORY.format(f"It came back on Tuesday.\n\n{caption}")).day == date(2026, 3, 10)


def test_inferred_from_the_day_of_a_war() -> None:
    found = issued(STORY.format("It left on Monday.") + "\nRussia-Ukraine war: List of key events, day 1,475")
    assert found.day == date(2026, 3, 9)
    assert "day 1,475 of a war that began on 24 February 2022" in found.basis


def test_a_weekday_that_is_wrong_for_its_date_tells_nothing() -> None:
    assert not issued(STORY.format("It left on Tuesday, March 9, 2026.")).stated


@pytest.mark.parametrize(
    "text", ["It left on 9 March.", "It was founded on 9 March 1926.", "The old ferry sank in 2019."]
)
def test_a_date_is_never_invented(text: str) -> None:
    found = issued(STORY.format(text))
    assert (found.day, found.basis, found.stated) == (RECEIVED, "day of receipt", False)


def test_a_file_picture_tells_nothing() -> None:
    caption = "The ferry in harbour on June 1, 2019 [File: Tiyamike Banda/AFP]"
    assert not issued(STORY.format(caption)).stated
