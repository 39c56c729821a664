"""All stories of a site: what has not changed comes from the archive, the rest is read on all cores."""

import gc
import hashlib
import os
import time
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from blinker import ANY, Signal
from pelican.contents import Article as PelicansArticle
from pelican.plugins import signals

from keepsakes import foretold_of_stories

from .archive import TABLES, Archive, Made
from .base import Base
from .foretold import made_of
from .hands import shared_out
from .known import Touched, touched
from .listing import State
from .program import fingerprint_of_stories
from .reading import digest_of, is_plain
from .recalled import OUR_NAMES, Article, recalled, recalled_one
from .records import Record, brief_of, record
from .stamps import is_settled, stamp_of_source
from .together import TABLE as OF_FINGERPRINTS
from .together import Together

if TYPE_CHECKING:
    from .logs import Remark

HEARD = signals.article_generator_preread, signals.article_generator_context, signals.content_object_init
"""What Pelican says of a story while it reads it."""


class Read(NamedTuple):
    """What came of reading a file."""

    record: Record
    stamp: bytes
    """Of the file; empty where it changed in that moment, or where what was read depends on the hour."""
    made: Made
    """What will be asked of the story."""


def can_be_kept(settings: Mapping[str, Any]) -> bool:
    """Whether what is made of a file depends on it and on the settings alone.

    A receiver of what Pelican says of each story has to declare that it changes the story and nothing else: by an
    attribute `looks_at`, a function that says, for a site's settings, on what beside the story and plain settings it
    depends.
    """
    pelicans_own = settings["CACHE_CONTENT"] and settings["CONTENT_CACHING_LAYER"] == "generator"
    depends_on_more = settings.get("DEFAULT_DATE") == "fs" or pelicans_own or not is_plain(settings["MARKDOWN"])
    return not depends_on_more and all(_are_declared(signal) for signal in HEARD)


def _are_declared(signal: Signal) -> bool:
    for_all = list(signal.receivers_for(ANY))
    return len(for_all) == len(signal.receivers) and all(hasattr(receiver, "looks_at") for receiver in for_all)


