"""What is made of the files that a build stands for, kept from build to build by how each file was left."""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

from .base import Base
from .sums import DamagedError, summed, unsummed

TABLE = """CREATE TABLE IF NOT EXISTS made
(name TEXT, file TEXT, stamp BLOB, value BLOB, PRIMARY KEY (name, file)) WITHOUT ROWID"""


class OfPages:
    """What was made of files."""

    def __init__(self, folder: Path, made_of: str, root: str, stamp: Callable[[str], bytes]) -> None:
        """Open it.

        Args:
            folder: Where things are kept.
            made_of: The fingerprint of all that decides, beside a file, what is made of it.
            root: The folder that the files are below, with a slash at the end.
            stamp: Tells how a file below it was left.
        """
        self._base = Base(folder, "of-pages", made_of, (TABLE,))
        self._root = root
        self._stamp = stamp
        self._made: dict[str, dict[str, tuple[Any, ...]]] = {}
        """By the name of what is made, and file: file, stamp and value."""
        self._fresh: set[tuple[str, str]] = set()

    def made(self, name: str, paths: Iterable[str], make: Callable[[bytes], str]) -> Iterator[str]:
        """What is made of each of some files, fetched if the file is as it was.

        Args:
            name: Of what is made.
            paths: The files'.
            make: Makes it of a file's bytes.
        """
        if name not in self._made:
            rows = self._base.rows("SELECT file, stamp, value FROM made WHERE name = ?", (name,))
            self._made[name] = {row[0]: row for row in rows}
        made, root, known = self._made[name], self._root, _Known()
        for path in paths:
            file = path.removeprefix(root)
            stamp = self._stamp(file)
            found = made.get(file)
            if stamp and found and found[1] == stamp and (value := known[found[2]]) is not None:
                yield value
                continue
            value = make(Path(path).read_bytes())
            made[file] = file, stamp, summed(value.encode())
            self._fresh.add((name, file))
            yield value

    def close(self, produced: frozenset[str]) -> None:
        """Keep for the next build what was made of the files that this one stands for, and nothing else."""
        lost = [(name, file) for name, made in self._made.items() for file in made.keys() - produced]
        fresh = [(name, *self._made[name][file]) for name, file in self._fresh if file in produced]
        self._base.change(
            ("DELETE FROM made WHERE name = ? AND file = ?", lost),
            ("INSERT OR REPLACE INTO made VALUES (?, ?, ?, ?)", fresh),
        )
        self._base.close()


class _Known(dict[object, str | None]):
    """What was kept -> the text; None where it is damaged. Many files have the same."""

    def __missing__(self, kept: object) -> str | None:
        try:
            text: str | None = unsummed(kept).decode()
        except DamagedError:
            text = None
        self[kept] = text
        return text
