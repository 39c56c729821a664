"""The theme's colours, made anew around those that a newsroom sets."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from .colours import TEXT_CONTRAST, Colour, at_luminance, contrast, parse, readable


@dataclass(frozen=True, slots=True)
class Palette:
    """The colours of one scheme, light or dark; named as `theme/static/parts/base.css` names them."""

    paper: Colour
    card: Colour
    ink: Colour
    soft: Colour
    rule: Colour
    accent: Colour
    land: Colour
    shades: tuple[Colour, ...]
    """Of maps, from no stories to many."""

    def variables(self) -> dict[str, Colour]:
        """The colours by the names of the stylesheet's variables."""
        plain = {name: getattr(self, name) for name in ("paper", "card", "ink", "soft", "rule", "accent", "land")}
        return plain | {f"shade-{number}": shade for number, shade in enumerate(self.shades)}


def _palette(colours: str) -> Palette:
    paper, card, ink, soft, rule, accent, land, *shades = (Colour(*bytes.fromhex(one)) for one in colours.split())
    return Palette(paper, card, ink, soft, rule, accent, land, tuple(shades))


LIGHT = _palette("fbfaf6 f3f0e8 191b1f 565960 d8d3c6 9c2a1c efece3 d9d3c5 e0ab95 cb7f67 ad4f39 7c1c0f")
DARK = _palette("15171b 1e2126 e8e5dd a9abb0 383c43 f08d7a 1d2025 353a42 6d4741 9a5c51 cc7c6b ffb8a8")
"""The theme's own."""


@dataclass(frozen=True, slots=True)
class Look:
    """The colours of the site."""

    light: Palette = LIGHT
    dark: Palette = DARK

    @property
    def changes(self) -> tuple[str, ...]:
        """The variables that differ from the theme's own, on light paper or on dark."""
        pairs = ((self.light.variables(), LIGHT.variables()), (self.dark.variables(), DARK.variables()))
        return tuple(name for name in pairs[0][0] if any(new[name] != old[name] for new, old in pairs))


SETTINGS = ("HOUSE_ACCENT", "HOUSE_ACCENT_DARK", "HOUSE_PAPER", "HOUSE_PAPER_DARK")


def look_of(wishes: Mapping[str, object]) -> tuple[Look, tuple[str, ...]]:
    """Make the site's colours of what a newsroom wishes for.

    Args:
        wishes: The settings `HOUSE_ACCENT`, `HOUSE_ACCENT_DARK`, `HOUSE_PAPER` and `HOUSE_PAPER_DARK`; None or absent
            where it wishes for nothing.

    Returns:
        The colours, all to be read on their paper, and what the newsroom should know of its wishes.
    """
    remarks: list[str] = []
    read = {name: _read(name, wishes.get(name), remarks) for name in SETTINGS}
    light = _on_paper(LIGHT, "HOUSE_PAPER", read["HOUSE_PAPER"], remarks)
    dark = _on_paper(DARK, "HOUSE_PAPER_DARK", read["HOUSE_PAPER_DARK"], remarks)
    accent = read["HOUSE_ACCENT"]
    light = _accented(light, LIGHT, "HOUSE_ACCENT", accent, remarks)
    if read["HOUSE_ACCENT_DARK"] is None and accent is not None:
        derived = readable(at_luminance(accent, DARK.accent.luminance), (dark.paper, dark.card))
        dark = _accented(dark, DARK, "", derived, remarks)
    else:
        dark = _accented(dark, DARK, "HOUSE_ACCENT_DARK", read["HOUSE_ACCENT_DARK"], remarks)
    return Look(light, dark), tuple(remarks)


def _read(name: str, value: object, remarks: list[str]) -> Colour | None:
    if value is None:
        return None
    colour = parse(str(value))
    if colour is None:
        remarks.append(f"{name}: {value!r} is no colour. Write it like “#9c2a1c”; the theme’s own is used")
    return colour


def _on_paper(own: Palette, name: str, wish: Colour | None, remarks: list[str]) -> Palette:
    """A palette on other paper: what lies between paper and ink in the theme's own lies there in this one too."""
    if wish is None:
        return own
    paper = _told(name, wish, {"ink": own.ink}, remarks)
    card, rule, land, none = (
        paper.mixed(own.ink, _share(between, own)) for between in (own.card, own.rule, own.land, own.shades[0])
    )
    soft = readable(own.soft, (paper, card))
    accent = readable(own.accent, (paper, card))
    return replace(
        own, paper=paper, card=card, rule=rule, land=land, soft=soft, accent=accent, shades=(none, *own.shades[1:])
    )


def _share(between: Colour, own: Palette) -> float:
    return (between.green - own.paper.green) / (own.ink.green - own.paper.green)


def _accented(palette: Palette, own: Palette, name: str, wish: Colour | None, remarks: list[str]) -> Palette:
    """A palette with another accent, and maps in its hue, as bright as those of the theme."""
    if wish is None:
        return palette
    accent = _told(name, wish, {"paper": palette.paper, "card": palette.card}, remarks)
    shades = (at_luminance(wish, shade.luminance) for shade in own.shades[1:])
    return replace(palette, accent=accent, shades=(palette.shades[0], *shades))


def _told(name: str, wish: Colour, grounds: Mapping[str, Colour], remarks: list[str]) -> Colour:
    """The nearest colour to the one wished for that can be read, and a remark where it is another."""
    nearest = readable(wish, tuple(grounds.values()))
    if nearest != wish:
        worst, ground = min(grounds.items(), key=lambda each: contrast(wish, each[1]))
        remarks.append(
            f"{name}: {wish} is hard to read: its contrast with the {worst} ({ground}) is"
            f" {contrast(wish, ground):.2f}, and text needs {TEXT_CONTRAST}. Used instead: {nearest}, the nearest that"
            f" can be read ({contrast(nearest, ground):.2f}). Write it, or a colour of your own like it, as {name}"
        )
    return nearest
