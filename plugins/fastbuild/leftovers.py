"""A build that begins from nothing, and yet leaves alone what is as it should be.

Pelican's DELETE_OUTPUT_DIRECTORY takes everything away before a build. Then every file is new to rsync, to a server's
time stamps and so to every reader's cache. Here what is left over is taken away after the build instead.
"""

import os
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path

from .manifest import remove_empty_folders

Stamps = Mapping[Path, int]
"""Files and links -> when each was last changed, in nanoseconds."""


def standing(output: Path, kept: Collection[str] = ()) -> Stamps:
    """What lies in the output folder.

    Args:
        output: The folder; it may not exist.
        kept: Names right below it that are nobody's business (OUTPUT_RETENTION).
    """
    return {path: path.lstat().st_mtime_ns for path in _files(output, kept)}


def _files(output: Path, kept: Collection[str]) -> Iterator[Path]:
    for folder, names_of_folders, names in os.walk(output):
        at = Path(folder)
        if at == output:
            names_of_folders[:] = [name for name in names_of_folders if name not in kept]
            names = [name for name in names if name not in kept]
        yield from (at / name for name in names)
        yield from (at / name for name in names_of_folders if (at / name).is_symlink())


def clear(output: Path, before: Stamps, produced: Collection[Path]) -> None:
    """Take away what lay there before the build and is not of this build.

    Args:
        output: The folder of the built site.
        before: What lay there.
        produced: What the build stands for. What other plugins have written past it has a new time stamp, and stays.
    """
    for path, stamp in before.items():
        if path not in produced and (path.is_symlink() or path.is_file()) and path.lstat().st_mtime_ns == stamp:
            path.unlink()
            remove_empty_folders(path.parent, output)
