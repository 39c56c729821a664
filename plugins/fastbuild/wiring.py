"""How fastbuild hangs on Pelican."""

import gc
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from pelican import Pelican
from pelican.generators import Generator
from pelican.plugins import signals

from .dates import write_out_in_one_go
from .generators import ArticlesGenerator, equip
from .glimpse import Glimpse
from .leftovers import clear, files_there, moment
from .remembered import Pages
from .statics import QuietStatics
from .templates import Templates
from .writer import QuickWriter


class Build:
    """The build that is running: what has to be remembered from one signal to the next."""

    def __init__(self) -> None:
        self.old: dict[str, tuple[int, set[str]]] = {}
        """By the folder of a site, if what is not made again goes: when its build began, and which files lay there.

        A build may run within another.
        """

    templates: Templates | None = None
    writer: QuickWriter | None = None
    generator: ArticlesGenerator | None = None
    """The one that keeps its stories."""

    def take_over_deletion(self, pelican: Pelican) -> None:
        """Take away at once what is none of the last build's, and after the build what is none of this one's.

        Pelican takes away everything. What a plugin makes only where it is missing has to be missing here, too.
        """
        # As in Pelican: nothing is taken away from a folder that holds the stories.
        output, settings = Path(pelican.output_path), pelican.settings
        holds_stories = Path(pelican.path).resolve().is_relative_to(output.resolve())
        self.old.pop(pelican.output_path, None)  # of a build that came to no end
        if pelican.delete_outputdir and not holds_stories and not _has_a_writer_of_its_own():
            pelican.delete_outputdir = False
            began, there = moment(output), set(files_there(output, settings["OUTPUT_RETENTION"]))
            if left := Pages.names_left(settings):
                clear(output, there - left, began)
                there &= left
            self.old[pelican.output_path] = began, there

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
        """Keep what knows what was written, and what was made of stories."""
        self.generator = generator if getattr(generator, "stories_kept", None) else None
        self.writer = writer if isinstance(writer, QuickWriter) else None

    def finish(self, pelican: Pelican) -> None:
        """Take away what this build no longer makes."""
        if self.templates:
            self.templates.settle()
            self.templates = None
        if self.generator and self.generator.stories_kept:
            self.generator.stories_kept.close()
            pelican.glimpse = Glimpse(self.generator)
        began, there = self.old.pop(pelican.output_path, (0, set()))
        if self.writer is None:
            return
        produced, pelican.changed = self.writer.close()
        clear(Path(pelican.output_path), there - produced, began)
        self.writer = self.generator = None


_build = Build()


def _tell_stories(every: Sequence[Generator]) -> None:
    """Tell stories that all is read. What pages are made of is there by now, and is needed to the end."""
    for generator in every:
        if isinstance(generator, ArticlesGenerator) and generator.stories_kept:
            generator.stories_kept.all_is_read()
    gc.freeze()


def _writer(pelican: object) -> type[QuickWriter] | None:  # noqa: ARG001 - the signal's shape
    """Our writer, unless a plugin has one of its own: of two, Pelican would take either."""
    return None if _has_a_writer_of_its_own() else QuickWriter


def _has_a_writer_of_its_own() -> bool:
    """Whether a plugin has one."""
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
