"""The files of the last build: what each page showed, and how the file was left."""

import hashlib
import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property
from itertools import compress, repeat
from operator import eq, itemgetter
from pathlib import Path
from typing import Any, NamedTuple, Self

from .base import Base
from .stamps import BYTES_OF_PAGE, stamp_of_page
from .swept import sweep
from .volumes import Volumes, table

DIGEST = 32
"""The bytes of a SHA-256."""
LEFT = DIGEST + BYTES_OF_PAGE
"""The bytes of what tells how a file was left: its digest and its stamp."""
Look = Callable[[], tuple[Mapping[int, bytes], frozenset[str]]]


class Written(NamedTuple):
    """A file as it was left."""

    stamp: bytes
    digest: bytes
    """The SHA-256 of its bytes."""


class Pages:
    """The files of the last build."""

    def __init__(self, folder: Path, output: Path) -> None:
        """Remember them.

        Args:
            folder: Where things are kept.
            output: The folder of the built site.
        """
        where = hashlib.sha256(str(output.resolve()).encode()).hexdigest()[:16]
        self._base = Base(folder, "pages", where, (table("pages_as_left"),))
        self._output = output
        self._root = f"{os.path.abspath(output)}/"
        self._fresh: dict[str, bytes] = {}
        self._stood: set[str] = set()
        self._doubted: set[str] = set()
        """Files over which this build writes another page than it wrote there first."""
        self._look: Look | None = None
        self._changed: frozenset[str] | None = None
        """The files that are not as they were left; None where nobody has looked ahead."""

    @classmethod
    def of(cls, settings: Mapping[str, Any]) -> Self:
        """Those of a site.

        Args:
            settings: The site's.
        """
        return cls(Path(settings["CACHE_PATH"], "fastbuild"), Path(settings["OUTPUT_PATH"]))

    @cached_property
    def _volumes(self) -> Volumes:
        return Volumes(self._base, "pages_as_left")

    @cached_property
    def _known(self) -> Mapping[str, bytes]:
        """Name -> its digest, its stamp, and what it showed: in one piece, for memory's sake."""
        return self._volumes.entries

    @classmethod
    def names_left(cls, settings: Mapping[str, Any]) -> frozenset[str]:
        """The files for which the last build of a site stood.

        Args:
            settings: The site's.
        """
        pages = cls.of(settings)
        names = frozenset(pages._known)  # noqa: SLF001 - of this class
        pages._base.close()  # noqa: SLF001
        return names

    def changed(self) -> tuple[Mapping[int, bytes], frozenset[str]]:
        """The files that are not as they were left, after what tells since when."""
        changed = frozenset(name for name, left in self._known.items() if self._is_other(name, left))
        return self._volumes.since, changed

    def look_ahead(self, look: Look) -> None:
        """Have it seen before it is asked for which files are as they were left: by then this build may change some.

        Args:
            look: Tells what `changed` says.
        """
        self._look = look if self._known else None

    def stands(self, name: str, shows: bytes) -> bool:
        """Whether a page is there already, as it was written when it showed the same.

        Args:
            name: Of the file, below the output.
            shows: The fingerprint of what it would show.
        """
        known = self._known.get(name)
        if known is None or known[LEFT:] != shows or name in self._doubted:
            return False
        changed = self._seen()
        is_other = self._is_other(name, known) if changed is None else name in changed
        if is_other:
            return False
        self._stood.add(name)
        return True

    def standing(self, names: Sequence[str], shows: Iterable[bytes]) -> frozenset[str]:
        """Which of some pages stand, as `stands` says of each; none where nobody has looked ahead.

        Args:
            names: Of the files, below the output.
            shows: The fingerprint of what each would show.
        """
        changed = self._seen()
        if changed is None:
            return frozenset()
        known = map(self._known.get, names, repeat(b""))
        alike = compress(names, map(eq, map(itemgetter(slice(LEFT, None)), known), shows))
        standing = frozenset(alike) - changed
        self._stood |= standing
        return standing

    def _seen(self) -> frozenset[str] | None:
        """What was seen ahead, if anybody looks."""
        if self._look:
            since, changed = self._look()
            self._look = None
            if since == self._volumes.since:  # else another build came in between
                self._changed = changed
        return self._changed

    def left(self, name: str) -> bytes:
        """The stamp of a file: of one that stands as it was, or was written, that is known; of any other it is seen."""
        known = self._fresh.get(name) or (self._known[name] if name in self._stood else None)
        return known[DIGEST:LEFT] if known else stamp_of_page(self._root + name)

    def doubt(self, name: str) -> None:
        """Note down that a page is written over another, which may lie there by then, whatever stood there before."""
        self._stood.discard(name)
        self._doubted.add(name)

    def written(self, name: str, shows: bytes, left: Written) -> None:
        """Note down that a page was written, if it is still there."""
        if left.stamp:
            self._fresh[name] = left.digest + left.stamp + shows

    def close(self, produced: Iterable[str]) -> frozenset[str]:
        """Keep what is known for the next build, and take away what the last one made and this one does not.

        Args:
            produced: The names of all that this build stands for.

        Returns:
            The files that are others than before.
        """
        names = set(produced)
        for name in names - self._stood:
            self._see_to(name)
        lost = self._known.keys() - names
        sweep(self._output, {name: self._digest(name) for name in lost})
        written = {name for name, left in self._fresh.items() if left[:DIGEST] != self._digest(name)}
        self._base.change(*self._volumes.change(self._fresh, lost))
        self._base.close()
        return frozenset(written | lost)

    def _is_other(self, name: str, left: bytes) -> bool:
        """Whether a file is not as it was left."""
        return left[DIGEST:LEFT] != stamp_of_page(self._root + name)

    def _digest(self, name: str) -> bytes:
        """Of what the last build left."""
        return self._known[name][:DIGEST] if name in self._known else b""

    def _see_to(self, name: str) -> None:
        """Note down how a file is left of which that is not known."""
        stamp = stamp_of_page(self._root + name)
        for known in (self._fresh.get(name), self._known.get(name)):
            if known and known[DIGEST:LEFT] == stamp:
                return
        self._fresh.pop(name, None)
        if stamp:
            self._fresh[name] = hashlib.sha256(Path(self._root + name).read_bytes()).digest() + stamp
