"""Finder: an index of the stories, in which the reader's browser searches."""

from .wiring import register

__all__ = ["register"]
