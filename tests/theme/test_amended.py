"""A story after its publication, on the built site: corrected, withdrawn, moved, followed up, or not yet published."""

import json

import feedparser
import pytest
from bs4 import BeautifulSoup

from proof.proofread import proofread

CORRECTED = "2026/11/17/islanders-share-what-the-last-ferry-left"
ALIAS = "2026/11/16/ferry-strike-empties-the-shelves"
OLD_SLUG = "2026/11/17/islands-share-what-the-ferry-left"
WITHDRAWN = "2026/11/18/mayor-of-a-fijian-port-resigns"
FIRST, LAST = "2026/11/16/ferry-crews-stop-work-in-punta-arenas", "2026/11/18/ferry-crews-and-owners-agree"
BAKER = "The name of the baker is Iris Ojeda, not <Irma> Ojeda & sons, as this story had it."
EMBARGO = "until the end of the century"


def soup(site, path):
    return BeautifulSoup(site.page(path), "html5lib")


def words(tag):
    return " ".join(tag.get_text().split())


def links(tag):
    return [link["href"] for link in tag.find_all("a")]


def change(site, name, old, new):
    [path] = site.rglob(name)
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


def contents(site):
    return {path.relative_to(site.output): path.read_bytes() for path in site.output.rglob("*") if path.is_file()}


def feed(site, name="all"):
    return {each.id: each for each in feedparser.parse((site.output / f"feeds/{name}.rss.xml").read_bytes()).entries}


def test_a_correction_is_said_before_the_text_with_its_day_and_as_plain_text(published):
    article = soup(published, CORRECTED).article
    notice = article.find(class_="corrections")
    assert notice.find_next(class_="body")
    assert article.find(id=notice["aria-labelledby"]).string == "Corrections"
    first, second, rest = notice.find_all("p")
    assert words(first) == f"Thursday 19 November 2026, 08:15 UTC: {BAKER}"
    assert second.time["datetime"] == "2026-11-18T00:00:00+00:00"
    assert links(rest) == [f"{published.address}/corrections/"]
    assert "corrected Thursday 19 November 2026" in words(article.header)


def test_a_correction_is_told_to_machines(published):
    article = json.loads(soup(published, CORRECTED).find("script", type="application/ld+json").string)
    assert [each["@type"] for each in article["correction"]] == ["CorrectionComment"] * 2
    assert (article["correction"][0]["text"], article["correction"][0]["datePublished"]) == (
        BAKER,
        "2026-11-19T08:15:00+00:00",
    )
    assert article["dateModified"] == "2026-11-19T08:15:00+00:00"


def test_the_page_of_corrections_has_all_notices_newest_first(published):
    page = soup(published, "corrections")
    assert [words(day) for day in page.select("main h2")] == ["Thursday 19 November 2026", "Wednesday 18 November 2026"]
    assert [(words(item.h3), words(item.find(class_="label"))) for item in page.select(".notices li")] == [
        ("Islands share what the last ferry left", "Correction"),
        ("Mayor of a Fijian port resigns over a bridge", "Withdrawn"),
        ("Islands share what the last ferry left", "Correction"),
    ]
    assert page.find("link", href=f"{published.address}/feeds/corrections.rss.xml")
    assert f"{published.address}/corrections/" in links(soup(published, "").footer)


def test_a_site_without_corrections_says_so_and_has_the_feed(build, tmp_path):
    (tmp_path / "content").mkdir()
    site = build(tmp_path)
    assert "No correction yet" in site.page("corrections")
    assert feed(site, "corrections") == {}


def test_of_a_withdrawn_story_nothing_is_left_but_its_headline_and_why(published, local):
    for site in (published, local):
        page = soup(site, WITHDRAWN)
        assert page.h1.string == "Mayor of a Fijian port resigns over a bridge"
        assert "withdrawn on Thursday 19 November 2026" in words(page.find(class_="notice"))
        assert "The letter on which this story rested was forged." in words(page.find(class_="notice"))
        assert page.find("meta", {"name": "robots"})["content"] == "noindex"
        assert page.find("script", type="application/ld+json") is None
        found = [path for path in site.output.rglob("*.*ml") if "retracted" in path.read_text("utf-8").lower()]
        assert found == []


def test_a_withdrawn_story_stands_in_no_list(published):
    lists = [path for path in published.pages() if WITHDRAWN.rsplit("/", 1)[1] in path.read_text("utf-8")]
    assert {path.relative_to(published.output).as_posix() for path in lists} == {
        f"{WITHDRAWN}/index.html",
        "corrections/index.html",
    }


