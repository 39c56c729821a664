"""The published site in a browser, served from memory: no request leaves the machine."""

import re
from datetime import datetime
from itertools import pairwise
from urllib.parse import urlencode

import pytest
from playwright.sync_api import expect

from barriers import EVERY_RULE, OF_COLOURS, barriers

PAGES = {
    "front": "",
    "story": "2026/11/20/night-crossing-returns-to-lake-victoria/",
    "picture": "2026/11/20/a-lorry-with-twelve-desks-reaches-the-last-villages/",
    "stub": "2026/11/20/inquiry-opens-into-a-market-roof-in-dakar/",
    "hostile": "2026/11/19/hostile/",
    "edition": "2026/11/19/",
    "printed edition": "2026/11/19/print.html",
    "month": "2026/11/",
    "year": "2026/",
    "region": "tag/africa/",
    "country": "tag/kenya/",
    "empty region": "tag/middle-east/",
    "old part": "tag/europe/page/1/",
    "regions": "regions/",
    "subscribe": "subscribe/",
    "photo credits": "credits/",
    "archives": "archives/",
    "about": "about/",
    "corrected": "2026/11/17/islanders-share-what-the-last-ferry-left/",
    "withdrawn": "2026/11/18/mayor-of-a-fijian-port-resigns/",
    "corrections": "corrections/",
    "search": "search/",
    "not found": "404.html",
}
KENYA = "https://news.example/repo/feeds/tag/kenya.rss.xml"
MOVED = "2026/11/16/ferry-strike-empties-the-shelves/"
SIZES = {"phone": 390, "desk": 1280}
RULES = {"light": EVERY_RULE, "dark": OF_COLOURS}  # the dark scheme changes nothing but colours


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", SIZES)
def test_nobody_is_shut_out(visit, size, scheme):
    page = visit("", SIZES[size], color_scheme=scheme)
    found = {}
    for name, path in PAGES.items():
        page.goto(page.url.split("/repo/")[0] + f"/repo/{path}")
        found[name] = barriers(page, RULES[scheme])
    assert {name: rules for name, rules in found.items() if rules} == {}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nobody_is_shut_out_of_the_page_at_an_old_address(visit, published, scheme):
    page = visit("", SIZES["phone"], color_scheme=scheme)
    page.set_content(re.sub("<meta http-equiv[^>]*>", "", published.page(MOVED)))  # it would be left at once
    assert barriers(page, RULES[scheme]) == []


def test_an_old_address_brings_the_reader_to_the_story(visit):
    page = visit(MOVED, SIZES["phone"], java_script_enabled=False)
    page.wait_for_url(f"**/repo/{PAGES['corrected']}")
    assert visit.foreign == []


@pytest.mark.parametrize("name", PAGES)
def test_nothing_scrolls_sideways_on_a_narrow_phone(visit, name):
    page = visit(PAGES[name], 320)
    width = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    assert page.evaluate(width) == 0


@pytest.mark.parametrize("name", ["front", "story", "regions"])
def test_nothing_is_fetched_from_anybody_else(visit, name):
    visit(PAGES[name], 1280)
    assert visit.foreign == []


@pytest.mark.parametrize("name", ["front", "story", "picture"])
def test_a_site_on_the_disk_is_read_with_its_style_and_pictures(browser, local, name):
    refused = []
    page = browser.new_page()
    page.on("console", lambda message: refused.append(message.text))
    page.on("requestfailed", lambda request: refused.append(request.url))
    page.goto((local.output / PAGES[name] / "index.html").as_uri())
    assert refused == []
    assert page.evaluate("getComputedStyle(document.querySelector('.skip')).position") == "absolute"
    assert page.evaluate("[...document.images].every(one => one.complete && one.naturalWidth > 0)")
    page.close()


def test_the_first_key_press_offers_to_skip_the_navigation(visit):
    page = visit(PAGES["story"], 1280)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "Content"


