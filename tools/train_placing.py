#!/usr/bin/env python3
"""Learns what speaks for a place: writes plugins/bulletin/data/placing.tsv from the labelled stories in tests/.

    .venv/bin/pip install --require-hashes -r requirements/data.txt
    .venv/bin/python tools/train_placing.py --check     how well stories are placed that nothing was learned from
    .venv/bin/python tools/train_placing.py --write     learns from all shelves but unseen/
    .venv/bin/python tools/train_placing.py --floor     makes the figures of today those that may not fall

How is told in tools/placing/__init__.py; what the corpus holds in tests/corpus/README.md.
"""

import argparse
import json
from pathlib import Path

from placing import gold, judge, learn

ROOT = Path(__file__).parents[1]
WEIGHTS = ROOT / "plugins" / "bulletin" / "data" / "placing.tsv"
FLOOR = ROOT / "tests" / "stories" / "floor.json"


def main() -> None:
    """Do what the command line says."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true", help="print the figures")
    parser.add_argument("--write", action="store_true", help="write the weights")
    parser.add_argument("--floor", action="store_true", help="write the floor")
    chosen = parser.parse_args()
    stories = [*gold.load("training"), *gold.of_bulletins()]
    print(f"{len(stories)} stories to learn from")
    if chosen.write:
        WEIGHTS.write_text(learn.text(learn.learn(stories)), "utf-8")
        print(f"{WEIGHTS} written")
    if chosen.check:
        print(f"cross-validation: the likeliest is right in {judge.across(stories, learn.learn):.3f}")
        for shelf, rates in judge.figures([*gold.load("unseen"), *gold.of_bulletins(["unseen"])]).items():
            print(f"unseen, {shelf}: {rates}")
    if chosen.floor:
        FLOOR.write_text(
            json.dumps({shelf: judge.figures(gold.load(shelf))["all"] for shelf in gold.SHELVES}, indent=1) + "\n"
        )
        print(f"{FLOOR} written")


if __name__ == "__main__":
    main()
