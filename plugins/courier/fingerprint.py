"""A digest of a built site: the same for the same bytes under the same names."""

import hashlib
from pathlib import Path


def fingerprint(folder: Path) -> str:
    """The digest of all files below a folder."""
    files = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
    listed = (f"{hashlib.sha256((folder / name).read_bytes()).hexdigest()} {name}\n" for name in files)
    return hashlib.sha256("".join(listed).encode("utf-8", "surrogateescape")).hexdigest()


def remembered(file: Path) -> str:
    """The digest that a file has kept; empty where there is none."""
    return file.read_text("utf-8", errors="replace").strip() if file.is_file() else ""
