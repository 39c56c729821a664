"""The corpus: bulletins in many conventions, with what should be read from them.

`corpus/floor.json` holds the figures of each shelf that a change may not lower; raise them when you have raised them.
"""

import json
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from bulletin import export, pipeline
from making import CORPUS
from scoring import Figures, score

SHELVES = ("wild", "synthetic", "negative", "training", "unseen")
FLOOR = json.loads((CORPUS / "floor.json").read_text("utf-8"))
GOLD = sorted(CORPUS.glob("*/*.gold.json"))


@cache
def read(gold: Path) -> tuple[dict, dict]:
    labels = json.loads(gold.read_text("utf-8"))
    raw = (gold.parent / labels["file"]).read_bytes()
    return labels, export.record(pipeline.compose(labels["file"], raw, date(2000, 1, 1)))


@pytest.mark.parametrize("shelf", SHELVES)
def test_no_figure_is_lower_than_it_was(shelf: str) -> None:
    figures = Figures()
    for gold in (CORPUS / shelf).glob("*.gold.json"):
        score(*read(gold), figures)
    found = figures.f1()
    lower = {name: (found.get(name), floor) for name, floor in FLOOR[shelf].items() if found.get(name, 0) < floor}
    assert not lower, f"lower than in floor.json (found, floor): {lower}"
    assert set(FLOOR[shelf]) == set(found)


@pytest.mark.parametrize("gold", GOLD, ids=[path.name.removesuffix(".gold.json") for path in GOLD])
def test_each_bulletin_is_read_without_a_loss(gold: Path) -> None:
    labels, found = read(gold)
    assert found["stories"]
    texts = " ".join(json.dumps(found, ensure_ascii=False).split())
    for story in labels["stories"]:
        for paragraph in story["paragraphs"]:
            words = json.dumps(paragraph, ensure_ascii=False)[1:-1].split()
            assert words[-1].rstrip(".") in texts
