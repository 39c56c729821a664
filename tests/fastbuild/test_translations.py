"""Stories and their translations are told apart as Pelican does it."""

import logging

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pelican.utils import process_translations

from fastbuild.translations import told_apart

LANGUAGES = st.sampled_from(["en", "pt", "fr"])


class Story:
    def __init__(self, **fields):
        vars(self).update(fields)


STORIES = st.lists(
    st.builds(
        lambda slug, lang, says: Story(
            slug=slug,
            lang=lang,
            in_default_lang=lang == "en",
            metadata={"translation": says} if says else {},
            source_path=f"{slug}.{lang}.md",
        ),
        st.sampled_from("abc"),
        LANGUAGES,
        st.sampled_from([None, "true", "False"]),
    ),
    max_size=8,
)


class Said(logging.Handler):
    def __init__(self):
        super().__init__()
        self.lines = []

    def emit(self, record):
        self.lines.append(record.getMessage())


def outcome(tell_apart, stories, alike):
    said, log = Said(), logging.getLogger("pelican.utils")
    log.addHandler(said)
    try:
        originals, translations = tell_apart(list(stories), alike)
    finally:
        log.removeHandler(said)
    return (
        [id(story) for story in originals],
        [id(story) for story in translations],
        [[id(other) for other in getattr(story, "translations", [])] for story in stories],
        said.lines,
    )


@given(STORIES, st.sampled_from(["slug", ["slug"], ("slug", "lang"), None, ""]))
def test_as_pelican_says(stories, alike):
    expected = outcome(process_translations, stories, alike)
    for story in stories:
        vars(story).pop("translations", None)
    assert outcome(told_apart, stories, alike) == expected


@pytest.mark.parametrize(("alike", "problem"), [("number", AttributeError), (7, TypeError)])
def test_what_cannot_be_in_common(alike, problem):
    with pytest.raises(problem):
        told_apart([Story(slug="a")], alike)
