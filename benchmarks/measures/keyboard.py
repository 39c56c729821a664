"""A tour through a page with nothing but the Tab key."""

from collections.abc import Sequence
from typing import Any

from playwright.sync_api import Browser, Page

from .browsing import window
from .model import Found, Miss, PageType, Table

WIDTH = 1280
# The stops so far are kept in the page, so that their looks can be compared when the focus has gone.
READY = """() => {
    scrollTo(0, 0);
    window.stops = [];
    window.look = one => [one, ...one.querySelectorAll("*")].slice(0, 6).map(part => {
        const style = getComputedStyle(part);
        return [style.outlineStyle, style.outlineWidth, style.boxShadow, style.backgroundColor, style.strokeWidth,
            style.stroke, style.borderColor].join(" ");
    }).join("; ");
}"""
STOP = """() => {
    const one = document.activeElement;
    if (!one || one === document.body || one === document.documentElement) return null;
    const boxes = [...one.getClientRects()].filter(box => box.width * box.height > 0);
    // An area of a map is not always where the middle of its box is.
    const over = boxes.length ? document.elementsFromPoint(
        boxes[0].left + boxes[0].width / 2, boxes[0].top + boxes[0].height / 2)[0] : null;
    const before = window.stops.at(-1)?.one;
    const again = window.stops.some(stop => stop.one === one);
    if (!again) window.stops.push({one, look: window.look(one)});
    return {
        what: one.cloneNode(true).outerHTML.replace(/\\s+/g, " ").slice(0, 100),
        skip: one.matches(".skip, [href='#Content']"),
        unseen: !boxes.some(box => box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth),
        covered: Boolean(over) && !one.closest("svg") && !one.contains(over) && !over.contains(one),
        again,
        first: one === window.stops[0].one,
        backwards: Boolean(before) && Boolean(before.compareDocumentPosition(one) & Node.DOCUMENT_POSITION_PRECEDING),
    };
}"""
AFTER = """() => {
    document.activeElement?.blur();
    return window.stops.map(stop => stop.look === window.look(stop.one));
}"""
POSSIBLE = """() => [...document.querySelectorAll("a[href], button, input, select, textarea, summary, [tabindex='0']")]
    .filter(one => !one.disabled && one.type !== "hidden" && one.checkVisibility({visibilityProperty: true})).length"""
SKIPPED = """() => {
    const main = document.querySelector("main");
    return document.activeElement === main && main.getBoundingClientRect().top < innerHeight;
}"""
FAULTS = {
    "unseen": "the focus is out of sight",
    "covered": "something lies over what has the focus",
    "backwards": "the focus goes back in the page",
    "plain": "nothing shows the focus",
}


def tours(browser: Browser, pages: Sequence[PageType], address: str) -> Found:
    """Stops of each page, and what is wrong with them."""
    rows: list[tuple[object, ...]] = []
    missed: list[Miss] = []
    with window(browser, WIDTH) as page:
        page.emulate_media(reduced_motion="reduce")  # nobody waits here until the page has scrolled
        for kind in pages:
            page.goto(f"{address}/{kind.path}")
            stops, possible = _tour(page), page.evaluate(POSSIBLE)
            rows.append((kind.name, len(stops), possible))
            missed += [Miss("keyboard", kind.path, what) for what in _faults(stops, possible)]
            page.goto(f"{address}/{kind.path}")
            page.keyboard.press("Tab")
            page.keyboard.press("Enter")
            if not page.evaluate(SKIPPED):
                missed.append(Miss("keyboard", kind.path, "the skip link does not lead to the content"))
    return [Table("Keyboard tour", ("page", "stops", "elements to stop at"), tuple(rows))], missed


def _tour(page: Page) -> list[dict[str, Any]]:
    """Each stop until the focus leaves the page, or comes to a place where it has been."""
    page.evaluate(READY)
    stops: list[dict[str, Any]] = []
    while True:
        page.keyboard.press("Tab")
        stop = page.evaluate(STOP)
        # Behind the last stop there is none, or the first one again.
        if stop is None or (stop["again"] and stop["first"]):
            break
        stops.append(stop)
        if stop["again"]:
            break
    for stop, is_plain in zip(stops, page.evaluate(AFTER), strict=False):
        stop["plain"] = is_plain
    return stops


def _faults(stops: Sequence[dict[str, Any]], possible: int) -> list[str]:
    found = []
    if not stops or not stops[0]["skip"]:
        found.append("the first stop is no skip link")
    if stops and stops[-1]["again"]:
        found.append(f"a trap after {len(stops)} stops: {stops[-1]['what']}")
    elif len(stops) < possible:
        found.append(f"{possible - len(stops)} elements are never reached")
    for key, words in FAULTS.items():
        bad = [stop["what"] for stop in stops if stop.get(key)]
        if bad:
            found.append(f"{words}, {len(bad)} times: {bad[0]}")
    return found
