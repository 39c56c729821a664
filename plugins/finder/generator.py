"""Pelican's side of the search: where the stories' pages come from and the index goes to."""

import logging
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from pelican.generators import Generator
from pelican.writers import Writer

from keepsakes import of_pages

from .errors import NoIndexError
from .indexing import VERSION, is_of_index, make_index, why_not
from .record import Digests, Record, digest_of, fingerprint, record_path

log = logging.getLogger(__name__)

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
        """Tell the templates whether there is a search."""
        self.context["search"] = SearchForTemplates(is_available=why_not() is None and bool(self._paths()))

    def generate_output(self, writer: Writer) -> None:
        """Bring the index up to date, and take away what is left of older ones."""
        folder = Path(self.output_path, FOLDER)
        files = self._files(folder, _digests(writer)) if self._paths() else frozenset()
        for path in [path for path in folder.rglob("*") if path not in files and path.is_file()]:
            if is_of_index(path.relative_to(folder).as_posix()):
                path.unlink()
        # fastbuild's writer has this: what nobody stands for is taken away at the end.
        produced: set[Path] = getattr(writer, "produced", set())
        produced.update(files)

    def _files(self, folder: Path, digests: Digests) -> frozenset[Path]:
        """The files of the index; none, and a warning, where it cannot be made."""
        try:
            record = self._up_to_date(folder, record_path(Path(self.settings["CACHE_PATH"]), folder), digests)
        except NoIndexError as error:
            log.warning("The site has no search: %s", error)
            return frozenset()
        return frozenset(folder / name for name in record.digests)

    def _up_to_date(self, folder: Path, kept: Path, digests: Digests) -> Record:
        """The record of the index, which is made anew if the pages have changed."""
        pages = {path: f"{self.output_path}/{path}" for path in self._paths()}
        language = self.settings["DEFAULT_LANG"]
        now = fingerprint(dict(zip(pages, digests(pages.values()), strict=True)), VERSION, language)
        record = Record.read(kept)
        if record.fingerprint == now and record.is_true_of(folder, digests):
            return record
        files = make_index({path: Path(page).read_bytes() for path, page in pages.items()}, language)
        _write(folder, files)
        record = Record.of(now, files)
        record.write(kept)
        return record

    def _paths(self) -> list[str]:
        """Where the published stories stand, below the site's root; an empty `save_as` is a story without a page."""
        return [article.save_as for article in self.context["articles"] if article.save_as]


def _digests(writer: Writer) -> Digests:
    """What tells the digests of files."""
    known = of_pages(writer)
    return lambda paths: known(paths, "finder: digest", digest_of)


def _write(folder: Path, files: Mapping[str, bytes]) -> None:
    for name, data in files.items():
        path = folder / name
        if not path.is_file() or path.read_bytes() != data:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