def test_a_line_of_a_story_is_comfortable_to_read(visit):
    page = visit(PAGES["story"], 1280)
    characters = page.evaluate(
        """() => {
            const text = document.querySelector('.body p');
            const range = document.createRange();
            range.selectNodeContents(text);
            const lines = new Set([...range.getClientRects()].map(line => Math.round(line.top)));
            return text.textContent.length / lines.size;
        }"""
    )
    assert 45 <= characters <= 75


def test_on_paper_there_is_the_story_and_no_navigation(visit):
    page = visit(PAGES["story"], 800)
    page.emulate_media(media="print")
    assert not page.is_visible("nav.regions")
    assert page.is_visible(".body")


MAPS = {"front": "Africa, 4 stories", "regions": "Africa, 4 stories", "region": "Kenya, 2 stories"}


@pytest.mark.parametrize("name", MAPS)
def test_the_keyboard_reaches_an_area_of_a_map_and_opens_its_page(visit, name):
    page = visit(PAGES[name], 1280)
    label = "document.activeElement.querySelector('title')?.textContent"
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate(label) == MAPS[name]:
            break
    assert page.evaluate(label) == MAPS[name]
    assert page.evaluate("getComputedStyle(document.activeElement.querySelector('path')).strokeWidth") == "2.5px"
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/tag/{MAPS[name].split(',')[0].lower()}/")


@pytest.mark.parametrize("name", MAPS)
def test_a_map_works_without_scripts(visit, name):
    page = visit(PAGES[name], 390, java_script_enabled=False)
    page.get_by_role("link", name=MAPS[name]).click()
    page.wait_for_url(f"**/tag/{MAPS[name].split(',')[0].lower()}/")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_shades_of_a_map_can_be_told_from_each_other(visit, scheme):
    page = visit(PAGES["regions"], 1280, color_scheme=scheme)
    fills = page.eval_on_selector_all(".key rect", "all => all.map(one => getComputedStyle(one).fill)")
    bright = [brightness(fill) for fill in fills]
    assert bright == sorted(bright, reverse=scheme == "light")
    assert all(contrast(one, other) > 1.2 for one, other in pairwise(bright))
    assert contrast(bright[0], bright[-1]) > 4.5


def test_on_paper_a_map_is_grey(visit):
    page = visit(PAGES["regions"], 800)
    page.emulate_media(media="print")
    fills = page.eval_on_selector_all(".map :is(a, rect)", "all => all.map(one => getComputedStyle(one).fill)")
    assert all(len(set(re.findall(r"\d+", fill))) == 1 for fill in fills)


def brightness(colour):
    """Relative luminance, as WCAG has it."""
    parts = [int(part) / 255 for part in re.findall(r"\d+", colour)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one, other):
    dark, bright = sorted((one, other))
    return (bright + 0.05) / (dark + 0.05)


def test_a_button_copies_the_address_of_a_feed_and_says_so(visit):
    page = visit(PAGES["subscribe"], 390, permissions=["clipboard-read", "clipboard-write"])
    page.locator("li", has=page.get_by_role("heading", name="Africa")).locator("summary").click()
    page.get_by_role("button", name="Copy the address of the feed: Kenya").click()
    page.get_by_role("status").get_by_text("Copied: Kenya").wait_for(state="attached")
    assert page.evaluate("navigator.clipboard.readText()") == KENYA


def test_a_button_says_where_the_browser_does_not_let_it_copy(visit):
    page = visit(PAGES["subscribe"], 390)
    page.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject(new Error()); }")
    page.get_by_role("button", name="Copy the address of the feed: All stories").click()
    page.get_by_role("status").get_by_text("does not allow it").wait_for(state="attached")


