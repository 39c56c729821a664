"""The line on samples leaves the page about the site, and nothing else does."""

from pathlib import Path

import pytest

from masthead import about

LINE = about._line()


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (b"One.\n\n%s\n\nTwo.\n", b"One.\n\nTwo.\n"),
        (b"One.\r\n\r\n%s\r\n\r\nTwo.", b"One.\r\n\r\nTwo."),
        (b"One.\n%s\nTwo.\n", b"One.\nTwo.\n"),
        (b"One.\n\n%s", b"One.\n\n"),
    ],
)
def test_the_line_goes(tmp_path: Path, before: bytes, after: bytes) -> None:
    page = tmp_path / "about.md"
    page.write_bytes(before % LINE)
    assert about.speaks_of_samples(page)
    about.without_samples(page)
    assert page.read_bytes() == after


def test_what_an_editor_has_changed_is_left(tmp_path: Path) -> None:
    page = tmp_path / "about.md"
    assert not about.speaks_of_samples(page)
    page.write_bytes(b"Our words: " + LINE)
    assert not about.speaks_of_samples(page)
