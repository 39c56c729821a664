"""Which pages stand as they are to be: what each showed when it was written, and the file as it was left."""

from collections.abc import Collection
from pathlib import Path

from .shelf import Shelf

Stamp = bytes


class Pages:
    """The pages of the last build, by what they showed."""

    def __init__(self, shelf: Shelf, output: Path) -> None:
        """Remember them.

        Args:
            shelf: Where they are kept; open.
            output: The folder of the built site.
        """
        self._shelf = shelf
        self._output = output
        self._known = dict(shelf.everything())
        self._fresh: dict[str, tuple[bytes, Stamp]] = {}

    def stands(self, page: Path, shows: bytes) -> bool:
        """Whether a page is there already, as it was written when it showed the same."""
        known = self._known.get(self._name(page))
        return known is not None and known[0] == shows and known[1] == _stamp(page)

    def written(self, page: Path, shows: bytes) -> None:
        """Note down that a page was written."""
        self._fresh[self._name(page)] = shows, _stamp(page)

    def keep(self, produced: Collection[Path]) -> None:
        """Keep what is known for the next build.

        Args:
            produced: All that this build stands for.
        """
        names = {self._name(path) for path in produced}
        self._shelf.change(self._fresh, self._known.keys() - names)
        self._known |= self._fresh
        self._fresh.clear()

    def _name(self, page: Path) -> str:
        return page.relative_to(self._output).as_posix()


def _stamp(page: Path) -> Stamp:
    """What tells that a file is as it was left: when it was changed, and its size. Empty where there is none."""
    try:
        state = page.stat()
    except OSError:
        return b""
    return f"{state.st_mtime_ns} {state.st_size} {state.st_ino}".encode()
