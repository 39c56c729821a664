"""The feeds of a built site, rule by rule."""

import re
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from urllib.parse import urlsplit

import pytest
from bs4 import BeautifulSoup
from lxml import etree

NS = {
    "atom": "http://www.w3.org/2005/Atom",
    "content": "http://purl.org/rss/1.0/modules/content/",
    "georss": "http://www.georss.org/georss",
    "dc": "http://purl.org/dc/elements/1.1/",
    "media": "http://search.yahoo.com/mrss/",
}
ZONED = re.compile(r"\w{3}, \d\d \w{3} \d{4} \d\d:\d\d:\d\d [+-]\d{4}")
LORRY = "A lorry with twelve desks reaches the last villages"


def channels(site):
    return {path.relative_to(site.output).as_posix(): etree.parse(path).getroot()[0] for path in site.feeds("rss.xml")}


def items(channel):
    return channel.findall("item")


def item(site, title):
    channel = channels(site)["feeds/all.rss.xml"]
    return next(each for each in items(channel) if each.findtext("title") == title)


def guids(site):
    return {each.findtext("link"): each.findtext("guid") for each in items(channels(site)["feeds/all.rss.xml"])}


def test_there_is_a_feed_for_the_site_every_region_and_every_country_with_stories(published):
    paths = set(channels(published))
    regions = ["africa", "asia", "asia-pacific", "europe", "latin-america", "middle-east", "us-canada", "world"]
    assert paths >= {
        "feeds/all.rss.xml",
        *(f"feeds/tag/{slug}.rss.xml" for slug in [*regions, "kenya", "cote-d-ivoire"]),
    }
    assert "feeds/tag/norway.rss.xml" not in paths


def test_a_channel_says_what_it_is_and_where(published):
    for channel in channels(published).values():
        assert channel.findtext("title")
        assert channel.findtext("description")
        assert channel.findtext("language") == "en"
        page = channel.findtext("link").removeprefix(f"{published.address}/")
        assert (published.output / page / "index.html").is_file()


def test_the_last_build_is_the_newest_content_not_the_clock(published):
    for channel in channels(published).values():
        dates = [parsedate_to_datetime(each.findtext("pubDate")) for each in items(channel)]
        dates += [datetime.fromisoformat(each.text) for each in channel.findall(".//atom:updated", NS)]
        built = channel.findtext("lastBuildDate")
        assert (parsedate_to_datetime(built) if built else None) == max(dates, default=None)


def test_an_item_has_a_guid_that_is_no_address_and_is_the_same_in_every_feed(published):
    by_link = {}
    for channel in channels(published).values():
        own = [each.findtext("guid") for each in items(channel)]
        assert len(set(own)) == len(own)
        for each in items(channel):
            assert each.find("guid").attrib == {"isPermaLink": "false"}
            by_link.setdefault(each.findtext("link"), set()).add(each.findtext("guid"))
    assert all(len(found) == 1 for found in by_link.values())
    assert len(by_link) == len({guid for found in by_link.values() for guid in found})


def test_dates_have_a_numeric_zone_and_are_not_in_the_future(published):
    for channel in channels(published).values():
        for each in items(channel):
            assert ZONED.fullmatch(each.findtext("pubDate"))
            assert parsedate_to_datetime(each.findtext("pubDate")) <= datetime.now(UTC)


def test_a_change_does_not_bump_the_first_publication(published):
    changed = item(published, "Correction: fares of the night crossing")
    assert changed.findtext("pubDate") == "Thu, 19 Nov 2026 00:00:00 +0000"
    assert changed.findtext("atom:updated", namespaces=NS) == "2026-11-20T09:30:00+00:00"


def test_the_summary_comes_before_the_full_text(published):
    for channel in channels(published).values():
        for each in items(channel):
            tags = [child.tag for child in each]
            assert tags.index("description") < tags.index(f"{{{NS['content']}}}encoded")
            assert each.findtext("description")
            assert each.findtext("content:encoded", namespaces=NS)


