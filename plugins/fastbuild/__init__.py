"""A Pelican build that touches only what changed."""

from .wiring import register

__all__ = ["register"]
