"""A small site in each of the six languages, and one that wears all that a newsroom can set."""

import json
import re
import shutil
import subprocess
import sys

import html5lib
import pytest
from bs4 import BeautifulSoup

from barriers import barriers
from conftest import CONTENT, ROOT, build_site
from english import TRANSLATIONS
from house.words import words_of

LANGUAGES = ["en", "es", "fr", "pt", "de", "ar"]
STORY = "2026/11/20/night-crossing-returns-to-lake-victoria"
CORRECTED = "2026/11/17/islanders-share-what-the-last-ferry-left"
PAGES = {
    "front": "",
    "story": STORY,
    "corrected": CORRECTED,
    "edition": "2026/11/19",
    "year": "2026",
    "region": "tag/africa",
    "empty region": "tag/middle-east",
    "regions": "regions",
    "subscribe": "subscribe",
    "archives": "archives",
    "credits": "credits",
    "corrections": "corrections",
    "withdrawn": "2026/11/18/mayor-of-a-fijian-port-resigns",
    "search": "search",
}
HOUSE = {
    "DEFAULT_LANG": "ar",
    "HOUSE_ACCENT": "#88aadd",
    "HOUSE_PAPER": "#fff1e5",
    "HOUSE_LOGO": "pictures/quay.svg",
    "HOUSE_FOOTER": "12 Quay Road. [About](about/)",
}


@pytest.fixture(scope="module")
def sites(tmp_path_factory):
    """The published site by language."""
    folder = tmp_path_factory.mktemp("languages")
    shutil.copytree(CONTENT, folder / "content")
    return {
        language: build_site(folder, published=True, output=language, more={"DEFAULT_LANG": language})
        for language in LANGUAGES
    }


@pytest.fixture(scope="module")
def dressed(tmp_path_factory):
    """A site for reading at home, in its newsroom's own look."""
    folder = tmp_path_factory.mktemp("dressed")
    shutil.copytree(CONTENT, folder / "content")
    return build_site(folder, more=HOUSE)


def soup(site, path):
    return BeautifulSoup(site.page(path), "html5lib")


def interface(site, path):
    """What the site says on a page by itself, without what its stories say."""
    page = soup(site, path)
    for element in page.select("[dir=auto], bdi, script, .tagline, .name, cite, code"):
        element.decompose()
    return page


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_page_says_its_language_and_its_direction(sites, language):
    html = soup(sites[language], STORY).html
    assert (html["lang"], html.get("dir", "ltr")) == (language, "rtl" if language == "ar" else "ltr")


@pytest.mark.parametrize(("language", "said"), [("es", "en"), ("en", None)])
def test_the_page_about_the_site_says_that_it_is_english(small_site, language, said):
    shutil.copy(ROOT / "content" / "pages" / "about.md", small_site / "content" / "pages" / "about.md")
    page = soup(build_site(small_site, more={"DEFAULT_LANG": language}), "about/index.html")
    assert (page.html["lang"], page.select_one("article.page").get("lang")) == (language, said)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_is_html_without_a_single_error(sites, language):
    for page in sites[language].pages():
        html5lib.HTMLParser(strict=True).parse(page.read_text("utf-8"))


def test_addresses_are_the_same_in_every_language(sites):
    def addresses(site):
        return [path.relative_to(site.output) for path in [*site.pages(), *site.feeds()]]

    assert [language for language in LANGUAGES if addresses(sites[language]) != addresses(sites["en"])] == []


@pytest.mark.parametrize("name", PAGES)
def test_nothing_of_the_interface_is_left_in_english(sites, name):
    page = interface(sites["ar"], PAGES[name])
    labels = [element["aria-label"] for element in page.select("[aria-label]")]
    latin = [text for text in [*page.body.stripped_strings, *labels] if re.search(r"[a-z]{3}", text)]
    names = ("Dateline", "About this site", "Natural Earth", "JSON Feed", "Atom", "JavaScript", "https://")
    newsroom = ("Donaudampfschiffahrt", "The name of the baker", "320 passengers", "was forged")
    assert [text for text in latin if not any(known in text for known in (*names, *newsroom))] == []


