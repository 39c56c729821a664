"""All that a newsroom says of its own look and language, read from its settings."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from .catalogues import SOURCE, languages
from .footer import footer_of
from .logo import Logo, logo_of
from .palette import Look, look_of
from .tags import language_tag
from .words import Words, words_of

STYLESHEET = "theme/house.css"
THEME_FEED_STYLESHEET = "theme/feed.css"
FEED_STYLESHEET = "theme/house-feed.css"
"""What takes the place of the theme's own face of feeds where that has other words or colours."""


@dataclass(frozen=True, slots=True)
class House:
    """The house style, as templates and generators see it."""

    words: Words
    look: Look
    language: str = SOURCE
    """The site's, as BCP 47 writes it: "pt-BR". There may be no words in it."""
    logo: Logo | None = None
    footer: str = ""
    """HTML, its links to own pages marked."""
    feed_face: Path | None = None
    """The theme's own face of feeds; None where it has none."""
    stylesheet: str = ""
    """The path of the stylesheet with the newsroom's colours; empty where it has none of its own."""

    @property
    def changes_feeds(self) -> bool:
        """Whether feeds are to look or to speak otherwise than in the theme, and can."""
        return self.feed_face is not None and (bool(self.stylesheet) or self.words.language != SOURCE)


def house_of(settings: Mapping[str, Any]) -> tuple[House, tuple[str, ...]]:
    """Read the house style.

    Args:
        settings: Pelican's.

    Returns:
        The house style, and what the newsroom should know of its settings.
    """
    folder = Path(settings["THEME"], "translations")
    language = language_tag(settings["DEFAULT_LANG"])
    words = words_of(language, folder) if language else None
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
    face = next((place for place in _of_theme(THEME_FEED_STYLESHEET, settings) if place.is_file()), None)
    stylesheet = STYLESHEET if look.changes else ""
    return House(words or Words("en-GB", folder), look, language or SOURCE, logo, footer, face, stylesheet), remarks


def _logo(settings: Mapping[str, Any]) -> Logo | str | None:
    path = str(settings.get("HOUSE_LOGO") or "").removeprefix("/")
    if not path:
        return None
    places = _of_theme(path, settings)
    if not places and any(Path(path).is_relative_to(folder) for folder in settings["STATIC_PATHS"]):
        places = [Path(settings["PATH"], path)]
    if not places:
        name = Path(path).name
        return f"{path!r} is not copied to the site. Put the file into content/pictures/ and write “pictures/{name}”"
    return logo_of(path, places, is_alone=bool(settings.get("HOUSE_LOGO_ALONE")))


def _of_theme(path: str, settings: Mapping[str, Any]) -> list[Path]:
    """Where a file of the site may lie in the theme; nowhere, if its path is not the theme's."""
    first, _, rest = path.partition("/")
    if first != settings["THEME_STATIC_DIR"]:
        return []
    # fastbuild copies the theme's files itself, and leaves Pelican none to copy.
    folders = settings.get("FASTBUILD_THEME_STATIC_PATHS", settings["THEME_STATIC_PATHS"])
    return [Path(settings["THEME"], folder, rest) for folder in folders]
