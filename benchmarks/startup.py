#!/usr/bin/env python3
"""Whole-process time of `bulletin inspect`, beside a Python that does nothing and one that imports Pelican."""

import argparse
import subprocess
import sys
from pathlib import Path

from load import SAMPLE, seconds


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("bulletin", nargs="?", type=Path, default=SAMPLE)
    parser.add_argument("--times", type=int, default=15)
    given = parser.parse_args()
    commands = {
        "python -c pass": ["-c", "pass"],
        "python -c 'import pelican'": ["-c", "import pelican"],
        "bulletin --version": ["-m", "bulletin", "--version"],
        "bulletin inspect": ["-m", "bulletin", "inspect", str(given.bulletin)],
        "bulletin inspect --json": ["-m", "bulletin", "inspect", "--json", str(given.bulletin)],
    }
    print(f"{given.bulletin.name}, {given.bulletin.stat().st_size:,} bytes; best of {given.times} (median)")
    for name, arguments in commands.items():
        best, median = seconds(lambda arguments=arguments: run(arguments), given.times)
        print(f"{name:28} {best * 1000:6.0f} ms ({median * 1000:.0f})")


def run(arguments: list[str]) -> None:
    subprocess.run([sys.executable, *arguments], stdout=subprocess.DEVNULL, check=True)


if __name__ == "__main__":
    main()
