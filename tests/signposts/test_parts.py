"""The parts of the signposts that need no site."""

from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from types import SimpleNamespace

import pytest
from lxml import etree

from signposts.changes import last_changes
from signposts.news import MOST, newest, news_language, render_news
from signposts.pages import inviting
from signposts.sitemap import LONGEST, SPACE, Place, escaped, make_sitemap

SITE = "https://news.example/repo"
SCHEMA = etree.RelaxNG(etree.parse(Path(__file__).parent / "sitemap.rng"))
HOME = f'<link rel="canonical" href="{SITE}/a/">'


def day(number, hour=0):
    return datetime(2026, 11, number, hour, tzinfo=UTC)


def article(name, when, lang="en", **metadata):
    return SimpleNamespace(title=name, url=f"{name}/", date=when, lang=lang, metadata=metadata)


def sitemap(*given, **named):
    """The documents of a sitemap, by their paths."""
    return {path: listing.document() for path, listing in make_sitemap(*given, **named).items()}


def entry(name, published, modified=None, **more):
    address = f"{published:%Y/%m/%d}/{name}/"
    return SimpleNamespace(
        address=address, published=published, modified=modified, **{"topics": (), "credits": (), **more}
    )


def locations(document):
    root = etree.fromstring(document.encode())
    SCHEMA.assertValid(root)
    return [loc.text for loc in root.iter(f"{{{SPACE}}}loc")]


def test_more_pages_than_a_file_may_have_go_into_several_and_an_index_tells_of_them():
    places = [Place(f"{SITE}/{number}/", day(number)) for number in range(1, 8)]
    documents = sitemap(SITE, places, most=3)
    assert locations(documents.pop("sitemap.xml")) == [f"{SITE}/{path}" for path in documents]
    assert [len(locations(document)) for document in documents.values()] == [3, 3, 1]
    assert [address for document in documents.values() for address in locations(document)] == [
        place.address for place in places
    ]


def test_an_index_says_when_the_newest_page_of_each_file_changed():
    places = [Place("https://a.example/", when) for when in (day(2), day(9), None, None, None)]
    index = etree.fromstring(sitemap(SITE, places, most=3)["sitemap.xml"].encode())
    assert [item.findtext(f"{{{SPACE}}}lastmod") for item in index] == ["2026-11-09T00:00:00+00:00", None]


def test_a_new_page_leaves_the_files_alone_that_list_what_stands_before_it():
    places = [Place(f"{SITE}/{number}/", day(number)) for number in range(1, 9)]
    before, after = (
        {path: listing.shows() for path, listing in make_sitemap(SITE, every, most=3).items()}
        for every in (places[:-1], places)
    )
    assert {path for path in after if after[path] != before[path]} == {"sitemap.xml", "sitemap-3.xml"}


def test_a_file_full_of_the_longest_addresses_is_smaller_than_the_protocol_allows():
    longest = Place("https://a.example/".ljust(LONGEST, "a"), day(1))
    documents = sitemap(SITE, [longest] * 1_001)
    assert len(documents) == 3
    assert max(len(document.encode()) for document in documents.values()) < 50 * 1024 * 1024


def test_an_address_that_is_too_long_for_the_protocol_is_left_out():
    assert locations(sitemap(SITE, [Place(f"{SITE}/{'a' * LONGEST}/")])["sitemap.xml"]) == []


@pytest.mark.parametrize(
    ("address", "written"),
    [
        ("https://news.example:8000/repo/2026/a-b_c~d/", "https://news.example:8000/repo/2026/a-b_c~d/"),
        ("https://news.example/ñandú/", "https://news.example/%C3%B1and%C3%BA/"),
        ("https://news.example/%C3%B1/", "https://news.example/%C3%B1/"),
        ('https://news.example/a "b" <c>/', "https://news.example/a%20%22b%22%20%3Cc%3E/"),
    ],
)
def test_an_address_is_written_as_the_web_wants_it(address, written):
    assert escaped(address) == written
    assert locations(sitemap(SITE, [Place(address)])["sitemap.xml"]) == [written]


@pytest.mark.parametrize(
    ("head", "invited"),
    [
        (HOME, ["a/"]),
        (f'{HOME}<meta name="robots" content="index, follow">', ["a/"]),
        (f'{HOME}<meta name="robots" content="noindex">', []),
        (f'<link rel="canonical" href="{SITE}/b/">', []),
        (f'<link href="{SITE}/a/" rel="canonical">', ["a/"]),
        (f"<!-- {HOME} -->", []),
        ("<title>Page of a stranger</title>", []),
        ("", []),
    ],
)
def test_a_page_is_listed_if_it_is_at_home_and_does_not_tell_machines_to_stay_away(tmp_path, head, invited):
    page = tmp_path / "a/index.html"
    page.parent.mkdir()
    page.write_text(f"<html><head>{head}</head><body>{HOME}</body></html>" if head else "")
    assert inviting(SITE, str(tmp_path), [str(page), str(tmp_path / "feeds/all.rss.xml")]) == invited