@contextmanager
def _kept_for_good() -> Iterator[None]:
    """While much is made that stays to the end: Python does not look through it for what is needed no longer."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        if was_enabled:
            gc.enable()


class Stories:
    """The stories of a generator."""

    def __init__(self, generator: Any, files: Callable[[], Iterable[tuple[str, State]]]) -> None:  # noqa: ANN401 - Pelican has no types
        """Open what is kept of them; `can_be_kept` has been asked.

        Args:
            generator: Pelican's, of articles.
            files: Lists their files, and what tells the state of each.
        """
        self._generator = generator
        settings = generator.settings
        looks = {receiver.looks_at for signal in HEARD for receiver in signal.receivers_for(ANY)}
        # Signals keep no order, and what is looked at must say the same in every build.
        looked_at = sorted((look.__module__, repr(look(settings))) for look in looks)
        folder = Path(settings["CACHE_PATH"], "fastbuild")
        where = hashlib.sha256(str(Path(generator.path).resolve()).encode()).hexdigest()[:8]
        self.remarks: dict[str, tuple[Remark, ...]] = {}
        """What has to be said of stories, by their files."""
        self.files: list[str] = []
        """All files that there are."""
        self.together: Together | None = None
        """Those that are kept, many together."""
        self._steady = {
            extension: reader for extension, reader in generator.readers.readers.items() if hasattr(reader, "made_of")
        }
        made_of = fingerprint_of_stories(settings, map(type, self._steady.values()), looked_at)
        self._base = Base(folder, f"stories-{where}", made_of, (*TABLES, OF_FINGERPRINTS))
        self._files = files
        self._made_of = made_of
        self._root = os.path.join(generator.path, "")

    def touched(self) -> Touched:
        """The files that are not as they were left."""
        return touched(self._base, self._files)

    def all(self, look: Callable[[], Touched]) -> dict[str, Article]:
        """All stories by their files, as far as these can be read in a copy of this process.

        Args:
            look: Tells what `touched` says. It is asked once, when all else is done.
        """
        with _kept_for_good():
            many, known = self._recalled()
        archive, before, volumes = self._archive, sorted(known), dict(self._archive.volumes)
        gone, fresh, changed = self._told_apart(known, look())
        self.files = sorted([*(file for file in before if file not in gone), *fresh]) if gone or fresh else before
        doubtful = {*gone, *changed}
        for file in doubtful:
            del known[file]
        archive.forget(gone)
        self._read_all([*fresh, *changed], known)
        archive.settle()
        for number, volume in archive.volumes.items():
            if volume is not volumes.get(number) or not doubtful.isdisjoint(volume.files):
                many[number] = [known[file] for file in volume.files if file in known]
        has_news = bool(fresh or doubtful)
        self.together = Together(self._base, {number: many[number] for number in archive.volumes}, has_news=has_news)
        gc.freeze()
        return known

    def _recalled(self) -> tuple[dict[int, Sequence[Article]], dict[str, Article]]:
        """All stories that are kept: by the numbers of their volumes, and by their files."""
        generator = self._generator
        self._archive = Archive(self._base, self._made_of, generator.settings, generator.context, self._read_again)
        many: dict[int, Sequence[Article]] = {}
        known: dict[str, Article] = {}
        for number, volume in self._archive.volumes.items():
            many[number] = recalled(self._archive, *volume)
            known.update(zip(volume.files, many[number], strict=True))
        return many, known

    def read_anew(self, story: Article, file: str) -> bool:
        """Have a story become what is in its file by now.

        Args:
            story: One of them.
            file: Its file, relative to the folder of the content.

        Returns:
            Whether that could be read.
        """
        read = self._read(file)
        if read:
            story.read_anew(read.record)
        return read is not None

    def all_is_read(self) -> None:
        """Tell them that all that they can lead to has been read."""
        self._archive.is_whole = True

    @property
    def likenesses(self) -> Mapping[int, tuple[object, bytes]]:
        """By identity: things that were made of them, and their fingerprints."""
        return self._archive.likenesses

    @property
    def given_to_labels(self) -> Mapping[str, Any]:
        """What plugins have given to categories, tags and authors, by their names."""
        return self._archive.labels.given()

    def close(self) -> None:
        """Keep for the next build what was made of them in this one."""
        self._archive.settle_made()
        if self.together:
            self.together.close()

    def read_by_pelican(self, file: str) -> Any:  # noqa: ANN401
        """What Pelican makes of a file.

        Args:
            file: Relative to the folder of the content.

        Raises:
            Exception: Whatever a reader and a plugin may raise.
        """
        generator = self._generator
        return generator.readers.read_file(
            base_path=generator.path,
            path=file,
            content_class=PelicansArticle,
            context=generator.context,
            preread_signal=signals.article_generator_preread,
            preread_sender=generator,
            context_signal=signals.article_generator_context,
            context_sender=generator,
        )

    def _told_apart(
        self, known: Mapping[str, Article], seen: Touched
    ) -> tuple[Collection[str], Collection[str], Collection[str]]:
        """The files that are gone, those that are new, and those that say something else."""
        since, stamps, gone = seen
        if since != self._archive.since:  # something is damaged
            since, stamps, gone = touched(self._base, self._files, is_doubtful=True)
        if since != self._archive.since:  # another build came in between
            stamps = {file: stamp_of_source(state) for file, state in self._files()}
            gone = known.keys() - stamps.keys()
        fresh = stamps.keys() - known.keys()
        changed = [file for file, stamp in stamps.items() if file in known and self._says_else(known[file], stamp)]
        return set(gone), fresh, changed

    def _read_all(self, files: Iterable[str], known: dict[str, Article]) -> None:
        """Read files, as far as this can be done in a copy of this process; they are known from then on."""
        archive, now = self._archive, time.time_ns()
        steady = sorted(file for file in files if os.path.splitext(file)[1][1:] in self._steady)
        for file, (read, remarks) in shared_out(steady, self._read):
            if read is None:
                continue
            brief = brief_of(read.record.brief)
            if read.stamp and not remarks:
                archive.keep(file, read.stamp if is_settled(read.stamp, now) else b"", read.record, brief)
                archive.take(read.made)
            else:
                archive.hold(file, read.record)
            known[file] = recalled_one(archive, file, read.record.digest, brief)
            if remarks:
                self.remarks[file] = remarks

    def _says_else(self, story: Article, stamp: bytes) -> bool:
        """Whether the file of a story has another stamp and says something else; if not, its stamp is noted down."""
        _, file = story.kept_at
        if not stamp or story.file_digest != digest_of(self._root + file):
            return True
        if story.as_read and is_settled(stamp, time.time_ns()):
            self._archive.restamp(file, stamp, story.file_digest, story.as_read)
        return False

    def _read_again(self, file: str) -> Record:
        read = self._read(file)
        if read is None:
            raise RuntimeError(f"{self._root}{file} has changed while the site was built. Build again")
        return read.record

    def _read(self, file: str) -> Read | None:
        """Read a file; None where that fails, so that Pelican finds it out and says so when it comes to it."""
        path = self._root + file
        before = stamp_of_source(partial(os.stat, path))
        try:
            digest = digest_of(path)
            story = self.read_by_pelican(file)
            if not isinstance(story, PelicansArticle) or not story.is_valid() or OUR_NAMES & vars(story).keys():
                return None
            fresh = record(story, digest, self._archive.labels)
            made = self._foretold(file, fresh, story)
        except Exception:  # whatever a reader and a plugin may raise
            return None
        is_steady = before == stamp_of_source(partial(os.stat, path)) and not self._waits(story)
        return Read(fresh, before if is_steady else b"", made)

    def _foretold(self, file: str, fresh: Record, story: PelicansArticle) -> Made:
        """What will be asked of a story that was read."""
        foretold = foretold_of_stories(self._generator.settings)
        if not foretold.as_read and not foretold.with_gifts:
            return {}
        return made_of(story, recalled_one(self._archive, file, fresh.digest, brief_of(fresh.brief)), foretold)

    def _waits(self, story: Any) -> bool:  # noqa: ANN401
        """Whether it is a draft only until its hour has come."""
        return not story.settings["WITH_FUTURE_DATES"] and story.date > datetime.now(UTC)
