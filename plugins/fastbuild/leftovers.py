"""A build that begins from nothing, and yet leaves alone what is as it should be.

Pelican's DELETE_OUTPUT_DIRECTORY takes everything away before a build. Then every file is new to rsync, to a server's
time stamps and so to every reader's cache. Here what the last build stood for is taken away after the build instead.
"""

import os
from collections.abc import Collection, Iterable
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryFile

from .listing import listed
from .swept import remove_empty_folders


def moment(output: Path) -> int:
    """Now, in nanoseconds, by the clock of the file system that a folder is on; 0 where there is no folder."""
    if not output.is_dir():
        return 0
    with TemporaryFile(dir=output) as probe:
        return os.fstat(probe.fileno()).st_mtime_ns


def files_there(output: Path, kept: Collection[str]) -> list[str]:
    """The files of the built site, below its folder.

    Args:
        output: The folder.
        kept: Names right below it that are nobody's business (OUTPUT_RETENTION).
    """
    found = []
    folders = [("", str(output))]
    for start, place in folders:
        for each in listed(place):
            name = start + each.name
            if not start and name in kept:
                continue
            if each.is_dir(follow_symlinks=False):
                folders.append((f"{name}/", each.path))
            else:
                found.append(name)
    return found


def clear(output: Path, names: Iterable[str], since: int) -> None:
    """Take away what lay there before the build, and the folders that this empties.

    Args:
        output: The folder of the built site.
        names: Files below it that are not of this build. What other plugins have written past it stays.
        since: When the build began, in nanoseconds.
    """
    emptied = set()
    for name in names:
        path = output / name
        with suppress(FileNotFoundError):
            if _last_change(path) < since:
                path.unlink()
                emptied.add(path.parent)
    for place in sorted(emptied, key=lambda folder: len(folder.parts), reverse=True):
        if place.is_dir():
            remove_empty_folders(place, output)


def _last_change(path: Path) -> int:
    """When a file was written or put there, in nanoseconds: a copy may have the first from what it is a copy of."""
    state = os.lstat(path)
    return max(state.st_mtime_ns, state.st_ctime_ns)