def test_the_country_of_a_withdrawn_story_keeps_its_page_and_its_feed(published):
    assert "No story about Fiji" in words(soup(published, "tag/fiji").main)
    [item] = feed(published, "tag/fiji").values()
    assert item.title == "Withdrawn: Mayor of a Fijian port resigns over a bridge"


def test_a_withdrawn_story_without_its_picture_or_a_reason_is_built(small_site, build):
    change(small_site, "mayor*.md", "Reason: 2026-11-19: The letter on which this story rested was forged.", "Note:")
    change(small_site, "mayor*.md", "quay.svg", "deleted.svg")
    assert "The newsroom has withdrawn this story." in build(small_site).page(WITHDRAWN)


def test_feeds_know_a_story_again_when_it_is_corrected_withdrawn_or_moved(small_site, build):
    change(small_site, "mayor*.md", "Status: Withdrawn", "Status: published")
    change(small_site, "islands*.md", "Correction: 2026-11-18", "Ignored: 2026-11-18")
    change(small_site, "islands*.md", "Correction: 2026-11-19 08:15", "Ignored: 2026-11-19")
    before = feed(build(small_site))
    change(small_site, "mayor*.md", "Status: published", "Status: withdrawn")
    change(small_site, "islands*.md", "Ignored: 2026-11-18", "Correction: 2026-11-20")
    change(small_site, "ferry-crews-and*.md", "Slug: ferry-crews-and-owners-agree", "Slug: strike-is-over")
    change(small_site, "ferry-crews-and*.md", "Date: 2026-11-18", "Date: 2026-11-19")
    site = build(small_site)
    after = feed(site)
    assert after.keys() == before.keys()
    [corrected] = (each for each in feed(site, "corrections").values() if each.title.startswith("Correction"))
    story = after[corrected.id]
    assert (story.title, story.updated) == ("Islands share what the last ferry left", "2026-11-20T00:00:00+00:00")
    assert story.published == before[corrected.id].published
    assert "carries 320 passengers" in corrected.summary
    [withdrawn] = (each for each in after.values() if each.title.startswith("Withdrawn"))
    assert before[withdrawn.id].title == "Mayor of a Fijian port resigns over a bridge"
    assert "etracted" not in str(withdrawn)


@pytest.mark.parametrize("old", [ALIAS, OLD_SLUG])
def test_an_old_address_leads_to_the_story(published, local, old):
    page = soup(published, old)
    target = f"{published.address}/{CORRECTED}/"
    assert page.find("meta", {"http-equiv": "refresh"})["content"] == f"0; url={target}"
    assert page.find("link", rel="canonical")["href"] == target
    assert page.find("meta", {"name": "robots"})["content"] == "noindex"
    assert links(page.main) == [target]
    [relative] = links(soup(local, old).main)
    assert soup(local, old).find("meta", {"http-equiv": "refresh"})["content"] == f"0; url={relative}"
    assert (local.output / old / relative).resolve() == (local.output / CORRECTED / "index.html").resolve()


def test_old_addresses_are_named_nowhere(published):
    for path in [*published.pages(), *published.feeds()]:
        if path.parent.relative_to(published.output).as_posix() not in (ALIAS, OLD_SLUG):
            text = path.read_text("utf-8")
            assert f"{ALIAS}/" not in text
            assert f"{OLD_SLUG}/" not in text


def test_a_changed_day_leaves_a_redirect_and_a_withdrawn_story_is_found_by_it_too(small_site, build):
    change(small_site, "mayor*.md", "Date: 2026-11-18", "Date: 2026-11-17")
    site = build(small_site)
    assert f"../../../../{WITHDRAWN.replace('18', '17')}/index.html" in site.page(WITHDRAWN)


def test_no_address_is_lost_when_stories_are_withdrawn_or_get_another_date(small_site, build):
    site = build(small_site, published=True)
    before = {path.relative_to(site.output) for path in [*site.pages(), *site.feeds()]}
    change(small_site, "ferry-crews-stop*.md", "Date: 2026-11-16", "Date: 2026-11-15")
    change(small_site, "ferry-crews-and*.md", "Status: published", "Status: withdrawn")
    change(small_site, "hostile.md", "Status: published", "Status: withdrawn\nReason: 2026-11-21: Forged.")
    site = build(small_site, published=True)
    assert before <= {path.relative_to(site.output) for path in [*site.pages(), *site.feeds()]}
    assert "No story of Wednesday 18 November 2026 is here any more" in words(soup(site, "2026/11/18").main)
    clean = build(small_site, published=True, output="clean")
    assert contents(site) == contents(clean)
    assert [str(finding) for finding in proofread(site.output).findings if "timetable" not in finding.what] == []


