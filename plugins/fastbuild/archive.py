"""The stories as they were read, on the disk: what has not changed since is not read again."""

import hashlib
import pickle
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import suppress
from functools import cached_property
from itertools import chain
from typing import Any

from .addresses import are_plain
from .base import Base
from .known import TABLE as OF_KNOWN
from .known import Fresh, Known, Volume
from .records import Brief, Labels, Record, fields_of, is_record
from .sums import DamagedError, summed, unsummed

TABLES = (
    OF_KNOWN,
    "CREATE TABLE IF NOT EXISTS stories (file TEXT PRIMARY KEY, summary BLOB, fields BLOB, content BLOB)",
    """CREATE TABLE IF NOT EXISTS made
    (name TEXT, file TEXT, mark BLOB, value BLOB, PRIMARY KEY (name, file)) WITHOUT ROWID""",
)
MOST_WAITING = 1000
OF_LABELS = "category", "tags", "author", "authors"
"""What is the same in the briefs of many stories."""
QUICKER_TOGETHER = 30
"""How many times as long it takes to fetch one row alone as among many."""
ROOM = 8_000_000
"""Bytes of stories that were just read which stay in memory: their pages are rendered next."""


Made = Mapping[tuple[str, str], tuple[bytes, bytes]]
"""What was made: by its name and the story's file, the fingerprint of the story, and what it is, packed."""


