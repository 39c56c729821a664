"""What a host has to be told of the site, in the words of each kind of host; and bringing the site there."""

__all__ = ["register"]


def register() -> None:
    """Connect to Pelican's signals."""
    # Pelican takes longer to load than `python -m hosting`, which does without it, takes to run.
    from .wiring import register as connect

    connect()
