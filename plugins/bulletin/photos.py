"""Captions to photos: what a picture shows, who took it, whose it is."""

from . import credit
from .model import Part, Photo, Role


def develop(part: Part) -> Part | Photo:
    """A part with the role of a caption as a photo; any other part as it is."""
    if part.role is not Role.CAPTION:
        return part
    found = credit.take_apart(part.text, is_caption=True)
    if found is None:
        return Photo(part.text, part.lines)
    return Photo(found.caption, part.lines, found.photographer, found.agency, found.credit)
