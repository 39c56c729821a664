"""What every build wants to know of every story that is kept: column by column, as it is put to use."""

import marshal
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from typing import Any, NamedTuple

from .base import Base, Change
from .listing import State
from .records import Brief, briefs_of, columns_of
from .stamps import stamp_of_source
from .sums import SUM, DamagedError, unsummed
from .volumes import Places, packed

TABLE = "CREATE TABLE IF NOT EXISTS known (number INTEGER PRIMARY KEY, stories BLOB, stamps BLOB)"
"""The stamps stand apart, for who only wants to see which files are as they were left."""
Fresh = tuple[bytes, bytes, Brief]
"""The stamp of a story's file, its digest, and the brief."""


class Volume(NamedTuple):
    """Stories that are kept together."""

    files: Sequence[str]
    digests: Sequence[bytes]
    """Of the files."""
    briefs: Sequence[Brief]


class Touched(NamedTuple):
    """The files of stories that are not as they were left."""

    since: Mapping[int, bytes]
    """What the files were compared with: by the number of each volume, the checksum of it."""
    stamps: Mapping[str, bytes]
    """Those that are there, and their stamps."""
    gone: Collection[str]


class Known:
    """The stories that are kept."""

    def __init__(self, base: Base) -> None:
        """Read all.

        Args:
            base: The database, which has the table.
        """
        self._base = base
        self._places = Places()
        self.volumes: dict[int, Volume] = {}
        """By their numbers; a damaged one is not among them."""
        self.since: dict[int, bytes] = {}
        """By the number of each volume that came back, the checksum of it."""
        for number, stories in base.rows("SELECT number, stories FROM known ORDER BY number"):
            self._places.names[number] = []
            with suppress(DamagedError):
                files, digests, *columns = marshal.loads(unsummed(stories))  # noqa: S302 - of our own making
                self.volumes[number] = Volume(files, digests, briefs_of(columns))
                self._places.names[number] = list(files)
                self.since[number] = stories[:SUM]

    def change(self, fresh: Mapping[str, Fresh], lost: Collection[str]) -> list[Change]:
        """Change what is known.

        Args:
            fresh: What is new, or other than before, by the files.
            lost: The files of which nothing is to be known any longer.

        Returns:
            What has to be done with the database.
        """
        if not fresh and not lost:
            return []
        full, empty = self._places.change(fresh, lost)
        rows = [self._row(number, fresh) for number in full]
        for number in empty:
            self.volumes.pop(number, None)
        return [
            ("DELETE FROM known WHERE number = ?", [(number,) for number in empty]),
            ("INSERT OR REPLACE INTO known VALUES (?, ?, ?)", rows),
        ]

    def _row(self, number: int, fresh: Mapping[str, Fresh]) -> tuple[Any, ...]:
        """A volume with what is fresh, which it has from now on, as it stands in the database."""
        files, before = tuple(self._places.names[number]), self._before(number)
        stamps, digests, briefs = zip(*(fresh.get(file) or before[file] for file in files), strict=True)
        self.volumes[number] = Volume(files, digests, briefs)
        return number, packed((files, digests, *columns_of(briefs))), packed((files, stamps))

    def _before(self, number: int) -> Mapping[str, Fresh]:
        """What a volume held, with the stamps that are kept of it."""
        if number not in self.volumes:
            return {}
        rows = self._base.rows("SELECT stamps FROM known WHERE number = ?", (number,))
        stamps = dict(_stamps(row for row in rows if _is_whole(*row)))
        volume = zip(*self.volumes[number], strict=True)
        return {file: (stamps.get(file, b""), digest, brief) for file, digest, brief in volume}


def touched(base: Base, files: Callable[[], Iterable[tuple[str, State]]], *, is_doubtful: bool = False) -> Touched:
    """The files that are not as they were left.

    Args:
        base: As of `Known`.
        files: Lists all that there are, and what tells the state of each.
        is_doubtful: Whether a volume may be damaged.
    """
    found = {file: stamp_of_source(state) for file, state in files()}
    stories = "stories" if is_doubtful else f"substr(stories, 1, {SUM})"
    rows = base.rows(f"SELECT number, {stories}, stamps FROM known")  # noqa: S608 - ours
    rows = [row for row in rows if _is_whole(*row[1 if is_doubtful else 2 :])]
    left = dict(_stamps(row[2:] for row in rows))
    changed = {file: stamp for file, stamp in found.items() if left.get(file) != stamp or not stamp}
    return Touched({number: stories[:SUM] for number, stories, _ in rows}, changed, left.keys() - found.keys())


def _stamps(rows: Iterable[tuple[bytes]]) -> Iterator[tuple[str, bytes]]:
    """The files of volumes, and the stamps that are kept of them."""
    for (stamps,) in rows:
        yield from zip(*marshal.loads(unsummed(stamps)), strict=True)  # noqa: S302 - of our own making


def _is_whole(*parts: bytes) -> bool:
    with suppress(DamagedError):
        return all(map(unsummed, parts))
    return False
