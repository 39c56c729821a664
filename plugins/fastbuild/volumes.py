"""What every build wants to know of every story or page, kept many together: fetched in half of the time."""

import marshal
from collections.abc import Collection, Iterable, Mapping
from contextlib import suppress
from functools import cached_property
from typing import Any

from .base import Base, Change
from .sums import SUM, DamagedError, summed, unsummed

Entry = Any
"""A plain value, fit for `marshal`."""
Volume = dict[str, Entry]
MOST = 256
"""Entries in a volume: a change of one writes them all."""


def table(name: str) -> str:
    """The statement that creates the table of some volumes."""
    return f"CREATE TABLE IF NOT EXISTS {name} (number INTEGER PRIMARY KEY, entries BLOB)"


class Places:
    """In which volume each name stands."""

    def __init__(self) -> None:
        self.names: dict[int, list[str]] = {}
        """By the numbers of volumes; a damaged one has none."""

    @cached_property
    def _volume(self) -> dict[str, int]:
        return {name: number for number, names in self.names.items() for name in names}

    def change(self, fresh: Iterable[str], lost: Collection[str]) -> tuple[list[int], list[int]]:
        """Find places for names.

        Args:
            fresh: Those of what is new, or other than before: each has a place from now on.
            lost: Those that have no place any longer.

        Returns:
            The volumes that hold something else than before, and those that hold nothing, and are no more.
        """
        names, volume = self.names, self._volume
        touched = {number for number, within in names.items() if not within}
        for name in lost:
            if name in volume:
                number = volume.pop(name)
                names[number].remove(name)
                touched.add(number)
        last = max(names, default=0)
        for name in fresh:
            if name not in volume:
                if len(names.setdefault(last, [])) >= MOST:
                    last += 1
                    names[last] = []
                names[last].append(name)
                volume[name] = last
            touched.add(volume[name])
        empty = [number for number in touched if not names[number]]
        for number in empty:
            del names[number]
        return sorted(touched.difference(empty)), empty


class Volumes:
    """Entries by their names."""

    def __init__(self, base: Base, name: str) -> None:
        """Read all.

        Args:
            base: The database, which has the `table`.
            name: Of the table.
        """
        self._name = name
        self._places = Places()
        self.entries: Volume = {}
        """All of them; to be changed by `change` alone. What is damaged is not among them."""
        self.since: dict[int, bytes] = {}
        """By the number of each volume that came back, the checksum of it: tells that others see the same."""
        for number, kept in base.rows(f"SELECT number, entries FROM {name} ORDER BY number"):  # noqa: S608 - ours
            volume: Volume = {}
            with suppress(DamagedError):
                volume = marshal.loads(unsummed(kept))  # noqa: S302 - of our own making
                self.since[number] = kept[:SUM]
            self.entries.update(volume)
            self._places.names[number] = list(volume)

    def change(self, fresh: Mapping[str, Entry], lost: Collection[str]) -> list[Change]:
        """Change entries.

        Args:
            fresh: Those that are new, or others than before.
            lost: Those that are no longer.

        Returns:
            What has to be done with the database.
        """
        if not fresh and not lost:
            return []
        entries, names = self.entries, self._places.names
        full, empty = self._places.change(fresh, lost)
        for name in lost:
            entries.pop(name, None)
        entries.update(fresh)
        rows = [(number, packed({name: entries[name] for name in names[number]})) for number in full]
        return [
            (f"DELETE FROM {self._name} WHERE number = ?", [(number,) for number in empty]),  # noqa: S608 - ours
            (f"INSERT OR REPLACE INTO {self._name} VALUES (?, ?)", rows),  # noqa: S608 - ours
        ]


def packed(volume: Entry) -> bytes:
    """A volume as it is kept: packed, unpacked and packed again, with its checksum.

    `marshal` numbers all that something else holds, too. The second time that is only what stands in the volume
    more than once, and it comes back in two thirds of the time.
    """
    return summed(marshal.dumps(marshal.loads(marshal.dumps(volume))))  # noqa: S302 - our own
