"""Every text of the site is in every catalogue, whole."""

import re

import pytest

import translations

CATALOGUES = sorted(translations.CATALOGUES.glob("*.po"))
TEMPLATE = translations.template()
PLACEHOLDER = re.compile(r"%\(\w+\)s|\{\w+\}|<[^>]+>")
PLURAL_ALONE = {"%(number)s", "{n}"}
"""What a form for one or two may leave out."""


def ids(catalogue):
    return {(message.context, message.id) for message in catalogue if message.id}


def texts(catalogue):
    """English text and translation, form by form."""
    for message in catalogue:
        if message.id:
            english = message.id if isinstance(message.id, str) else message.id[-1]
            yield from ((english, form, not isinstance(message.id, str)) for form in translations.forms(message.string))


def test_the_languages_of_the_interface():
    assert [path.stem for path in CATALOGUES] == ["ar", "de", "es", "fr", "pt"]


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.stem)
def test_a_catalogue_has_all_that_the_site_says_and_nothing_else(path):
    assert ids(translations.load(path)) == ids(TEMPLATE)


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.stem)
def test_nothing_is_left_to_be_translated(path):
    catalogue = translations.load(path)
    assert [
        message.id
        for message in catalogue
        if message.id and (message.fuzzy or not all(translations.forms(message.string)))
    ] == []
    assert {len(translations.forms(message.string)) for message in catalogue if message.pluralizable} == {
        catalogue.num_plurals
    }


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.stem)
def test_a_translation_has_the_places_and_the_markup_of_its_text(path):
    for english, form, is_plural in texts(translations.load(path)):
        wanted, found = (sorted(PLACEHOLDER.findall(text)) for text in (english, form))
        assert found == wanted or (is_plural and not found and PLURAL_ALONE.issuperset(wanted)), form
        assert form.strip() == form or english.strip() != english, form


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.stem)
def test_no_translation_breaks_out_of_an_attribute_or_a_stylesheet(path):
    for english, form, _ in texts(translations.load(path)):
        assert "\\" not in form
        assert not (set(form) & set('"<>')) - set(english)


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.stem)
def test_a_catalogue_is_as_the_tool_writes_it(path):
    before = translations.load(path)
    before.update(TEMPLATE, no_fuzzy_matching=True, update_creation_date=False)
    assert translations.written(before) == path.read_bytes()


MARKS = re.compile(
    r"\{#.*?#\}|\{% trans.*?endtrans %\}|\{% block (?:kind|policy) %\}.*?endblock %\}|\{%.*?%\}|\{\{.*?\}\}", re.DOTALL
)
ATTRIBUTE = re.compile(r'\b(?:alt|aria-label|data-[a-z]+|placeholder|title)="([^"]*[A-Z][a-z]+ [^"]*)"')
NAMES_OF_FORMATS = {"RSS, Atom, JSON Feed"}


@pytest.mark.parametrize("path", sorted(translations.TEMPLATES.glob("*.html")), ids=lambda path: path.stem)
def test_a_template_says_nothing_past_the_catalogues(path):
    markup = MARKS.sub("", path.read_text("utf-8"))
    texts = [text.strip() for text in re.split(r"<[^>]*>", markup)]
    said = {text for text in [*texts, *ATTRIBUTE.findall(markup)] if re.search(r"[a-z]{2}", text) and "=" not in text}
    assert said - NAMES_OF_FORMATS == set()


@pytest.mark.parametrize("path", sorted(translations.TEMPLATES.glob("*.html")), ids=lambda path: path.stem)
def test_an_expression_says_nothing_past_the_catalogues(path):
    known = {form for message in TEMPLATE if message.id for form in translations.forms(message.id)}
    expressions = re.findall(r"\{[{%](.*?)[}%]\}", path.read_text("utf-8"), re.DOTALL)
    said = {text for each in expressions for text in re.findall(r'"([^"]*)"', re.sub(r"'[^']*'", "", each))}
    assert {text for text in said - known if re.fullmatch(r"[ ,]*[A-Z]?[a-z]+ [a-z]+.*", text)} == set()
