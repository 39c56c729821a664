"""The signposts of a built site: by the rules of their formats, and true of the site that they stand in."""

import json
import struct
from collections import Counter
from datetime import datetime
from pathlib import Path
from urllib.robotparser import RobotFileParser

import pytest
from bs4 import BeautifulSoup
from lxml import etree

from signposts.sitemap import SPACE

SCHEMA = etree.RelaxNG(etree.parse(Path(__file__).parent / "sitemap.rng"))
NAMES = ("sitemap.xml", "sitemap-news.xml", "robots.txt", "llms.txt", "site.webmanifest")
STORY = "2026/11/20/night-crossing-returns-to-lake-victoria/"
CORRECTED = "2026/11/17/islanders-share-what-the-last-ferry-left/"
WITHDRAWN = "2026/11/18/mayor-of-a-fijian-port-resigns/"


def head(page):
    return BeautifulSoup(page.read_bytes().partition(b"<body")[0], "html.parser")


def content(tree, name):
    found = tree.find("meta", {"name": name})
    return found["content"] if found else ""


def listed(site):
    """The addresses of the sitemap below the site's root, each with what it says of its last change."""
    root = etree.parse(site.output / "sitemap.xml").getroot()
    return {
        url.findtext(f"{{{SPACE}}}loc").removeprefix(f"{site.address}/"): url.findtext(f"{{{SPACE}}}lastmod")
        for url in root
    }


@pytest.mark.parametrize("name", ["sitemap.xml", "sitemap-news.xml"])
def test_a_sitemap_keeps_to_the_protocol(published, name):
    SCHEMA.assertValid(etree.parse(published.output / name))


def test_every_page_that_wants_to_be_found_is_listed_once_and_no_other(published):
    wanted = Counter()
    for page in published.pages():
        tree = head(page)
        canonical = tree.find("link", rel="canonical")
        if "noindex" not in content(tree, "robots"):
            wanted[canonical["href"]] += 1
            assert canonical["href"] == (
                f"{published.address}/{page.relative_to(published.output).as_posix().removesuffix('index.html')}"
            )
    root = etree.parse(published.output / "sitemap.xml").getroot()
    assert Counter(loc.text for loc in root.iter(f"{{{SPACE}}}loc")) == wanted
    assert set(wanted.values()) == {1}


def test_all_kinds_of_pages_are_listed(published):
    kinds = ["", STORY, "2026/11/20/", "2026/11/", "2026/", "tag/europe/", "tag/europe/page/1/", "tag/middle-east/"]
    kinds += ["regions/", "corrections/", "credits/", "subscribe/", "archives/", "about/"]
    assert set(kinds) < set(listed(published))


@pytest.mark.parametrize("path", [WITHDRAWN, "404.html", "2026/11/16/ferry-strike-empties-the-shelves/", "drafts"])
def test_what_is_withdrawn_moved_or_not_published_is_not_listed(published, path):
    assert not [address for address in listed(published) if address.startswith(path)]


def test_a_page_says_when_it_last_changed_if_that_is_known(published):
    says = listed(published)
    assert says[STORY] == "2026-11-20T00:00:00+00:00"
    assert says["2026/11/19/"] == says["2026/11/19/correction-fares-of-the-night-crossing/"]
    assert says[CORRECTED] == says["2026/11/17/"] > "2026-11-17T23:59:59+00:00"
    assert says["tag/europe/page/1/"] < says["tag/europe/"]
    assert says["about/"] is says["subscribe/"] is says["tag/middle-east/"] is None
    for address, when in says.items():
        tree = head(published.output / address / "index.html")
        told = [tree.find("meta", property=f"article:{name}_time") for name in ("modified", "published")]
        if moments := [each["content"] for each in told if each]:
            assert moments[0] == when


def test_the_front_page_changed_when_the_newest_story_did(published):
    moments = [datetime.fromisoformat(when) for when in listed(published).values() if when]
    assert datetime.fromisoformat(listed(published)[""]) == max(moments)


def test_the_news_sitemap_has_the_newest_stories_as_their_pages_have_them(published):
    root = etree.parse(published.output / "sitemap-news.xml").getroot()
    found = {}
    for url in root:
        address = url.findtext(f"{{{SPACE}}}loc").removeprefix(f"{published.address}/")
        page = BeautifulSoup(published.page(address), "html.parser")
        told = page.find("meta", property="article:published_time")["content"]
        assert url.findtext("{*}news/{*}publication_date") == told
        assert url.findtext("{*}news/{*}title") == page.h1.get_text()
        found[address] = url.findtext("{*}news/{*}publication/{*}language")
    assert STORY in found
    assert set(found) <= set(listed(published))
    assert {address[:10] for address in found} == {"2026/11/19", "2026/11/20"}
    assert "2026/11/20/inquiry-opens-into-a-market-roof-in-dakar/" not in found


