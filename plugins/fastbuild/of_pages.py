"""What is made of the files that a build stands for, kept from build to build by how each file was left."""

import pickle
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

from .base import Base
from .stamps import stamp_of_page
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
        self._made: dict[str, dict[str, tuple[Any, ...]]] = {}
        """By the name of what is made, and file: file, stamp and value."""
        self._fresh: set[tuple[str, str]] = set()

    def made(self, name: str, path: str, make: Callable[[bytes], Any]) -> Any:  # noqa: ANN401
        """What is made of a file, fetched if the file is as it was.

        Args:
            name: Of what is made.
            path: The file's.
            make: Makes it of the file's bytes; fit for `pickle`.
        """
        made = self._made.get(name)
        if made is None:
            rows = self._base.rows("SELECT file, stamp, value FROM made WHERE name = ?", (name,))
            made = self._made[name] = {row[0]: row for row in rows}
        file = path.removeprefix(self._root)
        stamp = stamp_of_page(path)
        found = made.get(file)
        if stamp and found and found[1] == stamp:
            with suppress(DamagedError):
                return pickle.loads(unsummed(found[2]))  # noqa: S301 - of our own making
        value = make(Path(path).read_bytes())
        made[file] = file, stamp, summed(pickle.dumps(value, pickle.HIGHEST_PROTOCOL))
        self._fresh.add((name, file))
        return value

    def close(self, produced: frozenset[str]) -> None:
        """Keep for the next build what was made of the files that this one stands for, and nothing else."""
        lost = [(name, file) for name, made in self._made.items() for file in made.keys() - produced]
        fresh = [(name, *self._made[name][file]) for name, file in self._fresh if file in produced]
        self._base.change(
            ("DELETE FROM made WHERE name = ? AND file = ?", lost),
            ("INSERT OR REPLACE INTO made VALUES (?, ?, ?, ?)", fresh),
        )
        self._base.close()
