"""A slip in the settings, said with the file and the line."""

from pathlib import Path

import pytest

from plainly.errors import Unreadable
from plainly.settings import line_of, read


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('A = 1\nSITENAME = "News\n', "pelicanconf.py:2: the settings cannot be read (unterminated string literal"),
        ("A = 1\nB = missing\n", "pelicanconf.py:2: the settings cannot be read (NameError: name 'missing'"),
        ("from nowhere_at_all import A\n", "pelicanconf.py:1: the settings cannot be read (ModuleNotFoundError"),
        (
            "A = 1\nSITENAME = 5\n",
            "pelicanconf.py:2: SITENAME cannot be 5. Write a text in quotation marks, like SITEN",
        ),
        ("TIMEZONE: str = None\n", "pelicanconf.py:1: TIMEZONE cannot be None."),
        ('PLUGINS = "atlas"\n', "pelicanconf.py:1: PLUGINS cannot be 'atlas'. Write texts in square brackets"),
        (
            "FEED_HUB = True\n",
            "pelicanconf.py:1: FEED_HUB cannot be True. Write a text in quotation marks, like FEED_HUB",
        ),
    ],
)
def test_what_is_wrong_is_said_with_the_line(tmp_path: Path, text: str, said: str) -> None:
    file = tmp_path / "pelicanconf.py"
    file.write_text(text, "utf-8")
    with pytest.raises(Unreadable) as slip:
        read(file)
    assert str(slip.value).startswith(said)
    assert "\n" not in str(slip.value)


def test_settings_that_are_right_are_read(tmp_path: Path) -> None:
    file = tmp_path / "pelicanconf.py"
    file.write_text('SITENAME = "News"\nFEED_HUB = None\nPLUGINS = ("a",)\n', "utf-8")
    assert read(file)["SITENAME"] == "News"


def test_the_file_that_is_at_fault_is_named_where_another_imports_it(tmp_path: Path) -> None:
    (tmp_path / "conf_of_a_newsroom.py").write_text("A = 1\nB = (\n", "utf-8")
    (tmp_path / "publishconf.py").write_text("from conf_of_a_newsroom import *\n", "utf-8")
    with pytest.raises(Unreadable) as slip:
        read(tmp_path / "publishconf.py")
    assert str(slip.value).startswith("conf_of_a_newsroom.py:2: the settings cannot be read ('(' was never closed)")


def test_a_file_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(Unreadable, match=r"^pelicanconf\.py: the settings cannot be read"):
        read(tmp_path / "pelicanconf.py")


def test_the_last_line_that_sets_a_setting_counts(tmp_path: Path) -> None:
    file = tmp_path / "pelicanconf.py"
    file.write_text("A = 1\nAB = 2\nA: int = 3\n", "utf-8")
    assert (line_of(file, "A"), line_of(file, "C"), line_of(tmp_path / "none.py", "A")) == (3, None, None)
