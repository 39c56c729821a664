"""How fastbuild hangs on Pelican."""

from collections.abc import Sequence
from pathlib import Path
from types import MappingProxyType

from pelican import Pelican
from pelican.generators import Generator
from pelican.plugins import signals

from .generators import equip
from .leftovers import Stamps, clear, standing
from .manifest import manifest_path, read_manifest, sweep, take_stock, write_manifest
from .statics import QuietStatics
from .writer import QuickWriter


class Build:
    """The build that is running: what has to be remembered from one signal to the next."""

    writer: QuickWriter | None = None
    begins_from_nothing = False
    before: Stamps = MappingProxyType({})

    def take_over_deletion(self, pelican: Pelican) -> None:
        """Take away what is left over after the build, where Pelican would take everything away before it."""
        # As in Pelican: nothing is taken away from a folder that holds the stories.
        holds_stories = Path(pelican.path).resolve().is_relative_to(Path(pelican.output_path).resolve())
        self.begins_from_nothing = pelican.delete_outputdir and not holds_stories
        pelican.delete_outputdir = False

    def look_round(self, generators: Sequence[Generator]) -> None:
        """Note what lies in the output folder before anything is written."""
        settings = generators[0].settings
        if self.begins_from_nothing:
            self.before = standing(Path(settings["OUTPUT_PATH"]), settings["OUTPUT_RETENTION"])

    def take_over_statics(self, pelican: Pelican) -> None:
        """Copy the theme's files ourselves: Pelican has no setting that would leave unchanged ones alone."""
        settings = pelican.settings
        settings.setdefault("FASTBUILD_THEME_STATIC_PATHS", settings["THEME_STATIC_PATHS"])
        settings["THEME_STATIC_PATHS"] = []

    def remember_writer(self, generator: object, writer: object) -> None:  # noqa: ARG002 - the signal's shape
        """Keep the writer, which knows what it wrote."""
        self.writer = writer if isinstance(writer, QuickWriter) else None

    def finish(self, pelican: Pelican) -> None:
        """Take away what this build no longer makes."""
        if self.writer is None:
            return
        self.writer.close()
        output = Path(pelican.output_path)
        record = manifest_path(Path(pelican.settings["CACHE_PATH"]), output)
        stock = take_stock(output, self.writer.produced)
        sweep(output, read_manifest(record), stock)
        clear(output, self.before, self.writer.produced)
        write_manifest(record, stock)
        self.writer, self.before = None, MappingProxyType({})


_build = Build()


def _writer(pelican: object) -> type[QuickWriter]:  # noqa: ARG001 - the signal's shape
    return QuickWriter


def _generators(pelican: object) -> type[QuietStatics]:  # noqa: ARG001 - the signal's shape
    return QuietStatics


def register() -> None:
    """Connect to Pelican's signals."""
    signals.initialized.connect(_build.take_over_statics)
    signals.initialized.connect(_build.take_over_deletion)
    signals.generator_init.connect(equip)
    signals.all_generators_finalized.connect(_build.look_round)
    signals.get_writer.connect(_writer)
    signals.get_generators.connect(_generators)
    signals.article_writer_finalized.connect(_build.remember_writer)
    signals.finalized.connect(_build.finish)
