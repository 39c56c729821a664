"""Pelican's side of the search: where the stories' pages come from and the index goes to."""

import logging
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from pelican.generators import Generator
from pelican.writers import Writer

from keepsakes import OfPages, foretell_of_pages, of_pages

from .errors import NoIndexError
from .program import VERSION, is_of_index, why_not
from .record import Record, digest_of, fingerprint, program, record_path, seen_in

log = logging.getLogger(__name__)

SEEN = "finder: page"
FOLDER = "pagefind"
"""Where the index stands on the site; a page of the newsroom may have the same address, and stand there too."""


@dataclass(frozen=True, slots=True)
class SearchForTemplates:
    """What the templates are told of the search."""

    is_available: bool
    """False where the index cannot be made: the page says so, because readers may have kept its address."""
    program: str = f"{FOLDER}/pagefind.js"
    """What the page loads once a reader searches; a path below the site's root."""


class IndexGenerator(Generator):  # type: ignore[misc]  # Pelican has no types
    """Indexes the published stories, once their pages are written."""

    def generate_context(self) -> None:
        """Tell the templates whether there is a search, and who writes pages what will be asked of each."""
        foretell_of_pages(self.settings, SEEN, seen_in)
        self.context["search"] = SearchForTemplates(is_available=why_not() is None and bool(self._paths()))

    def generate_output(self, writer: Writer) -> None:
        """Bring the index up to date, and take away what is left of older ones."""
        folder = Path(self.output_path, FOLDER)
        files = self._files(folder, of_pages(writer)) if self._paths() else frozenset()
        for path in [path for path in folder.rglob("*") if path not in files and path.is_file()]:
            if is_of_index(path.relative_to(folder).as_posix()):
                path.unlink()
        # fastbuild's writer has this: what nobody stands for is taken away at the end.
        produced: set[Path] = getattr(writer, "produced", set())
        produced.update(files)

    def _files(self, folder: Path, known: OfPages) -> frozenset[Path]:
        """The files of the index; none, and a warning, where it cannot be made."""
        try:
            record = self._up_to_date(folder, known)
        except NoIndexError as error:
            log.warning("The site has no search: %s", error)
            return frozenset()
        return frozenset(folder / name for name in record.digests)

    def _up_to_date(self, folder: Path, known: OfPages) -> Record:
        """The record of the index, which is brought up to date if the pages have changed."""
        paths = self._paths()
        seen = known(map(self._file, paths), SEEN, seen_in)
        pages = dict(zip(paths, seen, strict=True))
        made_with = program(VERSION, self.settings["DEFAULT_LANG"])
        kept = record_path(Path(self.settings["CACHE_PATH"]), folder)
        record = Record.read(kept)
        if not record.is_true_of(made_with, folder, lambda files: known(files, "finder: digest", digest_of)):
            record = Record()
        if record.fingerprint == fingerprint(pages):
            return record
        return self._made(record, Record(fingerprint(pages), made_with), pages, folder, kept)

    def _made(self, old: Record, new: Record, pages: Mapping[str, str], folder: Path, kept: Path) -> Record:
        """Make the index anew, with what is kept of the last one; the record of it.

        Raises:
            NoIndexError: It cannot be made.
        """
        if reason := why_not():
            raise NoIndexError(reason)
        from . import indexing, keeping  # they need what is not there for every machine

        words = kept.with_suffix(".words")
        index = keeping.read(words, old.fingerprint)
        made = indexing.make_index(index, old.digests, pages, self._read, self.settings["DEFAULT_LANG"])
        _write(folder, made.files)
        keeping.write(words, new.fingerprint, made.index)
        record = replace(new, digests=old.digests_of(made.files))
        record.write(kept)
        return record

    def _file(self, path: str) -> str:
        return f"{self.output_path}/{path}"

    def _read(self, path: str) -> bytes:
        return Path(self._file(path)).read_bytes()

    def _paths(self) -> list[str]:
        """Where the published stories stand, below the site's root; an empty `save_as` is a story without a page."""
        return [article.save_as for article in self.context["articles"] if article.save_as]


def _write(folder: Path, files: Mapping[str, bytes | None]) -> None:
    for name, data in files.items():
        path = folder / name
        if data is not None and not (path.is_file() and path.read_bytes() == data):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
