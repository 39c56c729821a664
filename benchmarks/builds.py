#!/usr/bin/env python3
"""The same site built by Hugo, Eleventy, Pelican and Dateline in turn: from nothing, and with six stories more.

    .venv/bin/python benchmarks/builds.py --stories 1000 10000 --hugo hugo --node FOLDER/node_modules

All sites are compared: the same pages, and on each the story that belongs there; then figures are printed, kept as a
line of --results, and all that stands there is drawn (--plot).
"""

import argparse
import os
import platform
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Sequence
from contextlib import ExitStack
from datetime import UTC, datetime
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

from load import ROOT
from race import archive, figures, plot, sameness
from race.meter import FailedError, Used, measured
from race.tools import LISTS, NEWEST, Workshop, tools

NAMES = "hugo", "eleventy", "pelican", "dateline-plain", "dateline"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--stories", type=int, nargs="+", default=[1000, 10_000])
    parser.add_argument("--tools", nargs="+", choices=NAMES, default=NAMES, help="in this order (default: all)")
    parser.add_argument("--lists", choices=LISTS, default=NEWEST, help="what pages of regions and countries show")
    parser.add_argument("--runs", type=int, default=5, help="how many times each builds, of each kind")
    parser.add_argument("--folder", type=Path, help="where to build: on a file system of your choice; stays as it is")
    parser.add_argument("--hugo", type=Path, help="the program itself (default: that of the package hugo)")
    parser.add_argument("--node", type=Path, default=Path("node_modules"), help="the folder that has Eleventy")
    parser.add_argument("--results", type=Path, default=ROOT / "benchmarks" / "builds.jsonl")
    parser.add_argument("--plot", type=Path, default=ROOT / "docs" / "pictures" / "builds.svg")
    given = parser.parse_args()
    eleventy = given.node.resolve() / "@11ty" / "eleventy" / "cmd.cjs"
    hugo = str(given.hugo or _packaged_hugo() or "hugo")
    known = tools(hugo, eleventy)
    chosen = [known[name] for name in given.tools]
    versions = {tool.name: version_of(tool.name, hugo, eleventy) for tool in chosen}
    with ExitStack() as until_end:
        folder = given.folder or Path(until_end.enter_context(tempfile.TemporaryDirectory()))
        for stories in given.stories:
            shops = [Workshop(tool, folder.resolve() / str(stories) / tool.name, given.lists) for tool in chosen]
            until_end.callback(clear, shops)
            runs = race(shops, stories, given.runs)
            for kind in figures.KINDS:
                print(figures.table(stories, kind, runs), flush=True)
            day = f"{datetime.now(UTC):%Y-%m-%d}"
            figures.note(given.results, stories, versions, os.cpu_count() or 1, day, runs, lists=given.lists)
    given.plot.parent.mkdir(parents=True, exist_ok=True)
    given.plot.write_text(plot.drawing(figures.walls(given.results, NEWEST)), "utf-8")


def race(shops: Sequence[Workshop], number: int, rounds: int) -> dict[str, dict[str, list[Used]]]:
    """Have each program build an archive so many times, in turn; then with one bulletin more each time."""
    stories, news = archive.archive(number), archive.bulletins(rounds)
    runs = from_nothing(shops, stories, news, figures.KINDS)
    check(shops, stories)
    for day in news:
        for shop in shops:
            shop.receive(day)
            runs[shop.tool.name]["daily"].append(build(shop))
        stories += day
    check(shops, stories)
    return runs


def from_nothing(
    shops: Sequence[Workshop],
    stories: Sequence[archive.Story],
    news: Sequence[Sequence[archive.Story]],
    kinds: Iterable[str],
) -> dict[str, dict[str, list[Used]]]:
    """Have each program build an archive in turn, once for each bulletin that comes later.

    Args:
        shops: Where they build.
        stories: The archive.
        news: The bulletins.
        kinds: Of builds; of "cold" ones the figures are there then, of all others there are none yet.
    """
    places = archive.places([*stories, *(story for day in news for story in day)])
    for shop in shops:
        shop.open(places)
        shop.lay(stories)
    runs: dict[str, dict[str, list[Used]]] = {shop.tool.name: {kind: [] for kind in kinds} for shop in shops}
    for _ in news:
        for shop in shops:
            shop.forget()
            runs[shop.tool.name]["cold"].append(build(shop))
    return runs


def build(shop: Workshop) -> Used:
    """Build a site; what was written before is on the disk by then."""
    os.sync()
    folder = shop.folder if shop.tool.is_alike else ROOT
    try:
        return measured(shop.command, folder, shop.environment, shop.folder / "log.txt")
    except (FailedError, FileNotFoundError) as failure:
        sys.exit(f"{shop.tool.name}: {failure}")


def clear(shops: Iterable[Workshop]) -> None:
    """Delete what was built before the last builds."""
    for shop in shops:
        shop.clear()


def check(shops: Sequence[Workshop], stories: Sequence[archive.Story]) -> None:
    """See that all have built the same site; if not, the race is off."""
    if faults := sameness.faults(shops, stories):
        sys.exit("\n".join(["The sites are not the same:", *faults]))


def _packaged_hugo() -> Path | None:
    """The program in the package from PyPI, whose command is a Python script that starts it."""
    spec = find_spec("hugo")
    folders = (spec and spec.submodule_search_locations) or ()
    found = (Path(folder) / "binaries" / "hugo" for folder in folders)
    return next(filter(Path.is_file, found), None)


def version_of(name: str, hugo: str = "", eleventy: Path = Path()) -> str:
    """The version of a program: of Dateline, what git says."""
    if name == "hugo":
        return _said([hugo, "version"]).split()[1]
    if name == "eleventy":
        return f"{_said(['node', str(eleventy), '--version'])}, Node.js {_said(['node', '--version'])}"
    if name == "pelican":
        return f"{version('pelican')}, Python {platform.python_version()}"
    return _said(["git", "-C", str(ROOT), "describe", "--always", "--dirty"])


def _said(command: list[str]) -> str:
    if shutil.which(command[0]) is None:
        sys.exit(f"{command[0]} is not there: benchmarks/README.md says how to get it")
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()


if __name__ == "__main__":
    main()
