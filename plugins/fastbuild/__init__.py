"""A Pelican build that works on all cores and touches only what changed."""

from .press import FastPelican
from .wiring import register

__all__ = ["FastPelican", "register"]
