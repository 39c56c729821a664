"""A small database in the cache. Where it is damaged or in use, nothing is kept, which costs time and nothing else."""

import os
import sqlite3
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

_MOST = 2
"""Databases that are kept of one name: a site is built with its own settings, and with those of its publication."""
PATIENCE_S = 1

Change = tuple[str, Sequence[tuple[Any, ...]]]
"""A statement, and what it is to be done with."""


class Base:
    """A database of a few tables."""

    def __init__(self, folder: Path, name: str, made_of: str, tables: Sequence[str]) -> None:
        """Open it; a damaged one is made anew.

        Args:
            folder: Where the databases stand; it is made where there is none.
            name: What is kept there.
            made_of: The fingerprint of the program that it is of.
            tables: The statements that create its tables if there are none.
        """
        self._path = folder / f"{name}-{made_of}.sqlite"
        self._alike = f"{name}-*.sqlite"
        self._tables = tables
        self._open: sqlite3.Connection | None = None
        self._of = os.getpid()
        with suppress(OSError, sqlite3.OperationalError):
            folder.mkdir(parents=True, exist_ok=True)
            self._open = self._sound()
            self._path.touch()
            self._clear()

    def close(self) -> None:
        """Close it."""
        if self._open:
            self._open.close()

    def rows(self, question: str, given: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
        """What is found; nothing where it cannot be read."""
        with suppress(sqlite3.DatabaseError):
            base = self._connected()
            return base.execute(question, given).fetchall() if base else []
        return []

    def change(self, *changes: Change) -> bool:
        """Change it: all of it, or nothing if the build is killed. A copy of this process changes nothing.

        Returns:
            Whether it is done.
        """
        if not self._open or self._of != os.getpid():
            return False
        changes = tuple(change for change in changes if change[1])
        with suppress(sqlite3.DatabaseError):
            if changes:
                with self._open:
                    for statement, rows in changes:
                        self._open.executemany(statement, rows)
            return True
        return False

    def _connected(self) -> sqlite3.Connection | None:
        """The connection: a copy of this process needs one of its own."""
        if self._open and self._of != os.getpid():
            self._open, self._of = sqlite3.connect(self._path, timeout=PATIENCE_S), os.getpid()
        return self._open

    def _clear(self) -> None:
        by_age = sorted(self._path.parent.glob(self._alike), key=lambda path: path.stat().st_mtime, reverse=True)
        for old in by_age[_MOST:]:
            old.unlink(missing_ok=True)

    def _sound(self) -> sqlite3.Connection:
        try:
            return self._opened()
        except sqlite3.OperationalError:
            raise
        except sqlite3.DatabaseError:
            self._path.unlink()
            return self._opened()

    def _opened(self) -> sqlite3.Connection:
        base = sqlite3.connect(self._path, timeout=PATIENCE_S)
        base.execute("PRAGMA synchronous = OFF")  # a killed build is no danger, and a lost cache no loss
        for table in self._tables:
            base.execute(table)
        base.execute("SELECT count(*) FROM sqlite_master")
        return base
