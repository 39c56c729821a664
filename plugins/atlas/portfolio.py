"""Maps that are drawn, kept for the next build: what changes from day to day is what is counted, not the coasts."""

import hashlib
import json
import os
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import astuple
from functools import cache
from pathlib import Path
from typing import Any

from .model import Drawing
from .shapes import load
from .sketches import Shapes, Sketch, sketch_region, sketch_world


class Portfolio:
    """The sketches of a site."""

    def __init__(self, folder: Path | None = None, shapes: Callable[[], Shapes] = load) -> None:
        """Open it.

        Args:
            folder: Where it is kept; None where it is not.
            shapes: Brings the shapes of countries, by ISO code, if something has to be drawn.
        """
        self._file = folder and folder / "maps.json"
        self._shapes = shapes
        self._known = _read(self._file) if self._file else {}
        self._used: dict[str, Any] = {}

    def world(self, groups: Sequence[Sequence[str]], level: str) -> Sketch | None:
        """The world; see `sketch_world`."""
        return self._sketch([level, groups], lambda shapes: sketch_world(groups, level, shapes))

    def region(self, codes: Sequence[str], told: Sequence[str]) -> Sketch | None:
        """A region; see `sketch_region`."""
        return self._sketch([codes, sorted(told)], lambda shapes: sketch_region(codes, told, shapes))

    def keep(self) -> None:
        """Keep for the next build what was asked for in this one; where nothing can be kept, it is drawn again."""
        if self._file is None or self._used == self._known:
            return
        with suppress(OSError):
            self._file.parent.mkdir(parents=True, exist_ok=True)
            draft = self._file.with_name(f".{self._file.name}.{os.getpid()}.part")
            sketches = json.dumps(self._used)
            draft.write_text(f"{_sum(sketches)}\n{sketches}", "utf-8")
            draft.replace(self._file)

    def _sketch(self, wanted: list[Any], draw: Callable[[Shapes], Sketch | None]) -> Sketch | None:
        which = json.dumps(wanted)
        if which in self._known:
            self._used[which] = self._known[which]
            return _sketched(self._known[which])
        drawn = draw(self._shapes())
        self._used[which] = drawn and astuple(drawn)
        return drawn


def _sketched(kept: Sequence[Any] | None) -> Sketch | None:
    if kept is None:
        return None
    width, height, drawings, plain, around = kept
    return Sketch(width, height, tuple(each and Drawing(*each) for each in drawings), Drawing(*plain), around)


def _read(file: Path) -> Mapping[str, Any]:
    """What is kept; nothing where that is damaged, or drawn by another program."""
    with suppress(OSError, ValueError):
        kept_sum, _, sketches = file.read_text("utf-8").partition("\n")
        if kept_sum == _sum(sketches):
            return dict(json.loads(sketches))
    return {}


def _sum(sketches: str) -> str:
    """The digest of what is kept, and of what has drawn it."""
    return hashlib.sha256(f"{_drawn_by()} {sketches}".encode()).hexdigest()


@cache
def _drawn_by() -> str:
    """The program that draws, and its data: a digest of them."""
    plugin = Path(__file__).parent
    files = sorted([*plugin.glob("*.py"), *(plugin / "data").glob("*.tsv")])
    return hashlib.sha256(b"".join(file.read_bytes() for file in files)).hexdigest()
