"""What a page does with its script in a browser: colours by choice, passing a story on, the age of a story."""

import gzip
from pathlib import Path

import pytest
from playwright.sync_api import expect

from barriers import barriers

STORY = "2026/11/20/night-crossing-returns-to-lake-victoria/"
SCRIPT = Path(__file__).parents[2] / "theme" / "static" / "dateline.js"
PAPER = "getComputedStyle(document.body).backgroundColor"
LIGHT, DARK = "rgb(251, 250, 246)", "rgb(21, 23, 27)"
AT_FIRST = """new MutationObserver((_, observer) => {
    if (!document.body) return;
    window.atFirst = document.documentElement.dataset.scheme;
    observer.disconnect();
}).observe(document, { childList: true, subtree: true });"""
THEMES = """[...document.querySelectorAll("meta[name=theme-color]")]
    .filter(meta => matchMedia(meta.media).matches).map(meta => meta.content)"""
SHARED = """() => {
    navigator.share = async data => { window.shared = data; };
}"""


def switch(page):
    return page.get_by_label("Colours")


def test_the_script_weighs_little():
    assert len(gzip.compress(SCRIPT.read_bytes(), mtime=0)) < 1500


@pytest.mark.parametrize(("device", "chosen", "paper"), [("light", "Dark", DARK), ("dark", "Light", LIGHT)])
def test_the_colours_that_a_reader_has_chosen_are_there_before_the_page_is(visit, device, chosen, paper):
    page = visit(STORY, 390, color_scheme=device)
    assert page.evaluate(PAPER) != paper
    switch(page).select_option(chosen)
    assert page.evaluate(PAPER) == paper
    page.add_init_script(AT_FIRST)
    for path in (STORY, ""):
        page.goto(f"{page.url.split('/repo/')[0]}/repo/{path}")
        assert page.evaluate("window.atFirst") == chosen.lower()
        assert page.evaluate(PAPER) == paper
        assert switch(page).input_value() == chosen.lower()
        assert page.evaluate("document.querySelector('meta[name=color-scheme]').content") == chosen.lower()
    assert page.evaluate(THEMES) == ["#15171b" if chosen == "Dark" else "#fbfaf6"]


def test_a_reader_can_go_back_to_what_the_device_says(visit):
    page = visit("", 1280, color_scheme="dark")
    switch(page).select_option("Light")
    switch(page).select_option("As the device")
    assert page.evaluate(PAPER) == DARK
    page.reload()
    assert page.evaluate(PAPER) == DARK
    assert page.evaluate(THEMES) == ["#15171b"]
    page.emulate_media(color_scheme="light")
    assert page.evaluate(PAPER) == LIGHT


def test_a_choice_reaches_the_other_windows_of_the_site(visit):
    page = visit("", 390)
    other = page.context.new_page()
    other.goto(page.url)
    switch(page).select_option("Dark")
    expect(other.locator("body")).to_have_css("background-color", DARK)
    assert switch(other).input_value() == "dark"


def test_a_browser_that_keeps_nothing_wears_the_choice_for_one_page(visit):
    page = visit("", 390)
    errors = []
    page.on("pageerror", lambda error: errors.append(error))
    page.add_init_script(
        "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('', 'SecurityError'); } })"
    )
    page.reload()
    switch(page).select_option("Dark")
    assert page.evaluate(PAPER) == DARK
    assert errors == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_without_scripts_the_device_decides_and_nothing_is_offered_that_does_nothing(visit, scheme):
    page = visit(STORY, 390, java_script_enabled=False, color_scheme=scheme)
    assert not switch(page).is_visible()
    assert page.get_by_role("button").count() == 0
    assert not page.get_by_text("more than a year old").is_visible()
    assert page.get_by_role("link", name="By e-mail").is_visible()


def test_on_paper_a_dark_page_is_white(visit):
    page = visit(STORY, 800)
    switch(page).select_option("Dark")
    page.emulate_media(media="print")
    assert page.evaluate(PAPER) == "rgb(255, 255, 255)"
    assert page.evaluate("getComputedStyle(document.documentElement).colorScheme") == "light"


