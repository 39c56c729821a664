"""Pelican's articles as entries: their order, their region, their words."""

from datetime import UTC, datetime
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pelican.contents import Tag
from pelican.settings import DEFAULT_CONFIG

from atlas.body import measure
from atlas.entries import in_reading_order, source_of, to_entry
from atlas.model import Country, Crosshead, Photo, Source
from atlas.topics import from_vocabulary
from atlas.wiring import file_article
from atlas.wording import basis_in_words
from bulletin import regions
from english import ENGLISH

TOPICS = from_vocabulary(regions.load())
SETTINGS = {**DEFAULT_CONFIG, "WORDS": ENGLISH}


def article(url="2026/11/20/a/", day=20, content="<p>Text.</p>", summary="", lang="en", **metadata):
    tags = [SimpleNamespace(name=name, slug=slug) for name, slug in metadata.pop("tags", [])]
    return SimpleNamespace(
        title="A <headline>",
        url=url,
        date=datetime(2026, 11, day, tzinfo=UTC),
        content=content,
        summary=summary,
        lang=lang,
        in_default_lang=lang == "en",
        metadata={"tags": tags, **metadata},
        settings={"ARTICLE_URL": "{date:%Y}/{date:%m}/{date:%d}/{slug}/"},
        relative_source_path="by-hand.md",
    )


WORDS = st.lists(
    st.sampled_from(["Ferry", "é", "&amp;", "&lt;b&gt;", "&", "&#39", ";", '"', ">", "\u00a0", " ", "\n"]), max_size=5
)
TAGS = ["<p>", "</p>", '<h2 id="a-b">', "</h2>", "<h3>", "</h3>", "<ul>", "<li>", "</li>", "</ul>", "<em>", "</em>"]
OF_FIGURES = [
    '<figure class="photo">',
    "</figure>",
    "<figcaption>",
    "</figcaption>",
    '<span class="big credit">',
    "</span>",
]
ODD = [
    '<img src="a.png" alt="A &amp; B">',
    '<img alt="" src="b.png">',
    "<!-- <p> -->",
    "< p>",
    "<br>",
    "<svg/>",
    "<P>",
    "<p",
    "<",
]


@given(st.lists(st.one_of(WORDS.map("".join), st.sampled_from([*TAGS, *OF_FIGURES, *ODD]))).map("".join))
def test_a_plain_body_is_measured_as_a_parser_would(html):
    whole = f"<!-- no plain body -->{html}"
    assert measure(html) == measure(whole)


def test_only_a_foreign_language_is_said():
    assert to_entry(article(lang="en"), TOPICS, ENGLISH).language == ""
    assert to_entry(article(lang="fr"), TOPICS, ENGLISH).language == "fr"


def test_reading_order_is_newest_first_then_the_bulletin_s():
    articles = [
        article("late line", source="b.txt, line 10"),
        article("early line", source="b.txt, line 9"),
        article("no bulletin"),
        article("other bulletin", source="a.txt, line 50"),
        article("old", day=19, source="a.txt, line 1"),
    ]
    assert [a.url for a in in_reading_order(articles)] == [
        "other bulletin",
        "early line",
        "late line",
        "no bulletin",
        "old",
    ]


@pytest.mark.parametrize(
    ("field", "source"),
    [
        ("evening.txt, line 42", Source("evening.txt", 42)),
        ("evening, line 3.txt, line 42", Source("evening, line 3.txt", 42)),
        ("typed in by hand", Source("typed in by hand", None)),
        ("", None),
    ],
)
def test_the_source_is_a_bulletin_and_a_line(field, source):
    assert source_of({"source": field}) == source


@pytest.mark.parametrize(
    ("metadata", "region"),
    [
        ({"region": "Latin America", "tags": [("Europe", "europe")]}, "latin-america"),
        ({"tags": [("Trams", "trams"), ("Europe", "europe")]}, "europe"),
        ({"tags": [("Kenya", "kenya")]}, "africa"),
        ({"tags": [("Trams", "trams")]}, "world"),
        ({"region": "Atlantis"}, "world"),
    ],
)
def test_a_story_is_filed_by_its_region_then_its_tags_then_its_country(metadata, region):
    assert to_entry(article(**metadata), TOPICS, ENGLISH).region.slug == region


