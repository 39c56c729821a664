"""Cards that are drawn, kept for the next build."""

import hashlib
import json
import os
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import suppress
from dataclasses import fields
from functools import cache
from importlib.metadata import version
from multiprocessing import get_context
from pathlib import Path

from .model import Card

DRAWING = "drawing", "lettering", "model", "sheet", "typesetting"
"""The modules that decide how a card looks: where another changes, nothing is drawn again."""
_KIND = ".png"
_TEXTS = [field.name for field in fields(Card)]
_MANY = 100
"""From so many on, all cores draw: for fewer it takes longer to call them."""


class Shelf:
    """A folder of drawn cards, each under a name that is made of all that is on it."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def fetch(self, cards: Sequence[Card]) -> list[Path]:
        """See that all cards are drawn.

        Args:
            cards: Those of the whole site: what is on none of them is taken off the shelf.

        Returns:
            The file of each.
        """
        self._folder.mkdir(parents=True, exist_ok=True)
        there = {card.name for card in self._folder.glob(f"*{_KIND}")}
        names = {card: f"{_print_of(card)}{_KIND}" for card in cards}
        missing = {card: name for card, name in names.items() if name not in there}
        if missing:
            for name, picture in zip(missing.values(), _drawn(list(missing)), strict=True):
                write_if_changed(self._folder / name, picture)
        for left_over in there - set(names.values()):
            (self._folder / left_over).unlink(missing_ok=True)  # another build may be at work as well
        return [self._folder / names[card] for card in cards]


def write_if_changed(path: Path, data: bytes) -> None:
    """Put `data` into the file at `path`, in one step, unless it is there already."""
    if path.is_file() and path.read_bytes() == data:
        return
    draft = path.with_name(f".{path.name}.{os.getpid()}.part")
    draft.write_bytes(data)
    draft.replace(path)


def copy_if_changed(card: Path, target: Path) -> None:
    """Put a card of the shelf where the site has it. There it is known by its time and size, and need not be read."""
    drawn = card.stat()
    with suppress(OSError):
        there = target.stat()
        if (there.st_mtime_ns, there.st_size) == (drawn.st_mtime_ns, drawn.st_size):
            return
    write_if_changed(target, card.read_bytes())
    os.utime(target, ns=(drawn.st_atime_ns, drawn.st_mtime_ns))


def _drawn(cards: Sequence[Card]) -> Iterator[bytes]:
    from .drawing import draw  # only when needed: most builds draw nothing

    if len(cards) < _MANY:
        yield from map(draw, cards)
    else:
        with ProcessPoolExecutor(mp_context=get_context("spawn")) as cores:
            yield from cores.map(draw, cards, chunksize=16)


def _print_of(card: Card) -> str:
    """What a card is known by: all that it says, and all that decides how it looks."""
    said = json.dumps([_looks(), {name: getattr(card, name) for name in _TEXTS}])
    return hashlib.sha256(said.encode()).hexdigest()[:32]


@cache
def _looks() -> str:
    """The design, its type, and the Pillow that draws it: a digest of them."""
    files = sorted(_parts(Path(__file__).parent))
    parts = (hashlib.sha256(file.read_bytes()).hexdigest() for file in files)
    return " ".join([version("pillow"), *parts])


def _parts(plugin: Path) -> Iterable[Path]:
    return [*(plugin / f"{name}.py" for name in DRAWING), *(plugin / "data").glob("*.t*")]
