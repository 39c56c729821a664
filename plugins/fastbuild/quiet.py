"""Files that are written only when their bytes change."""

import io
import os
from pathlib import Path

NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)


def write_if_changed(path: Path, data: bytes) -> bool:
    """Put `data` into the file at `path`, unless it is there already.

    The file is replaced in one step, so that a reader or an interrupted build never sees half of it.

    Args:
        path: Where to write; its folder exists.
        data: The whole new content.

    Returns:
        Whether anything was written.
    """
    if path.is_file() and path.stat().st_size == len(data) and path.read_bytes() == data:
        return False
    draft = path.with_name(f".{path.name}.part")
    draft.write_bytes(data)
    draft.replace(path)
    return True


def write_page(path: str, data: bytes) -> None:
    """Put `data` into a file, unless it is there already; make its folder if there is none.

    Where there was no file it is written where it is to stand, which takes a quarter of the time: nobody is reading
    there, and a build that is cut short is not trusted by the next one.

    Args:
        path: Where to write.
        data: The whole new content.
    """
    try:
        file = os.open(path, NEW)
    except FileNotFoundError:
        _make_folder(os.path.dirname(path))
        file = os.open(path, NEW)
    except FileExistsError:
        write_if_changed(Path(path), data)
        return
    try:
        left = memoryview(data)
        while left:
            left = left[os.write(file, left) :]
    finally:
        os.close(file)


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
