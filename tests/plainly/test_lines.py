"""Pelican's log in lines that can be read and searched."""

import logging
from io import StringIO
from pathlib import Path

from rich.console import Console

from plainly.lines import TRACE, Lines


def logged(folder: Path, message: str, level: int = logging.WARNING, error: Exception | None = None) -> str:
    """What a narrow console shows."""
    shown = StringIO()
    handler = Lines(Console(file=shown, width=40), folder)
    info = (type(error), error, error.__traceback__) if error else None
    handler.handle(logging.LogRecord("x", level, "wiring.py", 48, message, None, info))
    return shown.getvalue()


def raised(folder: Path, name: str) -> Exception:
    """An error that comes from a file."""
    try:
        exec(compile("1 / 0", str(folder / name), "exec"))
    except ZeroDivisionError as error:
        return error
    raise AssertionError


def test_a_file_is_named_from_the_sites_folder_in_one_line_without_the_programs_place(tmp_path: Path) -> None:
    name = "content/2026/11/25/city-council-of-marsa-votes-on-a-new-road-to-the-harbour.md"
    said = logged(tmp_path, f"{tmp_path}/{name}:8: no region is called [Nowhere]")
    assert said == f"WARNING {name}:8: no region is called [Nowhere]\n"


def test_what_is_no_warning_has_no_word_before_it(tmp_path: Path) -> None:
    assert logged(tmp_path, "Stories: 3", logging.INFO) == "Stories: 3\n"


def test_an_error_of_the_newsrooms_own_file_is_one_line(tmp_path: Path) -> None:
    error = raised(tmp_path, "pelicanconf.py")
    said = logged(tmp_path, "ZeroDivisionError: division by zero", logging.CRITICAL, error)
    assert said == "CRITICAL pelicanconf.py:1: ZeroDivisionError: division by zero\n"
    assert not (tmp_path / TRACE).exists()


def test_of_a_fault_of_the_program_the_way_to_it_is_kept(tmp_path: Path) -> None:
    said = logged(tmp_path, "A page failed", logging.ERROR, raised(tmp_path, "plugins/x.py"))
    assert said.startswith("ERROR A page failed (ZeroDivisionError: division by zero\n")
    assert ".cache/trace.txt" in said
    assert "plugins/x.py" in (tmp_path / TRACE).read_text("utf-8")
