"""A newsroom's own look and language: colours that can be read, logo, footer, and the words of the interface."""

__all__ = ["register"]


def register() -> None:
    """Connect to Pelican's signals."""
    from .wiring import register as connect

    connect()
