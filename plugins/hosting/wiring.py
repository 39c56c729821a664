"""How hosting hangs on Pelican."""

from pelican.generators import Generator
from pelican.plugins import signals

from .generator import HostingFiles


def _generators(pelican: object) -> type[HostingFiles]:  # noqa: ARG001 - the signal's shape
    return HostingFiles


def come_last(generators: list[Generator]) -> None:
    """See that all pages are written when their policies are read: Pelican asks plugins for generators in no order."""
    generators.sort(key=lambda generator: isinstance(generator, HostingFiles))


def register() -> None:
    """Connect to Pelican's signals."""
    signals.get_generators.connect(_generators)
    signals.all_generators_finalized.connect(come_last)
