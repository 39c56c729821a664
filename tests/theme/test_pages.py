"""The pages that a reader and a machine get."""

import gzip
import json
import re
from pathlib import Path
from runpy import run_path

import html5lib
import pytest
from bs4 import BeautifulSoup
from markupsafe import escape

SITENAME = run_path(str(Path(__file__).parents[2] / "pelicanconf.py"))["SITENAME"]
STORY = "2026/11/20/night-crossing-returns-to-lake-victoria"
STUB = "2026/11/20/inquiry-opens-into-a-market-roof-in-dakar"
HOSTILE = "2026/11/19/hostile"
LONG_WORD = "Donaudampfschiffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaften"
HOSTILE_HEADLINE = '<angles> & "quotes" {{ x }} 🚢 ' + LONG_WORD


def soup(site, path):
    return BeautifulSoup(site.page(path), "html5lib")


@pytest.mark.parametrize(
    "path",
    [
        "",
        STORY,
        STUB,
        "2026/11/20",
        "2026/11",
        "2026",
        "archives",
        "regions",
        "subscribe",
        "credits",
        "2026/11/20/print.html",
        "about",
        "tag/africa",
        "tag/cote-d-ivoire",
        "tag/us-canada",
        "tag/middle-east",
        "tag/europe/page/1",
        "2026/11/19/s-p-500-an-editor-s-own-note",
    ],
)
def test_a_page_stands_at_its_address(published, path):
    assert soup(published, path).h1.get_text(strip=True)


@pytest.mark.parametrize("path", ["category", "author", "tags.html", "tag/s-p-500"])
def test_pelican_s_own_extras_are_off(published, path):
    assert not (published.output / path).exists()


def test_drafts_and_embargoed_stories_stay_in_the_house(published, local):
    words = "until the end of the century"
    assert not any(words in page.read_text("utf-8") for page in published.output.rglob("*.*ml"))
    assert not (published.output / "drafts").exists()
    (waiting,) = (local.output / "drafts").rglob("under-embargo/index.html")
    assert "noindex" in waiting.read_text("utf-8")


def test_every_page_is_html_without_a_single_error(published):
    for page in published.pages():
        html5lib.HTMLParser(strict=True).parse(page.read_text("utf-8"))


def test_every_page_has_its_landmarks_and_its_own_title(published):
    titles = []
    for page in published.pages():
        tree = BeautifulSoup(page.read_text("utf-8"), "html5lib")
        if not tree.find("meta", {"name": "robots"}):
            titles.append(tree.title.string)
        assert tree.html["lang"] == "en"
        assert len(tree.find_all("h1")) == len(tree.find_all("main")) == 1, page
        assert tree.find("a", class_="skip")["href"] == "#Content"
        assert tree.find("meta", {"name": "description"})["content"]
        scripts = [script["src"].removeprefix(f"{published.address}/") for script in tree.find_all("script", src=True)]
        assert scripts == ["theme/dateline.js"]
        ids = [tag["id"] for tag in tree.find_all(id=True)]
        assert len(set(ids)) == len(ids), page
    assert len(set(titles)) == len(titles)


def test_every_page_tells_the_browser_first_of_all_what_it_may_load(published, local):
    policy = run_path(str(Path(__file__).parents[2] / "pelicanconf.py"))["CONTENT_SECURITY_POLICY"]
    assert policy.endswith("script-src 'self'")
    assert "unsafe" not in policy
    for site in (published, local):
        for page in site.pages():
            head = BeautifulSoup(page.read_text("utf-8"), "html.parser").head
            _, second = head.find_all(True, limit=2)
            more = " 'wasm-unsafe-eval'" if page.parent.name == "search" else ""
            assert (second["http-equiv"], second["content"]) == ("Content-Security-Policy", policy + more), page


def test_headlines_that_run_from_right_to_left_turn_nothing_else(local):
    story = soup(local, STORY)
    assert story.h1["dir"] == story.find(class_="body")["dir"] == "auto"
    assert story.find("nav", class_="turn").find("bdi")


def test_canonical_addresses_are_whole_and_only_on_a_published_site(published, local):
    assert soup(published, STORY).find("link", rel="canonical")["href"] == f"{published.address}/{STORY}/"
    assert soup(local, STORY).find("link", rel="canonical") is None


def test_a_story_shows_all_that_is_known_of_it(local):
    story = soup(local, STORY).main
    text = " ".join(story.get_text(" ").split())
    assert story.h1.string == "Night crossing returns to Lake Victoria"
    assert story.find("time")["datetime"] == "2026-11-20T00:00:00+00:00"
    for words in (
        "Friday 20 November 2026",
        "Date taken from the name of the bulletin’s file.",
        "Achieng Oduor",
        "Kisumu",
        "Wanjiru Otieno / Lakeside Pictures",
        "Port office",
        "2026-11-20-evening.txt , line 3",
    ):
        assert words in text
    assert [link.string for link in story.header.select(".topics a")] == ["Africa", "Kenya", "Uganda"]
    assert [head.string for head in story.select(".body h2")] == [
        "A fare that fishermen call fair",
        "What is still missing",
    ]
    assert len(story.select("figure.photo figcaption .credit")) == 2
    assert "captions and credits without the pictures" in text


