"""The fingerprints of many stories at once: kept from build to build under one fingerprint of all of them."""

import hashlib
from collections.abc import Collection, Iterable, Mapping, Sequence
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

    def __init__(self, base: Base, stories: Mapping[int, Sequence[Article]], *, has_news: bool) -> None:
        """Open it.

        Args:
            base: The database, which has the table, and is of one program.
            stories: By the numbers of their volumes.
            has_news: Whether they are others than in the last build, or one of them says something else.
        """
        self.has_news = has_news
        self._base = base
        self._stories = stories
        self._fresh: dict[int, bytes] = {}

    def volumes(self) -> Iterable[tuple[int, Sequence[Article]]]:
        """The stories, by the numbers of their volumes."""
        return self._stories.items()

    @staticmethod
    def mark(stories: Sequence[Article], but_for: Collection[str]) -> bytes | None:
        """The fingerprint of all that decides what can be seen of some stories.

        Args:
            stories: Of one volume.
            but_for: The names of what they were given that is not looked at.

        Returns:
            It; None where more was done to one of them than that it was given plain things.
        """
        gifts = gifts_of(stories, but_for)
        return gifts and hashlib.sha256(gifts).digest()

    def known(self, number: int, mark: bytes) -> Sequence[bytes]:
        """The fingerprints of some stories, if they had the same mark in the last build.

        Args:
            number: Of their volume.
            mark: What `mark` says.
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
