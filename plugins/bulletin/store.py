"""Files: the only room that touches the disk. Every write is whole or not at all."""

import hashlib
import os
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from . import receipt
from .errors import BadInput
from .model import Receipt

RECEIPTS = ".receipts"
FRESH = ".fresh"
"""Ending of a bulletin's new version, put beside a file that a person has edited."""


def digest(text: str) -> str:
    """SHA-256 of a text as it is written, in hexadecimal."""
    return hashlib.sha256(text.encode()).hexdigest()


def seeds(paths: Sequence[Path]) -> Iterator[tuple[str, Path]]:
    """The bulletins below the given files and folders: name and path, in order of name.

    Hidden files, notes (README) and what begins with an underscore are passed over.

    Raises:
        BadInput: a path does not exist.
    """
    for path in paths:
        if path.is_dir():
            files = sorted(one for one in path.rglob("*") if one.is_file() and _is_seed(one.relative_to(path)))
            yield from ((one.relative_to(path).as_posix(), one) for one in files)
        elif path.exists():
            yield path.name, path
        else:
            raise BadInput(str(path), "there is no such file or folder", "Check the name")


def _is_seed(path: Path) -> bool:
    return not any(part.startswith((".", "_")) for part in path.parts) and path.stem.upper() != "README"


def load(path: Path, zone: ZoneInfo) -> tuple[bytes, datetime]:
    """A bulletin's bytes, and when it was last written.

    Raises:
        BadInput: it cannot be read.
    """
    try:
        return path.read_bytes(), datetime.fromtimestamp(int(path.stat().st_mtime), zone)
    except OSError as error:
        raise BadInput(str(path), f"it cannot be read ({error.strerror})", "Check that the file may be read") from None


class Content:
    """The content folder: stories, and the receipts of their bulletins."""

    def __init__(self, root: Path) -> None:
        self.root = root.absolute()

    def digest(self, path: str) -> str | None:
        """Digest of a file as it stands; None where there is none."""
        try:
            return hashlib.sha256(self._place(path).read_bytes()).hexdigest()
        except (FileNotFoundError, NotADirectoryError):
            return None

    def exists(self, path: str) -> bool:
        """Whether there is anything of this name."""
        return os.path.lexists(self._place(path))

    def __contains__(self, path: object) -> bool:
        return isinstance(path, str) and self.exists(path)

    def write(self, path: str, text: str) -> None:
        """Write a file whole: a crash leaves the old one or the new one. A file that says the same is not touched."""
        if self.digest(path) != digest(text):
            _write_whole(self._place(path), text)

    def read(self, path: str) -> str:
        """A file's text; letters that are not UTF-8 are shown as replaced."""
        return self._place(path).read_text("utf-8", errors="replace")

    def receipt(self, bulletin: str) -> Receipt | None:
        """What is remembered of a bulletin; None where it was never converted.

        Raises:
            BadInput: the receipt is damaged.
        """
        path = self._place(f"{RECEIPTS}/{bulletin}.jsonl")
        return receipt.parse(str(path), path.read_text("utf-8", errors="replace")) if path.is_file() else None

    def receipts(self) -> Iterator[Receipt]:
        """All receipts, in order of the bulletins' names; damaged ones are passed over."""
        folder = self.root / RECEIPTS
        for path in sorted(folder.rglob("*.jsonl")):
            with suppress(BadInput):
                one = self.receipt(path.relative_to(folder).as_posix().removesuffix(".jsonl"))
                if one:
                    yield one

    def write_receipt(self, fresh: Receipt) -> None:
        """Write a bulletin's receipt."""
        self.write(f"{RECEIPTS}/{fresh.bulletin}.jsonl", receipt.write(fresh))

    def _place(self, path: str) -> Path:
        """Where a relative path leads, which is never outside the folder, also not by way of a link."""
        place = self.root / path
        if not place.parent.resolve().is_relative_to(self.root.resolve()):
            raise BadInput(path, "this would lead out of the content folder", "Remove the link that leads there")
        return place


def _write_whole(place: Path, text: str) -> None:
    place.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=place.parent, prefix=".", suffix=".part")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(text.encode())
            file.flush()
            os.fsync(file.fileno())
        Path(temporary).chmod(0o644)
        Path(temporary).replace(place)
    except BaseException:
        with suppress(FileNotFoundError):
            Path(temporary).unlink()
        raise
