"""Captions and credits that stand on lines of their own, joined: one block, as if the credit stood in brackets."""

from collections.abc import Sequence
from dataclasses import replace

from . import credit
from .model import Block, Label, Marked

TEXTS = frozenset({Label.PROSE, Label.ITEM, Label.CAPTION})
# Fewer words are a heading or a label, not a caption.
FEWEST_WORDS = 5


def join(marked: Sequence[Marked]) -> tuple[Marked, ...]:
    """The same blocks, each line with a credit joined to the caption that it stands below or above.

    A credit with no caption beside it stays by itself.
    """
    joined: list[Marked] = []
    above: Marked | None = None
    """A credit that waits for the caption below it."""
    for one in marked:
        if above and one.label is Label.CAPTION and not credit.take_apart(one.text):
            joined[-1] = _joined(one, above)
        elif one.label is Label.CREDIT and _is_caption_of(joined, one):
            joined[-1] = _joined(joined[-1], one)
            one = joined[-1]
        else:
            joined.append(one)
        above = one if one.label is Label.CREDIT else None
    return tuple(joined)


def _is_caption_of(joined: Sequence[Marked], found: Marked) -> bool:
    """Whether the last block is the caption of a credit: called one, or a line that the credit clings to."""
    if len(joined) < 2 or credit.take_apart(joined[-1].text):
        return False
    last, before = joined[-1], joined[-2]
    if last.label is Label.CAPTION:
        return True
    if last.listed or len(last.text.split()) < FEWEST_WORDS or before.label not in TEXTS:
        return False
    return last.label is Label.HEADING or (last.label is Label.PROSE and found.block.gap == 0 < last.block.gap)


def _joined(caption: Marked, found: Marked) -> Marked:
    lines = tuple(sorted(caption.block.lines + found.block.lines))
    block = Block(lines, f"{caption.text} [{found.block.text}]", caption.block.gap)
    return replace(caption, block=block, label=Label.CAPTION, text=block.text, why="a credit stands beside it")
