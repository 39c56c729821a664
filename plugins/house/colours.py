"""Colours, how well one can be read on another (WCAG), and the nearest that can be."""

import re
from collections.abc import Callable, Sequence
from colorsys import hls_to_rgb, rgb_to_hls
from dataclasses import dataclass

TEXT_CONTRAST = 4.5
"""What WCAG asks of text, at level AA."""

_HEX = re.compile(r"#(?:[0-9a-f]{3}|[0-9a-f]{6})", re.IGNORECASE)
_STEPS = 24
"""Halvings of a search: many more than there are steps between two colours."""


@dataclass(frozen=True, slots=True)
class Colour:
    """A colour of a screen; its parts go from 0 to 255."""

    red: int
    green: int
    blue: int

    def __str__(self) -> str:
        """As stylesheets write it: "#9c2a1c"."""
        return f"#{self.red:02x}{self.green:02x}{self.blue:02x}"

    @property
    def luminance(self) -> float:
        """How bright it is to the eye, from 0 to 1, as WCAG reckons it."""
        red, green, blue = (_linear(part / 255) for part in (self.red, self.green, self.blue))
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    @property
    def lightness(self) -> float:
        """How far it is from black to white, from 0 to 1."""
        return rgb_to_hls(self.red / 255, self.green / 255, self.blue / 255)[1]

    def lit(self, lightness: float) -> "Colour":
        """The same hue, lighter or darker."""
        hue, _, saturation = rgb_to_hls(self.red / 255, self.green / 255, self.blue / 255)
        return Colour(*(round(255 * part) for part in hls_to_rgb(hue, lightness, saturation)))

    def mixed(self, other: "Colour", share: float) -> "Colour":
        """This colour with a share of another in it."""
        pairs = ((self.red, other.red), (self.green, other.green), (self.blue, other.blue))
        return Colour(*(round(own + share * (its - own)) for own, its in pairs))


def parse(text: str) -> Colour | None:
    """Read `#9c2a1c` or `#a21`; None for what is neither."""
    if not _HEX.fullmatch(text.strip()):
        return None
    digits = text.strip().removeprefix("#")
    digits = "".join(2 * digit for digit in digits) if len(digits) == len("a21") else digits
    return Colour(*bytes.fromhex(digits))


def contrast(one: Colour, other: Colour) -> float:
    """How well two colours can be told from each other: from 1, not at all, to 21."""
    dark, bright = sorted((one.luminance, other.luminance))
    return (bright + 0.05) / (dark + 0.05)


def readable(colour: Colour, grounds: Sequence[Colour], least: float = TEXT_CONTRAST) -> Colour:
    """The nearest colour of the same hue that can be read on some others.

    Args:
        colour: The one that is wished for.
        grounds: What it has to be read on.
        least: The contrast that this takes.

    Returns:
        The colour itself where it can be read; black or white where no colour of its hue can.
    """

    def passes(candidate: Colour) -> bool:
        return all(contrast(candidate, ground) >= least for ground in grounds)

    if passes(colour):
        return colour
    found = [_nearest(colour, end, passes) for end in (0.0, 1.0) if passes(colour.lit(end))]
    black, white = Colour(0, 0, 0), Colour(255, 255, 255)
    return min(
        found or [max(black, white, key=lambda one: min(contrast(one, ground) for ground in grounds))],
        key=lambda candidate: abs(candidate.lightness - colour.lightness),
    )


def at_luminance(colour: Colour, luminance: float) -> Colour:
    """The same hue, as bright to the eye as is asked."""
    brighter = colour.luminance < luminance
    end = 1.0 if brighter else 0.0
    return _nearest(colour, end, lambda candidate: (candidate.luminance >= luminance) == brighter)


def _nearest(colour: Colour, end: float, passes: Callable[[Colour], bool]) -> Colour:
    """The first colour that passes on the way from one that does not to black or white, which does."""
    fails, right = colour.lightness, end
    for _ in range(_STEPS):
        middle = (fails + right) / 2
        if passes(colour.lit(middle)):
            right = middle
        else:
            fails = middle
    return colour.lit(right)


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
