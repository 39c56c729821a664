"""Every feed of a built site, in every format: each by the rules of its format, all of them saying the same."""

import json
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from pathlib import Path

import feedparser
import jsonschema
import listparser
import pytest
from lxml import etree

from newsfeed.addresses import FORMATS

HERE = Path(__file__).parent
NS = {"atom": "http://www.w3.org/2005/Atom", "fh": "http://purl.org/syndication/history/1.0"}
REGIONS = ["Africa", "Asia", "Asia Pacific", "Europe", "Latin America", "Middle East", "US & Canada", "World"]


@pytest.fixture(params=["local", "published"])
def site(request):
    return request.getfixturevalue(request.param)


def stems(site):
    """Every feed by its path without an ending."""
    return {path.relative_to(site.output).as_posix().removesuffix(".rss.xml") for path in site.feeds("rss.xml")}


def read(site, stem):
    """What a feed says in each format, as (id, address, title, day of publication, categories) of its items."""
    rss = etree.parse(site.output / f"{stem}.rss.xml").getroot()
    atom = etree.parse(site.output / f"{stem}.atom.xml").getroot()
    feed = json.loads((site.output / f"{stem}.json").read_text("utf-8"))
    yield [
        (
            each.findtext("guid"),
            each.findtext("link"),
            each.findtext("title"),
            parsedate_to_datetime(each.findtext("pubDate")),
            [category.text for category in each.findall("category")],
        )
        for each in rss.iter("item")
    ]
    yield [
        (
            each.findtext("atom:id", namespaces=NS),
            each.find("atom:link[@rel='alternate']", NS).get("href"),
            each.findtext("atom:title", namespaces=NS),
            datetime.fromisoformat(each.findtext("atom:published", namespaces=NS)),
            [category.get("term") for category in each.findall("atom:category", NS)],
        )
        for each in atom.findall("atom:entry", NS)
    ]
    yield [
        (
            each["id"],
            each["url"],
            each["title"],
            datetime.fromisoformat(each["date_published"]),
            each.get("tags", []),
        )
        for each in feed["items"]
    ]


def test_every_feed_is_there_in_every_format(site):
    assert len(stems(site)) > 8
    archives = [path for path in site.feeds("atom.xml") if is_archive(site, path)]
    assert {path.relative_to(site.output).as_posix() for path in site.feeds() if path not in archives} == {
        *(f"{stem}.{form.ending}" for stem in stems(site) for form in FORMATS),
        "feeds/regions.opml",
    }


def test_all_formats_of_a_feed_carry_the_same(site):
    for stem in stems(site):
        rss, atom, feed = read(site, stem)
        assert rss == atom == feed, stem


def test_atom_keeps_to_its_schema(site):
    schema = etree.RelaxNG(etree.parse(HERE / "atom.rng"))
    for path in site.feeds("atom.xml"):
        schema.assertValid(etree.parse(path))


def test_json_feeds_keep_to_their_schema(site):
    schema = jsonschema.Draft202012Validator(json.loads((HERE / "json_feed.schema.json").read_text("utf-8")))
    for path in site.feeds("json"):
        schema.validate(json.loads(path.read_text("utf-8")))


@pytest.mark.parametrize("missing", ["id", "updated", "title"])
def test_the_schema_of_atom_finds_faults(published, missing):
    document = etree.parse(published.output / "feeds/all.atom.xml")
    entry = document.find("atom:entry", NS)
    entry.remove(entry.find(f"atom:{missing}", NS))
    assert not etree.RelaxNG(etree.parse(HERE / "atom.rng")).validate(document)


def test_feedparser_finds_nothing_wrong(site):
    for path in site.feeds("xml"):
        feed = feedparser.parse(path.read_bytes())
        assert not feed.bozo, (path, feed.get("bozo_exception"))
        assert feed.version == ("rss20" if path.name.endswith(".rss.xml") else "atom10")


def test_every_feed_says_its_own_address(published):
    for form in FORMATS:
        for path in published.feeds(form.ending):
            whole = f"{published.address}/{path.relative_to(published.output).as_posix()}"
            if form.ending == "json":
                assert json.loads(path.read_text("utf-8"))["feed_url"] == whole
            else:
                [itself] = etree.parse(path).getroot().findall(".//atom:link[@rel='self']", NS)
                assert (itself.get("href"), itself.get("type")) == (whole, form.mime_type)


def test_every_atom_feed_has_an_id_of_its_own_and_its_archives_have_the_same(published):
    ids = {}
    for path in published.feeds("atom.xml"):
        feed = links(published, path)["current" if is_archive(published, path) else "self"]
        ids.setdefault(etree.parse(path).getroot().findtext("atom:id", namespaces=NS), set()).add(feed)
    assert len(ids) == len(stems(published))
    assert all(len(feeds) == 1 for feeds in ids.values())


