"""The bar of a long run, on a terminal: it comes late, goes away, and spoils no line."""

import os
import pty
import re
import termios
import time
from collections.abc import Iterator
from contextlib import redirect_stderr, redirect_stdout
from io import StringIO
from typing import TextIO

import click
import pytest

from bulletin import progress

CONTROL = re.compile(r"\x1b\[\??(?P<number>[\d;]*)(?P<what>[A-Za-z])")
LINES = ["short", "a long line that is wider than the terminal " * 4 + "to its end", "[brackets] 12:30 :smile: /a/path"]


class Terminal:
    """The other end of a terminal, as wide as most."""

    def __init__(self) -> None:
        self._there, here = pty.openpty()
        termios.tcsetwinsize(here, (24, 80))
        self.file = os.fdopen(here, "w", encoding="utf-8")

    def told(self) -> str:
        """All that was written to it."""
        self.file.write("\x04")
        self.file.flush()
        text = b""
        while not text.endswith(b"\x04"):
            text += os.read(self._there, 65536)
        return text[:-1].decode()

    def close(self) -> None:
        self.file.close()
        os.close(self._there)


def screen(text: str) -> list[str]:
    """The lines that are left to be read; the terminal is taken to be as wide as need be."""
    lines, row = [""], 0
    for piece in re.split(r"(\x1b\[\??[\d;]*[A-Za-z]|[\r\n])", text):
        control = CONTROL.fullmatch(piece)
        if piece == "\n":
            row += 1
            lines += [""] * (row == len(lines))
        elif control and control["what"] == "A":
            row -= int(control["number"] or 1)
        elif control and control["what"] == "K":
            lines[row] = ""
        elif piece != "\r" and not control:
            lines[row] += piece
    return [line for line in lines if line]


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> Iterator[Terminal]:
    monkeypatch.setenv("TERM", "xterm-256color")
    for name in ("COLUMNS", "NO_COLOR", "FORCE_COLOR", "TTY_COMPATIBLE", "TTY_INTERACTIVE"):
        monkeypatch.delenv(name, raising=False)
    one = Terminal()
    yield one
    one.close()


def run(stdout: TextIO, stderr: TextIO, *, after: float = 0, is_wanted: bool = True) -> None:
    """Say each line as its bulletin is done; where there is to be a bar, once it is there."""
    with redirect_stdout(stdout), redirect_stderr(stderr), progress.shown(after=after, is_wanted=is_wanted) as bar:
        bar.expect(len(LINES))
        for line in bar.over(waited(bar) if is_wanted and not after else LINES):
            click.secho(line, fg="green")


def waited(bar: progress.Bar) -> Iterator[str]:
    for _ in range(2000):
        if bar._bar:
            break
        time.sleep(0.005)
    yield from LINES


def test_lines_stand_whole_above_the_bar(terminal: Terminal) -> None:
    run(terminal.file, terminal.file)
    told = terminal.told()
    assert "Reading bulletins" in told
    assert "3/3" in told
    assert screen(told) == LINES


def test_what_goes_to_a_file_goes_only_there(terminal: Terminal) -> None:
    out = StringIO()
    run(out, terminal.file)
    told = terminal.told()
    assert "Reading bulletins" in told
    assert screen(told) == []
    assert out.getvalue().splitlines() == LINES


@pytest.mark.parametrize(("after", "is_wanted"), [(progress.PATIENCE, True), (0, False)])
def test_no_bar_before_its_time_nor_where_none_is_wanted(terminal: Terminal, after: float, is_wanted: bool) -> None:
    run(StringIO(), terminal.file, after=after, is_wanted=is_wanted)
    assert terminal.told() == ""


def test_no_bar_where_there_is_no_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    with progress.shown(after=0) as bar:
        assert list(bar.over([1, 2])) == [1, 2]
    assert capsys.readouterr().err == ""
