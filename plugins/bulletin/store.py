"""Files: the only room that touches the disk. Every write is whole or not at all."""

import errno
import hashlib
import os
import re
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import datetime
from itertools import takewhile
from pathlib import Path
from zoneinfo import ZoneInfo

from . import receipt
from .errors import BadInput
from .memory import Memory
from .model import Entry, Intent, Receipt

RECEIPTS = ".receipts"
MADE_WITH = "made-with.txt"
RECEIPT, INTENT = ".jsonl", ".journal"
# In bytes; file systems take 255, and ours add an ending and a temporary one.
LONGEST_NAME = 200
# A way into another folder, and what Windows keeps for devices, whatever the ending.
UNSAFE_NAME = re.compile(r".*\\.*|(?:.*/)?(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?", re.IGNORECASE | re.DOTALL)
FRESH = ".fresh"
"""Ending of a bulletin's new version, put beside a file that a person has edited."""
# Files on their way; the name between is tempfile's.
BEFORE, BEHIND = ".", ".part"
LEFT = re.compile(r"\.[a-z0-9_]{8}\.part")
# What file systems say that cannot put a folder's names on the disk at a wish.
NOT_FOR_FOLDERS = {errno.EINVAL, errno.ENOTSUP}


def digest(text: str) -> str:
    """SHA-256 of a text as it is written, in hexadecimal."""
    return digest_of(text.encode())


def digest_of(raw: bytes) -> str:
    """SHA-256 of a file's bytes, in hexadecimal: a bulletin's digest in its receipt."""
    return hashlib.sha256(raw).hexdigest()


def seeds(paths: Sequence[Path], home: Path | None = None) -> Iterator[tuple[str, Path]]:
    """The bulletins below the given files and folders: name and path, in order of name.

    Hidden files, notes (README), what begins with an underscore and the copies that editors' programs leave are passed
    over.

    Args:
        paths: files and folders.
        home: the site's folder of bulletins: one that lies there is named by its place in it, however it is given.

    Raises:
        BadInput: a path does not exist.
    """
    for path in paths:
        if path.is_dir():
            base = home if home and path.resolve().is_relative_to(home.resolve()) else path
            files = sorted(one for one in path.rglob("*") if one.is_file() and _is_seed(one.relative_to(path)))
            yield from ((_name(one, base), one) for one in files)
        elif path.exists():
            yield _name(path, home), path
        else:
            raise BadInput(str(path), "there is no such file or folder", "Check the name")


def _name(path: Path, base: Path | None) -> str:
    if base and path.resolve().is_relative_to(base.resolve()):
        return path.resolve().relative_to(base.resolve()).as_posix()
    return path.name


def _is_seed(path: Path) -> bool:
    is_hidden = any(part.startswith((".", "_")) for part in path.parts)
    is_copy = path.name.startswith(("~$", "#")) or path.name.endswith(("~", ".bak", ".tmp", ".swp"))
    return not (is_hidden or is_copy) and path.stem.upper() != "README"


def refuse_name(name: str) -> None:
    """See that a bulletin's name can stand in a story's file and in a receipt's name.

    Raises:
        BadInput: it has characters that are no letters or signs, means something else on Windows, or is too long.
    """
    shown = name.encode("utf-8", "replace").decode()
    if shown != name or not name.isprintable():
        raise BadInput(ascii(name), "this name has characters that cannot be written", "Rename the file")
    if UNSAFE_NAME.fullmatch(name):
        raise BadInput(name, "on Windows this is the name of a folder or a device", "Rename the file")
    if max(len(part.encode()) for part in name.split("/")) > LONGEST_NAME:
        raise BadInput(name, "this name is too long", f"Rename the file: at most {LONGEST_NAME} letters")


def refuse_link(path: Path, home: Path) -> None:
    """See that a bulletin or story is a file of its own: a link could bring any file of this machine onto the site.

    Args:
        path: the file.
        home: the site's folder of bulletins or stories; links within it do no harm.

    Raises:
        BadInput: it is a link to elsewhere.
    """
    if path.is_symlink() and not path.resolve().is_relative_to(home.resolve()):
        what = f"it is a link to a file outside of {home.name}/"
        raise BadInput(str(path), what, "If it belongs on the site, put a copy of it in its place")


def load(path: Path, zone: ZoneInfo) -> tuple[bytes, datetime]:
    """A bulletin's bytes, and when it was last written.

    Raises:
        BadInput: it cannot be read.
    """
    try:
        return path.read_bytes(), datetime.fromtimestamp(int(path.stat().st_mtime), zone)
    except OSError as error:
        raise BadInput(str(path), f"it cannot be read ({error.strerror})", "Check that the file may be read") from None


def digest_of_file(path: Path) -> str:
    """SHA-256 of a file's bytes, in hexadecimal."""
    return digest_of(path.read_bytes())


