"""Keeps the catalogues of theme/translations in step with what the theme and the plugins say.

tools/translations.py            adds new texts to every catalogue, takes out those that are gone, and lists what
                                 is still to be translated
tools/translations.py it         begins a catalogue for another language
"""

import io
import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_file
from babel.messages.pofile import read_po, write_po

from bulletin import regions
from house.stylesheets import texts_of

ROOT = Path(__file__).parents[1]
TEMPLATES = ROOT / "theme" / "templates"
CATALOGUES = ROOT / "theme" / "translations"
IN_TEMPLATES = {"_": None, "gettext": None, "ngettext": (1, 2), "count": (2, 3), "plural_forms": (1, 2)}
IN_PROGRAMS = {"gettext": None}
"""What calls hold texts, and which of their arguments; `count` has the number first."""
OPTIONS = {
    "silent": "false",
    "trim_blocks": "true",
    "lstrip_blocks": "true",
    "newstyle_gettext": "true",
    "trimmed": "true",
}
UNLIKE_CLDR = ("Hong Kong", "Macao", "Palestine")
"""Countries that CLDR calls otherwise than newspapers do."""

HEAD = """# Texts of the interface; tools/translations.py keeps them in step with the theme.
msgid ""
msgstr ""
"Content-Type: text/plain; charset=utf-8\\n"
"Language: {language}\\n"
"Plural-Forms: {plural}\\n"

"""

Found = tuple[Path, str | tuple[str, ...], str | None]
"""A file, what it says (in one form or several), and what it is the name of."""


def said() -> Iterator[Found]:
    """All that is said on the site, file by file."""
    for path in sorted(TEMPLATES.glob("*.html")):
        for _, text, _, _ in extract_from_file("jinja2.ext:babel_extract", path, IN_TEMPLATES, options=OPTIONS):
            yield path, text, None
    for path in sorted((ROOT / "plugins").rglob("*.py")):
        for _, text, _, _ in extract_from_file("python", path, IN_PROGRAMS):
            yield path, text, None
    feed = ROOT / "theme" / "static" / "feed.css"
    yield from ((feed, text, None) for text in texts_of(feed.read_text("utf-8")))
    table = ROOT / "plugins" / "bulletin" / "data" / "regions.tsv"
    vocabulary = regions.load()
    yield from ((table, region.name, "region") for region in (*vocabulary.regions, vocabulary.world))
    yield from ((table, name, "country") for name in UNLIKE_CLDR)


def template() -> Catalog:
    """A catalogue of all that is to be translated."""
    catalogue = Catalog(charset="utf-8")
    for path, text, context in said():
        catalogue.add(text, locations=[(path.relative_to(ROOT).as_posix(), 0)], context=context)
    return catalogue


def load(path: Path) -> Catalog:
    """A catalogue as it lies there."""
    with path.open("rb") as file:
        return read_po(file, locale=path.stem)


def written(catalogue: Catalog) -> bytes:
    """A catalogue as its file has it, the same on every day."""
    whole = io.BytesIO()
    write_po(whole, catalogue, width=120, include_lineno=False, ignore_obsolete=True, omit_header=True)
    head = HEAD.format(language=catalogue.locale_identifier, plural=catalogue.plural_forms)
    return head.encode() + whole.getvalue()


def update(path: Path) -> list[str]:
    """Bring a catalogue in step; what is to be translated in it."""
    catalogue = load(path) if path.exists() else Catalog(locale=path.stem, charset="utf-8")
    catalogue.update(template(), no_fuzzy_matching=True, update_creation_date=False)
    path.write_bytes(written(catalogue))
    return [str(message.id) for message in catalogue if message.id and not all(forms(message.string))]


def forms(text: object) -> tuple[str, ...]:
    """The forms of a text: one, or those of its plural."""
    return (text,) if isinstance(text, str) else tuple(text)  # type: ignore[arg-type]


def main(languages: list[str]) -> None:
    """Update the catalogues, or begin those of the given languages."""
    paths = [CATALOGUES / f"{language}.po" for language in languages] or sorted(CATALOGUES.glob("*.po"))
    for path in paths:
        for text in update(path):
            print(f"{path.name}: not translated: {text}")


if __name__ == "__main__":
    main(sys.argv[1:])