def test_without_scripts_there_are_addresses_and_no_buttons(visit):
    page = visit(PAGES["subscribe"], 390, java_script_enabled=False)
    assert page.get_by_text("/feeds/all.rss.xml", exact=False).is_visible()
    assert page.get_by_role("button").count() == 0


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("ending", ["rss.xml", "atom.xml"])
def test_a_feed_opened_in_a_browser_is_a_page(visit, ending, scheme):
    page = visit(f"feeds/tag/africa.{ending}", 390, color_scheme=scheme)
    seen = page.evaluate(
        """() => {
            const shown = element => element.getClientRects().length > 0;
            const all = [...document.querySelectorAll("*")];
            return {
                text: all.filter(each => shown(each) && !each.childElementCount).map(each => each.textContent),
                wide: document.documentElement.scrollWidth > innerWidth,
                paper: getComputedStyle(document.documentElement).backgroundColor,
            };
        }"""
    )
    assert seen["text"][0] == "Dateline: Africa"
    assert "Night crossing returns to Lake Victoria" in seen["text"]
    assert not [text for text in seen["text"] if text.startswith(("<p>", "urn:"))]
    assert not seen["wide"]
    assert (seen["paper"] == "rgb(251, 250, 246)") == (scheme == "light")


@pytest.fixture
def search(visit):
    """Opens the page to search on, with or without a question in its address; nothing may go wrong on it."""
    errors = []

    def open_page(question="", width=1280, **preferences):
        page = visit("search/", width, **preferences)
        page.on("console", lambda message: errors.append(message.text))
        page.on("pageerror", lambda error: errors.append(str(error)))
        if question:
            page.goto(f"{page.url}?{question}")
        return page

    yield open_page
    assert errors == []
    assert visit.foreign == []


def headlines(page, said):
    """The headlines that were found, once the page says so many."""
    page.get_by_role("status").get_by_text(said).wait_for()
    return page.locator(".results h2").all_inner_texts()


def test_a_search_finds_a_story_and_marks_the_words(search):
    page = search()
    page.get_by_role("searchbox").fill("ferry")
    found = headlines(page, "stories found")
    assert "Ferry crews stop work in Punta Arenas" in found
    [first] = page.locator(".results li").filter(has_text="Islands share what the last ferry left").all()
    assert first.locator("mark").first.inner_text().lower().startswith("ferr")
    assert "17 November 2026" in first.inner_text()
    first.get_by_role("link").click()
    page.wait_for_url(f"**/repo/{PAGES['corrected']}")


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("Achieng Oduor", "Night crossing returns to Lake Victoria"),  # byline
        ("Lakeside Pictures", "Night crossing returns to Lake Victoria"),  # credit
        ("roof Dakar", "Inquiry opens into a market roof in Dakar"),  # headline without a story
        ('"last ferry left"', "Islands share what the last ferry left"),
    ],
)
def test_every_part_of_a_story_is_searched(search, words, found):
    assert found in headlines(search(urlencode({"q": words})), "found")


def test_a_withdrawn_story_and_a_draft_are_not_found(search):
    for word in ("resigns", "embargo"):
        assert headlines(search(f"q={word}"), "No story found") == []


def test_choosing_a_region_narrows_the_results_and_another_can_still_be_chosen(search):
    page = search("q=stop")
    every = headlines(page, "stories found")
    page.get_by_label("Latin America").check()
    narrowed = headlines(page, "1 story found")
    assert narrowed == ["Ferry crews stop work in Punta Arenas"]
    assert len(every) == 10
    assert page.get_by_role("radio", name="Europe 85").is_visible()
    assert page.url.endswith("?q=stop&region=Latin+America")


def test_results_can_be_narrowed_to_a_year_a_month_and_a_credit_and_put_in_order(search):
    page = search("q=the&when=2026&sort=date")
    headlines(page, "stories found")
    shown = page.locator(".results .date").all_inner_texts()
    dates = [datetime.strptime(f"{day} +0000", "%d %B %Y %z") for day in shown]
    assert dates == sorted(dates, reverse=True)
    page.get_by_role("radio", name="November 2026").check()
    page.get_by_role("radio", name="Wanjiru Otieno / Lakeside Pictures").check()
    assert headlines(page, "1 story found") == ["Night crossing returns to Lake Victoria"]
    assert page.get_by_role("radio", name="November 2026").is_checked()


