"""Sentences from a grammar: a text file of slots, and for each the lines that can stand there.

A slot is `[name]` on a line of its own; `{name}` in a line is filled from that slot, with `{Name}` beginning with a
capital. The same chance gives the same sentence.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from random import Random

FOLDER = Path(__file__).parent / "grammars"
SLOT = re.compile(r"\{(\w+)\}")

Line = tuple[str, ...]
"""Literal text and the names of slots in turn, literal text first."""


@dataclass(frozen=True, slots=True)
class Grammar:
    """The slots of one language."""

    slots: Mapping[str, tuple[Line, ...]]

    def say(self, name: str, chance: Random, fixed: Mapping[str, str]) -> str:
        """A text for a slot.

        Args:
            name: the slot; with a capital, the text begins with one.
            chance: what chooses among its lines.
            fixed: what some slots hold throughout a story: its place, the thing that it is about.
        """
        key = name.lower()
        text = fixed.get(key)
        if text is None:
            lines = self.slots[key]
            line = lines[int(chance.random() * len(lines))]
            if len(line) == 1:
                text = line[0]
            else:
                text = "".join(self.say(part, chance, fixed) if at % 2 else part for at, part in enumerate(line))
        return text if key == name else text[:1].upper() + text[1:]


def load(language: str) -> Grammar:
    """The grammar of `grammars/<language>.txt`; `{number}` and its like are slots as all others."""
    slots: dict[str, list[Line]] = {"number": [(str(one),) for one in range(2, 98)]}
    name = ""
    for line in (FOLDER / f"{language}.txt").read_text("utf-8").splitlines():
        if line.startswith("[") and line.endswith("]"):
            name = line[1:-1]
        elif line and not line.startswith("#"):
            slots.setdefault(name, []).append(tuple(SLOT.split(line)))
    return Grammar({key: tuple(lines) for key, lines in slots.items()})
