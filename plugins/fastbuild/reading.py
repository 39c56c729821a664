"""Files read side by side, and read again only where they have changed."""

import hashlib
import io
import pickle
from collections.abc import Collection, Mapping
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple
from uuid import uuid4

from pelican.contents import Page

# Private, but what stands between a reader and Pelican's own cache; Pelican is pinned, and a test watches it.
from pelican.readers import Readers, _filter_discardable_metadata

from .addresses import QUICK
from .hands import shared_out
from .program import fingerprint
from .shelf import Shelf

if TYPE_CHECKING:
    from .logs import Remark

OF_MARKDOWN = "markdown.extensions."
"""How the extensions are called that come with Markdown."""
SETTINGS = "settings"
"""What stands for the settings in what is kept: a tag holds them, and no two builds have the same."""


class Read(NamedTuple):
    """What came of a file."""

    digest: bytes | None
    """Of the bytes that were read; None where they changed in that moment."""
    packed: bytes
    """The content and the fields."""


class QuickReaders(Readers):  # type: ignore[misc]  # Pelican has no types
    """Pelican's readers, which have many files read before Pelican asks for them one by one.

    A reader whose result depends on the file alone, on its own program and on a few settings says so: `made_of` names
    those settings. What such a reader has read is kept from build to build.
    """

    def __init__(self, settings: dict[str, Any], cache_name: str = "") -> None:
        super().__init__(settings, cache_name)
        self._name = cache_name.casefold() or "files"
        self._ready: dict[str, tuple[bytes, tuple[Remark, ...]]] = {}

    def read_file(self, base_path: str, path: str, content_class: type[Any] = Page, **more: object) -> Any:  # noqa: ANN401
        """What Pelican makes of a file, as something that remembers its address."""
        return super().read_file(base_path, path, QUICK.get(content_class, content_class), **more)

    def read_ahead(self, root: Path, files: Collection[str]) -> None:
        """Read files side by side, as far as their readers allow.

        Args:
            root: The folder of the content.
            files: Relative to it.
        """
        for extension, reader in self.readers.items():
            names = getattr(reader, "made_of", None)
            own = [file for file in files if file.endswith(f".{extension}")]
            if names is None or not own:
                continue
            told = {name: self.settings.get(name) for name in names}
            # What nobody can tell is made of what no other build has.
            made_of = fingerprint(type(reader), told) if is_plain(told.get("MARKDOWN") or {}) else uuid4().hex
            # One shelf for those who read stories and one for pages: what is not among the files goes.
            folder = Path(self.settings["CACHE_PATH"], "fastbuild")
            with closing(Shelf(folder, f"{self._name}-{extension}", made_of)) as shelf:
                self._read_ahead(root, own, shelf)

    def _read_ahead(self, root: Path, files: Collection[str], shelf: Shelf) -> None:
        kept = shelf.everything()
        wanted, lost = [], kept.keys() - set(files)
        for file in files:
            digest, packed = kept.get(file, (None, b""))
            path = str(root / file)
            if digest is not None and digest == digest_of(path):
                self._ready[path] = packed, ()
            else:
                wanted.append(path)
        fresh = {}
        for path, (read, remarks) in shared_out(wanted, self._read):
            if read is not None:
                self._ready[path] = read.packed, remarks
                if read.digest and not remarks:
                    fresh[str(Path(path).relative_to(root))] = read.digest, read.packed
        shelf.change(fresh, lost)

    def _read(self, path: str) -> Read | None:
        """Read a file; None where that fails, so that Pelican finds it out and says so when it comes to it."""
        reader = self.readers[Path(path).suffix[1:]]
        try:
            before = digest_of(path)
            content, fields = reader.read(path)
            packed = self._packed((content, _filter_discardable_metadata(fields)))
        except Exception:  # whatever a reader and a plugin may raise
            return None
        return Read(before if before == digest_of(path) else None, packed)

    def get_cached_data(self, filename: str, default: Any = None) -> Any:  # noqa: ANN401 - Pelican's signature
        """The content and the fields of a file that was read ahead; what was to be said of it is said now."""
        if filename not in self._ready:
            return super().get_cached_data(filename, default) if filename in self._cache else default
        packed, remarks = self._ready.pop(filename)
        for remark in remarks:
            remark.say()
        return _Unpickler(packed, self.settings).load()

    def cache_data(self, filename: str, data: object) -> None:
        """As in Pelican, which asks the disk for each file first, also where it keeps none."""
        if self._cache_data_policy:
            super().cache_data(filename, data)

    def _packed(self, read: tuple[str, Mapping[str, Any]]) -> bytes:
        packed = io.BytesIO()
        _Pickler(packed, self.settings).dump(read)
        return packed.getvalue()


class _Pickler(pickle.Pickler):
    def __init__(self, file: io.BytesIO, settings: object) -> None:
        super().__init__(file, pickle.HIGHEST_PROTOCOL)
        self._settings = settings

    def persistent_id(self, thing: object) -> str | None:
        return SETTINGS if thing is self._settings else None


class _Unpickler(pickle.Unpickler):
    def __init__(self, packed: bytes, settings: object) -> None:
        super().__init__(io.BytesIO(packed))
        self._settings = settings

    def persistent_load(self, name: object) -> object:  # noqa: ARG002 - there is one
        return self._settings


def is_plain(markdown: Mapping[str, Any]) -> bool:
    """Whether Markdown has no extension but its own, by name: of others nobody has said what files they read.

    Args:
        markdown: The setting MARKDOWN.
    """
    named = [*markdown.get("extensions", ()), *markdown.get("extension_configs", {})]
    return all(isinstance(name, str) and name.startswith(OF_MARKDOWN) for name in named)


def digest_of(path: str) -> bytes:
    """The SHA-256 of a file."""
    with open(path, "rb", buffering=0) as file:
        return hashlib.sha256(file.read()).digest()
