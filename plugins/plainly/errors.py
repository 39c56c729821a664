"""What an error means to one who writes settings, templates and stories."""

import os
import sys
import traceback
from dataclasses import dataclass
from pathlib import Path

FATAL = "Warning or error encountered"
"""What Pelican raises when it has logged an error."""
PLUGINS = "plugins"


@dataclass(eq=False)  # not frozen: an exception that leaves a `with` block is given its traceback anew
class Unreadable(Exception):  # noqa: N818 - it is said so
    """Settings that cannot be used: names the file, the line, what is wrong and what to do."""

    file: str
    what: str
    remedy: str
    line: int | None = None

    def __str__(self) -> str:
        return f"{_place(self.file, self.line)}{self.what}. {self.remedy}"


@dataclass(frozen=True, slots=True)
class Fault:
    """An error, and where the newsroom's own files have to do with it."""

    what: str
    file: str = ""
    """As seen from the folder of the site; empty where none of its files is known to be at fault."""
    line: int | None = None

    def __str__(self) -> str:
        return f"{_place(self.file, self.line)}{self.what}"


def fault_of(error: BaseException, folder: Path) -> Fault:
    """An error with the file and the line that it comes from: the last of the newsroom's own files on its way.

    Args:
        error: It, or one that came of it.
        folder: That of the site.
    """
    while error.__cause__ is not None and error.__cause__.__traceback__ is not None:
        error = error.__cause__
    if isinstance(error, Unreadable):
        return Fault(f"{error.what}. {error.remedy}", error.file, error.line)
    if isinstance(getattr(error, "lineno", None), int):
        file, line = getattr(error, "filename", None) or "", error.lineno  # type: ignore[attr-defined]
        what = getattr(error, "msg", None) or getattr(error, "message", None) or error
        return Fault(_seen(str(what), folder), _seen(file, folder), line)
    if str(error) == FATAL:
        return Fault("Not built: what stands above ends a build")
    frames = traceback.extract_tb(error.__traceback__)
    own = [frame for frame in frames if _is_own(Path(frame.filename), folder)]
    what = _seen(f"{type(error).__name__}: {error}", folder)
    return Fault(what, _seen(own[-1].filename, folder), own[-1].lineno) if own else Fault(what)


def said(error: BaseException, folder: Path) -> str:
    """An error in a line, with the file and the line where they are known."""
    return str(fault_of(error, folder))


def _is_own(path: Path, folder: Path) -> bool:
    """Whether a file is one of those that a newsroom writes in: not the program, not what is installed."""
    others = (Path(sys.prefix), folder / PLUGINS)
    return path.is_absolute() and path.is_relative_to(folder) and not any(map(path.is_relative_to, others))


def _seen(text: str, folder: Path) -> str:
    """A text with its files as seen from the folder."""
    return text.replace(f"{folder}{os.sep}", "")


def _place(file: str, line: int | None) -> str:
    if not file:
        return ""
    return f"{file}: " if line is None else f"{file}:{line}: "
