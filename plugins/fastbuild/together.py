"""The fingerprints of many stories at once: kept from build to build under one fingerprint of all of them."""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from functools import cached_property

from .base import Base
from .recalled import Article, gifts_of
from .sums import DamagedError, summed, unsummed

TABLE = "CREATE TABLE IF NOT EXISTS fingerprints (number INTEGER PRIMARY KEY, known BLOB)"
SIZE = 32
"""The bytes of a fingerprint."""


class Together:
    """Stories that are kept together, and the fingerprints that they had in the last build."""

    def __init__(self, base: Base, stories: Mapping[int, Sequence[Article]]) -> None:
        """Open it.

        Args:
            base: The database, which has the table, and is of one program.
            stories: By the numbers of their volumes.
        """
        self._base = base
        self._stories = stories
        self._fresh: dict[int, bytes] = {}

    def marked(self) -> Iterator[tuple[int, bytes, Sequence[Article]]]:
        """Those to whom nothing was done but that they were given plain things.

        Yields:
            The number of their volume, the fingerprint of all that decides what can be seen of them, and the stories.
        """
        for number, stories in self._stories.items():
            gifts = gifts_of(stories)
            if gifts is not None:
                yield number, hashlib.sha256(gifts).digest(), stories

    def known(self, number: int, mark: bytes) -> Sequence[bytes]:
        """The fingerprints of some stories, if they had the same mark in the last build.

        Args:
            number: Of their volume.
            mark: What `marked` says.
        """
        known = self._known.get(number, b"")
        if known[:SIZE] != mark:
            return ()
        return [known[at : at + SIZE] for at in range(SIZE, len(known), SIZE)]

    def keep(self, number: int, mark: bytes, fingerprints: Sequence[bytes]) -> None:
        """Keep the fingerprints of some stories for the next build."""
        self._fresh[number] = mark + b"".join(fingerprints)

    def close(self) -> None:
        """Put on the disk what is to be kept."""
        rows = [(number, summed(known)) for number, known in self._fresh.items()]
        self._base.change(("INSERT OR REPLACE INTO fingerprints VALUES (?, ?)", rows))

    @cached_property
    def _known(self) -> Mapping[int, bytes]:
        known = {}
        for number, kept in self._base.rows("SELECT number, known FROM fingerprints"):
            with suppress(DamagedError):
                known[number] = unsummed(kept)
        return known
