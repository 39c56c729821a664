#!/usr/bin/env python3
"""One new bulletin into a large archive: the whole process of `bulletin convert`, and how many files it opens.

    .venv/bin/python benchmarks/archive.py [--bulletins 3000] [--stories 7]

Beside it, in the same run: `bulletin --version`, which only starts, and a run with nothing new.
"""

import argparse
import random
import subprocess
import sys
import tempfile
import time
from datetime import date, timedelta
from pathlib import Path

from load import ROOT

BULLETIN = ROOT / ".venv" / "bin" / "bulletin"
PLACES = ("Nairobi", "Lima", "Oslo", "Hanoi", "Quito", "Lagos", "Riga", "Perth", "Tunis", "Kyiv", "Cork", "Osaka")
THINGS = ("ferry", "tram", "library", "market", "bakery", "lighthouse", "orchard", "bridge", "well", "school", "clock")
DEEDS = ("opens", "closes", "moves", "returns", "burns", "floods", "is sold", "is found", "is painted", "is counted")
# Counts what is opened below a newsroom's folder, from within.
COUNTING = """
import sys
opened = []
def hook(event, arguments):
    if event == "open" and isinstance(arguments[0], str) and arguments[0].startswith(sys.argv[1]):
        opened.append(arguments[0])
sys.addaudithook(hook)
from bulletin.cli import main
try:
    main(["convert", "--quiet"], standalone_mode=False)
finally:
    print(len(opened))
"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--bulletins", type=int, default=3000)
    parser.add_argument("--stories", type=int, default=7)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        measure(Path(folder), given.bulletins, given.stories)


def measure(folder: Path, bulletins: int, stories: int) -> None:
    chance = random.Random(1)
    (folder / "seeds").mkdir()
    for day in range(bulletins):
        drop(folder, day, stories, chance)
    print(f"first conversion: {timed(folder, 'convert', '--quiet'):.1f} s")
    found = sum(1 for _ in (folder / "content").rglob("*.md"))
    print(f"{bulletins:,} bulletins, {found:,} stories")
    print(f"only started:     {min(timed(folder, '--version') for _ in range(5)):.2f} s")
    print(f"nothing new:      {min(timed(folder, 'convert', '--quiet') for _ in range(5)):.2f} s")
    news = []
    for day in range(bulletins, bulletins + 5):
        drop(folder, day, stories, chance)
        news.append(timed(folder, "convert", "--quiet"))
    print(f"one new bulletin: {min(news):.2f} s, the slowest of 5 {max(news):.2f} s")
    drop(folder, bulletins + 5, stories, chance)
    command = [sys.executable, "-c", COUNTING, str(folder)]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=True)
    print(f"files opened:     {done.stdout.split()[-1]}")


def timed(folder: Path, *arguments: str) -> float:
    began = time.perf_counter()
    subprocess.run([BULLETIN, *arguments], cwd=folder, capture_output=True, check=True)
    return time.perf_counter() - began


def drop(folder: Path, day: int, stories: int, chance: random.Random) -> None:
    """Write a day's bulletin, each of its stories unlike the others."""
    texts = [story(chance) for _ in range(stories)]
    name = f"{date(2015, 1, 1) + timedelta(days=day)}.txt"
    (folder / "seeds" / name).write_text("\n\n\n".join(texts) + "\n", "utf-8")


def story(chance: random.Random) -> str:
    place, thing, deed = chance.choice(PLACES), chance.choice(THINGS), chance.choice(DEEDS)
    number = chance.randint(2, 99_999)
    paragraphs = [f"The {thing} of {place} {deed}, said keeper number {number:,} on Monday."]
    paragraphs += [sentence(place, chance) for _ in range(4)]
    return "\n\n".join([f"{thing.capitalize()} number {number:,} of {place} {deed}", *paragraphs])


def sentence(place: str, chance: random.Random) -> str:
    words = [
        chance.choice((*THINGS, "old", "wet", "near", "with", "under", "green", "loud", "paid")) for _ in range(14)
    ]
    return f"In {place} the {' '.join(words)} of {chance.randint(100, 9_999)} people."


if __name__ == "__main__":
    main()
