"""What Lighthouse says of a page on a phone."""

import json
import os
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from .browsing import SWITCHES
from .model import Found, Miss, PageType, Table

GOALS = {"performance": 99, "accessibility": 100, "best-practices": 100, "seo": 100}
TIMES = ("first-contentful-paint", "largest-contentful-paint", "total-blocking-time", "cumulative-layout-shift")
TRIES = 3


def lighthouse(folder: Path, browser: Path, pages: Sequence[PageType], address: str) -> Found:
    """Scores of some pages; performance is the best of a few tries, as other work on the machine only takes from it.

    Args:
        folder: `node_modules`, with Lighthouse in it.
        browser: the program.
        pages: those that are asked about.
        address: where the site is served.
    """
    rows: list[tuple[object, ...]] = []
    missed: list[Miss] = []
    for page in pages:
        report = _best(folder, browser, f"{address}/{page.path}")
        scores = {name: round(100 * report["categories"][name]["score"]) for name in GOALS}
        rows.append((page.name, *scores.values(), *(report["audits"][name]["displayValue"] for name in TIMES)))
        for name, goal in GOALS.items():
            if scores[name] < goal:
                what = f"{scores[name]} of {goal}: {'; '.join(_failed(report, name))}"
                missed.append(Miss(f"Lighthouse {name}", page.path, what))
    head = ("page", *GOALS, "first paint", "largest paint", "blocking", "shift")
    return [Table("Lighthouse, mobile", head, tuple(rows))], missed


def _best(folder: Path, browser: Path, url: str) -> dict[str, Any]:
    best: dict[str, Any] = {}
    for _ in range(TRIES):
        report = _report(folder, browser, url)
        if not best or _performance(report) > _performance(best):
            best = report
        if 100 * _performance(best) >= GOALS["performance"]:
            break
    return best


def _performance(report: dict[str, Any]) -> float:
    return float(report["categories"]["performance"]["score"])


def _report(folder: Path, browser: Path, url: str) -> dict[str, Any]:
    program = folder / "lighthouse" / "cli" / "index.js"
    command = ["node", str(program), url, "--output=json", "--quiet", f"--only-categories={','.join(GOALS)}"]
    command.append(f"--chrome-flags={' '.join(SWITCHES)}")
    done = subprocess.run(
        command, env={**os.environ, "CHROME_PATH": str(browser)}, capture_output=True, text=True, check=True
    )
    report: dict[str, Any] = json.loads(done.stdout)
    return report


def _failed(report: dict[str, Any], category: str) -> list[str]:
    """The audits that take from a score."""
    weighty = [audit["id"] for audit in report["categories"][category]["auditRefs"] if audit["weight"]]
    return [f"{one} ({report['audits'][one]['title']})" for one in weighty if (report["audits"][one]["score"] or 0) < 1]
