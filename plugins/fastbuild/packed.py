"""Stylesheets and scripts as readers get them: each in one file, without what only people read."""

import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import rcssmin
import rjsmin

_IMPORT = re.compile(r'^@import "(?P<path>[^":]+)";$', re.MULTILINE)
_PACKERS: dict[str, Callable[[str], str]] = {".css": rcssmin.cssmin, ".js": rjsmin.jsmin}


def packed(source: Path) -> bytes:
    """What a file of a theme is on the site.

    Args:
        source: The file. A stylesheet may import others beside it, each on a line of its own.

    Returns:
        A stylesheet with all that it imports, or a script, both without comments and spaces; any other file as it is.

    Raises:
        OSError: It, or what it imports, cannot be read.
    """
    pack = _PACKERS.get(source.suffix)
    return pack(_whole(source)).encode() + b"\n" if pack else source.read_bytes()


def without_parts(sources: Iterable[Path]) -> list[Path]:
    """The files of a theme without those that stand in another already."""
    every = list(sources)
    parts = {part.resolve() for source in every for part in _parts(source)}
    return [source for source in every if source.resolve() not in parts]


def _whole(source: Path) -> str:
    text = source.read_text("utf-8")
    if source.suffix != ".css":
        return text
    return _IMPORT.sub(lambda found: _whole(source.parent / found["path"]), text)


def _parts(source: Path) -> Iterator[Path]:
    if source.suffix == ".css":
        for found in _IMPORT.finditer(source.read_text("utf-8")):
            yield source.parent / found["path"]
