"""What shuts readers out, as far as axe can tell."""

from collections import Counter
from collections.abc import Sequence

from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from playwright.sync_api import Browser

from .browsing import Scheme, window
from .model import Found, Miss, PageType, Table

SCHEMES: tuple[Scheme, ...] = ("light", "dark")
WIDTHS = (320, 768, 1280)
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
SHOWN = 120


def barriers(browser: Browser, pages: Sequence[PageType], address: str) -> Found:
    """Violations on every page, light and dark, narrow and wide."""
    axe = Axe()
    rows: list[tuple[object, ...]] = []
    faults: dict[tuple[str, str, str], list[str]] = {}
    unsure: Counter[str] = Counter()
    for scheme in SCHEMES:
        for width in WIDTHS:
            found = 0
            with window(browser, width, scheme) as page:
                for kind in pages:
                    page.goto(f"{address}/{kind.path}")
                    answer = axe.run(page, options=RULES).response
                    unsure.update(rule["id"] for rule in answer["incomplete"])
                    for rule in answer["violations"]:
                        found += len(rule["nodes"])
                        what = f"{rule['id']}: {rule['nodes'][0]['html'][:SHOWN]} ({len(rule['nodes'])})"
                        faults.setdefault((kind.path, rule["id"], what), []).append(f"{scheme} {width}")
            rows.append((scheme, width, len(pages), found))
    missed = [Miss("axe", path, f"{what} at {', '.join(where)}") for (path, _, what), where in faults.items()]
    tables = [Table("axe: elements that break a rule", ("scheme", "width", "pages", "elements"), tuple(rows))]
    if unsure:
        tables.append(Table("axe cannot tell, pages", ("rule", "times"), tuple(unsure.most_common())))
    return tables, missed