@pytest.mark.parametrize(
    ("language", "title", "link"),
    [("es", "Dateline: Correcciones", "Retirada: "), ("ar", "Dateline: تصحيحات", "مسحوب: ")],
)
def test_feeds_speak_the_language_too(sites, language, title, link):
    feed = (sites[language].output / "feeds" / "corrections.rss.xml").read_text("utf-8")
    assert f"<title>{title}</title>" in feed
    assert link in feed
    assert 'theme/house-feed.css" type="text/css"?>' in feed


def test_the_face_of_a_feed_says_in_its_language_what_it_is(sites):
    style = (sites["de"].output / "theme" / "house-feed.css").read_text("utf-8")
    assert "Diese Seite ist für Feedreader" in style
    assert not (sites["en"].output / "theme" / "house-feed.css").exists()


def test_an_english_site_has_no_stylesheet_of_a_house(sites):
    assert not (sites["en"].output / "theme" / "house.css").exists()
    assert [link["href"].rsplit("/", 1)[1] for link in soup(sites["en"], "").select("link[rel=stylesheet]")] == [
        "dateline.css"
    ]


def test_a_language_that_is_not_there_leaves_english_and_says_so(small_site):
    site = build_site(small_site, more={"DEFAULT_LANG": "it"})
    assert "the interface is not there in 'it', so it speaks English. There are: ar, de, en, es, fr, pt" in site.said
    assert "Skip to the content" in site.page("")


@pytest.fixture(scope="module")
def lisbon(tmp_path_factory):
    """A site whose language is written with a country, and stories that name theirs in several ways."""
    folder = tmp_path_factory.mktemp("lisbon")
    shutil.copytree(CONTENT, folder / "content")
    for number, written in enumerate(("pt_PT", "pt_BR", "Portuguese")):
        (folder / "content" / f"quay-{number}.md").write_text(
            f"Title: Quay {number}\nDate: 2026-11-16\nLang: {written}\n\nO cais {number} abre.\n", "utf-8"
        )
    return build_site(folder, more={"DEFAULT_LANG": "pt_PT", "AUTHOR": ""})


def test_a_language_with_a_country_is_named_as_browsers_know_it(lisbon):
    page = soup(lisbon, "search")
    assert page.html["lang"] == "pt-PT"
    assert page.select_one('meta[property="og:locale"]')["content"] == "pt_PT"
    assert "<language>pt-PT</language>" in (lisbon.output / "feeds" / "all.rss.xml").read_text("utf-8")


@pytest.mark.parametrize(("number", "locale", "own"), [(0, "pt_PT", None), (1, "pt_BR", "pt-BR"), (2, "pt_PT", None)])
def test_so_is_that_of_a_story(lisbon, number, locale, own):
    page = soup(lisbon, f"2026/11/16/quay-{number}")
    assert page.select_one('meta[property="og:locale"]')["content"] == locale
    assert (page.html["lang"], page.h1.get("lang")) == ("pt-PT", own)


def test_a_story_that_names_no_language_is_told_and_taken_for_the_site_s(lisbon):
    assert "quay-2.md: Lang: 'Portuguese' names no language" in lisbon.said
    assert lisbon.said.count("names no language") == 1


def test_a_site_without_an_author_is_published_under_its_name(lisbon):
    assert soup(lisbon, "").select_one("footer > p").get_text().startswith("Dateline. ")


def test_a_script_can_count_in_a_language_with_a_country(lisbon, read):
    count = "new Intl.PluralRules(document.documentElement.lang).resolvedOptions().locale"
    assert read(lisbon, "search", 390).evaluate(count) == "pt-PT"


def test_british_dates_are_those_of_english(small_site):
    site = build_site(small_site, more={"DEFAULT_LANG": "en-GB"})
    assert soup(site, STORY).html["lang"] == "en-GB"
    assert "Friday 20 November 2026" in site.page(STORY)


def test_two_builds_in_another_language_are_equal(small_site):
    more = {**HOUSE, "HOUSE_LOGO": None}
    first, second = (build_site(small_site, published=True, output=name, more=more) for name in ("a", "b"))
    files = [path.relative_to(first.output) for path in sorted(first.output.rglob("*")) if path.is_file()]
    assert all((first.output / each).read_bytes() == (second.output / each).read_bytes() for each in files)