def test_without_words_nothing_is_searched_and_no_part_of_the_texts_is_fetched(search):
    page = search()
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    with page.expect_request("**/*.pf_filter"):
        page.get_by_role("searchbox").focus()
    page.keyboard.press("Enter")
    page.wait_for_load_state("networkidle")
    assert page.locator(".filters").is_hidden()
    assert page.get_by_role("status").inner_text() == ""
    assert [url for url in asked if url.endswith((".pf_index", ".pf_fragment"))] == []


def test_a_question_in_the_address_is_asked_and_the_back_button_asks_the_one_before(search):
    page = search("q=ink")
    assert "What an old recipe for ink tells us" in headlines(page, "found")
    page.get_by_role("searchbox").fill("bridges")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search/?q=bridges")
    page.get_by_text("Two continents agree on one list of safe bridges").first.wait_for()
    page.go_back()
    page.get_by_role("link", name="What an old recipe for ink tells us").wait_for()
    assert page.get_by_role("searchbox").input_value() == "ink"


def test_the_keyboard_alone_searches_narrows_and_reads_on(search):
    page = search(width=390)
    page.get_by_role("searchbox").focus()
    page.keyboard.type("tram")
    page.keyboard.press("Enter")
    assert len(headlines(page, "85 stories found")) == 10
    steps = []
    for _ in range(14):
        page.keyboard.press("Tab")
        steps.append(page.evaluate("document.activeElement.innerText.trim()"))
    assert steps[:2] == ["Search", "Narrow down"]
    assert steps[2:12] == page.locator(".results h2").all_inner_texts()
    assert steps[12] == "More results"
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Enter")
    page.locator(".results > li").nth(19).wait_for()
    assert page.evaluate("document.activeElement === document.querySelectorAll('.results a')[10]")
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"


def test_nothing_of_the_index_is_fetched_before_a_reader_asks_for_it(search):
    page = search()
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.reload()
    page.wait_for_load_state("networkidle")
    assert [url for url in asked if "/pagefind/" in url] == []
    with page.expect_request("**/pagefind/pagefind.js"):
        page.get_by_role("searchbox").focus()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", SIZES)
def test_nobody_is_shut_out_of_the_results(search, size, scheme):
    page = search("q=tram&region=Europe", SIZES[size], color_scheme=scheme)
    headlines(page, "85 stories found")
    assert barriers(page) == []


def test_results_do_not_scroll_sideways_on_a_narrow_phone(search):
    page = search("q=hostile", 320)
    headlines(page, "found")
    assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") == 0


def test_nothing_of_a_story_is_markup_in_the_results(search):
    page = search("q=alert")
    assert headlines(page, "1 story found")
    assert "<script>alert(1)</script>" in page.locator(".excerpt").inner_text()


@pytest.mark.parametrize("part", ["*", "fragment/*"])
def test_an_index_that_cannot_be_loaded_is_said_and_loaded_once_the_reader_tries_again(visit, part):
    page = visit("search/", 390)
    page.route(f"**/pagefind/{part}", lambda route: route.abort())
    page.get_by_role("searchbox").fill("ferry")
    page.get_by_role("status").get_by_text("could not be loaded").wait_for()
    page.unroute(f"**/pagefind/{part}")
    page.keyboard.press("Enter")
    assert "Ferry crews stop work in Punta Arenas" in headlines(page, "stories found")


