"""Any text at all makes a well-formed feed."""

import json
from dataclasses import replace
from datetime import UTC, datetime
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from lxml import html as lxml_html

from newsfeed.addresses import FeedPlace
from newsfeed.atom import render_atom
from newsfeed.items import permanent_id, to_item
from newsfeed.json_feed import render_json
from newsfeed.model import Channel
from newsfeed.rss import render_rss
from newsfeed.text import _UNFIT, inner_html, is_plain, parse_body, xml_text

SITE = "https://news.example/repo"
CONTROL = "a\x00b\x08c\x0bd\x1fe\ufffef\uffffg\ud800h"


def article(title="Title", body="<p>Body.</p>", summary="", lang="en", place="2026/11/20/title.md", **metadata):
    return SimpleNamespace(
        title=title,
        url="2026/11/20/title/",
        relative_source_path=place,
        date=datetime(2026, 11, 20, tzinfo=UTC),
        lang=lang,
        summary=summary,
        get_content=lambda site: body,
        metadata=metadata,
    )


def channel(*items):
    return Channel(
        id="urn:uuid:8f1c3e9a-0000-4000-8000-000000000000",
        title="News",
        link=f"{SITE}/",
        description="All",
        language="en",
        author="The desk",
        site=SITE,
        place=FeedPlace("feeds/all"),
        updated=datetime(2026, 11, 20, tzinfo=UTC),
        items=items,
    )


def render(item):
    return etree.fromstring(render_rss(channel(item)).encode()).find(".//item")


@given(title=st.text(), body=st.text(), summary=st.text(), byline=st.text(), tag=st.text(), countries=st.text())
def test_any_text_is_well_formed_in_every_format(title, body, summary, byline, tag, countries):
    tags = [SimpleNamespace(name=tag, slug="tag")]
    own = channel(to_item(article(title, body, summary, byline=byline, tags=tags, countries=countries), SITE))
    rss = etree.fromstring(render_rss(own).encode())
    atom = etree.fromstring(render_atom(own).encode())
    [item] = json.loads(render_json(own))["items"]
    assert item["title"] == xml_text(title)
    for found in (rss.findtext(".//item/title"), atom.findtext("{*}entry/{*}title")):
        assert (found or "").splitlines() == xml_text(title).splitlines()


@given(summary=st.text())
def test_a_summary_reads_the_same_in_every_format(summary):
    own = channel(replace(to_item(article(), SITE), summary=xml_text(summary)))
    rss = etree.fromstring(render_rss(own).encode()).findtext(".//item/description") or ""
    atom = etree.fromstring(render_atom(own).encode()).findtext("{*}entry/{*}summary") or ""
    as_read = lxml_html.fragment_fromstring(f"<p>{rss}</p>" if rss else "<p></p>").text_content()
    assert words(as_read) == words(atom) == words(json.loads(render_json(own))["items"][0]["summary"])


def words(text):
    return text.split()


def test_a_story_says_its_language_where_it_is_not_the_feed_s():
    assert render(to_item(article(lang="en"), SITE)).find("{*}language") is None
    assert render(to_item(article(lang="fr"), SITE)).findtext("{*}language") == "fr"


def test_what_xml_cannot_carry_is_left_out():
    rendered = render(to_item(article(CONTROL, f"<p>{CONTROL}</p>", CONTROL, byline=CONTROL), SITE))
    assert rendered.findtext("title") == rendered.findtext("{*}creator") == "abcdefgh"
    assert rendered.findtext("description") == "abc d efgh"  # old separators count as spaces
    assert "<p>abcdefgh</p>" in rendered.findtext("{*}encoded")


@pytest.mark.parametrize(
    ("written", "whole"),
    [
        ('<a href="../b/">b</a>', '<a href="https://news.example/repo/2026/b/">b</a>'),
        ('<a href="#fn1">1</a>', '<a href="https://news.example/repo/2026/a/#fn1">1</a>'),
        ('<a href="mailto:a@b.example">m</a>', '<a href="mailto:a@b.example">m</a>'),
        ('<img src="p.png" srcset="p.png 1x, q.png 2x">',
         '<img src="https://news.example/repo/2026/a/p.png" srcset="https://news.example/repo/2026/a/p.png 1x, '
         'https://news.example/repo/2026/a/q.png 2x">'),
        ("plain &amp; <em>simple</em>", "plain &amp; <em>simple</em>"),
        ('<a href="http://[broken">x</a>', '<a href="http://[broken">x</a>'),
    ],
)  # fmt: skip
def test_addresses_are_made_whole(written, whole):
    assert inner_html(parse_body(written, "https://news.example/repo/2026/a/")) == whole


WORDS = st.lists(
    st.one_of(
        st.text(max_size=4), st.sampled_from(["&amp;", "&lt;", "&gt;", "&", ";", '"', "'", " ", "\n", "\u2028", "]]>"])
    ),
    max_size=4,
).map("".join)
BLOCKS = st.one_of(
    WORDS.map("<p>{}</p>".format),
    WORDS.map('<h2 id="a-b_1">{}</h2>'.format),
    st.lists(WORDS.map("<li>{}</li>\n".format), min_size=1, max_size=3).map(
        lambda items: f"<ul>\n{''.join(items)}</ul>"
    ),
    WORDS.map('<figure class="photo">\n<figcaption>{}</figcaption>\n</figure>'.format),
    st.builds(
        '<figure class="photo">\n<figcaption>{}<span class="credit">{}</span></figcaption>\n</figure>'.format,
        WORDS,
        WORDS,
    ),
    st.sampled_from(["<p><em>a</em></p>", "text", "<p>a", '<p><a href="b/">b</a></p>']),
)


@given(st.lists(BLOCKS, min_size=1, max_size=4).map("\n".join).map(xml_text))
def test_what_is_plain_a_parser_would_leave_as_it_is(body):
    if is_plain(body):
        assert inner_html(parse_body(body, SITE)) == body


def test_a_story_as_bulletins_have_them_is_plain():
    caption = (
        '<figure class="photo">\n<figcaption>A roof. <span class="credit">Ana Rojas</span></figcaption>\n</figure>'
    )
    assert is_plain(f'<p>It left &amp; came.</p>\n{caption}\n\n<h2 id="why">Why</h2>\n<ul>\n<li>So</li>\n</ul>')
    assert not is_plain('<p><a href="../b/">b</a></p>')


def test_an_id_comes_from_the_story_id_alone_and_without_one_from_the_place_of_the_file():
    known = article("One", story_id="7k2m9qwx4bnd")
    renamed = article("Two", story_id="7k2m9qwx4bnd")
    assert permanent_id(known) == permanent_id(renamed) != permanent_id(article("One"))
    assert permanent_id(article("One")) == permanent_id(article("Two")) != permanent_id(article(place="other.md"))


def test_ids_are_for_ever():
    """Changing this makes every story new in every reader's feed reader: do not change it, mend the code."""
    assert permanent_id(article(story_id="7k2m9qwx4bnd")) == "urn:uuid:6d9d9c74-a303-5e99-89e0-b9a95ab2668a"


def test_one_name_alone_is_nobody_s_photographer():
    body = '<figure><img src="p.jpg" alt=""><figcaption>C <span class="credit">Port office</span></figcaption></figure>'
    [picture] = to_item(article(body=body), SITE).pictures
    assert (picture.credits, picture.photographer, picture.mime_type) == (("Port office",), None, "image/jpeg")


@given(st.text())
def test_what_xml_cannot_carry_is_left_out_whether_or_not_one_looks_for_it(text):
    assert xml_text(text) == _UNFIT.sub("", text)
