"""What is drawn, and when."""

import subprocess
import sys

from cards import shelf
from cards.drawing import draw
from cards.model import Card

CARDS = [Card("The Lake Gazette", headline=f"Night crossing number {number}") for number in range(6)]


def test_each_card_is_drawn_once(tmp_path):
    files = shelf.Shelf(tmp_path).fetch([*CARDS, CARDS[0]])
    assert [file.read_bytes() for file in files] == [draw(card) for card in [*CARDS, CARDS[0]]]
    assert len(list(tmp_path.iterdir())) == len(CARDS)


def test_what_is_no_longer_asked_for_is_not_kept(tmp_path):
    shelf.Shelf(tmp_path).fetch(CARDS)
    [file] = shelf.Shelf(tmp_path).fetch(CARDS[:1])
    assert list(tmp_path.iterdir()) == [file]


def test_all_cores_draw_the_same(tmp_path, monkeypatch):
    monkeypatch.setattr(shelf, "_MANY", 1)
    files = shelf.Shelf(tmp_path).fetch(CARDS)
    assert [file.read_bytes() for file in files] == [draw(card) for card in CARDS]


def test_what_draws_is_loaded_only_to_draw(tmp_path):
    shelf.Shelf(tmp_path).fetch([Card("The Lake Gazette")])
    program = f"""
import sys
from pathlib import Path
import cards.generator
from cards.shelf import Card, Shelf
Shelf(Path({str(tmp_path)!r})).fetch([Card("The Lake Gazette")])
sys.exit("PIL.ImageDraw" in sys.modules)
"""
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0
