"""Feeds that validate, with full text, summaries, credits and ids that never change."""

from .wiring import register

__all__ = ["register"]