def test_a_tag_of_an_editor_s_own_is_a_topic_too():
    [topic] = to_entry(article(tags=[("Trams", "trams")]), TOPICS, ENGLISH).topics
    assert (topic.name, topic.kind, topic.address) == ("Trams", "tag", "tag/trams/")


def test_a_standfirst_is_not_the_first_sentence_again():
    told_twice = to_entry(
        article(content="<p>One &amp; two. Three.</p>", summary="<p>One &amp; two.</p>"), TOPICS, ENGLISH
    )
    own = to_entry(article(content="<p>Three.</p>", summary="<p>One &amp; two.</p>"), TOPICS, ENGLISH)
    assert (told_twice.summary, told_twice.standfirst) == ("One & two.", "")
    assert own.standfirst == "One & two."


def test_a_body_is_measured_without_its_captions():
    body = measure(
        '<p>One two.</p><figure class="photo"><figcaption>Not counted</figcaption></figure>'
        '<h2 id="next">And <em>then</em></h2><p>Three &lt;four&gt;.</p>'
        '<figure><img src="a.png" alt=""><figcaption>Nor this</figcaption></figure>'
    )
    assert (body.words, body.opening) == (4, "One two. Three <four>.")
    assert body.crossheads == (Crosshead("And then", "next"),)
    assert [photo.address for photo in body.photos] == ["", "a.png"]


def test_a_figure_is_read_with_its_caption_its_credit_and_its_picture():
    photos = measure(
        '<figure class="photo"><a href="/"><img src="a.png" alt=""><img src="b.png" alt=""></a>'
        '<figcaption>On the <span>old</span> quay &amp; beyond. <span class="small credit">Wanjiru <span>Otieno</span>'
        " / Lakeside</span></figcaption></figure><p>Text.</p><figure><figcaption>No credit.</figcaption></figure>"
    ).photos
    assert photos == (
        Photo("On the old quay & beyond.", "Wanjiru Otieno / Lakeside", "a.png"),
        Photo("No credit.", "", ""),
    )


def test_the_tags_say_which_countries_and_their_codes_which_is_the_main_one():
    tags = [(name, name.lower()) for name in ("Africa", "Kenya", "Uganda", "Trams")]
    about = to_entry(article(tags=tags, countries="ug, KE, TZ"), TOPICS, ENGLISH).countries
    assert about == (Country("Uganda", "UG"), Country("Kenya", "KE"))
    assert [country.name for country in to_entry(article(tags=tags), TOPICS, ENGLISH).countries] == ["Kenya", "Uganda"]


@pytest.mark.parametrize(
    ("name", "slug"),
    [("Côte d'Ivoire", "cote-d-ivoire"), ("US & Canada", "us-canada"), ("S&P 500", "s-p-500"), ("Türkiye", "turkiye")],
)
def test_slugs_come_from_the_one_slugifier(name, slug):
    metadata = {"title": name, "tags": [Tag(name, DEFAULT_CONFIG)]}
    file_article(SimpleNamespace(settings=SETTINGS), metadata)
    assert (metadata["slug"], metadata["tags"][0].slug) == (slug, slug)


def test_a_tag_that_makes_no_address_is_left_out():
    metadata = {"title": "🚢", "tags": [Tag("🚢", DEFAULT_CONFIG)]}
    file_article(SimpleNamespace(settings=SETTINGS), metadata)
    assert (metadata["slug"], [tag.slug for tag in metadata["tags"]]) == ("untitled", ["world"])


def test_a_slug_that_a_story_has_is_kept():
    metadata = {"title": "New headline", "slug": "old-headline"}
    file_article(SimpleNamespace(settings=SETTINGS), metadata)
    assert (metadata["slug"], [tag.slug for tag in metadata["tags"]]) == ("old-headline", ["world"])


@pytest.mark.parametrize(
    ("basis", "words"),
    [
        ("", ""),
        ("file name", "Date taken from the name of the bulletin’s file."),
        ("day of receipt", "The bulletin names no date: this is the day on which it was received."),
        ("inferred: Monday in text", "Date inferred from the text: Monday in text."),
        ("a call to the desk", "How the date is known: a call to the desk."),
    ],
)
def test_a_date_s_basis_is_said_in_a_sentence(basis, words):
    assert basis_in_words(basis, ENGLISH) == words