def test_robots_may_go_everywhere_and_are_led_to_the_sitemaps(published):
    robots = RobotFileParser()
    robots.parse((published.output / "robots.txt").read_text("utf-8").splitlines())
    assert robots.can_fetch("*", f"{published.address}/{STORY}")
    sitemaps = [address.removeprefix(f"{published.address}/") for address in robots.site_maps()]
    assert sitemaps == ["sitemap.xml", "sitemap-news.xml"]
    assert all((published.output / path).is_file() for path in sitemaps)


def test_every_link_of_llms_txt_leads_somewhere(published):
    text = (published.output / "llms.txt").read_text("utf-8")
    first, _, third, *_ = text.splitlines()
    assert first.startswith("# ")
    assert third.startswith("> ")
    links = [part.partition(")")[0].removeprefix(f"{published.address}/") for part in text.split("](")[1:]]
    assert len(links) > 20
    for link in links:
        file = published.output / link
        assert (file / "index.html" if not link or link.endswith("/") else file).is_file(), link
    assert "US & Canada" in text


def size_of(png):
    assert png[:8] == b"\x89PNG\r\n\x1a\n"
    return "{}x{}".format(*struct.unpack(">II", png[16:24]))


def test_the_manifest_is_true_and_its_icons_are_what_it_says(published):
    manifest = json.loads((published.output / "site.webmanifest").read_text("utf-8"))
    assert manifest["name"]
    assert manifest["start_url"] == manifest["scope"] == "./"
    icons = {(icon.get("purpose", "any"), icon["sizes"]): icon for icon in manifest["icons"]}
    assert {("any", "192x192"), ("any", "512x512"), ("maskable", "512x512")} < set(icons)
    for icon in icons.values():
        file = (published.output / icon["src"]).read_bytes()
        assert icon["type"] == "image/svg+xml" or size_of(file) == icon["sizes"]
        assert len(file) < 10_000
    assert size_of((published.output / "theme/apple-touch-icon.png").read_bytes()) == "180x180"


def test_every_page_leads_to_the_manifest_and_the_icons(published):
    for page in published.pages():
        tree = head(page)
        for relation, path in [
            ("manifest", "site.webmanifest"),
            ("apple-touch-icon", "theme/apple-touch-icon.png"),
            ("icon", "theme/favicon.svg"),
        ]:
            assert tree.find("link", rel=relation)["href"] == f"{published.address}/{path}"


def test_every_page_can_be_shared(published):
    for page in published.pages():
        tree = head(page)
        assert tree.find("meta", property="og:description")["content"] == content(tree, "description")
        assert tree.find("meta", property="og:locale")["content"]
        assert content(tree, "twitter:card")


def test_a_site_that_is_read_at_home_has_no_signposts(local):
    assert not [name for name in NAMES if (local.output / name).exists()]
    assert head(local.output / "index.html").find("link", rel="manifest") is None


def test_a_site_without_stories_has_signposts_too(build, tmp_path):
    (tmp_path / "content").mkdir()
    site = build(tmp_path, published=True)
    SCHEMA.assertValid(etree.parse(site.output / "sitemap.xml"))
    assert list(etree.parse(site.output / "sitemap-news.xml").getroot()) == []
    assert listed(site)[""] is None


def test_two_builds_have_the_same_signposts_and_a_second_one_writes_none(small_site, build):
    one, two = (build(small_site, published=True, output=output) for output in ("one", "two"))
    stamps = [(one.output / name).stat().st_mtime_ns for name in NAMES]
    assert [(one.output / name).read_bytes() for name in NAMES] == [(two.output / name).read_bytes() for name in NAMES]
    build(small_site, published=True, output="one")
    assert [(one.output / name).stat().st_mtime_ns for name in NAMES] == stamps


def test_a_page_of_an_earlier_build_is_not_listed(small_site, build):
    site = build(small_site, published=True)
    (site.content / "2026/11/20/ink.md").unlink()
    (site.output / "2026/strange").mkdir()
    (site.output / "2026/strange/index.html").write_text(
        f'<title>A</title><link rel="canonical" href="{site.address}/2026/strange/">'
    )
    says = listed(build(small_site, published=True))
    assert not [address for address in says if "ink" in address or "strange" in address]
