"""Stories and their translations are told apart as Pelican does it."""

import logging
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pelican.log import LimitFilter
from pelican.utils import process_translations

from fastbuild import translations
from fastbuild.translations import told_apart

LANGUAGES = st.sampled_from(["en", "pt", "fr"])


class Story:
    """One that was recalled: it knows without a look at its fields whether it is a translation."""

    def __init__(self, **fields):
        vars(self).update(fields)
        says = fields["metadata"].get("translation", "false")
        self.as_read = SimpleNamespace(is_translation=says.lower() != "false")


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
    LimitFilter._raised_messages.clear()
    log.addHandler(said)
    try:
        originals, others = tell_apart(list(stories), alike)
    finally:
        log.removeHandler(said)
    return (
        [id(story) for story in originals],
        [id(story) for story in others],
        [[id(other) for other in getattr(story, "translations", [])] for story in stories],
        said.lines,
    )


@given(STORIES, st.sampled_from(["slug", ["slug"], ("slug", "lang"), None, ""]))
def test_as_pelican_says(stories, alike):
    expected = outcome(process_translations, stories, alike)
    for story in stories:
        vars(story).pop("translations", None)
    assert outcome(told_apart, stories, alike) == expected


@given(STORIES)
def test_those_that_stand_alone_are_told_without_a_look_at_their_fields(stories):
    expected = outcome(process_translations, stories, "slug")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(translations, "Article", Story)
        patch.setattr(translations, "process_translations", alone_is_none)
        assert outcome(told_apart, stories, "slug") == expected


def alone_is_none(stories, alike):
    assert len(stories) > 1 or stories[0].as_read.is_translation
    return process_translations(stories, alike)


@pytest.mark.parametrize(("alike", "problem"), [("number", AttributeError), (7, TypeError)])
def test_what_cannot_be_in_common(alike, problem):
    with pytest.raises(problem):
        told_apart([Story(slug="a", metadata={})], alike)
