"""The files of the last build: what each page showed, and how the file was left."""

import hashlib
import os
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from .shelf import Shelf
from .swept import sweep

DIGEST = 32
"""The bytes of a SHA-256."""


class Written(NamedTuple):
    """A file as it was left."""

    stamp: bytes
    digest: bytes
    """The SHA-256 of its bytes."""


class Pages:
    """The files of the last build."""

    def __init__(self, folder: Path, output: Path) -> None:
        """Remember them.

        Args:
            folder: Where things are kept.
            output: The folder of the built site.
        """
        where = hashlib.sha256(str(output.resolve()).encode()).hexdigest()[:16]
        self._shelf = Shelf(folder, "pages", where)
        self._output = output
        self._root = f"{os.path.abspath(output)}/"
        self._known = dict(self._shelf.everything())
        """Name -> what it showed, and stamp and digest."""
        self._fresh: dict[str, tuple[bytes, bytes]] = {}
        self._stood: set[str] = set()

    def stands(self, name: str, shows: bytes) -> bool:
        """Whether a page is there already, as it was written when it showed the same.

        Args:
            name: Of the file, below the output.
            shows: The fingerprint of what it would show.
        """
        known = self._known.get(name)
        if known is None or known[0] != shows or known[1][DIGEST:] != stamp_of(self._root + name):
            return False
        self._stood.add(name)
        return True

    def written(self, name: str, shows: bytes, left: Written) -> None:
        """Note down that a page was written."""
        self._fresh[name] = shows, left.digest + left.stamp

    def close(self, produced: Iterable[str]) -> frozenset[str]:
        """Keep what is known for the next build, and take away what the last one made and this one does not.

        Args:
            produced: The names of all that this build stands for.

        Returns:
            The files that are others than before.
        """
        names = set(produced)
        for name in names - self._stood:
            self._see_to(name)
        lost = self._known.keys() - names
        sweep(self._output, {name: self._digest(name) for name in lost})
        self._shelf.change(self._fresh, lost)
        self._shelf.close()
        written = {name for name, (_, left) in self._fresh.items() if left[:DIGEST] != self._digest(name)}
        return frozenset(written | lost)

    def _digest(self, name: str) -> bytes:
        """Of what the last build left."""
        return self._known[name][1][:DIGEST] if name in self._known else b""

    def _see_to(self, name: str) -> None:
        """Note down how a file is left of which that is not known."""
        stamp = stamp_of(self._root + name)
        for known in (self._fresh.get(name), self._known.get(name)):
            if known and known[1][DIGEST:] == stamp:
                return
        self._fresh.pop(name, None)
        if stamp:
            self._fresh[name] = b"", hashlib.sha256(Path(self._root + name).read_bytes()).digest() + stamp


def stamp_of(path: str) -> bytes:
    """What tells that a file is as it was left: when it was changed, and its size. Empty where there is none."""
    try:
        state = os.stat(path)
    except OSError:
        return b""
    return b"%d %d %d" % (state.st_mtime_ns, state.st_size, state.st_ino)
