"""Every link inside the site leads somewhere, whatever way the site is read."""

from urllib.parse import unquote, urldefrag, urljoin, urlsplit

import pytest
from bs4 import BeautifulSoup

from newsfeed.addresses import FORMATS

SERVED = "https://news.example"


def links(page):
    tree = BeautifulSoup(page.read_text("utf-8"), "html5lib")
    body_only = {"timetable/"}  # a story's own link to a page that was never there
    found = [tag[name] for name in ("href", "src") for tag in tree.find_all(**{name: True})]
    return [link for link in found if link not in body_only and not link.startswith("mailto:")]


def anchors(page):
    return {tag["id"] for tag in BeautifulSoup(page.read_text("utf-8"), "html5lib").find_all(id=True)}


def target(site, page, link, root):
    """The file that a link leads to, as a server (or the disk) would find it."""
    here = f"{root}/{page.relative_to(site.output).as_posix()}"
    address, anchor = urldefrag(urljoin(here, link))
    assert address.startswith(f"{root}/"), f"{page}: {link} leaves the site"
    path = site.output / unquote(urlsplit(address).path.removeprefix(urlsplit(root).path).lstrip("/"))
    return (path / "index.html" if address.endswith("/") else path), anchor


@pytest.mark.parametrize(("name", "root"), [("local", SERVED), ("published", f"{SERVED}/repo")])
def test_every_link_and_anchor_is_there(request, name, root):
    site = request.getfixturevalue(name)
    wrong = []
    for page in site.pages():
        for link in links(page):
            file, anchor = target(site, page, link, root)
            if not file.is_file() or (anchor and anchor not in anchors(file)):
                wrong.append((page.relative_to(site.output).as_posix(), link))
    assert wrong == []


def test_the_theme_s_links_work_from_the_disk(local):
    page = local.output / "2026/11/20/night-crossing-returns-to-lake-victoria/index.html"
    tree = BeautifulSoup(page.read_text("utf-8"), "html5lib")
    internal = [link["href"] for link in tree.find_all("a") if not link["href"].startswith(("#", "mailto:"))]
    assert internal
    assert all((page.parent / link.split("#")[0]).is_file() for link in internal)


def test_published_addresses_are_folders(published):
    tree = BeautifulSoup(published.page("2026/11/20"), "html5lib")
    assert not [link["href"] for link in tree.find_all("a") if link["href"].endswith("index.html")]


def test_every_page_leads_to_feeds_that_are_there(published):
    for page in published.pages():
        tree = BeautifulSoup(page.read_text("utf-8"), "html5lib")
        feeds = tree.find_all("link", rel="alternate")
        assert feeds[0]["href"] == f"{published.address}/feeds/all.rss.xml"
        assert [feed["type"] for feed in feeds[:3]] == [form.mime_type for form in FORMATS]
        for feed in feeds:
            assert feed["title"]
            assert (published.output / feed["href"].removeprefix(f"{published.address}/")).is_file()


def test_every_address_to_subscribe_to_is_that_of_a_feed(published, local):
    for site, address in ((published, published.address), (local, "http://localhost:8000")):
        tree = BeautifulSoup(site.page("subscribe"), "html5lib")
        shown = [code.string for code in tree.select(".address code")]
        assert shown == [button["data-copy"] for button in tree.find_all("button")]
        assert len(shown) > 10
        assert all((site.output / path.removeprefix(f"{address}/")).is_file() for path in shown)


@pytest.mark.parametrize(
    ("path", "feed"),
    [
        ("tag/cote-d-ivoire", "feeds/tag/cote-d-ivoire.rss.xml"),
        ("tag/middle-east", "feeds/tag/middle-east.rss.xml"),
        ("2026/11/20/two-continents-agree-on-one-list-of-safe-bridges", "feeds/tag/us-canada.rss.xml"),
        ("2026/11/19/s-p-500-an-editor-s-own-note", "feeds/tag/world.rss.xml"),
    ],
)
def test_a_page_names_the_feed_of_its_subject(published, path, feed):
    tree = BeautifulSoup(published.page(path), "html5lib")
    assert f"{published.address}/{feed}" in [link["href"] for link in tree.find_all("link", rel="alternate")]


def test_a_page_of_the_newsroom_takes_no_other_s_address(small_site, build):
    pages = small_site / "content" / "pages"
    pages.mkdir(exist_ok=True)
    for name, slug in (("finding", "search"), ("names", "credits"), ("one", "imprint"), ("two", "imprint")):
        (pages / f"{name}.md").write_text(f"Title: {name.title()}\nSlug: {slug}\n\nText of {name}.\n", "utf-8")
    site = build(small_site, published=True)
    assert site.said.count("Give it another Slug") == 3
    assert "finding.md: its address search/ is taken" in site.said
    assert "Text of" not in site.page("search") + site.page("credits")
    assert "Text of one" in site.page("imprint")
