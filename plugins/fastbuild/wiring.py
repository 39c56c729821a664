"""How fastbuild hangs on Pelican."""

from pathlib import Path

from pelican import Pelican
from pelican.plugins import signals

from .manifest import manifest_path, read_manifest, sweep, take_stock, write_manifest
from .statics import QuietStatics
from .writer import QuietWriter


class Build:
    """The build that is running: the writer is all that has to be remembered from one signal to the next."""

    writer: QuietWriter | None = None

    def take_over_statics(self, pelican: Pelican) -> None:
        """Copy the theme's files ourselves: Pelican has no setting that would leave unchanged ones alone."""
        settings = pelican.settings
        settings.setdefault("FASTBUILD_THEME_STATIC_PATHS", settings["THEME_STATIC_PATHS"])
        settings["THEME_STATIC_PATHS"] = []

    def remember_writer(self, generator: object, writer: object) -> None:  # noqa: ARG002 - the signal's shape
        """Keep the writer, which knows what it wrote."""
        self.writer = writer if isinstance(writer, QuietWriter) else None

    def finish(self, pelican: Pelican) -> None:
        """Take away what this build no longer makes."""
        if self.writer is None:
            return
        output = Path(pelican.output_path)
        record = manifest_path(Path(pelican.settings["CACHE_PATH"]), output)
        stock = take_stock(output, self.writer.produced)
        sweep(output, read_manifest(record), stock)
        write_manifest(record, stock)
        self.writer = None


_build = Build()


def _writer(pelican: object) -> type[QuietWriter]:  # noqa: ARG001 - the signal's shape
    return QuietWriter


def _generators(pelican: object) -> type[QuietStatics]:  # noqa: ARG001 - the signal's shape
    return QuietStatics


def register() -> None:
    """Connect to Pelican's signals."""
    signals.initialized.connect(_build.take_over_statics)
    signals.get_writer.connect(_writer)
    signals.get_generators.connect(_generators)
    signals.article_writer_finalized.connect(_build.remember_writer)
    signals.finalized.connect(_build.finish)