@pytest.mark.parametrize("question", ["", "?q=ink"])
def test_a_search_that_cannot_be_loaded_is_said_and_loaded_once_the_reader_tries_again(visit, question):
    page = visit("search/", 390)
    tries = []
    page.on("request", lambda request: tries.append(request.url) if "/theme/search.js" in request.url else None)
    page.route("**/theme/search.js*", lambda route: route.abort())
    page.goto(f"{page.url}{question}")
    page.get_by_role("searchbox").fill("ferry")
    page.get_by_role("status").get_by_text("could not be loaded").wait_for()
    page.unroute("**/theme/search.js*")
    failed = len(tries)
    page.keyboard.press("Enter")
    assert "Ferry crews stop work in Punta Arenas" in headlines(page, "stories found")
    assert page.get_by_role("searchbox").input_value() == "ferry"
    assert page.url.endswith("?q=ferry")
    assert len(tries) == failed + 1


def test_a_try_that_brings_nothing_to_ask_takes_the_failure_back(visit):
    page = visit("search/", 390)
    page.route("**/theme/search.js*", lambda route: route.abort())
    page.get_by_role("searchbox").focus()
    page.get_by_role("status").get_by_text("could not be loaded").wait_for()
    page.unroute("**/theme/search.js*")
    page.get_by_role("button", name="Search", exact=True).focus()
    # To wait in the page itself would be an eval, which its policy refuses.
    expect(page.locator("#Found [role=status]")).to_have_text("")


def test_words_sent_before_the_search_is_there_are_searched_once_it_is(search):
    page = search()
    held = []
    page.route("**/theme/search.js*", lambda route: held.append(route))
    page.goto(f"{page.url}?q=ink&region=Europe&sort=date", wait_until="commit")
    page.get_by_role("searchbox").fill("tram")
    page.keyboard.press("Enter")
    held[0].fallback()
    assert headlines(page, "85 stories found")
    assert page.get_by_role("searchbox").input_value() == "tram"
    assert page.get_by_label("Newest first").is_checked()
    assert page.url.endswith("?q=tram&region=Europe&sort=date")


def test_a_search_on_the_disk_says_that_it_needs_a_server(browser, local):
    page = browser.new_page()
    page.goto((local.output / PAGES["search"] / "index.html").as_uri())
    page.get_by_role("searchbox").fill("ferry")
    page.keyboard.press("Enter")
    page.get_by_role("status").get_by_text("could not be loaded").wait_for()
    page.close()


def test_more_results_asked_for_twice_at_once_are_listed_once(search):
    page = search("q=tram")
    headlines(page, "85 stories found")
    page.get_by_role("button", name="More results").evaluate("button => { button.click(); button.click(); }")
    page.locator(".results > li").nth(19).wait_for()
    page.wait_for_load_state("networkidle")
    page.get_by_role("button", name="More results").click()
    page.locator(".results > li").nth(29).wait_for()
    shown = page.locator(".results h2").all_inner_texts()
    assert len(shown) == len(set(shown)) == 30


def test_more_results_that_cannot_be_loaded_are_said_and_can_be_asked_for_again(visit):
    page = visit("search/", 390)
    page.goto(f"{page.url}?q=tram")
    headlines(page, "85 stories found")
    page.route("**/pagefind/fragment/*", lambda route: route.abort())
    more = page.get_by_role("button", name="More results")
    more.click()
    page.get_by_role("status").get_by_text("could not be loaded").wait_for()
    assert more.evaluate("button => button === document.activeElement")
    page.unroute("**/pagefind/fragment/*")
    more.click()
    page.locator(".results > li").nth(19).wait_for()
    assert len(headlines(page, "85 stories found")) == 20


def test_without_scripts_the_page_says_so_and_leads_to_the_archives(visit):
    page = visit("search/", 390, java_script_enabled=False)
    assert page.get_by_role("search").count() == 0
    assert page.locator("noscript p").is_visible()
    assert "needs JavaScript" in page.locator("noscript p").inner_text()
    page.get_by_role("main").get_by_role("link", name="the archives").click()
    page.wait_for_url("**/archives/")


def test_on_paper_there_are_the_results_and_no_form(search):
    page = search("q=ferry")
    headlines(page, "stories found")
    page.emulate_media(media="print")
    assert not page.get_by_role("searchbox").is_visible()
    assert page.locator(".results h2").first.is_visible()
