#!/usr/bin/env python3
"""What search and share images add to a build: from nothing, with six stories more, with nothing changed.

    .venv/bin/python benchmarks/apart.py [--stories 1000 10000] [--runs 3]

Dateline's own site is built without the two, with the search, and with share images, in turn. Figures are printed, as
medians and by what they are to the build without, and kept as a line of --results.
"""

import argparse
import os
import tempfile
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path

from builds import build, clear, from_nothing, version_of
from load import ROOT
from race import archive, figures, more
from race.meter import Used
from race.tools import MADE, Workshop, apart


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--stories", type=int, nargs="+", default=[1000, 10_000])
    parser.add_argument("--runs", type=int, default=3, help="how many times each is built, in each way")
    parser.add_argument("--folder", type=Path, help="where to build: on a file system of your choice; stays as it is")
    parser.add_argument("--results", type=Path, default=ROOT / "benchmarks" / "apart.jsonl")
    given = parser.parse_args()
    versions = {"dateline": version_of("dateline")}
    with ExitStack() as until_end:
        folder = given.folder or Path(until_end.enter_context(tempfile.TemporaryDirectory()))
        for stories in given.stories:
            shops = [Workshop(tool, folder.resolve() / str(stories) / tool.name) for tool in apart()]
            until_end.callback(clear, shops)
            load = os.getloadavg()[0]
            runs = measure(shops, stories, given.runs)
            lain = {shop.tool.name: {name: more.lain(shop.folder / name) for name in MADE} for shop in shops}
            for kind in more.KINDS:
                print(more.times(stories, kind, runs), flush=True)
            print(more.disk(stories, lain), flush=True)
            print(f"\nOther work on the machine when this began: {load:.2f} processes", flush=True)
            disk = {name: {each: asdict(found) for each, found in own.items()} for name, own in lain.items()}
            day = f"{datetime.now(UTC):%Y-%m-%d}"
            figures.note(given.results, stories, versions, os.cpu_count() or 1, day, runs, load=load, disk=disk)


def measure(shops: Sequence[Workshop], number: int, rounds: int) -> dict[str, dict[str, list[Used]]]:
    """Have each built from nothing so many times, in turn; then with one bulletin more each time, and once again."""
    stories, news = archive.archive(number), archive.bulletins(rounds)
    runs = from_nothing(shops, stories, news, more.KINDS)
    for day in news:
        for shop in shops:
            shop.receive(day)
            runs[shop.tool.name]["daily"].append(build(shop))
        for shop in shops:
            runs[shop.tool.name]["nothing"].append(build(shop))
    return runs


if __name__ == "__main__":
    main()
