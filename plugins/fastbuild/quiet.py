"""Files that are written only when their bytes change."""

import io
import os
from contextlib import suppress
from pathlib import Path
from stat import S_ISREG

_BYTES = os.O_WRONLY | os.O_CREAT | getattr(os, "O_BINARY", 0)
NEW, ANEW = _BYTES | os.O_EXCL, _BYTES | os.O_TRUNC
MODE = 0o666
"""Of a new file, as Python's own `open` has it: nothing here is to be run."""


def write_if_changed(path: Path, data: bytes) -> bool:
    """Put `data` into the file at `path`, unless it is there already.

    The file is replaced in one step, so that a reader or an interrupted build never sees half of it.

    Args:
        path: Where to write; its folder exists.
        data: The whole new content.

    Returns:
        Whether anything was written.
    """
    return _replace(os.fspath(path), data)


def _replace(path: str, data: bytes) -> bool:
    with suppress(OSError):
        state = os.stat(path)
        if S_ISREG(state.st_mode) and state.st_size == len(data) and _held(path) == data:
            return False
    folder, name = os.path.split(path)
    draft = os.path.join(folder, f".{name}.part")
    _put(draft, ANEW, data)
    try:
        os.replace(draft, path)
    except OSError:
        os.unlink(draft)
        raise
    return True


def _held(path: str) -> bytes:
    with open(path, "rb", buffering=0) as file:
        return file.read()


def _put(path: str, how: int, data: bytes) -> None:
    """Write a file; half of one, because the disk is full, is taken away.

    Raises:
        OSError: It cannot be written. It is named, which the system does only where it cannot be opened.
    """
    file = os.open(path, how, MODE)
    try:
        try:
            left = memoryview(data)
            while left:
                left = left[os.write(file, left) :]
        finally:
            os.close(file)
    except OSError as failure:
        os.unlink(path)
        failure.filename = path
        raise


def write_page(path: str, data: bytes) -> None:
    """Put `data` into a file, unless it is there already; make its folder if there is none.

    Where there was no file it is written where it is to stand, which takes a quarter of the time: nobody is reading
    there, and a build that is cut short is not trusted by the next one.

    Args:
        path: Where to write.
        data: The whole new content.
    """
    try:
        _put(path, NEW, data)
    except FileNotFoundError:
        _make_folder(os.path.dirname(path))
        _put(path, NEW, data)
    except FileExistsError:
        _replace(path, data)


def _make_folder(folder: str) -> None:
    """Make a folder, and those above it if they are missing, which they mostly are not."""
    try:
        os.mkdir(folder)
    except FileNotFoundError:
        os.makedirs(folder, exist_ok=True)
    except FileExistsError:  # another copy of this process was quicker
        return


class QuietFile(io.StringIO):
    """A text file that reaches the disk when it is closed, and only if it says something new there."""

    def __init__(self, path: Path, encoding: str) -> None:
        super().__init__(newline="\n")
        self._path = path
        self._encoding = encoding

    def __exit__(self, kind: object, *rest: object) -> None:
        """Write the file, unless the block that filled it failed."""
        if kind is None:
            write_if_changed(self._path, self.getvalue().encode(self._encoding))
        self.close()