def test_an_address_that_is_another_story_s_by_now_is_left_to_it(small_site, build):
    change(small_site, "ferry-crews-and*.md", "Slug: ferry-crews-and-owners-agree", f"Slug: {OLD_SLUG[11:]}")
    change(small_site, "ferry-crews-and*.md", "Date: 2026-11-18", "Date: 2026-11-17")
    site = build(small_site)
    assert 'http-equiv="refresh"' not in site.page(OLD_SLUG)
    assert soup(site, OLD_SLUG).h1.string == "Ferry crews and owners agree on a second cook"
    assert "http-equiv" in site.page(LAST)
    assert f"its old address {OLD_SLUG}/ is" in site.said


def test_a_thread_is_told_on_each_of_its_stories(published):
    def strands(path):
        nav = soup(published, path).find("nav", class_="thread")
        return {section.h3.string: [words(item) for item in section.find_all("li")] for section in nav("section")}

    first = "16 November 2026 Ferry crews stop work in Punta Arenas"
    second = "17 November 2026 Islands share what the last ferry left"
    last = "18 November 2026 Ferry crews and owners agree on a second cook"
    assert strands(FIRST) == {"Later in this story": [second, last]}
    assert strands(CORRECTED) == {"Earlier in this story": [first], "Later in this story": [last]}
    assert strands(LAST) == {"Earlier in this story": [first, second]}
    assert soup(published, "2026/11/20/night-crossing-returns-to-lake-victoria").find(class_="thread") is None


def test_an_editor_takes_a_story_out_of_its_thread(small_site, build):
    change(small_site, "islands*.md", "Thread: BBBB1111cccc", "Thread: None")
    site = build(small_site)
    assert soup(site, CORRECTED).find(class_="thread") is None
    assert links(soup(site, FIRST).find(class_="thread")) == [f"../../../../{LAST}/index.html"]


def test_a_story_waits_until_its_moment_in_its_own_zone_and_the_build_says_so(small_site, build):
    change(small_site, "embargo.md", "Date: 2099-12-31 00:00:00+00:00", "Date: 2099-12-31 18:00:00+05:45")
    site = build(small_site, published=True)
    assert not any(EMBARGO in path.read_text("utf-8") for path in site.output.rglob("*.*ml"))
    assert not (site.output / "drafts").exists()
    assert not (site.output / "2099").exists()
    assert "Waiting until 2099-12-31 18:00 +0545: 2026/11/19/embargo.md" in site.said
    assert "WARNING" not in site.said
    assert "draft.md" not in site.said
    at_home = build(small_site, output="home")
    assert "Under embargo until Thursday 31 December 2099, 18:00" in words(
        soup(at_home, "drafts/2099/12/31/under-embargo").find(class_="notice")
    )
    assert "Draft: this page is not published" in at_home.page("drafts/2026/11/19/half-a-story")


def test_a_story_under_embargo_that_follows_up_or_moves_is_named_nowhere(small_site, build):
    change(small_site, "embargo.md", "Tags: Asia", "Tags: Asia\nThread: bbbb1111cccc\nAliases: 2026/11/19/soon/")
    change(small_site, "embargo.md", "Status: published", "Status: published\nCorrection: 2026-11-19: Nobody knows.")
    site = build(small_site, published=True)
    assert not any("embargo" in path.read_text("utf-8").lower() for path in site.output.rglob("*.*ml"))
    assert not (site.output / "2026/11/19/soon").exists()


def test_a_story_whose_moment_has_come_is_published(small_site, build):
    change(small_site, "embargo.md", "Date: 2099-12-31", "Date: 2019-12-31")
    site = build(small_site, published=True)
    assert EMBARGO in site.page("2019/12/31/under-embargo")


@pytest.mark.parametrize("published", [True, False])
def test_the_site_proofreads_and_is_built_the_same_twice(small_site, build, published):
    one, two = (build(small_site, published=published, output=name) for name in ("one", "two"))
    assert [str(finding) for finding in proofread(one.output).findings if "timetable" not in finding.what] == []
    assert contents(one) == contents(two)


def test_a_notice_taken_back_takes_its_pages_away(small_site, build):
    site = build(small_site)
    change(small_site, "islands*.md", "Aliases: ", "Ignored: ")
    build(small_site)
    assert not (site.output / ALIAS).exists()
    assert "http-equiv" in site.page(OLD_SLUG)
