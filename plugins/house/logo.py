"""A newsroom's logo: where it lies and how large it is, so that no page jumps when it arrives."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from lxml import etree

_PIXELS = re.compile(r"\s*(\d+(?:\.\d+)?)\s*(?:px)?\s*")


@dataclass(frozen=True, slots=True)
class Logo:
    """A picture that stands for the site's name."""

    path: str
    """Below the site's root."""
    width: int
    height: int
    is_alone: bool = False
    """Whether it stands in place of the name, not beside it."""


def logo_of(path: str, places: Iterable[Path], *, is_alone: bool = False) -> Logo | str:
    """Find a logo and read its size.

    Args:
        path: Below the site's root: "pictures/logo.svg".
        places: Where the file may lie on the disk.
        is_alone: Whether it stands in place of the name.

    Returns:
        The logo; or what is wrong with it, for the newsroom.
    """
    places = tuple(places)
    file = next((place for place in places if place.is_file()), None)
    if file is None:
        return f"there is no file {' or '.join(map(str, places)) or path}. There is no logo yet"
    try:
        size = _size_of_drawing(file) if file.suffix.lower() == ".svg" else _size_of_picture(file)
    except (OSError, etree.XMLSyntaxError):
        size = None
    if size is None:
        return f"{file} is no picture, or does not say how large it is. Save it as SVG or PNG; there is no logo yet"
    return Logo(path, *size, is_alone)


def _size_of_picture(file: Path) -> tuple[int, int]:
    from PIL import Image  # only for those who have such a logo

    with Image.open(file) as picture:
        return picture.size


def _size_of_drawing(file: Path) -> tuple[int, int] | None:
    """The size that an SVG gives itself in pixels, else that of its paper."""
    root = etree.parse(file, etree.XMLParser(resolve_entities=False, no_network=True)).getroot()
    written = [root.get("width", ""), root.get("height", "")]
    return _size_of(written) or _size_of(root.get("viewBox", "").replace(",", " ").split()[2:])


def _size_of(written: Sequence[str]) -> tuple[int, int] | None:
    found = [_PIXELS.fullmatch(one) for one in written]
    sizes = [float(one[1]) for one in found if one]
    return (max(1, round(sizes[0])), max(1, round(sizes[1]))) if len(sizes) == 2 and min(sizes) > 0 else None
