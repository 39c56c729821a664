"""Feeds that validate, with full text, summaries, credits and ids that never change."""

__all__ = ["register"]


def register() -> None:
    """Connect to Pelican's signals."""
    # Pelican takes longer to load than `python -m newsfeed`, which does without it, takes to run.
    from .wiring import register as connect

    connect()
