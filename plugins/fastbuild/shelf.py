"""What is kept of files from one build to the next."""

import sqlite3
from collections.abc import Collection, Mapping
from contextlib import suppress
from pathlib import Path

Kept = Mapping[str, tuple[bytes, bytes]]
"""File -> the digest of its bytes, and what was made of them."""

_MOST = 3
"""Shelves that are kept of one name: of this program and settings, and of those before."""


class Shelf:
    """A file of the cache. Where it is damaged or in use, nothing is kept, which costs time and nothing else."""

    def __init__(self, folder: Path, name: str, made_of: str) -> None:
        """Open a shelf; a damaged one is made anew.

        Args:
            folder: Where the shelves stand; it is made where there is none.
            name: What is kept there.
            made_of: The fingerprint of the program that it is of.
        """
        self._path = folder / f"{name}-{made_of}.sqlite"
        self._alike = f"{name}-*.sqlite"
        self._base: sqlite3.Connection | None = None
        with suppress(OSError, sqlite3.OperationalError):
            folder.mkdir(parents=True, exist_ok=True)
            self._base = _sound(self._path)
            self._path.touch()
            self._clear()

    def close(self) -> None:
        """Close it."""
        if self._base:
            self._base.close()

    def everything(self) -> Kept:
        """All that is kept."""
        if self._base:
            with suppress(sqlite3.DatabaseError):
                rows = self._base.execute("SELECT file, digest, made FROM kept")
                return {file: (digest, made) for file, digest, made in rows}
        return {}

    def change(self, fresh: Kept, lost: Collection[str]) -> None:
        """Keep some things, and others no longer: all of it, or nothing if the build is killed."""
        if self._base and (fresh or lost):
            with suppress(sqlite3.DatabaseError), self._base:
                self._base.executemany("DELETE FROM kept WHERE file = ?", ((file,) for file in lost))
                rows = ((file, *kept) for file, kept in fresh.items())
                self._base.executemany("INSERT OR REPLACE INTO kept VALUES (?, ?, ?)", rows)

    def _clear(self) -> None:
        by_age = sorted(self._path.parent.glob(self._alike), key=lambda path: path.stat().st_mtime, reverse=True)
        for old in by_age[_MOST:]:
            old.unlink(missing_ok=True)


def _sound(path: Path) -> sqlite3.Connection:
    try:
        return _opened(path)
    except sqlite3.OperationalError:
        raise
    except sqlite3.DatabaseError:
        path.unlink()
        return _opened(path)


def _opened(path: Path) -> sqlite3.Connection:
    base = sqlite3.connect(path, timeout=1)
    base.execute("CREATE TABLE IF NOT EXISTS kept (file TEXT PRIMARY KEY, digest BLOB, made BLOB) WITHOUT ROWID")
    base.execute("SELECT count(*) FROM kept")
    return base
