"""How fastbuild hangs on Pelican."""

import gc
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from pelican import Pelican
from pelican.generators import Generator
from pelican.plugins import signals

from .dates import write_out_in_one_go
from .generators import ArticlesGenerator, equip
from .glimpse import Glimpse
from .hands import aside
from .leftovers import clear, files_there, moment
from .remembered import Pages
from .statics import QuietStatics
from .templates import Templates
from .writer import QuickWriter


class Build:
    """The build that is running: what has to be remembered from one signal to the next."""

    def __init__(self) -> None:
        self.began: dict[str, int] = {}
        """When each began of whose folder what lay there goes, by that folder: a build may run within another."""

    templates: Templates | None = None
    writer: QuickWriter | None = None
    generator: ArticlesGenerator | None = None
    """The one that keeps its stories."""
    files_there: Callable[[], list[str]] | None = None
    """What lies in its folder, when the stories are written."""

    def take_over_deletion(self, pelican: Pelican) -> None:
        """Take away at once what is none of the last build's, and after the build what is none of this one's.

        Pelican takes away everything. What a plugin makes only where it is missing has to be missing here, too.
        """
        # As in Pelican: nothing is taken away from a folder that holds the stories.
        output, settings = Path(pelican.output_path), pelican.settings
        holds_stories = Path(pelican.path).resolve().is_relative_to(output.resolve())
        self.began.pop(pelican.output_path, None)  # of a build that came to no end
        if pelican.delete_outputdir and not holds_stories and not _is_another_s():
            pelican.delete_outputdir = False
            began = self.began[pelican.output_path] = moment(output)
            if left := Pages.names_left(settings):
                clear(output, set(files_there(output, settings["OUTPUT_RETENTION"])) - left, began)

    def take_over_statics(self, every: Sequence[Generator]) -> None:
        """Copy the theme's files ourselves: Pelican has no setting that would leave unchanged ones alone.

        Only when all is read, because plugins look there for where the theme's files are.
        """
        settings = every[0].settings
        settings.setdefault("FASTBUILD_THEME_STATIC_PATHS", settings["THEME_STATIC_PATHS"])
        settings["THEME_STATIC_PATHS"] = []

    def equip_templates(self, generator: Generator) -> None:
        """Have what is made of the generator's templates kept."""
        if self.templates is None:
            self.templates = Templates(generator.settings)
        if generator.env.bytecode_cache is None:
            generator.env.bytecode_cache = self.templates

    def remember(self, generator: Any, writer: object) -> None:  # noqa: ANN401 - Pelican has no types
        """Keep what knows what was written, and what was made of stories; begin to look for what is left over."""
        self.generator = generator if getattr(generator, "stories_kept", None) else None
        self.writer = writer if isinstance(writer, QuickWriter) else None
        if self.writer and generator.output_path in self.began:
            retention = generator.settings["OUTPUT_RETENTION"]
            self.files_there = aside(partial(files_there, Path(generator.output_path), retention))

    def finish(self, pelican: Pelican) -> None:
        """Take away what this build no longer makes."""
        if self.templates:
            self.templates.settle()
            self.templates = None
        if self.generator and self.generator.stories_kept:
            self.generator.stories_kept.close()
            pelican.glimpse = Glimpse(self.generator)
        began = self.began.pop(pelican.output_path, None)
        if self.writer is None:
            return
        produced, pelican.changed = self.writer.close()
        if began is not None and self.files_there:
            clear(Path(pelican.output_path), set(self.files_there()) - produced, began)
        self.writer = self.generator = self.files_there = None


_build = Build()


def _tell_stories(every: Sequence[Generator]) -> None:
    """Tell stories that all is read. What pages are made of is there by now, and is needed to the end."""
    for generator in every:
        if isinstance(generator, ArticlesGenerator) and generator.stories_kept:
            generator.stories_kept.all_is_read()
    gc.freeze()


def _writer(pelican: object) -> type[QuickWriter] | None:  # noqa: ARG001 - the signal's shape
    """Our writer, unless a plugin has one of its own: of two, Pelican would take either."""
    return None if _is_another_s() else QuickWriter


def _is_another_s() -> bool:
    return len(signals.get_writer.receivers) > 1


def _generators(pelican: object) -> type[QuietStatics]:  # noqa: ARG001 - the signal's shape
    return QuietStatics


def register() -> None:
    """Connect to Pelican's signals."""
    write_out_in_one_go()
    signals.initialized.connect(_build.take_over_deletion)
    signals.generator_init.connect(equip)
    signals.generator_init.connect(_build.equip_templates)
    signals.all_generators_finalized.connect(_tell_stories)
    signals.all_generators_finalized.connect(_build.take_over_statics)
    signals.get_writer.connect(_writer)
    signals.get_generators.connect(_generators)
    signals.article_writer_finalized.connect(_build.remember)
    signals.finalized.connect(_build.finish)
