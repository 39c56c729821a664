"""What an editor writes into a story's file after publication, and what is said where it cannot be meant so."""

from datetime import date, datetime

import pytest

from bulletin import page
from bulletin.amendments import Address, Amendment, address, addresses, amendments, thread_key
from bulletin.errors import BadInput

moment = datetime.fromisoformat
STORY = "Title: Ferry sails\nDate: 2026-11-20\n{}\n\nText: of it.\n"


@pytest.mark.parametrize(
    ("field", "found"),
    [
        ("It carries 230.", [Amendment("It carries 230.")]),
        ("2026-11-21: It carries 230.", [Amendment("It carries 230.", moment("2026-11-21"))]),
        ("2026-11-21 14:30: It carries 230.", [Amendment("It carries 230.", moment("2026-11-21 14:30"))]),
        ("2026-11-21 — It carries 230.", [Amendment("It carries 230.", moment("2026-11-21"))]),
        ("2026-11-21 was no Sunday.", [Amendment("2026-11-21 was no Sunday.")]),
        (["2026-11-21: One,", "and so on.", "2026-11-22: Two."],
         [Amendment("One, and so on.", moment("2026-11-21")), Amendment("Two.", moment("2026-11-22"))]),
        (["2026-11-21:", "One."], [Amendment("One.", moment("2026-11-21"))]),
        (["One.", "Two."], [Amendment("One. Two.")]),
        ("2026-02-30: It carries 230.", [Amendment("2026-02-30: It carries 230.")]),
        ("2026-11-21:", []),
        ("", []),
        ((), []),
    ],
)  # fmt: skip
def test_corrections_are_read_with_their_days(field: str | list[str], found: list[Amendment]) -> None:
    assert list(amendments(field)) == found


@pytest.mark.parametrize(
    ("field", "story_id", "key"),
    [
        ("", "abc", "abc"),
        ("  The  Ferry Strike ", "abc", "the ferry strike"),
        ("None", "abc", ""),
        ("", "", ""),
        ("strike", "", "strike"),
    ],
)
def test_a_thread_s_key_is_the_field_or_else_the_story_s_own_id(field: str, story_id: str, key: str) -> None:
    assert thread_key(field, story_id) == key


@pytest.mark.parametrize(
    "path",
    [
        "2026/11/20/the-ferry",
        "/2026/11/20/the-ferry/",
        "2026/11/20/the-ferry/index.html",
        "https://news.example/repo/2026/11/20/the-ferry/",
        "2026/11/20/the-ferry.md",
    ],
)
def test_an_address_is_known_however_it_is_written(path: str) -> None:
    assert address(path) == Address(date(2026, 11, 20), "the-ferry")


@pytest.mark.parametrize(
    "path",
    ["", "the-ferry", "2026/13/20/the-ferry", "2026/11/20/", "2026/11/20/../../x", "2026/11/20/a b", "pages/a.md"],
)
def test_what_is_no_story_s_address_is_none(path: str) -> None:
    assert address(path) is None


def test_old_addresses_stand_on_one_line_or_on_several() -> None:
    field = ["2026/11/20/a; 2026/11/20/b,", "2026/11/20/c ferry"]
    assert [(found.slug if found else written) for written, found in addresses(field)] == ["a", "b", "c", "ferry"]


@pytest.mark.parametrize(
    ("fields", "line", "what"),
    [
        ("Correction: 2026-02-30: It carries 230.", 3, "'2026-02-30' is no date"),
        ("Correction: 21.11.2026: It carries 230.", 3, "'21.11.2026' is no date"),
        ("Modified: 2026-11-21\nCorrection: One.\n    30.2.2026: Two.", 5, "'30.2.2026' is no date"),
        ("Correction:", 3, "the Correction says nothing"),
        ("Correction: 2026-11-21:", 3, "the Correction says nothing"),
        ("Correction: It carries 230.", 3, "the Correction has no date"),
        ("Status: withdrawn", 3, "the story is withdrawn without a Reason"),
        ("Status: withdrawn\nReason: 2026-11-31: Forged.", 4, "'2026-11-31' is no date"),
        ("Modified: 2026-11-21\nReason: Forged.", 4, "the story is not withdrawn"),
        ("Thread:", 3, "a story has one Thread"),
        ("Thread: one\nThread: two", 4, "a story has one Thread"),
        ("Aliases: 2026/11/20/a; ferry", 3, "'ferry' is no address of a story"),
    ],
)
def test_what_cannot_be_meant_is_said_with_its_line(fields: str, line: int, what: str) -> None:
    [remark] = page.check("a.md", STORY.format(fields).encode())
    assert (remark.file, remark.line) == ("a.md", line)
    assert what in remark.what


@pytest.mark.parametrize(
    "fields",
    [
        "Correction: 2026-11-21: It carries 230.\nCorrection: 2026-11-22 09:05: It has sailed since 1962.",
        "Modified: 2026-11-21\nCorrection: It carries 230,\n    not 320.",
        "Status: Withdrawn\nReason: 2026-11-21: Forged.",
        "Thread: 7k2m9qwx4bnd2\nAliases: 2026/11/19/the-old-slug/",
        "thread: none",
    ],
)
def test_what_is_written_well_is_passed_over_in_silence(fields: str) -> None:
    assert page.check("a.md", STORY.format(fields).encode()) == ()


def test_fields_behind_an_indented_line_are_checked_too() -> None:
    with pytest.raises(BadInput, match="hold"):
        page.check("a.md", STORY.format("Correction: 2026-11-21: One,\n    and so on.\nStatus: hold").encode())
