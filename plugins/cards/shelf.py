"""Cards that are drawn, kept for the next build."""

import hashlib
import json
import os
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import fields
from functools import cache
from importlib.metadata import version
from multiprocessing import get_context
from pathlib import Path

from .model import Card

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
        places = {card: self._folder / f"{_print_of(card)}.png" for card in cards}
        missing = {card: place for card, place in places.items() if not place.is_file()}
        if missing:
            for place, picture in zip(missing.values(), _drawn(list(missing)), strict=True):
                write_if_changed(place, picture)
        for left_over in set(self._folder.glob("*.png")) - set(places.values()):
            left_over.unlink(missing_ok=True)  # another build may be at work as well
        return [places[card] for card in cards]


def write_if_changed(path: Path, data: bytes) -> None:
    """Put `data` into the file at `path`, in one step, unless it is there already."""
    if path.is_file() and path.read_bytes() == data:
        return
    draft = path.with_name(f".{path.name}.{os.getpid()}.part")
    draft.write_bytes(data)
    draft.replace(path)


def _drawn(cards: Sequence[Card]) -> Iterator[bytes]:
    from .drawing import draw  # only when needed: most builds draw nothing

    if len(cards) < _MANY:
        yield from map(draw, cards)
    else:
        with ProcessPoolExecutor(mp_context=get_context("spawn")) as cores:
            yield from cores.map(draw, cards, chunksize=16)


def _print_of(card: Card) -> str:
    """What a card is known by: all that it says, and all that decides how it looks."""
    said = json.dumps([_looks(), {field.name: getattr(card, field.name) for field in fields(card)}])
    return hashlib.sha256(said.encode()).hexdigest()[:32]


@cache
def _looks() -> str:
    """The design, its type, and the Pillow that draws it: a digest of them."""
    files = sorted(_parts(Path(__file__).parent))
    parts = (hashlib.sha256(file.read_bytes()).hexdigest() for file in files)
    return " ".join([version("pillow"), *parts])


def _parts(plugin: Path) -> Iterable[Path]:
    return [*plugin.glob("*.py"), *(plugin / "data").glob("*.t*")]