def test_a_reader_who_wants_contrast_gets_it(visit):
    page = visit(STORY, 390, contrast="more")
    soft = page.eval_on_selector(".dated", "one => getComputedStyle(one).color")
    assert soft == page.evaluate("getComputedStyle(document.body).color")


def test_in_forced_colours_there_is_no_choice_of_others(visit):
    assert not switch(visit(STORY, 390, forced_colors="active")).is_visible()


def test_the_keyboard_chooses(visit):
    page = visit(STORY, 390)
    switch(page).focus()
    page.keyboard.press("D")
    assert page.evaluate(PAPER) == DARK


def test_a_button_copies_the_address_of_a_story_and_says_so(visit, published):
    page = visit(f"{STORY}#what-is-still-missing", 390, permissions=["clipboard-read", "clipboard-write"])
    page.get_by_role("button", name="Copy the link").click()
    page.get_by_role("status").get_by_text("The link is copied.").wait_for()
    assert page.evaluate("navigator.clipboard.readText()") == f"{published.address}/{STORY}"


def test_a_story_is_shared_by_the_browser_where_it_can(visit, published):
    page = visit(STORY, 390)
    page.add_init_script(f"({SHARED})()")
    page.reload()
    page.get_by_role("button", name="Share").click()
    assert page.evaluate("window.shared") == {
        "title": "Night crossing returns to Lake Victoria",
        "url": f"{published.address}/{STORY}",
    }


def test_a_reader_who_is_refused_is_told_and_one_who_thinks_better_of_it_is_not(visit):
    page = visit(STORY, 390)
    page.add_init_script("navigator.share = async () => { throw new DOMException('', window.refusal); }")
    page.reload()
    page.evaluate("window.refusal = 'AbortError'")
    page.get_by_role("button", name="Share").click()
    assert page.evaluate("document.querySelector('[role=status]').textContent") == ""
    page.evaluate("window.refusal = 'NotAllowedError'")
    page.get_by_role("button", name="Share").click()
    page.get_by_role("status").get_by_text("The browser does not allow it.").wait_for()


def test_a_browser_that_cannot_share_or_copy_offers_neither(visit):
    page = visit(STORY, 390)
    page.add_init_script(
        "for (const name of ['share', 'clipboard'])"
        " Object.defineProperty(Navigator.prototype, name, { value: undefined, configurable: true })"
    )
    page.reload()
    assert [button.is_visible() for button in page.locator(".share button").all()] == [False, False]


@pytest.mark.parametrize(
    ("now", "is_old"), [("2026-11-21", False), ("2027-11-19", False), ("2027-11-21", True), ("2031-01-01", True)]
)
def test_a_story_says_that_it_is_old_when_it_is(visit, now, is_old):
    page = visit(STORY, 390)
    page.clock.set_fixed_time(now)
    page.reload()
    notice = page.get_by_text("This story is more than a year old.")
    assert notice.is_visible() == is_old
    assert "Friday 20 November 2026" in notice.text_content()


@pytest.mark.parametrize(("device", "chosen"), [("light", "Dark"), ("dark", "Light")])
def test_nobody_is_shut_out_of_what_the_script_shows(visit, device, chosen):
    page = visit(STORY, 390, color_scheme=device)
    page.clock.set_fixed_time("2031-01-01")
    page.add_init_script(f"({SHARED})()")
    page.reload()
    switch(page).select_option(chosen)
    assert page.get_by_role("button").count() == 2
    assert barriers(page) == []


def test_nothing_moves_while_a_page_with_all_its_buttons_loads(visit):
    page = visit(STORY, 390)
    page.clock.set_fixed_time("2031-01-01")
    page.add_init_script(
        "window.moved = 0; new PerformanceObserver(list => list.getEntries().forEach(one => { moved += one.value; }))"
        ".observe({ type: 'layout-shift', buffered: true })"
    )
    page.reload()
    page.wait_for_load_state("networkidle")
    assert page.evaluate("window.moved") == 0
