"""What is made of the files that a build stands for, kept from build to build by how each file was left."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path

from .base import Base
from .volumes import Volumes, table

Made = tuple[bytes, Mapping[str, str]]
"""The stamp of a file, and by name what was made of it."""


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
        self._base = Base(folder, "of-pages", made_of, (table("made"),))
        self._volumes = Volumes(self._base, "made")
        self._root = root
        self._stamp = stamp
        self._fresh: dict[str, Made] = {}

    def made(self, name: str, paths: Iterable[str], make: Callable[[bytes], str]) -> Iterator[str]:
        """What is made of each of some files, fetched if the file is as it was.

        Args:
            name: Of what is made.
            paths: The files'.
            make: Makes it of a file's bytes.
        """
        kept: Mapping[str, Made] = self._volumes.entries
        fresh, root = self._fresh, self._root
        for path in paths:
            file = path.removeprefix(root)
            stamp = self._stamp(file)
            known = fresh.get(file) or kept.get(file)
            is_known = known is not None and stamp and known[0] == stamp
            if known and is_known and name in known[1]:
                yield known[1][name]
                continue
            value = make(Path(path).read_bytes())
            fresh[file] = stamp, {**(known[1] if known and is_known else {}), name: value}
            yield value

    def know(self, file: str, stamp: bytes, made: Mapping[str, str]) -> None:
        """Take over what was made of a file when it was written.

        Args:
            file: Below the root.
            stamp: How it was left.
            made: By name.
        """
        self._fresh[file] = stamp, dict(made)

    def close(self, produced: frozenset[str]) -> None:
        """Keep for the next build what was made of the files that this one stands for, and nothing else."""
        fresh = {file: made for file, made in self._fresh.items() if file in produced}
        self._base.change(*self._volumes.change(fresh, self._volumes.entries.keys() - produced))
        self._base.close()