def test_a_list_changed_when_the_newest_of_its_stories_did():
    kenya, chad = object(), object()
    old, corrected = entry("old", day(18), topics=[kenya]), entry("corrected", day(19), day(21), topics=[kenya, chad])
    atlas = SimpleNamespace(
        editions=[SimpleNamespace(entries=[corrected]), SimpleNamespace(entries=[old])],
        pages=[
            SimpleNamespace(address="tag/kenya/", topic=kenya, entries=[corrected]),
            SimpleNamespace(address="tag/kenya/page/1/", topic=kenya, entries=[old]),
            SimpleNamespace(address="tag/chad/", topic=chad, entries=[]),
        ],
        notices=[SimpleNamespace(entry=corrected, notice=SimpleNamespace(kind="correction", when=day(21)))],
    )
    lists = {"", "archives/", "regions/", "2026/", "2026/11/", "2026/11/19/", "tag/kenya/", "corrections/"}
    assert last_changes([], [], atlas) == {
        **dict.fromkeys({*lists, corrected.address}, day(21)),
        **dict.fromkeys(("2026/11/18/", "tag/kenya/page/1/", old.address), day(18)),
    }


def test_a_list_changed_when_a_story_was_taken_out_of_it():
    chad = object()
    told = entry("told", day(18), credits=["Ada Bell"])
    gone = entry("gone", day(18), day(22), topics=[chad])
    atlas = SimpleNamespace(
        editions=[SimpleNamespace(entries=[told])],
        pages=[SimpleNamespace(address="tag/chad/", topic=chad, entries=[])],
        notices=[SimpleNamespace(entry=gone, notice=SimpleNamespace(kind="withdrawal", when=day(22)))],
    )
    changes = last_changes([], [], atlas)
    assert changes.pop(told.address) == day(18)
    assert set(changes.values()) == {day(22)}
    assert {"", "2026/11/18/", "tag/chad/", "credits/"} < set(last_changes([], [], atlas))


def test_of_equal_moments_a_list_has_that_of_its_last_story():
    noon = day(18, 12)
    elsewhere = noon.astimezone(timezone(timedelta(hours=3)))
    for one, other in ((noon, elsewhere), (elsewhere, noon)):
        atlas = SimpleNamespace(
            editions=[SimpleNamespace(entries=[entry("one", one), entry("other", other)])], pages=[], notices=[]
        )
        lists = last_changes([], [], atlas).items() - {
            (entry("one", one).address, one),
            (entry("other", other).address, other),
        }
        assert {when.isoformat() for _, when in lists} == {other.isoformat()}


def test_a_story_changed_when_it_was_last_modified_and_a_page_without_a_date_says_nothing():
    story = SimpleNamespace(url="a/", date=day(18), modified=day(20))
    pages = [SimpleNamespace(url="about/"), SimpleNamespace(url="imprint/", date=day(2))]
    assert last_changes([story], pages, None) == {"a/": day(20), "imprint/": day(2)}


def test_news_are_the_stories_of_two_days_up_to_the_newest():
    found = newest(
        [
            article("older", day(18, 9)),
            article("headline only", day(20, 10), kind="stub"),
            article("two days ago", day(18, 10)),
            article("newest", day(20, 9)),
            article("just", day(18, 11), kind="brief"),
        ]
    )
    assert [each.title for each in found] == ["newest", "just", "two days ago"]
    assert newest([]) == []


def test_news_are_at_most_as_many_as_a_news_sitemap_may_have():
    found = newest([article(f"{hour} {number}", day(20, hour)) for hour in range(24) for number in range(50)])
    assert (len(found), found[0].title, found[-1].title) == (MOST, "23 0", "4 49")


@pytest.mark.parametrize(
    ("tag", "name"),
    [("en", "en"), ("pt-BR", "pt"), ("es_419", "es"), ("zh", "zh-cn"), ("zh-Hant-HK", "zh-tw"), ("zh_TW", "zh-tw")],
)
def test_a_language_is_named_as_google_news_does(tag, name):
    assert news_language(tag) == name


def test_a_headline_with_what_xml_cannot_carry_breaks_nothing():
    document = render_news(SITE, "A & B", [article("One\x00 \x1b<two> 🚢\ufffe", day(20))])
    root = etree.fromstring(document.encode())
    SCHEMA.assertValid(root)
    assert [each.text for each in root.iter("{*}title", "{*}name")] == ["A & B", "One <two> 🚢"]


@pytest.mark.parametrize(
    "fault",
    [
        "<url><lastmod>2026-11-20</lastmod></url>",
        "<url><loc>/about/</loc></url>",
        "<url><loc>https://a.example/a b</loc></url>",
        "<url><loc>https://a.example/</loc><lastmod>20 November</lastmod></url>",
        "<url><loc>https://a.example/</loc><lastmod>2026-11-20T10:00:00</lastmod></url>",
        "<url><loc>https://a.example/</loc><loc>https://a.example/b</loc></url>",
        "<sitemap><loc>https://a.example/</loc></sitemap>",
    ],
)
def test_the_schema_finds_faults(fault):
    assert not SCHEMA.validate(etree.fromstring(f'<urlset xmlns="{SPACE}">{fault}</urlset>'))
