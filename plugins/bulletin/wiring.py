"""Pelican's signals and settings: the only room that knows Pelican."""

import io
import logging
import os
from collections.abc import Iterable, Mapping
from contextlib import closing
from functools import cached_property
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pelican import signals
from pelican.generators import ArticlesGenerator
from pelican.readers import MarkdownReader, Readers, parse_path_metadata
from pelican.utils import SafeDatetime

from keepsakes import foretell_gift, foretell_of_stories, gift_is_given, kept_of_each

from . import head, ledger, page, sanitise, settings, stamp, store
from .errors import BadInput
from .head import Head
from .markdown_processor import Processor
from .model import Action, Entry
from .regions import beside
from .settling import WRITTEN

if TYPE_CHECKING:
    from .convert import Outcome

log = logging.getLogger(__name__)

DATES = frozenset({"date", "modified"})
NAMES_BULLETIN = "bulletin.names_bulletin"
HANDLING = "handling"
# What Pelican is to make of a file that cannot be published: nothing.
SKIPPED = {"title": "unreadable", "status": "skip", "slug": "unreadable"}


def connect() -> None:
    """Convert before each build, also under `--autoreload`, where other signals do not fire again."""
    signals.readers_init.connect(_read_stories)
    signals.article_generator_init.connect(_prepare)
    signals.article_generator_finalized.connect(_say_whose_words)


class StoryReader(MarkdownReader):  # type: ignore[misc]  # Pelican has no types
    """Pelican's reader of Markdown, but one broken story costs one story, and nothing that runs comes through."""

    file_extensions = MarkdownReader.file_extensions
    made_of = (
        *("MARKDOWN", "FORMATTED_FIELDS", "PATH"),
        *("DEFAULT_DATE", "FILENAME_METADATA", "PATH_METADATA", "EXTRA_PATH_METADATA"),
    )
    """The settings that decide, with the file alone, what is read: it need not be read again while they stay."""
    is_for_stories = False
    """Whether it reads stories; else it reads pages."""

    @cached_property
    def _md(self) -> Processor:
        """Pelican makes many readers that never read."""
        return Processor(self.settings["MARKDOWN"])

    @cached_property
    def _home(self) -> Path:
        return Path(self.settings["PATH"])

    def read(self, source_path: str) -> tuple[str, dict[str, Any]]:
        """The story's HTML and fields; of a story that cannot be published, none."""
        try:
            if os.path.islink(source_path):
                store.refuse_link(Path(source_path), self._home)
            with open(source_path, "rb", buffering=0) as file:
                raw = file.read()
            lines = page.lines_of(source_path, raw)
            top = head.read(lines)
            for remark in page.faults(source_path, lines, top):
                log.warning("%s", remark)
            content, fields = self._converted(raw, top)
            self._refuse_undated(source_path, fields)
        except BadInput as problem:
            log.warning("%s", problem)
            return "", dict(SKIPPED)
        clean, gone = sanitise.sanitise(content)
        if gone:
            log.warning("%s: left out, for pages here run and frame nothing: %s", source_path, ", ".join(gone))
        return clean, fields

    def process_metadata(self, name: str, value: Any) -> Any:  # noqa: ANN401 - Pelican's signature
        """What Pelican makes of a field; of a date as most are written, without asking what else it may mean."""
        moment = stamp.moment_of(value) if name in DATES and isinstance(value, str) else None
        return SafeDatetime.combine(moment, moment.timetz()) if moment else super().process_metadata(name, value)

    def _converted(self, raw: bytes, top: Head) -> tuple[str, dict[str, Any]]:
        """HTML and fields, as Pelican's reader makes them of a file; each with one processor for all files."""
        text = raw.decode("utf-8-sig")
        content = self._md.convert_file(io.StringIO(text, newline=None).read(), top)
        return content, self._parse_metadata(self._md.Meta)

    def _refuse_undated(self, source_path: str, fields: Mapping[str, Any]) -> None:
        """A story needs a date, which Pelican also takes from a file's name or a setting; for it, none ends the build.

        Raises:
            BadInput: There is none.
        """
        if not self.is_for_stories or self.settings.get("DEFAULT_DATE"):
            return
        if "date" not in fields and "date" not in parse_path_metadata(source_path, self.settings):
            raise BadInput(
                source_path,
                "there is no Date",
                f'Write "Date: {page.EXAMPLE} 14:30" on a line of its own below the Title',
                1,
            )


