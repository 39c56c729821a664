"""Share images: the picture that goes with a link to a story, drawn from its headline."""

from .wiring import register

__all__ = ["register"]
