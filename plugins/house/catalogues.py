"""The theme's texts in other languages, read from its `.po` files."""

import io
from functools import cache
from gettext import GNUTranslations, NullTranslations
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

SOURCE = "en"
"""The language that the texts are written in, which needs no catalogue."""


def languages(folder: Path) -> list[str]:
    """The languages that there are texts in.

    Args:
        folder: Of the catalogues, one `<language>.po` each.
    """
    return sorted({SOURCE, *(path.stem for path in folder.glob("*.po"))})


@cache
def translations(folder: Path, language: str) -> NullTranslations:
    """The texts in a language; read once.

    Args:
        folder: Of the catalogues.
        language: One of `languages`.
    """
    if language == SOURCE:
        return NullTranslations()
    with (folder / f"{language}.po").open("rb") as file:
        catalogue = read_po(file, locale=language)
    compiled = io.BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    return GNUTranslations(compiled)
