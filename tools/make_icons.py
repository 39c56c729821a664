"""Draw the site's icons as PNG from theme/static/favicon.svg. Run by hand, when the drawing has changed.

    pip install -r requirements/dev.txt && python tools/make_icons.py

It needs Chromium, as the tests do. The drawing's own background is a `<rect>`, which the icons that devices cut to
shapes of their own take up to their edges.
"""

import re
from pathlib import Path
from typing import NamedTuple

from playwright.sync_api import Page, sync_playwright

STATIC = Path(__file__).parents[1] / "theme" / "static"
DRAWING = STATIC / "favicon.svg"
CHROMIUM = "/usr/bin/chromium"
BACKGROUND = re.compile(r"<rect [^>]*?fill=\"(?P<colour>[^\"]+)\"[^>]*/>")


class Icon(NamedTuple):
    """An icon to be made."""

    name: str
    size: int
    """Pixels, of each side."""
    filled: float | None = None
    """How much of each side the drawing takes on a background up to the edges; None for the drawing as it is."""


ICONS = (
    Icon("icon-192.png", 192),
    Icon("icon-512.png", 512),
    Icon("icon-maskable-512.png", 512, filled=0.8),  # devices may cut off all but a circle of this part of the side
    Icon("apple-touch-icon.png", 180, filled=0.9),
)


def page_of(icon: Icon, drawing: str) -> str:
    """A page that shows the icon and nothing else.

    Args:
        icon: The icon.
        drawing: An SVG document with a background.

    Raises:
        ValueError: It has none.
    """
    background = BACKGROUND.search(drawing)
    if background is None:
        raise ValueError("the drawing has no <rect> with a fill that would be its background")
    colour, part = "transparent", 1.0
    if icon.filled is not None:
        colour, part = background["colour"], icon.filled
        drawing = BACKGROUND.sub("", drawing, count=1)
    margin, side = icon.size * (1 - part) / 2, icon.size * part
    look = (
        f"html {{ background: {colour} }} body {{ margin: {margin:g}px }} svg {{ display: block; width: {side:g}px }}"
    )
    return f"<!DOCTYPE html><style>{look}</style>{drawing}"


def draw(page: Page, icon: Icon, drawing: str) -> bytes:
    """The icon as PNG."""
    page.set_viewport_size({"width": icon.size, "height": icon.size})
    page.set_content(page_of(icon, drawing))
    return page.screenshot(omit_background=True)


def main() -> None:
    """Write every icon."""
    drawing = DRAWING.read_text("utf-8")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        page = browser.new_page()
        for icon in ICONS:
            (STATIC / icon.name).write_bytes(draw(page, icon, drawing))
        browser.close()


if __name__ == "__main__":
    main()