def _read_stories(readers: Readers) -> None:
    for extension in StoryReader.file_extensions:
        readers.reader_classes[extension] = StoryReader


def _prepare(generator: ArticlesGenerator) -> None:
    """Convert the bulletins before the stories are read."""
    _convert(generator.settings)
    foretell_of_stories(generator.settings, NAMES_BULLETIN, _names_bulletin)
    remembered = _remembered(generator)
    foretell_gift(
        generator.settings, HANDLING, lambda story: _handling(story, remembered, names_bulletin=_names_bulletin(story))
    )
    for reader in generator.readers.readers.values():
        if isinstance(reader, StoryReader):
            reader.is_for_stories = True


def _say_whose_words(generator: ArticlesGenerator) -> None:
    """Tell each story whose words it is, as its `handling`: what is remembered of it says so, or nothing does."""
    remembered = _remembered(generator)
    listed = chain(generator.articles, generator.hidden_articles, generator.drafts)
    translated = chain(generator.translations, generator.hidden_translations, generator.drafts_translations)
    stories = [*listed, *translated]
    for story, names in zip(stories, kept_of_each(stories, NAMES_BULLETIN, _names_bulletin), strict=True):
        setattr(story, HANDLING, _handling(story, remembered, names_bulletin=names))
    gift_is_given(generator.settings, HANDLING)


def _remembered(generator: ArticlesGenerator) -> Mapping[str, Entry]:
    """What is remembered of the stories of a site."""
    return store.Content(Path(generator.settings["PATH"])).remembered()


def _handling(story: Any, remembered: Mapping[str, Entry], *, names_bulletin: bool) -> str:  # noqa: ANN401
    """Whose words a story is."""
    last = remembered.get(story.relative_source_path)
    return ledger.handling(last, _digest(story), names_bulletin=names_bulletin).value


def _names_bulletin(story: Any) -> bool:  # noqa: ANN401 - Pelican has no types
    return "source" in story.metadata


def _digest(story: Any) -> str:  # noqa: ANN401
    """Of its file; fastbuild knows it."""
    known: bytes | None = getattr(story, "file_digest", None)
    return known.hex() if known else store.digest_of_file(Path(story.source_path))


def _convert(given: Mapping[str, Any]) -> None:
    if not given.get("BULLETIN_CONVERT", True):
        return
    from .convert import convert  # half of the time that a build takes to begin

    try:
        with closing(convert(settings.of_mapping(given, _site_folder(given)), tell=log.warning)) as outcomes:
            _tell(outcomes)
    except BadInput as unusable:
        log.error("%s", unusable)  # noqa: TRY400 - it is for an editor, who has no use for a traceback


def _site_folder(given: Mapping[str, Any]) -> Path:
    """The folder of the settings: the one that has the bulletins, near the content."""
    seeds = given.get("BULLETIN_SEEDS", settings.SEEDS)
    return Path(str(beside(Path(given["PATH"]), seeds)).removesuffix(seeds))


def _tell(outcomes: Iterable["Outcome"]) -> None:
    stories = written = 0
    for outcome in outcomes:
        for problem in outcome.problems:
            log.warning("%s", problem)
        actions = [decision.action for _, decision in outcome.done]
        stories += len(actions)
        written += sum(action in WRITTEN and action is not Action.KEEP for action in actions)
    log.info("Stories in the bulletins: %d, written: %d", stories, written)
