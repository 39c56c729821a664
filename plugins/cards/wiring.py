"""How the cards hang on Pelican."""

from pelican.plugins import signals

from .generator import CardGenerator


def _generators(pelican: object) -> type[CardGenerator]:  # noqa: ARG001 - the signal's shape
    return CardGenerator


def register() -> None:
    """Connect to Pelican's signals."""
    signals.get_generators.connect(_generators)
