"""The files of a folder, as Pelican lists them, with each name looked at once."""

import fnmatch
import os
import re
from collections.abc import Collection, Iterator, Sequence
from contextlib import suppress
from functools import cache
from pathlib import Path


def files_below(
    root: Path, paths: str | Sequence[str], exclude: Collection[str], endings: frozenset[str], ignored: Sequence[str]
) -> set[str]:
    """The files of some folders.

    Args:
        root: The folder of the content.
        paths: Folders and files below it; an empty one stands for all.
        exclude: Folders below it to leave out.
        endings: Of the files' names, without a dot.
        ignored: Patterns of names to leave out.

    Returns:
        The files, relative to `root`.
    """
    out = {os.path.split(os.path.join(root, folder)) for folder in exclude}
    is_ignored = _matcher(tuple(ignored))
    found: set[str] = set()
    for path in (paths,) if isinstance(paths, str) else paths:
        at = os.path.join(root, path) if path else str(root)
        if os.path.isdir(at):
            found.update(_walked(str(root), at, out, endings, is_ignored))
        elif os.path.exists(at) and _is_wanted(os.path.basename(path), endings, is_ignored):
            found.add(path)
    return found


def _walked(
    root: str, at: str, out: Collection[tuple[str, str]], endings: frozenset[str], is_ignored: "re.Pattern[str]"
) -> Iterator[str]:
    tails = tuple(f".{ending}" for ending in endings)
    folders = [(os.path.relpath(at, root), at)]
    for relative, folder in folders:
        for each in listed(folder):
            name = each.name
            if each.is_dir():
                if (folder, name) not in out and not is_ignored.match(os.path.normcase(name)):
                    folders.append((name if relative == os.curdir else os.path.join(relative, name), each.path))
            elif name.endswith(tails) and _is_wanted(name, endings, is_ignored):
                yield f"{relative}{os.sep}{name}"


def listed(folder: str) -> list[os.DirEntry[str]]:
    """What is in a folder; nothing where that cannot be seen."""
    with suppress(OSError), os.scandir(folder) as found:
        return list(found)
    return []


def _is_wanted(name: str, endings: frozenset[str], is_ignored: "re.Pattern[str]") -> bool:
    return os.path.splitext(name)[1][1:] in endings and not is_ignored.match(os.path.normcase(name))


@cache
def _matcher(patterns: tuple[str, ...]) -> "re.Pattern[str]":
    """Matches what any of the patterns does; without patterns nothing."""
    return re.compile("|".join(fnmatch.translate(os.path.normcase(pattern)) for pattern in patterns) or r"(?!)")
