"""The first words of a story are those that Pelican shows, or it is not said."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pelican.utils import strip_toc_elements_from_html, truncate_html_words

from fastbuild.summaries import shortened

PIECES = [
    *("<p>", "</p>", "<em>", "</em>", "<h2 id='a-b'>", '<h2 id="a-b">', "</h2>", '<a href="x?y=1">', "</a>", "<EM>"),
    *('<img src="a" alt="b c">', "<br>", "<br/>", "</br>", "<p/>", "<div>", "<x-y>", "<b", "<script>a b</script>"),
    *("<!-- c d -->", '<a title="x>y">', "&amp;", "&mdash;", '<div class="contents">', '<a class="toc-backref">'),
    *(
        "word",
        "a",
        "b's",
        "x-y",
        "1,234",
        "é",
        "中",
        "文中",
        "한",
        "ب",
        " ",
        " ",
        "\n",
        "-",
        "'",
        "“",
        "_",
        ".",
        "\u00a0",
    ),
]


def settings(words, **more):
    return {"SUMMARY_MAX_LENGTH": words, "SUMMARY_END_SUFFIX": "…", "SUMMARY_MAX_PARAGRAPHS": None, **more}


@pytest.mark.parametrize(
    ("html", "words", "shown"),
    [
        ("<p>One <em>two three</em>.</p>", 2, "<p>One <em>two …</em></p>"),
        ('<p>One <a href="a">two</a> three.</p>', 2, '<p>One <a href="a">two …</a></p>'),
        ('<p><img src="a" alt="b c"> One<br>two</p>\n<p>three</p>', 2, '<p><img src="a" alt="b c"> One<br>two …</p>'),
        ("<h2>One</h2>\n<p>two</p>\n<p>three</p>", 2, "<h2>One</h2>\n<p>two …</p>"),
    ],
)
def test_first_words(html, words, shown):
    assert shortened(html, settings(words)) == shown == truncate_html_words(html, words)


@pytest.mark.parametrize(
    ("html", "more"),
    [
        ("<p>One</p>", {}),
        ("<p>One &amp; two three</p>", {}),
        ("<p>One <!-- not --> two three</p>", {}),
        ("<p>One <video>two</video> three</p>", {}),
        ("<p><em>One</p> two three</em>", {}),
        ("<p>One two three</p>", {"SUMMARY_MAX_PARAGRAPHS": 1}),
        ("<p>One two three</p>", {"SUMMARY_MAX_LENGTH": None}),
        ("<p>One two three</p>", {"SUMMARY_MAX_LENGTH": 0}),
    ],
)
def test_of_others_nothing_is_said(html, more):
    assert shortened(html, settings(2, **more)) is None


@given(
    st.lists(st.sampled_from(PIECES), max_size=20).map("".join), st.integers(1, 6), st.sampled_from(["…", "", "(more)"])
)
def test_whatever_is_said_is_what_pelican_says(html, words, suffix):
    made = shortened(html, settings(words, SUMMARY_END_SUFFIX=suffix))
    assert made is None or made == strip_toc_elements_from_html(truncate_html_words(html, words, suffix))