class Content:
    """The content folder: stories, and the receipts of their bulletins."""

    def __init__(self, root: Path) -> None:
        self.root = root.absolute()
        self._inside: set[Path] = set()
        """Folders that are known to lie in it."""

    def digest(self, path: str) -> str | None:
        """Digest of a file as it stands; None where there is none."""
        try:
            return digest_of_file(self._place(path))
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
            self.write_all([(path, text)])

    def write_all(self, texts: Iterable[tuple[str, str]]) -> None:
        """Write files, each whole. When this returns, they are there whatever happens to the machine."""
        folders = {folder for path, text in texts for folder in _write_whole(self._place(path), text)}
        for folder in sorted(folders):
            _keep_names(folder)

    def read(self, path: str) -> str:
        """A file's text, empty where there is none; letters that are not UTF-8 are shown as replaced."""
        place = self._place(path)
        return _text(place) if place.is_file() else ""

    def receipt(self, bulletin: str) -> Receipt | None:
        """What is remembered of a bulletin; None where it was never converted.

        Raises:
            BadInput: the receipt is damaged.
        """
        path = self._place(self._receipt_path(bulletin))
        return receipt.parse(str(path), _text(path)) if path.is_file() else None

    def receipts(self, memory: Memory | None = None) -> Iterator[Receipt]:
        """All receipts, in order of the bulletins' names; damaged ones are passed over.

        Args:
            memory: where it has a receipt as it stands, that is not opened.
        """
        for bulletin in self._recorded(RECEIPT):
            path = self._place(self._receipt_path(bulletin))
            with suppress(BadInput, FileNotFoundError):
                yield receipt.parse(str(path), memory.recall(path, _text) if memory else _text(path))

    def remembered(self) -> Mapping[str, Entry]:
        """What is remembered of the stories, by their files; of what several bulletins tell, the latest."""
        entries = (entry for one in self.receipts() for entry in one.entries)
        return {entry.identity.path: entry for entry in entries if not entry.told_later}

    def write_receipt(self, fresh: Receipt) -> None:
        """Write a bulletin's receipt."""
        self.write(self._receipt_path(fresh.bulletin), receipt.write(fresh))

    def made_with(self) -> str:
        """The fingerprint of the program and settings that all receipts were made with; empty where there is none."""
        return self.read(f"{RECEIPTS}/{MADE_WITH}").strip()

    def write_made_with(self, fingerprint: str) -> None:
        """Say what all receipts were made with."""
        self.write(f"{RECEIPTS}/{MADE_WITH}", f"{fingerprint}\n")

    def drop_receipt(self, stale: Receipt) -> None:
        """Remove the receipt of a bulletin that has another name now."""
        place = self._place(self._receipt_path(stale.bulletin))
        place.unlink(missing_ok=True)
        _keep_names(place.parent)

    def intent(self, bulletin: str) -> Intent | None:
        """What a run that was cut short was about to do for a bulletin; None where nothing was cut short.

        Raises:
            BadInput: its record is damaged.
        """
        path = self._place(self._intent_path(bulletin))
        return receipt.parse_intent(str(path), path.read_text("utf-8", errors="replace")) if path.is_file() else None

    def unfinished(self) -> list[str]:
        """The bulletins for which a run was cut short."""
        return list(self._recorded(INTENT))

    def write_intent(self, intent: Intent) -> None:
        """Write down what is about to be done."""
        self.write(self._intent_path(intent.receipt.bulletin), receipt.write_intent(intent))

    def drop_intent(self, done: Intent) -> None:
        """Remove the record of what has been done.

        Should it come back with the power, it says what the receipt beside it says; when that is written anew, it goes
        for good. Not so where it takes away a receipt in another folder.
        """
        place = self._place(self._intent_path(done.receipt.bulletin))
        place.unlink(missing_ok=True)
        if done.instead_of:
            _keep_names(place.parent)

    def sweep(self) -> None:
        """Remove what killed runs left half written; only for one who knows that no other run is at work."""
        for folder, _, names in os.walk(self.root):
            for name in filter(LEFT.fullmatch, names):
                with suppress(OSError):  # it does no harm, and whoever may write here will remove it
                    Path(folder, name).unlink()

    def _recorded(self, ending: str) -> Iterator[str]:
        """The bulletins of which there is a record of a kind, in order of their names."""
        folder = self.root / RECEIPTS
        for path in sorted(folder.rglob(f"*{ending}")):
            yield path.relative_to(folder).as_posix().removesuffix(ending)

    @staticmethod
    def _receipt_path(bulletin: str) -> str:
        return f"{RECEIPTS}/{bulletin}{RECEIPT}"

    @staticmethod
    def _intent_path(bulletin: str) -> str:
        return f"{RECEIPTS}/{bulletin}{INTENT}"

    def _place(self, path: str) -> Path:
        """Where a relative path leads, which is never outside the folder, also not by way of a link."""
        place = self.root / path
        folder = place.parent
        if folder not in self._inside:
            if not folder.resolve().is_relative_to(self.root.resolve()):
                raise BadInput(path, "this would lead out of the content folder", "Remove the link that leads there")
            self._inside.add(folder)
        return place


def _text(path: Path) -> str:
    return path.read_text("utf-8", errors="replace")


def _write_whole(place: Path, text: str) -> set[Path]:
    """Write a file; the folders that have a new name in them, which is not yet sure to outlast a power failure."""
    folders = {place.parent, *_made(place.parent)}
    handle, temporary = tempfile.mkstemp(dir=place.parent, prefix=BEFORE, suffix=BEHIND)
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
    return folders


def _made(folder: Path) -> list[Path]:
    """Make a folder where there is none; the folders that it and those above it were put into."""
    missing = list(takewhile(lambda one: not one.exists(), (folder, *folder.parents)))
    folder.mkdir(parents=True, exist_ok=True)
    return [one.parent for one in missing]


def _keep_names(folder: Path) -> None:
    """Have a folder's names on the disk. Windows does so by itself, and opens no folder."""
    if not hasattr(os, "O_DIRECTORY"):
        return
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    except OSError as error:
        if error.errno not in NOT_FOR_FOLDERS:
            raise
    finally:
        os.close(handle)
