"""Files that are written only when their bytes change."""

import hashlib
import io
from pathlib import Path


def write_if_changed(path: Path, data: bytes) -> bool:
    """Put `data` into the file at `path`, unless it is there already.

    The file is replaced in one step, so that a reader or an interrupted build never sees half of it.

    Args:
        path: Where to write; its folder exists.
        data: The whole new content.

    Returns:
        Whether anything was written.
    """
    if path.is_file() and path.stat().st_size == len(data) and path.read_bytes() == data:
        return False
    draft = path.with_name(f".{path.name}.part")
    draft.write_bytes(data)
    draft.replace(path)
    return True


def digest(data: bytes) -> str:
    """The SHA-256 of `data`, in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


class QuietFile(io.StringIO):
    """A text file that reaches the disk when it is closed, and only if it says something new there."""

    def __init__(self, path: Path, encoding: str) -> None:
        super().__init__(newline="\n")
        self._path = path
        self._encoding = encoding

    def __exit__(self, kind: object, *rest: object) -> None:
        """Write the file, unless the block that filled it failed."""
        if kind is None:
            write_if_changed(self._path, self.getvalue().encode(self._encoding))
        self.close()
