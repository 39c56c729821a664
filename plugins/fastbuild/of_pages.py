"""What is made of the files that a build stands for, kept from build to build by how each file was left."""

import pickle
from collections.abc import Callable, Container
from contextlib import suppress
from pathlib import Path
from typing import Any

from .base import Base
from .remembered import stamp_of
from .sums import DamagedError, summed, unsummed

TABLE = """CREATE TABLE IF NOT EXISTS made
(name TEXT, file TEXT, stamp BLOB, value BLOB, PRIMARY KEY (name, file)) WITHOUT ROWID"""


class OfPages:
    """What was made of files."""

    def __init__(self, folder: Path, made_of: str, root: str) -> None:
        """Open it.

        Args:
            folder: Where things are kept.
            made_of: The fingerprint of all that decides, beside a file, what is made of it.
            root: The folder that the files are below, with a slash at the end.
        """
        self._base = Base(folder, "of-pages", made_of, (TABLE,))
        self._root = root
        self._made: dict[str, dict[str, tuple[bytes, bytes]]] = {}
        """By the name of what is made, and file."""
        self._fresh: set[tuple[str, str]] = set()

    def made(self, name: str, file: str, make: Callable[[bytes], Any]) -> Any:  # noqa: ANN401
        """What is made of a file, fetched if the file is as it was.

        Args:
            name: Of what is made.
            file: The file's, below the root.
            make: Makes it of the file's bytes; fit for `pickle`.
        """
        made = self._made.get(name)
        if made is None:
            rows = self._base.rows("SELECT file, stamp, value FROM made WHERE name = ?", (name,))
            made = self._made[name] = {of: (stamp, value) for of, stamp, value in rows}
        stamp = stamp_of(self._root + file)
        found = made.get(file)
        if found and found[0] == stamp:
            with suppress(DamagedError):
                return pickle.loads(unsummed(found[1]))  # noqa: S301 - of our own making
        value = make(Path(self._root + file).read_bytes())
        made[file] = stamp, summed(pickle.dumps(value, pickle.HIGHEST_PROTOCOL))
        self._fresh.add((name, file))
        return value

    def close(self, produced: Container[str]) -> None:
        """Keep for the next build what was made of the files that this one stands for."""
        known = [(name, file) for name, made in self._made.items() for file in made]
        fresh = [which for which in self._fresh if which[1] in produced]
        self._base.change(
            ("DELETE FROM made WHERE name = ? AND file = ?", [which for which in known if which[1] not in produced]),
            (
                "INSERT OR REPLACE INTO made VALUES (?, ?, ?, ?)",
                [(*which, *self._made[which[0]][which[1]]) for which in fresh],
            ),
        )
        self._base.close()
