"""What every build wants to know of every story or page, kept many together: fetched in half of the time."""

import marshal
from collections.abc import Callable, Collection, Mapping
from contextlib import suppress
from functools import cached_property
from typing import Any

from .base import Base, Change
from .sums import DamagedError, summed, unsummed

Entry = Any
"""A plain value, fit for `marshal`."""
Volume = dict[str, Entry]
MOST = 256
"""Entries in a volume: a change of one writes them all."""


def table(name: str) -> str:
    """The statement that creates the table of some volumes."""
    return f"CREATE TABLE IF NOT EXISTS {name} (number INTEGER PRIMARY KEY, entries BLOB)"


class Volumes:
    """Entries by their names."""

    def __init__(
        self,
        base: Base,
        name: str,
        seen: Callable[[Volume], Volume] | None = None,
        plain: Callable[[Volume], Volume] | None = None,
    ) -> None:
        """Read all.

        Args:
            base: The database, which has the `table`.
            name: Of the table.
            seen: What is made of a volume that comes back, if entries are not wanted as they are kept.
            plain: Makes of it again what is kept.
        """
        self._name = name
        self._plain = plain
        self._volumes: dict[int, Volume] = {}
        """By their numbers; a damaged one is empty."""
        self.entries: Volume = {}
        """All of them; to be changed by `change` alone. What is damaged is not among them."""
        for number, packed in base.rows(f"SELECT number, entries FROM {name} ORDER BY number"):  # noqa: S608 - ours
            volume: Volume = {}
            with suppress(DamagedError):
                volume = marshal.loads(unsummed(packed))  # noqa: S302 - of our own making
            if seen:
                volume = seen(volume)
            self.entries.update(volume)
            self._volumes[number] = volume

    @cached_property
    def _place(self) -> dict[str, int]:
        """By the names of entries: the number of the volume that each stands in."""
        return {name: number for number, volume in self._volumes.items() for name in volume}

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
        volumes, place = self._volumes, self._place
        touched = {number for number, volume in volumes.items() if not volume}
        for name in lost:
            if name in place:
                number = place.pop(name)
                del volumes[number][name], self.entries[name]
                touched.add(number)
        last = max(volumes, default=0)
        for name, entry in fresh.items():
            if name not in place:
                if len(volumes.setdefault(last, {})) >= MOST:
                    last += 1
                    volumes[last] = {}
                place[name] = last
            volumes[place[name]][name] = self.entries[name] = entry
            touched.add(place[name])
        empty = [(number,) for number in touched if not volumes[number]]
        full = [(number, summed(self._packed(volumes[number]))) for number in touched if volumes[number]]
        for (number,) in empty:
            del volumes[number]
        return [
            (f"DELETE FROM {self._name} WHERE number = ?", empty),  # noqa: S608 - ours
            (f"INSERT OR REPLACE INTO {self._name} VALUES (?, ?)", full),  # noqa: S608 - ours
        ]

    def _packed(self, volume: Volume) -> bytes:
        """A volume as it is kept: packed, unpacked and packed again.

        `marshal` numbers all that something else holds, too. The second time that is only what stands in the volume
        more than once, and it comes back in two thirds of the time.
        """
        plain = self._plain(volume) if self._plain else volume
        return marshal.dumps(marshal.loads(marshal.dumps(plain)))  # noqa: S302 - our own
