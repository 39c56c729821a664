"""The files of a folder, as Pelican lists them, with each name looked at once."""

import fnmatch
import os
import re
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import suppress
from functools import cache, partial
from pathlib import Path

State = Callable[[], os.stat_result]
"""Tells the state of a file, as `os.stat` does."""


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
    is_ignored = _matcher(tuple(ignored))
    is_wanted = partial(_is_wanted, tuple(f".{ending}" for ending in endings), is_ignored)
    for path in (paths,) if isinstance(paths, str) else paths:
        at = os.path.join(root, path) if path else str(root)
        if os.path.isdir(at):
            yield from _walked(str(root), at, out, is_ignored, is_wanted)
        elif os.path.exists(at) and is_wanted(os.path.basename(path)):
            yield path, partial(os.stat, at)


def _walked(
    root: str,
    at: str,
    out: Collection[tuple[str, str]],
    is_ignored: "re.Pattern[str]",
    is_wanted: Callable[[str], object],
) -> Iterator[tuple[str, State]]:
    folders = [(os.path.relpath(at, root), at)]
    for relative, folder in folders:
        for each in listed(folder):
            name = each.name
            if each.is_dir():
                if (folder, name) not in out and not is_ignored.match(os.path.normcase(name)):
                    folders.append((name if relative == os.curdir else os.path.join(relative, name), each.path))
            elif is_wanted(name):
                yield f"{relative}{os.sep}{name}", each.stat


def listed(folder: str) -> list[os.DirEntry[str]]:
    """What is in a folder; nothing where that cannot be seen."""
    with suppress(OSError), os.scandir(folder) as found:
        return list(found)
    return []


def _is_wanted(tails: tuple[str, ...], is_ignored: "re.Pattern[str]", name: str) -> bool:
    """Whether a file is one of those that are looked for: a name that is nothing but an ending has none."""
    has_ending = name.endswith(tails) and (name[0] != os.extsep or os.path.splitext(name)[1])
    return bool(has_ending) and not is_ignored.match(os.path.normcase(name))


@cache
def _matcher(patterns: tuple[str, ...]) -> "re.Pattern[str]":
    """Matches what any of the patterns does; without patterns nothing."""
    return re.compile("|".join(fnmatch.translate(os.path.normcase(pattern)) for pattern in patterns) or r"(?!)")
