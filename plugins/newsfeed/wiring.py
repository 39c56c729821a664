"""How newsfeed hangs on Pelican."""

from pelican.plugins import signals

from .generator import FeedGenerator


def _generators(pelican: object) -> type[FeedGenerator]:  # noqa: ARG001 - the signal's shape
    return FeedGenerator


def register() -> None:
    """Connect to Pelican's signals."""
    signals.get_generators.connect(_generators)
