"""What a reader fetches who comes for the first time, and what moves while it comes."""

from collections import Counter
from collections.abc import Sequence

from playwright.sync_api import Browser, Page, Response

from .browsing import window
from .model import Found, Miss, PageType, Table

WIDTH = 390
MOST_REQUESTS = 4
LEFT_OUT = ("image", "font")
COUNTED = ("document", "stylesheet", "script")
WATCH = """
    window.shifted = [];
    const name = source => source.node?.outerHTML?.slice(0, 80);
    new PerformanceObserver(list => {
        for (const entry of list.getEntries())
            if (!entry.hadRecentInput)
                window.shifted.push([entry.value, entry.sources.map(name).join(" ")]);
    }).observe({type: "layout-shift", buffered: true});
"""
TO_THE_END = """async () => {
    for (let at = 0; at < document.documentElement.scrollHeight; at += innerHeight) {
        scrollTo({top: at, behavior: "instant"});
        await new Promise(requestAnimationFrame);
    }
    await new Promise(done => setTimeout(done, 200));
}"""
ICON = "document.querySelector('link[rel~=icon]')?.href"


def first_loads(browser: Browser, pages: Sequence[PageType], address: str) -> Found:
    """Bytes, requests and shifts of each page."""
    rows: list[tuple[object, ...]] = []
    missed: list[Miss] = []
    for kind in pages:
        with window(browser, WIDTH) as page:
            row, misses = _load(page, kind, address)
        rows.append((kind.name, kind.path, *row))
        missed += misses
    head = ("page", "path", "HTML", "CSS", "JS", "together", "goal", "requests", "third party", "shift")
    return [Table("First load: bytes compressed; requests without pictures, with the icon", head, tuple(rows))], missed


def _load(page: Page, kind: PageType, address: str) -> tuple[tuple[object, ...], list[Miss]]:
    answers: list[Response] = []
    asked: list[tuple[str, str]] = []
    page.on("response", lambda answer: answers.append(answer))
    page.on("request", lambda request: asked.append((request.resource_type, request.url)))
    page.add_init_script(WATCH)
    page.goto(f"{address}/{kind.path}", wait_until="networkidle")
    # A browser without a window does not fetch the icon.
    icon = page.evaluate(ICON)
    needed = (url for kind_of_file, url in asked if kind_of_file not in LEFT_OUT)
    first = [*dict.fromkeys([*needed, icon or f"{address}/favicon.ico"])]
    page.evaluate(TO_THE_END)
    shifts = page.evaluate("window.shifted")
    weights: Counter[str] = Counter()
    for answer in answers:
        if answer.request.resource_type in COUNTED:
            weights[answer.request.resource_type] += int(answer.headers["content-length"])
    foreign = [url for _, url in asked if not url.startswith(f"{address}/")]
    together, shift = sum(weights.values()), sum(value for value, _ in shifts)
    misses = []
    if kind.heaviest and together > kind.heaviest:
        misses.append(Miss("bytes at first load", kind.path, f"{together:,} of {kind.heaviest:,}"))
    if len(first) > MOST_REQUESTS:
        misses.append(Miss("requests at first load", kind.path, f"{len(first)}: {' '.join(first)}"))
    misses += [Miss("third-party requests", kind.path, url) for url in foreign]
    misses += [Miss("nothing shifts", kind.path, f"{value:.4f} {which}") for value, which in shifts]
    bad = [answer for answer in answers if answer.status != 200 and not kind.path.endswith("404.html")]
    misses += [Miss("everything is there", kind.path, f"{answer.status} {answer.url}") for answer in bad]
    row = (*(weights[one] for one in COUNTED), together, kind.heaviest or "", len(first), len(foreign), f"{shift:.3f}")
    return row, misses
