"""Whether a page has to be moved sideways on the narrowest screen, also with letters twice as large."""

from collections.abc import Sequence

from playwright.sync_api import Browser

from .browsing import window
from .model import Found, Miss, PageType, Table

NARROW = 320
USUAL = 16
STICKING_OUT = """() => {
    const wide = document.documentElement.scrollWidth - document.documentElement.clientWidth;
    const scrolls = one => one && (["auto", "scroll", "hidden", "clip"].includes(getComputedStyle(one).overflowX)
        && one !== document.body && one !== document.documentElement || scrolls(one.parentElement));
    const out = [...document.body.querySelectorAll("*")].filter(one => {
        const box = one.getBoundingClientRect();
        const isOut = box.right > innerWidth + 0.5 || box.left < -0.5;
        return isOut && box.right > 0 && box.height && !scrolls(one.parentElement);
    });
    const inmost = out.filter(one => !out.some(other => other !== one && one.contains(other)));
    const cut = [...document.body.querySelectorAll("*")].filter(one => one.clientWidth > 1
        && one.scrollWidth > one.clientWidth + 1 && ["hidden", "clip"].includes(getComputedStyle(one).overflowX));
    const isText = node => node.nodeType === Node.TEXT_NODE && node.data.trim().length > 12;
    const thin = [...document.body.querySelectorAll("*")].filter(one => {
        const box = one.getBoundingClientRect();
        const em = parseFloat(getComputedStyle(one).fontSize);
        return box.height > 8 * em && box.width < 3 * em && [...one.childNodes].some(isText);
    });
    const edge = one => Math.round(one.getBoundingClientRect().right);
    const some = found => found.slice(0, 3).map(one => one.cloneNode(false).outerHTML.slice(0, 90) + " " + edge(one));
    return {wide, out: some(wide > 0 ? inmost : []), cut: some(cut), thin: some(thin)};
}"""


def sideways(browser: Browser, pages: Sequence[PageType], address: str) -> Found:
    """Pages that are wider than the screen, and what makes them so."""
    rows: list[tuple[object, ...]] = []
    missed: list[Miss] = []
    for zoom in (100, 200):
        too_wide = 0
        with window(browser, NARROW) as page:
            session = page.context.new_cdp_session(page)
            # What a reader sets in the browser: media queries in rem follow it too.
            session.send("Page.enable")
            session.send(
                "Page.setFontSizes", {"fontSizes": {"standard": USUAL * zoom // 100, "fixed": 13 * zoom // 100}}
            )
            for kind in pages:
                page.goto(f"{address}/{kind.path}")
                seen = page.evaluate(STICKING_OUT)
                too_wide += seen["wide"] > 0
                if seen["wide"] > 0:
                    missed.append(
                        Miss(f"no sideways scroll, text {zoom} %", kind.path, f"{seen['wide']} px: {seen['out']}")
                    )
                for key, goal in {"cut": "nothing is cut off", "thin": "no column of letters"}.items():
                    if seen[key]:
                        missed.append(Miss(f"{goal}, text {zoom} %", kind.path, f"{seen[key]}"))
        rows.append((f"{zoom} %", len(pages), too_wide))
    return [Table("Sideways scroll at 320 pixels", ("text", "pages", "too wide"), tuple(rows))], missed
