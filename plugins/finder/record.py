"""What was indexed last, so that pages which have not changed are not indexed again."""

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path

Digests = Callable[[Iterable[str]], Iterable[str]]
"""Tells the digests of files, one after another."""
MARK = b"data-pagefind-body"
_MARKED = "+"


@dataclass(frozen=True, slots=True)
class Record:
    """An index, as the cache folder remembers it. Without one, all is indexed again."""

    fingerprint: str = ""
    """Of the pages that it was made of."""
    made_with: str = ""
    """What else it depends on."""
    digests: Mapping[str, str] = field(default_factory=dict)
    """Its files, with the digest of each."""

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
        told = {each.name: getattr(self, each.name) for each in fields(self)}
        path.write_text(json.dumps(told, indent=0), "utf-8")

    def digests_of(self, files: Mapping[str, bytes | None]) -> dict[str, str]:
        """The digests of files that are to lie where these do; None is one that is as it lies there."""
        return {name: self.digests[name] if data is None else digest_of(data) for name, data in files.items()}

    def is_true_of(self, made_with: str, folder: Path, digests: Digests) -> bool:
        """Whether the files of the index lie there as they would be made.

        Args:
            made_with: As above, now.
            folder: Where it lies.
            digests: Tells the digests of files, or raises OSError where one is missing.
        """
        if self.made_with != made_with:
            return False
        try:
            return list(digests([f"{folder}/{name}" for name in self.digests])) == list(self.digests.values())
        except OSError:
            return False


def fingerprint(pages: Mapping[str, str]) -> str:
    """What changes when an index of `pages` may change.

    Args:
        pages: What was seen in the pages, by their paths.
    """
    return digest_of("\n".join(f"{path} {pages[path]}" for path in sorted(pages)).encode())


def program(*others: str) -> str:
    """What changes when another program makes the index.

    Args:
        others: What it depends on beside this one.
    """
    files = sorted(Path(__file__).parent.glob("*.py"))
    return " ".join([*others, digest_of(b"".join(file.read_bytes() for file in files))])


def record_path(cache: Path, folder: Path) -> Path:
    """The file in the cache folder that remembers the index in `folder`."""
    return cache / f"search-{digest_of(str(folder.resolve()).encode())[:12]}.json"


def digest_of(data: bytes) -> str:
    """The digest of a file's bytes."""
    return hashlib.sha256(data).hexdigest()


def seen_in(page: bytes) -> str:
    """The digest of a page's bytes, and whether it says what of it is to be found."""
    return f"{_MARKED if MARK in page else ''}{digest_of(page)}"


def is_marked(seen: str) -> bool:
    """Whether a page says what of it is to be found. Once one does, those that do not are left out."""
    return seen.startswith(_MARKED)
