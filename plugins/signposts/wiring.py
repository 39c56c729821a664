"""How signposts hangs on Pelican."""

from pelican.generators import Generator
from pelican.plugins import signals

from .generator import Signposts


def _generators(pelican: object) -> type[Signposts]:  # noqa: ARG001 - the signal's shape
    return Signposts


def come_last(generators: list[Generator]) -> None:
    """See that the signposts are put up when all pages stand: Pelican asks plugins for generators in no order."""
    generators.sort(key=lambda generator: isinstance(generator, Signposts))


def register() -> None:
    """Connect to Pelican's signals."""
    signals.get_generators.connect(_generators)
    signals.all_generators_finalized.connect(come_last)
