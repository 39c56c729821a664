"""A build that begins from nothing, and yet leaves alone what is as it should be.

Pelican's DELETE_OUTPUT_DIRECTORY takes everything away before a build. Then every file is new to rsync, to a server's
time stamps and so to every reader's cache. Here what is left over is taken away after the build instead.
"""

import os
from collections.abc import Collection
from pathlib import Path
from tempfile import TemporaryFile

from .swept import remove_empty_folders


def moment(output: Path) -> int:
    """Now, in nanoseconds, by the clock of the file system that a folder is on; 0 where there is no folder."""
    if not output.is_dir():
        return 0
    with TemporaryFile(dir=output) as probe:
        return os.fstat(probe.fileno()).st_mtime_ns


def clear(output: Path, kept: Collection[str], produced: Collection[str], since: int) -> None:
    """Take away what lay there before the build and is not of this build.

    Args:
        output: The folder of the built site.
        kept: Names right below it that are nobody's business (OUTPUT_RETENTION).
        produced: What the build stands for, below the folder. What other plugins have written past it stays.
        since: When the build began, in nanoseconds.
    """
    emptied = set()
    for place, folders, names in os.walk(output):
        below = os.path.relpath(place, output).replace(os.sep, "/")
        start = "" if below == "." else f"{below}/"
        if not start:
            folders[:] = [name for name in folders if name not in kept]
            names = [name for name in names if name not in kept]
        links = (name for name in folders if os.path.islink(os.path.join(place, name)))
        for name in (*names, *links):
            path = os.path.join(place, name)
            if start + name not in produced and _last_change(path) < since:
                os.unlink(path)
                emptied.add(place)
    for place in sorted(emptied, key=len, reverse=True):
        if os.path.isdir(place):
            remove_empty_folders(Path(place), output)


def _last_change(path: str) -> int:
    """When a file was written or put there, in nanoseconds: a copy may have the first from what it is a copy of."""
    state = os.lstat(path)
    return max(state.st_mtime_ns, state.st_ctime_ns)
