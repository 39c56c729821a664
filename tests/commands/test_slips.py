"""What people get wrong at a terminal: a slip in the settings, a wrong folder, a command that cannot be typed."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from bulletin.cli import main
from commanding import ROOT, invoke

ADDRESS = {"DATELINE_SITEURL": "https://news.org"}
COMMANDS = (
    *(("build",), ("build-published",), ("check",), ("convert",), ("gh-pages",), ("ping",), ("preview",), ("publish",)),
    *(("regenerate",), ("report",), ("rsync", "--to", "there"), ("serve",)),
)
# "python -m delivery: what invoke publish does" is for programmers; what is printed is for typing.
BARE = re.compile(r"(?<![\w/])invoke (?=[a-z])")
PROGRAMS = sorted([*(ROOT / "plugins").rglob("*.py"), ROOT / "tasks.py"])


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_a_slip_in_the_settings_is_a_line(newsroom: Path, command: tuple[str, ...]) -> None:
    settings = newsroom / "pelicanconf.py"
    settings.write_text(settings.read_text("utf-8").replace('SITENAME = "', "SITENAME = ", 1), "utf-8")
    (newsroom / "output").mkdir()
    (newsroom / "output" / "index.html").touch()
    done = invoke(newsroom, *command, **ADDRESS)
    said = (done.stdout + done.stderr).splitlines()
    assert done.returncode == 2
    assert "pelicanconf.py:8: the settings cannot be read (" in said[-1]
    assert len(said) <= 3


@pytest.mark.parametrize("command", ["build", "build-published", "convert", "regenerate", "report"])
def test_a_time_zone_that_is_none_is_a_line(newsroom: Path, command: str) -> None:
    settings = newsroom / "pelicanconf.py"
    settings.write_text(settings.read_text("utf-8").replace('TIMEZONE = "UTC"', 'TIMEZONE = "Nairobi"', 1), "utf-8")
    done = invoke(newsroom, command, **ADDRESS)
    said = (done.stdout + done.stderr).splitlines()
    assert done.returncode == 2
    assert "pelicanconf.py:11: TIMEZONE is 'Nairobi', which is no time zone" in said[-1]
    assert len(said) <= 3


def test_a_warning_names_its_file_in_one_line(newsroom: Path) -> None:
    name = "content/2026/03/09/a-story-with-a-name-that-is-much-longer-than-a-terminal-is-wide.md"
    story = newsroom / name
    story.parent.mkdir(parents=True)
    story.write_text("Title: Ferry\nDate: 2026-03-09\nStatus: publishd\n\nIt sails.\n", "utf-8")
    done = invoke(newsroom, "build", COLUMNS="60")
    (line,) = (line for line in (done.stdout + done.stderr).splitlines() if "publishd" in line)
    assert line.startswith(f"WARNING {name}:3: ")


def test_commands_work_on_the_whole_site_from_any_of_its_folders(newsroom: Path) -> None:
    folder = newsroom / "theme"
    before = sorted(folder.iterdir())
    done = invoke(folder, "build")
    assert done.returncode == 0, done.stderr
    assert (newsroom / "output" / "index.html").is_file()
    assert sorted(folder.iterdir()) == before
    done = invoke(folder, "inspect", "../seeds/2026-03-09.txt")
    assert "headline   Ferry sails again" in done.stdout


@pytest.mark.parametrize("command", ["convert", "report"])
def test_nothing_is_done_where_no_site_is(tmp_path: Path, command: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    done = CliRunner().invoke(main, [command])
    assert done.exit_code == 2
    assert "This is not the folder of your site: there is no pelicanconf.py (or seeds/) here" in done.stderr
    assert list(tmp_path.iterdir()) == []


def texts(path: Path) -> Iterator[str]:
    """All texts of a program that are no docstrings."""
    tree = ast.parse(path.read_text("utf-8"))
    about = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in about:
            yield node.value


@pytest.mark.parametrize("path", PROGRAMS, ids=[str(path.relative_to(ROOT)) for path in PROGRAMS])
def test_commands_in_messages_can_be_typed(path: Path) -> None:
    assert [text for text in texts(path) if BARE.search(text)] == []