def test_a_stub_says_that_there_is_only_a_headline(local):
    page = soup(local, STUB)
    assert "carried only this headline" in page.find_all(class_="notice")[-1].string
    assert page.find(class_="body") is None


def test_a_correction_and_a_change_are_said(local):
    text = soup(local, "2026/11/19/correction-fares-of-the-night-crossing").main.get_text(" ")
    assert "This is a correction" in text
    assert "Friday 20 November 2026, 09:30 UTC" in text


def test_an_inferred_date_says_so(local):
    page = soup(local, "2026/11/20/a-lorry-with-twelve-desks-reaches-the-last-villages")
    assert "Date inferred from the text: caption of 19 November 2026" in page.get_text(" ")


def test_nothing_in_a_story_s_fields_is_interpreted(local):
    raw = local.page(HOSTILE)
    page = BeautifulSoup(raw, "html5lib")
    assert page.h1.string == HOSTILE_HEADLINE
    assert page.title.string == f"{HOSTILE_HEADLINE} – {SITENAME}"
    assert page.find("meta", property="og:title")["content"] == f"{HOSTILE_HEADLINE} – {SITENAME}"
    assert page.find("meta", {"name": "description"})["content"] == f'<b> & "so on", 2024. {LONG_WORD}'
    body = " ".join(page.find(class_="body").get_text().split())
    assert body.startswith(f"<script>alert(1)</script> &amp; {{{{ x }}}} 🚢 and {LONG_WORD}")
    assert body.endswith("2024. The year, #tag, *x*")
    assert str(escape(HOSTILE_HEADLINE)) in local.page("2026/11/19")


def test_machines_are_told_the_same(published):
    article = json.loads(soup(published, STORY).find("script", type="application/ld+json").string)
    assert article["@type"] == "NewsArticle"
    assert article["headline"] == "Night crossing returns to Lake Victoria"
    assert article["author"] == {"@type": "Person", "name": "Achieng Oduor"}
    assert [place["name"] for place in article["contentLocation"]] == ["Kenya", "Uganda"]
    assert [place["address"]["addressCountry"] for place in article["contentLocation"]] == ["KE", "UG"]
    assert [picture["creditText"] for picture in article["image"]] == [
        "Wanjiru Otieno / Lakeside Pictures",
        "Port office",
    ]
    assert article["url"] == f"{published.address}/{STORY}/"
    hostile = json.loads(soup(published, HOSTILE).find("script", type="application/ld+json").string)
    assert hostile["headline"] == HOSTILE_HEADLINE


def test_machines_are_told_where_a_picture_is(published):
    page = soup(published, "2026/11/20/a-lorry-with-twelve-desks-reaches-the-last-villages")
    [picture] = json.loads(page.find("script", type="application/ld+json").string)["image"]
    assert picture["contentUrl"] == f"{published.address}/pictures/quay.svg"
    assert picture["creator"]["name"] == "Koffi Brou"


@pytest.mark.parametrize(
    ("path", "way"),
    [
        (STORY, ["Africa", "Night crossing returns to Lake Victoria"]),
        ("tag/africa", ["Regions", "Africa"]),
        ("tag/kenya", ["Africa", "Kenya"]),
        ("tag/europe/page/1", ["Regions", "Europe", "Europe, page 1"]),
        ("tag/portugal/page/1", ["Europe", "Portugal", "Portugal, page 1"]),
    ],
)
def test_machines_are_told_the_way_to_a_page(published, path, way):
    data = soup(published, path).find_all("script", type="application/ld+json")[-1].string
    steps = json.loads(data)["itemListElement"]
    assert [step["name"] for step in steps] == way
    assert steps[-1]["item"] == f"{published.address}/{path}/"
    for step in steps:
        assert (published.output / step["item"].removeprefix(f"{published.address}/") / "index.html").is_file()


@pytest.mark.parametrize("path", ["2026/11/18/mayor-of-a-fijian-port-resigns", "corrections", ""])
def test_only_stories_are_told_of_as_stories(published, path):
    assert "NewsArticle" not in published.page(path)


def test_the_front_page_leads_with_the_longest_placed_story_and_goes_by_region(local):
    front = soup(local, "")
    assert front.select_one(".lead h2").get_text(strip=True) == "Night crossing returns to Lake Victoria"
    assert [head.get_text(strip=True) for head in front.select(".desk > h2")] == ["Africa", "US & Canada", "World"]
    assert [head.get_text(strip=True) for head in front.select("[aria-labelledby=africa] h3")] == [
        "A lorry with twelve desks reaches the last villages",
        "Inquiry opens into a market roof in Dakar",
    ]
    assert front.select_one(".stub .label").string == "Headline only"


