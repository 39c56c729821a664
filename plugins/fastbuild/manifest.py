"""What a build left behind, so that the next one can take away what is no longer made."""

import json
from collections.abc import Iterable
from pathlib import Path

from .quiet import digest, write_if_changed

Manifest = dict[str, str]
"""File (relative to the output folder, forward slashes) -> SHA-256 of what was put there."""


def manifest_path(cache: Path, output: Path) -> Path:
    """The file in the cache folder that remembers what was built into `output`."""
    return cache / f"built-{digest(str(output.resolve()).encode())[:12]}.json"


def read_manifest(path: Path) -> Manifest:
    """What the last build left, or nothing where there was none or its record cannot be read."""
    try:
        record = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return record if isinstance(record, dict) else {}


def take_stock(output: Path, produced: Iterable[Path]) -> Manifest:
    """List the produced files that exist, each with the digest of its bytes."""
    return {
        path.relative_to(output).as_posix(): digest(path.read_bytes()) for path in sorted(produced) if path.is_file()
    }


def write_manifest(path: Path, manifest: Manifest) -> None:
    """Keep the manifest for the next build."""
    path.parent.mkdir(parents=True, exist_ok=True)
    write_if_changed(path, json.dumps(manifest, indent=0, ensure_ascii=False).encode())


def sweep(output: Path, before: Manifest, now: Manifest) -> list[Path]:
    """Remove what the last build made and this one does not, and the folders that this empties.

    A file that somebody changed since is somebody's: it stays.

    Args:
        output: The folder of the built site.
        before: What the last build left.
        now: What this build stands for.

    Returns:
        The files that were removed.
    """
    removed = []
    for name in sorted(before.keys() - now.keys()):
        path = output / name
        if (
            path.is_file()
            and path.resolve().is_relative_to(output.resolve())
            and digest(path.read_bytes()) == before[name]
        ):
            path.unlink()
            removed.append(path)
            remove_empty_folders(path.parent, output)
    return removed


def remove_empty_folders(folder: Path, output: Path) -> None:
    """Remove a folder below `output` and the ones above it, as far as there is nothing in them."""
    while folder != output and not any(folder.iterdir()):
        folder.rmdir()
        folder = folder.parent
