"""A browser that reaches nothing but the site."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Literal

from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

SWITCHES = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
HEIGHT = 800
Scheme = Literal["light", "dark"]


@contextmanager
def chromium(program: Path) -> Iterator[Browser]:
    """The browser, while the block runs."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=SWITCHES)
        yield browser
        browser.close()


@contextmanager
def window(browser: Browser, width: int, scheme: Scheme = "light") -> Iterator[Page]:
    """A window with nothing in its cache."""
    context: BrowserContext = browser.new_context(viewport={"width": width, "height": HEIGHT}, color_scheme=scheme)
    yield context.new_page()
    context.close()
