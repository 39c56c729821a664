"""What is kept of files from one build to the next."""

from collections.abc import Collection, Mapping
from pathlib import Path

from .base import Base

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
        """All that is kept."""
        return {file: (digest, made) for file, digest, made in self._base.rows("SELECT file, digest, made FROM kept")}

    def change(self, fresh: Kept, lost: Collection[str]) -> None:
        """Keep some things, and others no longer."""
        self._base.change(
            ("DELETE FROM kept WHERE file = ?", [(file,) for file in lost]),
            ("INSERT OR REPLACE INTO kept VALUES (?, ?, ?)", [(file, *kept) for file, kept in fresh.items()]),
        )
