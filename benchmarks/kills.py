#!/usr/bin/env python3
"""Conversions killed (SIGKILL) at random moments: each file whole, and all as if nothing had been after the next run.

Three rounds in turn: bulletins of the corpus are converted for the first time, half of them are changed and some
headlines corrected, a third is renamed. What is not whole, or is not as after a run that nothing disturbed, is printed.
"""

import argparse
import os
import re
import shutil
import sys
import tempfile
from pathlib import Path

from load import ROOT, bulletins

sys.path.insert(0, str(ROOT / "tests"))

import killing

WHEN = 1_773_000_000


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--number", type=int, default=200, help="how many are killed")
    parser.add_argument("--folder", type=Path, help="where to do it: on a file system of your choice")
    given = parser.parse_args()
    in_the_middle = 0
    wrong = []
    with tempfile.TemporaryDirectory(dir=given.folder) as folder:
        for is_cut, faults in killing.at_random(Path(folder), (first, changed, renamed), given.number):
            in_the_middle += is_cut
            wrong += faults
    for fault in wrong:
        print(fault)
    print(f"{given.number} runs killed, {in_the_middle} of them in the middle of writing: {len(wrong)} faults")


def first(site: Path) -> None:
    shutil.rmtree(site / "seeds", ignore_errors=True)
    (site / "seeds").mkdir(parents=True)
    # Not the synthetic ones: they tell the same few stories, whose files follow one bulletin after another.
    for name, raw in bulletins(("negative", "wild")):
        _write(site / "seeds" / name, raw)


def changed(site: Path) -> None:
    for at, path in enumerate(sorted((site / "seeds").iterdir())):
        raw = path.read_bytes()
        if at % 2:
            raw = re.sub(rb"\bsaid\b", b"told us", raw)
        if at % 3 == 0:
            raw = re.sub(rb"\bto\b", b"unto", raw, count=1)
        _write(path, raw)


def renamed(site: Path) -> None:
    for path in sorted((site / "seeds").iterdir())[::3]:
        path.rename(path.with_name(f"renamed-{path.name}"))


def _write(path: Path, raw: bytes) -> None:
    path.write_bytes(raw)
    os.utime(path, (WHEN, WHEN))


if __name__ == "__main__":
    main()
