"""What pages say about themselves in the words of schema.org."""

from dataclasses import replace
from datetime import UTC, datetime

from atlas.linked_data import Outlet, breadcrumbs, news_article
from atlas.model import Country, Entry, Photo, Topic

OUTLET = Outlet("The Site", "The newsroom", "https://news.example/repo")
AFRICA = Topic("Africa", "africa", "tag/africa/", "region")
KENYA = Topic("Kenya", "kenya", "tag/kenya/", "country")
TRAMS = Topic("Trams", "trams", "tag/trams/", "tag")
STORY = Entry(
    headline="A headline",
    address="2026/11/20/a/",
    published=datetime(2026, 11, 20, tzinfo=UTC),
    kind="story",
    region=AFRICA,
    topics=(AFRICA, KENYA, TRAMS),
    words=12,
)


def told(**more):
    return news_article(OUTLET, replace(STORY, **more), "en")


def test_a_story_says_what_is_known_and_nothing_else():
    assert told() == {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": "A headline",
        "datePublished": "2026-11-20T00:00:00+00:00",
        "articleSection": "Africa",
        "keywords": ["Africa", "Kenya", "Trams"],
        "wordCount": 12,
        "inLanguage": "en",
        "isAccessibleForFree": True,
        "author": {"@type": "Organization", "name": "The newsroom", "url": "https://news.example/repo/"},
        "publisher": {
            "@type": "NewsMediaOrganization",
            "name": "The Site",
            "url": "https://news.example/repo/",
            "logo": {"@type": "ImageObject", "url": "https://news.example/repo/theme/icon-512.png"},
            "correctionsPolicy": "https://news.example/repo/corrections/",
        },
        "mainEntityOfPage": "https://news.example/repo/2026/11/20/a/",
        "url": "https://news.example/repo/2026/11/20/a/",
    }


def test_places_have_their_codes_and_the_main_one_stands_first():
    places = told(countries=(Country("Kenya", "KE"), Country("Minnesota", "")))["contentLocation"]
    assert places == [
        {"@type": "Country", "name": "Kenya", "address": {"@type": "PostalAddress", "addressCountry": "KE"}},
        {"@type": "Place", "name": "Minnesota"},
    ]


def test_pictures_have_their_credits_and_where_there_is_one_their_address():
    pictures = told(
        photos=(
            Photo("On the quay.", "Wanjiru Otieno / Lakeside", "/repo/pictures/quay.jpg"),
            Photo("The crane.", "Port office", ""),
            Photo("", "", "crane.jpg"),
        )
    )["image"]
    assert pictures == [
        {
            "@type": "ImageObject",
            "caption": "On the quay.",
            "creditText": "Wanjiru Otieno / Lakeside",
            "creator": {"@type": "Person", "name": "Wanjiru Otieno"},
            "contentUrl": "https://news.example/repo/pictures/quay.jpg",
        },
        {"@type": "ImageObject", "caption": "The crane.", "creditText": "Port office"},
        {"@type": "ImageObject", "contentUrl": "https://news.example/repo/2026/11/20/a/crane.jpg"},
    ]


def test_a_site_without_an_address_names_none():
    home = replace(OUTLET, address="")
    facts = news_article(home, replace(STORY, photos=(Photo("A.", "", "a.jpg"),)), "en")
    assert facts["publisher"] == {"@type": "NewsMediaOrganization", "name": "The Site"}
    assert facts["image"] == [{"@type": "ImageObject", "caption": "A."}]
    assert "url" not in facts
    assert breadcrumbs(home, ("Africa", "tag/africa/")) is None


def test_the_way_to_a_page_is_told_in_order():
    steps = breadcrumbs(OUTLET, ("Africa", "tag/africa/"), ("Kenya", "tag/kenya/"))["itemListElement"]
    assert [(step["position"], step["name"]) for step in steps] == [(1, "Africa"), (2, "Kenya")]
    assert steps[1]["item"] == "https://news.example/repo/tag/kenya/"
