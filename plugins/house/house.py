"""All that a newsroom says of its own look and language, read from its settings."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from .catalogues import SOURCE, languages
from .footer import footer_of
from .logo import Logo, logo_of
from .palette import Look, look_of
from .words import Words, words_of

STYLESHEET = "theme/house.css"
FEED_STYLESHEET = "theme/house-feed.css"
"""What takes the place of the theme's own face of feeds where that has other words or colours."""


@dataclass(frozen=True, slots=True)
class House:
    """The house style, as templates and generators see it."""

    words: Words
    look: Look
    logo: Logo | None = None
    footer: str = ""
    """HTML, its links to own pages marked."""

    @property
    def stylesheet(self) -> str:
        """The path of the stylesheet with the newsroom's colours; empty where it has none of its own."""
        return STYLESHEET if self.look.changes else ""

    @property
    def changes_feeds(self) -> bool:
        """Whether feeds are to look or to speak otherwise than in the theme."""
        return bool(self.stylesheet) or self.words.language != SOURCE


def house_of(settings: Mapping[str, Any]) -> tuple[House, tuple[str, ...]]:
    """Read the house style.

    Args:
        settings: Pelican's.

    Returns:
        The house style, and what the newsroom should know of its settings.
    """
    folder = Path(settings["THEME"], "translations")
    words = words_of(settings["DEFAULT_LANG"], folder)
    look, remarks = look_of(settings)
    if words is None:
        known = ", ".join(languages(folder))
        remarks = (
            f"DEFAULT_LANG: the interface is not there in {settings['DEFAULT_LANG']!r}, so it speaks English."
            f" There are: {known}. For another, add a catalogue to {folder}",
            *remarks,
        )
    logo = _logo(settings)
    if isinstance(logo, str):
        remarks, logo = (*remarks, f"HOUSE_LOGO: {logo}"), None
    footer = footer_of(settings.get("HOUSE_FOOTER") or "")
    return House(words or Words("en-GB", folder), look, logo, footer), remarks


def _logo(settings: Mapping[str, Any]) -> Logo | str | None:
    path = str(settings.get("HOUSE_LOGO") or "").removeprefix("/")
    if not path:
        return None
    first, _, rest = path.partition("/")
    if first == settings["THEME_STATIC_DIR"]:
        places = [Path(settings["THEME"], folder, rest) for folder in settings["THEME_STATIC_PATHS"]]
    elif any(Path(path).is_relative_to(folder) for folder in settings["STATIC_PATHS"]):
        places = [Path(settings["PATH"], path)]
    else:
        name = Path(path).name
        return f"{path!r} is not copied to the site. Put the file into content/pictures/ and write “pictures/{name}”"
    return logo_of(path, places, is_alone=bool(settings.get("HOUSE_LOGO_ALONE")))
