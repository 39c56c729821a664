"""Any text at all makes a well-formed feed."""

from datetime import UTC, datetime
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from newsfeed.items import permanent_id, to_item
from newsfeed.model import Channel
from newsfeed.rss import render_rss
from newsfeed.text import inner_html, parse_body, xml_text

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


def render(item):
    channel = Channel("News", f"{SITE}/", f"{SITE}/feeds/all.rss.xml", "All", "en", (item,))
    return etree.fromstring(render_rss(channel).encode()).find(".//item")


@given(title=st.text(), body=st.text(), summary=st.text(), byline=st.text(), tag=st.text())
def test_any_text_is_well_formed(title, body, summary, byline, tag):
    tags = [SimpleNamespace(name=tag, slug="tag")]
    rendered = render(to_item(article(title, body, summary, byline=byline, tags=tags), SITE))
    assert (rendered.findtext("title") or "").splitlines() == xml_text(title).splitlines()


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
