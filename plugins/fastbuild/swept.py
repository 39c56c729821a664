"""What a build left behind and the next one no longer makes."""

import hashlib
from collections.abc import Mapping
from pathlib import Path


def sweep(output: Path, gone: Mapping[str, bytes]) -> None:
    """Remove what the last build made and this one does not, and the folders that this empties.

    A file that somebody changed since is somebody's: it stays.

    Args:
        output: The folder of the built site.
        gone: Files below it (forward slashes) -> the SHA-256 of what was put there.
    """
    for name, digest in sorted(gone.items()):
        path = output / name
        is_within = path.resolve().is_relative_to(output.resolve())
        if path.is_file() and is_within and hashlib.sha256(path.read_bytes()).digest() == digest:
            path.unlink()
            remove_empty_folders(path.parent, output)


def remove_empty_folders(folder: Path, output: Path) -> None:
    """Remove a folder below `output` and the ones above it, as far as there is nothing in them."""
    while folder != output and not any(folder.iterdir()):
        folder.rmdir()
        folder = folder.parent
