"""Pelican's log, a line for each thing: no columns that break a file's name, no place in the program."""

import logging
import traceback
from contextlib import suppress
from pathlib import Path

from rich.console import Console
from rich.text import Text

from .errors import fault_of

STYLES = {logging.WARNING: "yellow", logging.ERROR: "bold red", logging.CRITICAL: "bold red"}
TRACE = Path(".cache", "trace.txt")


class Plain(logging.Formatter):
    """What is logged, with files as seen from the folder of the site, and an error as what it means."""

    def __init__(self, folder: Path, before: str = "") -> None:
        super().__init__()
        self._folder = folder
        self._before = before

    def format(self, record: logging.LogRecord) -> str:
        """A record in words."""
        said = record.getMessage()
        if record.exc_info and record.exc_info[1]:
            what = self._explained(record.exc_info[1])
            # With a critical one Pelican only says the error once more.
            said = what if record.levelno >= logging.CRITICAL else f"{said} ({what})"
        return self._before + said.replace(f"{self._folder}/", "")

    def _explained(self, error: BaseException) -> str:
        """What an error means; the way to it is kept where no file of the newsroom is known to be at fault."""
        fault = fault_of(error, self._folder)
        if fault.file or ":" not in fault.what:
            return str(fault)
        with suppress(OSError):
            (self._folder / TRACE).parent.mkdir(exist_ok=True)
            (self._folder / TRACE).write_text("".join(traceback.format_exception(error)), "utf-8")
        return f"{fault}\nIf you have to report this: what the program was at is in {TRACE.as_posix()}"


class Lines(logging.Handler):
    """Writes records to a console, whole, however narrow it is; warnings and errors say that they are."""

    def __init__(self, console: Console, folder: Path) -> None:
        super().__init__()
        self._console = console
        self.setFormatter(Plain(folder))

    def emit(self, record: logging.LogRecord) -> None:
        """Write a line."""
        line = Text()
        if record.levelno >= logging.WARNING:
            line.append(f"{record.levelname} ", STYLES.get(record.levelno, ""))
        self._console.print(line.append(self.format(record)), soft_wrap=True)
