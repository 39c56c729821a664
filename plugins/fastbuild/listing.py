"""The files of a folder, as Pelican lists them, with each name looked at once."""

import fnmatch
import os
import re
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from functools import cache, partial
from pathlib import Path

State = Callable[[], os.stat_result]
"""Tells the state of a file, as `os.stat` does, until the next file is asked for."""
_Test = Callable[[str], object]


def files_below(
    root: Path, paths: str | Sequence[str], exclude: Collection[str], endings: frozenset[str], ignored: Sequence[str]
) -> Iterator[tuple[str, State]]:
    """The files of some folders; one that is in two of them comes twice.

    Args:
        root: The folder of the content.
        paths: Folders and files below it; an empty one stands for all.
        exclude: Folders below it to leave out.
        endings: Of the files' names, without a dot.
        ignored: Patterns of names to leave out.

    Yields:
        Each file, relative to `root`, and what tells its state.
    """
    out = {os.path.split(os.path.join(root, folder)) for folder in exclude}
    is_ignored = _matcher(tuple(ignored)).match
    is_wanted = _wanted(tuple(f".{ending}" for ending in endings), is_ignored)
    for path in (paths,) if isinstance(paths, str) else paths:
        at = os.path.join(root, path) if path else str(root)
        if os.path.isdir(at):
            yield from _walked(str(root), at, out, is_ignored, is_wanted)
        elif os.path.exists(at) and is_wanted(os.path.basename(path)):
            yield path, partial(os.stat, at)


def _walked(
    root: str, at: str, out: Collection[tuple[str, str]], is_ignored: _Test, is_wanted: _Test
) -> Iterator[tuple[str, State]]:
    folders = [(os.path.relpath(at, root), at)]
    for relative, folder in folders:
        start = relative + os.sep
        with _opened(folder) as entries:
            for each in entries:
                name = each.name
                if each.is_dir():
                    if (folder, name) not in out and not is_ignored(os.path.normcase(name)):
                        within = name if relative == os.curdir else start + name
                        folders.append((within, os.path.join(folder, name)))
                elif is_wanted(name):
                    yield start + name, each.stat


@contextmanager
def _opened(folder: str) -> Iterator[Iterable[os.DirEntry[str]]]:
    """What is in a folder that is open meanwhile, so that the system need not find the way to it for each file."""
    number = None
    found: Iterable[os.DirEntry[str]] = ()
    if os.scandir not in os.supports_fd:
        found = listed(folder)
    else:
        with suppress(OSError):
            number = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
            with os.scandir(number) as entries:
                found = list(entries)
    try:
        yield found
    finally:
        if number is not None:
            os.close(number)


def listed(folder: str) -> list[os.DirEntry[str]]:
    """What is in a folder; nothing where that cannot be seen."""
    with suppress(OSError), os.scandir(folder) as found:
        return list(found)
    return []


def _wanted(tails: tuple[str, ...], is_ignored: _Test) -> _Test:
    """Whether a file is one of those that are looked for: a name that is nothing but an ending has none."""

    def is_wanted(name: str) -> object:
        has_ending = name.endswith(tails) and (name[0] != os.extsep or os.path.splitext(name)[1])
        return has_ending and not is_ignored(os.path.normcase(name))

    return is_wanted


@cache
def _matcher(patterns: tuple[str, ...]) -> "re.Pattern[str]":
    """Matches what any of the patterns does; without patterns nothing."""
    return re.compile("|".join(fnmatch.translate(os.path.normcase(pattern)) for pattern in patterns) or r"(?!)")
