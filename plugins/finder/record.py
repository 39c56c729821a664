"""What was indexed last, so that pages which have not changed are not indexed again."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path


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
        return cls(fingerprint, {name: _digest(data) for name, data in files.items()})

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

    def is_true_of(self, folder: Path) -> bool:
        """Whether the files of the index lie there as they were made."""
        paths = {name: folder / name for name in self.digests}
        return all(path.is_file() and _digest(path.read_bytes()) == self.digests[name] for name, path in paths.items())


def fingerprint(pages: Mapping[str, bytes], *made_with: str) -> str:
    """What changes when an index of `pages` may change.

    Args:
        pages: The pages by their paths.
        made_with: What else the index depends on.
    """
    listed = [*made_with, *(f"{path} {_digest(pages[path])}" for path in sorted(pages))]
    return _digest("\n".join(listed).encode())


def record_path(cache: Path, folder: Path) -> Path:
    """The file in the cache folder that remembers the index in `folder`."""
    return cache / f"search-{_digest(str(folder.resolve()).encode())[:12]}.json"


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
