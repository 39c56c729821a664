"""What the atlas says of a story's fields while a site is built."""

import logging
from pathlib import Path
from types import SimpleNamespace

import pytest

from atlas.topics import from_vocabulary
from atlas.wiring import _tell_of_no_region
from bulletin import regions


@pytest.mark.parametrize(
    ("name", "remedy"), [("Afrika", "Is Africa meant? Write one of: Africa, Asia"), ("Nowhere", "Write one of: Africa")]
)
def test_a_region_that_there_is_not_is_told_with_its_line(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, name: str, remedy: str
) -> None:
    file = tmp_path / "ferry.md"
    file.write_text(f"Title: Ferry sails again\nDate: 2026-11-20\nRegion: {name}\n\nIt left at dawn.\n", "utf-8")
    article = SimpleNamespace(metadata={"region": name}, source_path=str(file))
    with caplog.at_level(logging.WARNING):
        _tell_of_no_region(article, from_vocabulary(regions.load()))
    (message,) = caplog.messages
    assert message.startswith(f"{file}:3: no region is called {name!r}. {remedy}")


def test_nothing_is_said_of_a_region_that_there_is(caplog: pytest.LogCaptureFixture) -> None:
    for name in ("", "Africa", "US & Canada", "us-canada", "World"):
        _tell_of_no_region(SimpleNamespace(metadata={"region": name}), from_vocabulary(regions.load()))
    assert caplog.text == ""
