"""The words of an English site, for tests of what uses them."""

from pathlib import Path

from house.words import Words

TRANSLATIONS = Path(__file__).parents[1] / "theme" / "translations"
ENGLISH = Words("en-GB", TRANSLATIONS)
