"""Texts in a settings file are changed, and nothing else."""

import ast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from masthead.errors import NotFound
from masthead.settings_file import SettingsFile, literal, the_address

SOURCE = b"""# -*- coding: utf-8 -*-
SITENAME = "Dateline"  # the name; \xc3\xa9
AUTHOR: str = 'The "desk"' ; MORE = 1
TIMEZONE = (
    "Africa/"
    "Nairobi"
)\r
ADDRESS = (get("X") or "https://newsroom.example").rstrip("/")
"""


def test_only_the_text_changes() -> None:
    file = SettingsFile("conf.py", SOURCE)
    fresh = file.with_texts({"SITENAME": "Señal", "AUTHOR": "we", "TIMEZONE": "UTC"})
    before = SOURCE.replace(b'"Dateline"', '"Señal"'.encode()).replace(b"'The \"desk\"'", b'"we"')
    assert fresh == before.replace(b'"Africa/"\n    "Nairobi"', b'"UTC"')


def test_an_address_is_found_within_its_setting() -> None:
    file = SettingsFile("conf.py", SOURCE)
    assert file.text("ADDRESS", the_address) == "https://newsroom.example"
    fresh = file.with_texts({"ADDRESS": "https://news.org"}, the_address)
    assert fresh == SOURCE.replace(b"https://newsroom.example", b"https://news.org")


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_any_text_is_written_so_that_it_is_read_again(text: str) -> None:
    file = SettingsFile("conf.py", SOURCE)
    fresh = file.with_texts({"SITENAME": text, "AUTHOR": text})
    assert SettingsFile("conf.py", fresh).text("SITENAME") == text
    assert SettingsFile("conf.py", fresh).text("AUTHOR") == text
    assert ast.literal_eval(literal(text)) == text
    assert len(fresh.splitlines()) == len(SOURCE.splitlines())


def test_the_last_of_two_counts() -> None:
    assert SettingsFile("conf.py", b'A = "1"\nA = "2"\n').with_texts({"A": "3"}) == b'A = "1"\nA = "3"\n'


@pytest.mark.parametrize(
    ("source", "message"),
    [
        (b"B = 1\n", r'conf.py: there is no A. Add a line, A = "..."'),
        (b"\nA = f'{x}'\n", r"conf.py:2: A is not written as a plain text"),
        (b"A = 'x\n", r"conf.py:1: this is no Python"),
    ],
)
def test_what_cannot_be_changed_is_said(source: bytes, message: str) -> None:
    with pytest.raises(NotFound, match=message):
        SettingsFile("conf.py", source).with_texts({"A": "3"})
