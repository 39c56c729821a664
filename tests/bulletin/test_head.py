"""The fields on top of a story's file: they are what Pelican's reader takes, and a slip does not publish a draft."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown import Markdown

from bulletin import head, page
from bulletin.errors import BadInput
from cases import Case, parametrize

HERE = Path(__file__).parent / "cases"
LINES = st.lists(
    st.sampled_from(
        [
            *(
                "Title: Ferry",
                "Status: draft",
                "  Region: Africa",
                "    more",
                "\tmore",
                "Region Africa",
                "It left.",
                "",
            ),
            *(
                "---",
                "--- x",
                "...",
                "Byline:",
                "Photo Credits: x",
                "      ",
                "Title: A\u2028B",
                "é: x",
                "Status : draft",
            ),
        ]
    ),
    min_size=1,
    max_size=8,
)


def of_markdown(text: str) -> dict[str, list[str]]:
    reader = Markdown(extensions=["meta"])
    reader.convert(text)
    return dict(getattr(reader, "Meta", {}))


def said(text: str) -> str:
    """What becomes of a story."""
    try:
        page.check("x.md", text.encode())
    except BadInput as refusal:
        return str(refusal).removeprefix("x.md:")
    return page.front_matter(text).get("Status", page.front_matter(text).get("status", page.PUBLISHED))


@parametrize(HERE / "heads.txt")
def test_a_line_that_ends_the_fields_is_told(case: Case) -> None:
    assert said(case.given) == case.expected


@parametrize(HERE / "heads.txt")
def test_the_files_of_windows_and_of_old_macs_are_read_alike(case: Case) -> None:
    for end in ("\r\n", "\r"):
        assert said("\ufeff" + case.given.replace("\n", end)) == case.expected


@given(LINES)
def test_fields_are_what_the_reader_of_markdown_takes(lines: list[str]) -> None:
    fields = head.read(head.lines_of("\n".join(lines))).fields
    assert {key: [value for _, value in found] for key, found in fields.items()} == of_markdown("\n".join(lines))


@given(LINES)
def test_a_draft_that_is_published_has_its_status_in_the_text(lines: list[str]) -> None:
    text = "\n".join(["Title: Ferry", *lines, "Status: draft", "Story_ID: 7k2m9qwx4bnd2"])
    if said(text) == page.PUBLISHED:
        below = text.split("Status: draft")[0].removesuffix("\n").split("\n")
        assert any(not line.strip() or head.CLOSING.match(line) for line in below)


@pytest.mark.parametrize("status", ["draft", "skip"])
def test_what_is_kept_back_is_known_though_something_else_is_wrong(status: str) -> None:
    assert page.is_kept_back(f"Status: {status}\nDate: soon\n".encode())
    assert not page.is_kept_back(b"Date: soon\n\xff")