class Archive:
    """What is kept of stories. Where nothing can be kept on the disk, it is kept in memory, for this build."""

    def __init__(
        self,
        base: Base,
        made_of: str,
        settings: Mapping[str, Any],
        context: Mapping[str, Any],
        read: Callable[[str], Record],
    ) -> None:
        """Open it.

        Args:
            base: Where it stands on the disk.
            made_of: What decides, beside its file, what a story is.
            settings: The site's.
            context: What Pelican shares among stories.
            read: Reads a file again, should what was kept of it be damaged.
        """
        self.made_of = made_of.encode()
        self.read_again = read
        self.settings = settings
        self.context = context
        self.labels = Labels(settings)
        self.makers: dict[str, Callable[[Any], Any]] = {}
        """By its name, what makes that which was asked of each of many stories."""
        self.has_plain_addresses = are_plain(settings)
        self.is_whole = False
        """Whether all that a story can lead to has been read."""
        self.likenesses: dict[int, tuple[object, bytes]] = {}
        """By identity: things that were made of stories, and their fingerprints."""
        self.just_read: set[str] = set()
        """The files of the stories that were read in this build."""
        self.told: set[str] = set()
        """The names of what stories were told that is not of them alone."""
        self._base = base
        self._held: dict[str, Record] = {}
        """What is in memory: what is not on the disk, and as much as there is room for of what was just read."""
        self._room = ROOM
        self._known = Known(base)
        self._alike: dict[object, Any] = {}
        """Categories, tags and authors, the same ones for all stories that are of them."""
        self._asked_one_by_one = 0
        """Summaries."""
        self._last: tuple[str, tuple[Any, ...]] = "", ()
        """The file of the story that was fetched last, and what was fetched of it."""
        self._waiting: dict[str, Record] = {}
        self._fresh: dict[str, Fresh] = {}
        self._gone: set[str] = set()
        self._made_now: dict[tuple[str, str], tuple[bytes, bytes]] = {}

    @property
    def volumes(self) -> Mapping[int, Volume]:
        """What is known of the stories that are kept, many together."""
        return self._known.volumes

    @property
    def since(self) -> Mapping[int, bytes]:
        """What tells that others look at the same volumes."""
        return self._known.since

    def hold(self, file: str, record: Record) -> None:
        """Keep a record for this build only."""
        self._held[file] = record
        self.just_read.add(file)

    def keep(self, file: str, stamp: bytes, record: Record, brief: Brief) -> None:
        """Keep a record, for other builds too. `settle` has to follow.

        Args:
            file: The story's.
            stamp: Of the file; empty where that tells nothing.
            record: What is to be kept.
            brief: The record's.
        """
        self._waiting[file] = record
        self.just_read.add(file)
        self._fresh[file] = stamp, record.digest, brief
        if len(self._waiting) >= MOST_WAITING:
            self.settle()

    def restamp(self, file: str, stamp: bytes, digest: bytes, brief: Brief) -> None:
        """Note down that a file has another stamp, and says the same. `settle` has to follow."""
        self._fresh[file] = stamp, digest, brief

    def forget(self, gone: Collection[str]) -> None:
        """Keep some files no longer. `settle` has to follow."""
        self._gone.update(gone)

    def settle(self) -> None:
        """Put on the disk what waits; in memory, if that cannot be."""
        rows = [(file, *map(summed, _texts_of(record))) for file, record in self._waiting.items()]
        known = {
            file: (stamp, digest, self._sharing(file, brief)) for file, (stamp, digest, brief) in self._fresh.items()
        }
        is_done = self._base.change(
            *self._known.change(known, self._gone),
            ("INSERT OR REPLACE INTO stories VALUES (?, ?, ?, ?)", rows),
            ("DELETE FROM stories WHERE file = ?", [(file,) for file in self._gone]),
            ("DELETE FROM made WHERE file = ?", [(file,) for file in self._gone]),
        )
        if not is_done or self._room > 0:
            self._held.update(self._waiting)
            self._room -= sum(sum(map(len, _texts_of(record))) for record in self._waiting.values())
        self._last = "", ()
        for done in (self._waiting, self._fresh, self._gone):
            done.clear()

    def _sharing(self, file: str, brief: Brief) -> Brief:
        """A brief of things that others have, too: `marshal` keeps each once, and brings it back as one."""
        path = brief.relative_source_path
        alike = {name: self._alike.setdefault(label, label) for name in OF_LABELS if (label := getattr(brief, name))}
        return brief._replace(relative_source_path=file if path == file else path, **alike)

    def fields(self, file: str) -> dict[str, Any]:
        """A story's other attributes.

        Raises:
            DamagedError: They are not what was put there.
        """
        known = self._held[file].fields if file in self._held else unsummed(self._row(file)[0])
        return fields_of(known, self.settings, self.labels)

    def content(self, file: str) -> str:
        """A story's text, as HTML.

        Raises:
            DamagedError: It is not what was put there.
        """
        known = self._held[file].content if file in self._held else unsummed(self._row(file)[1])
        return known.decode("utf-8")

    def summary(self, file: str) -> str:
        """A story's summary, as HTML; it is asked of many that are shown in lists, and nothing else of these.

        Raises:
            DamagedError: It is not what was put there.
        """
        if file in self._held:
            return self._held[file].summary.decode("utf-8")
        self._asked_one_by_one += 1
        if self._asked_one_by_one > self._most_one_by_one:
            return unsummed(self._summaries[file]).decode("utf-8")
        found = self._base.rows("SELECT summary FROM stories WHERE file = ?", (file,))
        if not found:
            raise DamagedError(file)
        return unsummed(found[0][0]).decode("utf-8")

    @cached_property
    def _most_one_by_one(self) -> float:
        return sum(len(volume.files) for volume in self.volumes.values()) / QUICKER_TOGETHER

    @cached_property
    def _summaries(self) -> Mapping[str, bytes]:
        """All that are kept, in a process that has come to ask for many."""
        return defaultdict(bytes, self._base.rows("SELECT file, summary FROM stories"))

    def made_of_each(
        self,
        name: str,
        stories: Sequence[tuple[str, bytes | None]],
        make: Callable[[int], Any],
    ) -> Iterator[Any]:
        """What is made of each of some stories, in their order; fetched at once, if it was made of the same before.

        Args:
            name: Of what is made.
            stories: The files and the fingerprints of the stories; of one that has none, what is made is not kept.
            make: Makes it of the story in that place; fit for `pickle`.
        """
        rows = self._made_before(name, [file for file, _ in stories])
        found = {file: (mark, value) for file, mark, value in rows}
        for at, (file, mark) in enumerate(stories):
            made = self._made_now.get((name, file)) or found.get(file)
            if made and made[0] == mark:
                with suppress(DamagedError):
                    known = unsummed(made[1])
                    yield self._likened(pickle.loads(known), known)  # noqa: S301 - of our own making
                    continue
            value = make(at)
            yield value if mark is None else self._kept(name, file, mark, value)

    def _made_before(self, name: str, files: Sequence[str]) -> list[tuple[Any, ...]]:
        """What was made of some stories, with their files and marks; of a few others too, where that is quicker."""
        wanted = "SELECT file, mark, value FROM made WHERE name = ? AND file"
        first, last = min(files), max(files)
        if bisect_right(self._in_order, last) - bisect_left(self._in_order, first) <= 2 * len(files):
            return self._base.rows(f"{wanted} BETWEEN ? AND ?", (name, first, last))  # one after another on the disk
        return self._base.rows(f"{wanted} IN ({', '.join('?' * len(files))})", (name, *files))

    @cached_property
    def _in_order(self) -> list[str]:
        """The files of the stories that were known before."""
        return sorted(chain.from_iterable(volume.files for volume in self.volumes.values()))

    def _kept(self, name: str, file: str, mark: bytes, value: Any) -> Any:  # noqa: ANN401
        fresh = packed(value)
        self.take({(name, file): (mark, fresh)})
        return self._likened(value, unsummed(fresh))

    def _likened(self, value: Any, known: bytes) -> Any:  # noqa: ANN401
        """A value whose fingerprint is known from now on, if it cannot change."""
        if is_record(value):
            self.likenesses[id(value)] = value, hashlib.sha256(known).digest()
        return value

    def marks(self, name: str) -> Mapping[str, bytes]:
        """By their files: the fingerprints of the stories of which something is made already.

        Args:
            name: Of what is made.
        """
        self.settle_made()
        return dict(self._base.rows("SELECT file, mark FROM made WHERE name = ?", (name,)))

    def take(self, made: Made) -> None:
        """Keep what was made, here or in a copy of this process."""
        self._made_now.update(made)
        if len(self._made_now) >= MOST_WAITING:
            self.settle_made()

    def handed_over(self) -> Made:
        """What was made in a copy of this process, to be taken by this one."""
        made, self._made_now = self._made_now, {}
        return made

    def settle_made(self) -> None:
        """Put on the disk what was made of stories."""
        rows = [(*which, *made) for which, made in self._made_now.items()]
        self._base.change(("INSERT OR REPLACE INTO made VALUES (?, ?, ?, ?)", rows))
        self._made_now.clear()

    def _row(self, file: str) -> tuple[Any, ...]:
        """What is on the disk of a story, as it was put there: who wants one part of it mostly wants the other next."""
        if self._last[0] != file:
            found = self._base.rows("SELECT fields, content FROM stories WHERE file = ?", (file,))
            if not found:
                raise DamagedError(file)
            self._last = file, found[0]
        return self._last[1]


def _texts_of(record: Record) -> tuple[bytes, bytes, bytes]:
    return record.summary, record.fields, record.content


def packed(value: object) -> bytes:
    """What was made of a story, as it is kept."""
    return summed(pickle.dumps(value, pickle.HIGHEST_PROTOCOL))