def test_a_region_without_stories_says_so_and_can_be_followed(local):
    page = soup(local, "tag/middle-east")
    assert "No story about Middle East yet" in page.main.get_text(" ")
    assert (local.output / "feeds/tag/middle-east.rss.xml").exists()


def numbers_of_map(page):
    """What the areas of a page's map say: name and number."""
    labels = [area.title.string.rsplit(", ", 1) for area in page.select(".map a")]
    return {name: int(words.split()[0].replace("no", "0")) for name, words in labels}


def numbers_of_list(page):
    items = page.select(".where .countries li")
    return {item.a.string: int(item.find(class_="tally").string) for item in items}


def test_a_map_and_the_list_beside_it_say_the_same(local):
    front = soup(local, "")
    listed = numbers_of_list(front)
    assert listed.pop("World")  # stories with no place are on no map
    assert numbers_of_map(front) == listed
    africa = soup(local, "tag/africa")
    assert numbers_of_map(africa) == numbers_of_list(africa) == {"Kenya": 2, "Uganda": 1, "Senegal": 1}
    regions = soup(local, "regions")
    sections = {
        section.h2.get_text(strip=True): section.find(class_="tally").get_text().split(" stor")[0]
        for section in regions.select("section.region:not(.empty)")
    }
    assert {name: str(number) for name, number in numbers_of_map(regions).items() if number} | {
        "World": "2"
    } == sections


def test_an_area_of_a_map_leads_where_the_list_beside_it_leads(local):
    for path in ("", "tag/africa"):
        page = soup(local, path)
        listed = {item["href"] for item in page.select(".where .countries a")}
        assert {area["href"] for area in page.select(".map a")} <= listed


def test_a_map_needs_no_style_and_no_script_in_the_page(published):
    for path in ("", "regions", "tag/africa"):
        page = soup(published, path)
        assert page.select_one(".map svg a title").string
        assert not page.select("style, [style], body script")


def test_maps_weigh_little(published):
    """Bytes of a map on its way to a reader."""
    bounds = {"": 4_000, "regions": 8_000, "tag/europe": 7_500}
    for path, bound in bounds.items():
        assert len(gzip.compress(str(soup(published, path).select_one(".map")).encode(), mtime=0)) < bound


def test_a_country_has_a_page_once_it_has_a_story(local):
    assert (local.output / "tag/uganda/index.html").exists()
    assert not (local.output / "tag/gabon").exists()


def test_the_page_of_the_reader_is_marked_in_the_navigation(local):
    for path, name in [("tag/africa", "Africa"), ("regions", "All regions"), ("archives", "Archives")]:
        assert name in [link.string for link in soup(local, path).find_all("a", {"aria-current": "page"})]


def test_the_not_found_page_works_at_any_depth(published):
    page = BeautifulSoup((published.output / "404.html").read_text("utf-8"), "html5lib")
    addresses = [tag["href"] for tag in page.find_all(href=True)]
    assert all(address.startswith((published.address, "#")) for address in addresses)


def test_a_site_without_stories_still_builds(build, tmp_path):
    (tmp_path / "content").mkdir()
    site = build(tmp_path)
    assert "No edition yet" in site.page("")
    assert "No edition yet" in site.page("archives")


def test_no_template_is_without_use():
    templates = Path(__file__).parents[2] / "theme" / "templates"
    texts = {path.name: path.read_text("utf-8") for path in templates.glob("*.html")}
    together = "\n".join(texts.values())
    partials = [name for name in texts if name.startswith("_")]
    by_grain = {"_day.html", "_month.html", "_year.html"}  # period_archives.html puts these names together
    assert [name for name in partials if name not in by_grain and not re.search(rf'"{name}"', together)] == []


def test_the_front_page_tells_the_day_in_brief_and_each_story_once_more_by_region(published):
    front = soup(published, "").main
    brief = [h3.get_text(strip=True) for h3 in front.select(".brief-list h3")]
    by_region = {h3.get_text(strip=True) for h3 in front.select(".sections h3")}
    assert len(brief) > 1
    assert set(brief) <= by_region
    assert not front.select(".told .summary")
    assert len(soup(published, "2026/11/20").select(".sections .summary")) == len(brief)


def test_a_printed_edition_has_every_story_whole(published):
    page = soup(published, "2026/11/20/print.html")
    assert page.find("meta", {"name": "robots"})["content"] == "noindex"
    text = " ".join(page.main.get_text(" ").split())
    stories = soup(published, "2026/11/20").select(".lead h2 a, .sections h3 a")
    assert len(stories) > 3
    for link in stories:
        story = soup(published, link["href"].removeprefix(f"{published.address}/").rstrip("/"))
        assert story.h1.get_text(strip=True) in text
        for paragraph in story.select(".body p"):
            assert " ".join(paragraph.get_text(" ").split()) in text


def test_photo_credits_lead_to_the_stories(published):
    page = soup(published, "credits")
    somebody = next(h3 for h3 in page.find_all("h3") if h3.string == "Wanjiru Otieno").parent
    assert somebody.find("a")["href"] == f"{published.address}/{STORY}/"
