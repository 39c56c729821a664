#!/usr/bin/env python3
"""Learns which block of a bulletin is what: writes plugins/bulletin/data/reading.tsv from the labels in tests/corpus.

    .venv/bin/pip install --require-hashes -r requirements/data.txt
    .venv/bin/python tools/train_reading.py --check     how well bulletins are read that nothing was learned from
    .venv/bin/python tools/train_reading.py --write     learns from all shelves but unseen/

How is told in tools/reading/__init__.py; what the corpus holds in tests/corpus/README.md.
"""

import argparse
from pathlib import Path

from reading import gold, judge, learn

WEIGHTS = Path(__file__).parents[1] / "plugins" / "bulletin" / "data" / "reading.tsv"


def main() -> None:
    """Do what the command line says."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true", help="print the figures of a cross-validation by bulletin")
    parser.add_argument("--write", action="store_true", help="write the weights")
    chosen = parser.parse_args()
    examples = gold.load()
    teaching = sum(not one.missing for one in examples)
    print(f"{len(examples)} bulletins, {teaching} of them with labels that fit")
    if chosen.check:
        for name, told in judge.figures(judge.across(examples, learn.learn)).items():
            print(f"{name}: {told}")
    if chosen.write:
        WEIGHTS.write_text(learn.text(learn.learn(examples)), "utf-8")
        print(f"{WEIGHTS} written")


if __name__ == "__main__":
    main()
