"""What is drawn, and when."""

import ast
import subprocess
import sys
from pathlib import Path

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


def test_a_card_that_is_there_is_not_read_again(tmp_path, monkeypatch):
    [card] = shelf.Shelf(tmp_path / "shelf").fetch(CARDS[:1])
    target = tmp_path / "card.png"
    shelf.copy_if_changed(card, target)
    monkeypatch.setattr(Path, "read_bytes", None)
    shelf.copy_if_changed(card, target)
    monkeypatch.undo()
    assert target.read_bytes() == card.read_bytes()


def test_a_card_that_somebody_changed_on_the_site_is_put_there_again(tmp_path):
    [card] = shelf.Shelf(tmp_path / "shelf").fetch(CARDS[:1])
    target = tmp_path / "card.png"
    for data in (b"another", card.read_bytes()):  # the second was put there by another program
        target.write_bytes(data)
        shelf.copy_if_changed(card, target)
        assert target.read_bytes() == card.read_bytes()
        assert target.stat().st_mtime_ns == card.stat().st_mtime_ns


def test_every_module_that_draws_decides_what_a_card_is_known_by():
    folder = Path(shelf.__file__).parent
    found = set()
    ahead = ["drawing"]
    while ahead:
        name = ahead.pop()
        found.add(name)
        tree = ast.parse((folder / f"{name}.py").read_text("utf-8"))
        near = [node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) and node.level]
        ahead += [module for module in near if module not in found]
    assert found == set(shelf.DRAWING)


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
