"""Regions, editions and archives: what the pages of the site show, worked out before any template sees it."""

from .wiring import register

__all__ = ["register"]