@pytest.mark.parametrize("name", ["local", "published"])
def test_every_address_is_whole(request, name):
    for channel in channels(request.getfixturevalue(name)).values():
        for each in items(channel):
            body = BeautifulSoup(each.findtext("content:encoded", namespaces=NS), "html5lib")
            addresses = [tag[key] for key in ("href", "src") for tag in body.find_all(**{key: True})]
            addresses += [each.findtext("link"), *(media.get("url") for media in each.findall("media:content", NS))]
            assert all(urlsplit(address).scheme and urlsplit(address).netloc for address in addresses), addresses


def test_links_of_a_body_lead_below_the_site_s_own_path(published):
    body = item(published, LORRY).findtext("content:encoded", namespaces=NS)
    story = f"{published.address}/2026/11/20/a-lorry-with-twelve-desks-reaches-the-last-villages/"
    found = [tag.get("href") or tag.get("src") for tag in BeautifulSoup(body, "html5lib").find_all(["a", "img"])]
    assert found[:3] == [
        f"{published.address}/pictures/quay.svg",
        f"{published.address}/2026/11/20/night-crossing-returns-to-lake-victoria/",
        f"{story}timetable/",
    ]
    assert found[3] == f"{story}#fn:1"


def test_titles_are_plain_text_and_names_are_creators(published):
    hostile = next(each for each in items(channels(published)["feeds/tag/austria.rss.xml"]))
    assert hostile.findtext("title").startswith('<angles> & "quotes" {{ x }} 🚢 Donau')
    assert hostile.findtext("description").startswith('&lt;b&gt; &amp; "so on", 2024. Donau')
    assert hostile.findtext("dc:creator", namespaces=NS).startswith("<Donau")
    assert not [each for channel in channels(published).values() for each in channel.iter("author")]


def test_each_region_and_country_is_one_category(published):
    bridges = item(published, "Two continents agree on one list of safe bridges")
    assert [each.text for each in bridges.findall("category")] == ["US & Canada", "Europe", "Canada"]


def test_a_picture_with_an_address_has_its_credit_and_a_caption_alone_is_no_picture(published):
    [media] = item(published, LORRY).findall("media:content", NS)
    assert media.attrib == {
        "url": f"{published.address}/pictures/quay.svg",
        "medium": "image",
        "type": "image/svg+xml",
    }
    credited = [(each.text, dict(each.attrib)) for each in media.findall("media:credit", NS)]
    assert credited == [("Koffi Brou", {"role": "photographer", "scheme": "urn:ebu"}), ("Lagoon Press", {})]
    crossing = item(published, "Night crossing returns to Lake Victoria")
    assert not crossing.findall("media:content", NS)
    assert "Wanjiru Otieno / Lakeside Pictures" in crossing.findtext("content:encoded", namespaces=NS)


def test_a_story_lies_where_its_main_country_lies(published):
    latitude, longitude = map(float, item(published, LORRY).findtext("georss:point", namespaces=NS).split())
    assert 4 < latitude < 11
    assert -9 < longitude < -2
    nowhere = items(channels(published)["feeds/tag/world.rss.xml"])
    assert not [each for each in nowhere if each.find("georss:point", NS) is not None]


def test_a_stub_says_that_it_is_a_headline_only(published):
    stub = item(published, "Inquiry opens into a market roof in Dakar")
    assert stub.findtext("description").startswith("Headline only")
    assert "Headline only" in stub.findtext("content:encoded", namespaces=NS)


def test_a_feed_carries_thirty_items_newest_first(published):
    europe = items(channels(published)["feeds/tag/europe.rss.xml"])
    dates = [parsedate_to_datetime(each.findtext("pubDate")) for each in europe]
    assert len(europe) == 30
    assert dates == sorted(dates, reverse=True)
    assert items(channels(published)["feeds/tag/middle-east.rss.xml"]) == []


def test_a_new_headline_makes_no_new_item(small_site, build):
    before = guids(build(small_site))
    story = small_site / "content/2026/11/20/night-crossing.md"
    story.write_text(story.read_text("utf-8").replace("Night crossing returns", "Night boat is back"), "utf-8")
    assert guids(build(small_site)) == before


def test_guids_do_not_depend_on_where_the_site_stands(small_site, build):
    at_home, abroad = guids(build(small_site, output="one")), guids(build(small_site, published=True, output="two"))
    assert set(at_home) != set(abroad)
    assert sorted(at_home.values()) == sorted(abroad.values())
