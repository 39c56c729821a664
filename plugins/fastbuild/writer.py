"""Pelican's writer, made quiet."""

import io
from pathlib import Path
from typing import Any

from pelican.writers import FileOverwriteFailedError, Writer

from .quiet import QuietFile


class QuietWriter(Writer):  # type: ignore[misc]  # Pelican has no types
    """Writes a page only when its bytes change, and knows what it stands for.

    `_open_w` is private in Pelican, but the only seam there is: the Pelican version is pinned, and a test watches it.
    """

    def __init__(self, output_path: str, settings: dict[str, Any] | None = None) -> None:
        super().__init__(output_path, settings)
        self.produced: set[Path] = set()
        """The files that this build stands for, whether or not they had to be written."""

    def _open_w(self, filename: str, encoding: str, override: bool = False) -> io.StringIO:
        """Open `filename` for writing, with Pelican's rule: a page is written once, or overridden once."""
        overridden = filename in self._overridden_files
        if overridden and not override:
            return io.StringIO()
        if overridden or (filename in self._written_files and not override):
            raise FileOverwriteFailedError(
                f'"{filename}" is claimed by two pages. Give one of them another Slug or Save_as'
            )
        if override:
            self._overridden_files.add(filename)
        self._written_files.add(filename)
        self.produced.add(Path(filename))
        return QuietFile(Path(filename), encoding)