def test_a_newsroom_sees_its_colours_its_logo_and_its_footer(dressed):
    page = soup(dressed, "tag/kenya")
    logo = page.select_one(".name img")
    assert (logo["src"], logo["alt"], logo["width"]) == ("../../pictures/quay.svg", "", logo["width"])
    assert page.select_one(".own a")["href"] == "../../about/index.html"
    assert page.select_one('link[href$="theme/house.css"]')
    assert page.select_one('meta[name="theme-color"]')["content"] == "#fff1e5"
    assert "HOUSE_ACCENT: #88aadd is hard to read" in dressed.said


def test_a_logo_that_is_not_copied_to_the_site_is_told(small_site):
    site = build_site(small_site, more={"HOUSE_LOGO": "secret/logo.svg"})
    assert "HOUSE_LOGO: 'secret/logo.svg' is not copied to the site" in site.said
    assert soup(site, "").select(".name img") == []


def test_a_logo_may_stand_alone_and_then_says_the_name(small_site):
    site = build_site(small_site, more={"HOUSE_LOGO": "theme/favicon.svg", "HOUSE_LOGO_ALONE": True})
    name = soup(site, "").select_one(".name")
    assert (name.img["alt"], name.get_text(strip=True)) == ("Dateline", "")


def test_the_order_of_the_plugins_does_not_matter_to_a_logo(small_site):
    plugins = ["fastbuild", "signposts", "house", "finder", "cards", "newsfeed", "atlas"]
    site = build_site(small_site, more={"PLUGINS": plugins, "HOUSE_LOGO": "theme/favicon.svg"})
    assert soup(site, "").select_one(".name img")["src"] == "./theme/favicon.svg"


def test_a_theme_without_a_face_of_feeds_has_none_in_another_language(small_site):
    theme = small_site / "theme"
    shutil.copytree(ROOT / "theme", theme, ignore=shutil.ignore_patterns("feed.css"))
    site = build_site(small_site, more={"DEFAULT_LANG": "de", "THEME": str(theme)})
    assert not (site.output / "theme" / "house-feed.css").exists()
    assert 'lang="de"' in site.page("")


def test_an_own_stylesheet_goes_out_as_small_as_the_theme_s(dressed):
    assert [
        name
        for name in ("feed.css", "house-feed.css", "house.css")
        if (dressed.output / "theme" / name).read_text("utf-8").count("\n") != 1
    ] == []


def test_a_site_whose_plugins_lack_this_one_is_told_so_once(small_site):
    command = [sys.executable, "-m", "pelican", str(small_site / "content"), "-o", str(small_site / "output")]
    command += ["-s", str(ROOT / "pelicanconf.py"), "-e", f"PLUGINS={json.dumps(['atlas', 'newsfeed', 'fastbuild'])}"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert 'Add "house" to PLUGINS in pelicanconf.py' in done.stderr
    assert "KeyError" not in done.stdout + done.stderr


@pytest.fixture
def read(browser):
    """Opens a page of a site from the disk."""
    pages = []

    def open_page(site, path, width, scheme="light"):
        page = browser.new_page(viewport={"width": width, "height": 800}, color_scheme=scheme)
        pages.append(page)
        page.goto((site.output / path / "index.html").as_uri())
        return page

    yield open_page
    for page in pages:
        page.close()


@pytest.fixture(scope="module")
def german(tmp_path_factory):
    """A German site for reading at home."""
    folder = tmp_path_factory.mktemp("german")
    shutil.copytree(CONTENT, folder / "content")
    return build_site(folder, more={"DEFAULT_LANG": "de"})


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", ["front", "story", "corrected", "regions", "subscribe", "empty region"])
def test_nobody_is_shut_out_of_an_arabic_site_in_its_own_colours(dressed, read, name, scheme):
    page = read(dressed, PAGES[name], 390, scheme)
    assert barriers(page) == []


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("site", ["dressed", "german"])
def test_nothing_scrolls_sideways_on_a_narrow_phone(request, read, site, name):
    page = read(request.getfixturevalue(site), PAGES[name], 320)
    outside = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    assert page.evaluate(outside) == 0


def test_a_logo_takes_its_room_before_it_arrives(dressed, read):
    page = read(dressed, "", 1280)
    measure = "document.querySelector('.name img').getBoundingClientRect().width"
    arrived = page.evaluate(measure)
    page.evaluate("document.querySelector('.name img').removeAttribute('src')")
    assert page.evaluate(measure) == arrived > 0


def test_the_words_are_those_of_the_catalogue(sites):
    german = words_of("de", TRANSLATIONS)
    assert german.gettext("Skip to the content") in sites["de"].page("")
