"""The published site in a browser, served from memory: no request leaves the machine."""

import re
from itertools import pairwise

import pytest
from axe_playwright_python.sync_playwright import Axe

PAGES = {
    "front": "",
    "story": "2026/11/20/night-crossing-returns-to-lake-victoria/",
    "picture": "2026/11/20/a-lorry-with-twelve-desks-reaches-the-last-villages/",
    "stub": "2026/11/20/inquiry-opens-into-a-market-roof-in-dakar/",
    "hostile": "2026/11/19/hostile/",
    "edition": "2026/11/19/",
    "printed edition": "2026/11/19/print/",
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
    "not found": "404.html",
}
KENYA = "https://news.example/repo/feeds/tag/kenya.rss.xml"
MOVED = "2026/11/16/ferry-strike-empties-the-shelves/"
SIZES = {"phone": 390, "desk": 1280}
ALL_RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
COLOUR_RULES = {"runOnly": ["color-contrast", "link-in-text-block"]}
RULES = {"light": ALL_RULES, "dark": COLOUR_RULES}  # the dark scheme changes nothing but colours


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", SIZES)
def test_nobody_is_shut_out(visit, size, scheme):
    page = visit("", SIZES[size], color_scheme=scheme)
    found = {}
    for name, path in PAGES.items():
        page.goto(page.url.split("/repo/")[0] + f"/repo/{path}")
        results = Axe().run(page, options=RULES[scheme])
        found[name] = [
            (rule["id"], [node["html"] for node in rule["nodes"]]) for rule in results.response["violations"]
        ]
    assert {name: rules for name, rules in found.items() if rules} == {}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nobody_is_shut_out_of_the_page_at_an_old_address(visit, published, scheme):
    page = visit("", SIZES["phone"], color_scheme=scheme)
    page.set_content(re.sub("<meta http-equiv[^>]*>", "", published.page(MOVED)))  # it would be left at once
    assert Axe().run(page, options=RULES[scheme]).response["violations"] == []


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
