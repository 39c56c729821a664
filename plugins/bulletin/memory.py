"""What files said when they were last opened, so that those that have not changed since need not be opened again.

Disposable: without it, all is opened once. A file is as it was when its size, its times and its number on the disk are;
one that was written a moment ago is not remembered yet, because it might be written once more in the same instant.
"""

import json
import os
import tempfile
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

Stamp = tuple[int, int, int, int]
"""Size, time of the last change to what it says and to what is said of it, both in nanoseconds, and its number."""
# In nanoseconds; the coarsest clock of a file system in use has two seconds.
SETTLED = 2_000_000_000


class Memory:
    """The texts of files, or what was made of them, by path."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._known = _load(file)
        self._used: dict[str, tuple[Stamp, str]] = {}
        self._is_new = False

    def recall(self, path: Path, make: Callable[[Path], str]) -> str:
        """What was made of a file when it was last opened; made now where it has changed since.

        Args:
            path: the file.
            make: opens it.

        Raises:
            OSError: the file cannot be opened.
        """
        stamp = _stamp(path)
        known = self._known.get(str(path))
        if known is None or known[0] != stamp:
            known = (stamp, make(path))
            self._is_new = True
        if max(stamp[1:3]) < time.time_ns() - SETTLED:
            self._used[str(path)] = known
        return known[1]

    def save(self) -> None:
        """Keep what was asked for; nothing is said where that is not to be."""
        if not self._is_new and self._used.keys() == self._known.keys():
            return
        with suppress(OSError):
            self._file.parent.mkdir(parents=True, exist_ok=True)
            handle, temporary = tempfile.mkstemp(dir=self._file.parent)
            with os.fdopen(handle, "wb") as file:
                for path, (stamp, text) in self._used.items():
                    raw = text.encode()
                    file.write(json.dumps([path, *stamp, len(raw)]).encode() + b"\n" + raw + b"\n")
            Path(temporary).replace(self._file)


def _stamp(path: Path) -> Stamp:
    found = path.stat()
    return found.st_size, found.st_mtime_ns, found.st_ctime_ns, found.st_ino


def _load(file: Path) -> dict[str, tuple[Stamp, str]]:
    """What was kept; nothing where there is none, or it is damaged."""
    known: dict[str, tuple[Stamp, str]] = {}
    try:
        raw = file.read_bytes()
        at = 0
        while at < len(raw):
            end = raw.index(b"\n", at)
            path, size, changed, touched, number, length = json.loads(raw[at:end])
            known[path] = (size, changed, touched, number), raw[end + 1 : end + 1 + length].decode()
            at = end + length + 2
    except (OSError, ValueError):
        return {}
    return known
