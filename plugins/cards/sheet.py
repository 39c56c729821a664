"""The paper of a card: type and rule in a few colours, and the file that becomes of it."""

import io
from collections.abc import Callable
from functools import cache
from pathlib import Path

from PIL import Image, ImageChops, ImageDraw, ImageFont

from .model import HEIGHT, WIDTH

TYPE = Path(__file__).parent / "data"
HEADLINE, SMALL = "headline.ttf", "small.ttf"
# As in theme/static/parts/base.css.
PAPER, INK, SOFT, ACCENT = (0xFB, 0xFA, 0xF6), (0x19, 0x1B, 0x1F), (0x56, 0x59, 0x60), (0x9C, 0x2A, 0x1C)
_COLOURS = (INK, SOFT, ACCENT)
_STEPS = 4
"""From paper to a colour: one more is hardly seen, and the file grows by a twentieth. All colours fit half a byte."""
_EFFORT = 8
"""zlib's: the next one takes three times as long, for a sixtieth of the file."""
_FINER = 4
"""The scale at which slanting edges are drawn before they are made smooth."""

Colour = tuple[int, int, int]
Point = tuple[float, float]


@cache
def type_of(face: str, size: int) -> ImageFont.FreeTypeFont:
    """The type in a size. Laid out by Pillow itself: what else could do so is not the same on all machines."""
    return ImageFont.truetype(TYPE / face, size, layout_engine=ImageFont.Layout.BASIC)


def measure_of(face: ImageFont.FreeTypeFont) -> Callable[[str], float]:
    """What tells how wide a text is in a type. Measures each word once: the type kerns nothing with a space."""
    width = cache(face.getlength)

    def measure(text: str) -> float:
        words = text.split(" ")
        return sum(map(width, words)) + width(" ") * (len(words) - 1)

    return measure


class Sheet:
    """A card that is being drawn."""

    def __init__(self) -> None:
        self._masks = {colour: Image.new("L", (WIDTH, HEIGHT)) for colour in _COLOURS}

    def write(self, text: str, face: ImageFont.FreeTypeFont, at: Point, colour: Colour, anchor: str = "ls") -> None:
        """Write a text.

        Args:
            text: What to write, in one line.
            face: The type.
            at: Where its line begins; with the anchor "rs", where it ends.
            colour: Of the ink.
            anchor: In Pillow's words.
        """
        ImageDraw.Draw(self._masks[colour]).text(at, text, fill=255, font=face, anchor=anchor)

    def fill(self, outline: list[Point], size: tuple[int, int], at: tuple[int, int], colour: Colour) -> None:
        """Fill an outline, its slanting edges smooth.

        Args:
            outline: The corners.
            size: Of the box that holds it.
            at: Where the box lies.
            colour: Of the ink.
        """
        box = Image.new("L", (size[0] * _FINER, size[1] * _FINER))
        ImageDraw.Draw(box).polygon([(x * _FINER, y * _FINER) for x, y in outline], fill=255)
        self._masks[colour].paste(box.resize(size, Image.Resampling.BOX), at)

    def png(self) -> bytes:
        """The card as a file."""
        picture = Image.new("L", (WIDTH, HEIGHT))
        for number, colour in enumerate(_COLOURS):
            steps = [round(strength * _STEPS / 255) for strength in range(256)]
            places = [number * _STEPS + step if step else 0 for step in steps]
            picture = ImageChops.lighter(picture, self._masks[colour].point(places))
        picture.putpalette(_palette())
        file = io.BytesIO()
        picture.save(file, "PNG", bits=4, compress_level=_EFFORT)
        return file.getvalue()


def _palette() -> bytes:
    """Paper, then each colour from faint to full."""
    steps = [step / _STEPS for step in range(1, _STEPS + 1)]
    inks = [[_between(PAPER, colour, step) for step in steps] for colour in _COLOURS]
    return bytes(PAPER) + b"".join(b"".join(ink) for ink in inks)


def _between(paper: Colour, ink: Colour, strength: float) -> bytes:
    return bytes(round(light + (dark - light) * strength) for light, dark in zip(paper, ink, strict=True))
