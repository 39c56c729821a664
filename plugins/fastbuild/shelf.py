"""What is kept of files from one build to the next."""

from collections.abc import Collection, Mapping
from contextlib import suppress
from pathlib import Path

from .base import Base
from .sums import DamagedError, summed, unsummed

Kept = Mapping[str, tuple[bytes, bytes]]
"""File -> the digest of its bytes, and what was made of them."""

TABLES = ("CREATE TABLE IF NOT EXISTS kept (file TEXT PRIMARY KEY, digest BLOB, made BLOB) WITHOUT ROWID",)


class Shelf:
    """A file of the cache."""

    def __init__(self, folder: Path, name: str, made_of: str) -> None:
        """Open a shelf; a damaged one is made anew.

        Args:
            folder: Where the shelves stand; it is made where there is none.
            name: What is kept there.
            made_of: The fingerprint of the program that it is of.
        """
        self._base = Base(folder, name, made_of, TABLES)

    def close(self) -> None:
        """Close it."""
        self._base.close()

    def everything(self) -> Kept:
        """All that is kept, without what is damaged."""
        found = {}
        for file, digest, made in self._base.rows("SELECT file, digest, made FROM kept"):
            with suppress(DamagedError):
                found[file] = digest, unsummed(made)
        return found

    def change(self, fresh: Kept, lost: Collection[str]) -> None:
        """Keep some things, and others no longer."""
        rows = [(file, digest, summed(made)) for file, (digest, made) in fresh.items()]
        self._base.change(
            ("DELETE FROM kept WHERE file = ?", [(file,) for file in lost]),
            ("INSERT OR REPLACE INTO kept VALUES (?, ?, ?)", rows),
        )
