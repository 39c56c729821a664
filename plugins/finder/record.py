"""What was indexed last, so that pages which have not changed are not indexed again."""

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path

Digests = Callable[[Iterable[str]], Iterable[str]]
"""Tells the digests of files, one after another."""


@dataclass(frozen=True, slots=True)
class Record:
    """An index, as the cache folder remembers it. Without one, all is indexed again."""

    fingerprint: str = ""
    """Of the pages that it was made of."""
    digests: Mapping[str, str] = field(default_factory=dict)
    """Its files, with the digest of each."""

    @classmethod
    def of(cls, fingerprint: str, files: Mapping[str, bytes]) -> "Record":
        """The record of an index that has just been made."""
        return cls(fingerprint, {name: digest_of(data) for name, data in files.items()})

    @classmethod
    def read(cls, path: Path) -> "Record":
        """The record at `path`; an empty one where it is missing or damaged."""
        try:
            record = cls(**json.loads(path.read_text("utf-8")))
        except (OSError, ValueError, TypeError):
            return cls()
        return record if isinstance(record.digests, dict) else cls()

    def write(self, path: Path) -> None:
        """Keep the record for the next build."""
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(asdict(self), indent=0), "utf-8")

    def is_true_of(self, folder: Path, digests: Digests) -> bool:
        """Whether the files of the index lie there as they were made.

        Args:
            folder: Where it lies.
            digests: Tells the digests of files, or raises OSError where one is missing.
        """
        try:
            return list(digests([f"{folder}/{name}" for name in self.digests])) == list(self.digests.values())
        except OSError:
            return False


def fingerprint(pages: Mapping[str, str], *made_with: str) -> str:
    """What changes when an index of `pages` may change.

    Args:
        pages: The digests of the pages by their paths.
        made_with: What else the index depends on.
    """
    listed = [*made_with, *(f"{path} {pages[path]}" for path in sorted(pages))]
    return digest_of("\n".join(listed).encode())


def record_path(cache: Path, folder: Path) -> Path:
    """The file in the cache folder that remembers the index in `folder`."""
    return cache / f"search-{digest_of(str(folder.resolve()).encode())[:12]}.json"


def digest_of(data: bytes) -> str:
    """The digest of a file's bytes."""
    return hashlib.sha256(data).hexdigest()
