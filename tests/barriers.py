"""What shuts readers out of a page, as far as axe can tell."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Page

EVERY_RULE = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
OF_COLOURS = ["color-contrast", "link-in-text-block"]
"""All that another colour scheme can break."""


def barriers(page: "Page", rules: list[str] = EVERY_RULE) -> list[tuple[str, list[str]]]:
    """The rules that the page breaks, each with the elements that break it."""
    from axe_playwright_python.sync_playwright import Axe

    # What is in order is not listed element by element, which takes axe as long as finding what is not.
    found = Axe().run(page, options={"runOnly": rules, "resultTypes": ["violations"]}).response["violations"]
    return [(rule["id"], [node["html"] for node in rule["nodes"]]) for rule in found]