def test_no_two_entries_of_an_atom_feed_changed_at_one_moment(published):
    for path in published.feeds("atom.xml"):
        changed = [each.text for each in etree.parse(path).iterfind(".//atom:entry/atom:updated", NS)]
        assert len(set(changed)) == len(changed)
        assert all(datetime.fromisoformat(each) < datetime.now(UTC) for each in changed)


def links(site, path):
    """The addresses that a feed or an archive leads on to, by relation."""
    root = etree.parse(site.output / path).getroot()
    found = root if root.tag.endswith("feed") else root[0]
    return {link.get("rel"): link.get("href") for link in found.findall("atom:link", NS)}


def is_archive(site, path):
    return etree.parse(site.output / path).getroot().find("fh:archive", NS) is not None


def chain(site, path):
    """A feed and its archives, from the newest to the oldest, as a reader finds them."""
    while path:
        yield path
        path = links(site, path).get("prev-archive", "").removeprefix(f"{site.address}/")


def entries(site, paths):
    return [each for path in paths for each in etree.parse(site.output / path).getroot().findall("atom:entry", NS)]


def guids(found):
    return {each.findtext("atom:id", namespaces=NS) for each in found}


def test_archives_lead_from_one_to_the_next_and_to_their_feed(published):
    feed, *archives = chain(published, "feeds/all.atom.xml")
    assert len(archives) > 2
    assert not is_archive(published, feed)
    for index, path in enumerate(archives):
        assert is_archive(published, path)
        assert links(published, path)["current"] == f"{published.address}/{feed}"
        newer = f"{published.address}/{archives[index - 1]}" if index else None
        assert links(published, path).get("next-archive") == newer


def test_every_format_of_xml_leads_to_the_archives(published):
    assert list(chain(published, "feeds/all.rss.xml"))[1:] == list(chain(published, "feeds/all.atom.xml"))[1:]


def test_a_feed_and_its_archives_hold_every_story(published):
    stories = {
        f"{published.address}/{path.parent.relative_to(published.output).as_posix()}/"
        for path in published.output.glob("2*/*/*/*/index.html")
        if 'http-equiv="refresh"' not in path.read_text("utf-8")
    }
    found = entries(published, chain(published, "feeds/all.atom.xml"))
    assert {each.find("atom:link", NS).get("href") for each in found} == stories
    of_europe = [each for each in found if each.find("atom:category[@term='Europe']", NS) is not None]
    assert len(guids(of_europe)) > 60
    assert guids(entries(published, chain(published, "feeds/tag/europe.atom.xml"))) == guids(of_europe)


def test_archives_of_the_site_have_full_texts_and_those_of_topics_summaries(published):
    for stem, has_texts in (("feeds/all", True), ("feeds/tag/europe", False)):
        feed, *archives = chain(published, f"{stem}.atom.xml")
        assert all(each.find("atom:content", NS) is not None for each in entries(published, [feed]))
        for each in entries(published, archives):
            assert (each.find("atom:content", NS) is not None) is has_texts
            assert each.findtext("atom:summary", namespaces=NS)


def test_a_list_of_all_regions_for_feed_readers(published):
    listed = listparser.parse((published.output / "feeds/regions.opml").read_bytes())
    assert not listed["bozo"]
    assert [feed.title.rpartition(": ")[2].replace("&amp;", "&") for feed in listed.feeds] == REGIONS
    for feed in listed.feeds:
        document = etree.parse(published.output / feed.url.removeprefix(f"{published.address}/"))
        [itself] = document.getroot().findall(".//atom:link[@rel='self']", NS)
        assert itself.get("href") == feed.url


def test_feeds_name_their_hub(small_site, build):
    site = build(small_site, published=True, more={"FEED_HUB": "https://hub.example/"})
    for path in site.feeds("rss.xml"):
        [hub] = etree.parse(path).getroot().findall("channel/atom:link[@rel='hub']", NS)
        assert hub.attrib == {"rel": "hub", "href": "https://hub.example/"}
    atom = etree.parse(site.output / "feeds/all.atom.xml").getroot()
    assert atom.find("atom:link[@rel='hub']", NS).get("href") == "https://hub.example/"
    assert json.loads((site.output / "feeds/all.json").read_text("utf-8"))["hubs"] == [
        {"type": "WebSub", "url": "https://hub.example/"}
    ]


def test_feeds_without_archives(big_site, build):
    site = build(big_site, published=True, output="bare", more={"FEED_ARCHIVES": False})
    assert not [path for path in site.feeds() if path.parent.name not in ("feeds", "tag")]
    assert "prev-archive" not in links(site, "feeds/all.rss.xml")
