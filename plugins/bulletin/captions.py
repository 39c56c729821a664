"""Captions and credits that stand on lines of their own, joined: one block, as if the credit stood in brackets."""

from collections.abc import Sequence
from dataclasses import replace

from . import credit, knowledge
from .model import Block, Label, Marked

TEXTS = frozenset({Label.PROSE, Label.ITEM, Label.CAPTION})
# Fewer words are a heading or a label, not a caption; more are a paragraph.
FEWEST_WORDS, MOST_WORDS = 5, 40


def join(marked: Sequence[Marked]) -> tuple[Marked, ...]:
    """The same blocks, each line with a credit joined to the caption that it stands below or above.

    A credit with no caption beside it stays by itself; the bare name of an agency below a text is the wire's signature.
    """
    joined: list[Marked] = []
    above: Marked | None = None
    """A credit that waits for the caption below it."""
    for at, one in enumerate(marked):
        if above and _is_caption_below(above, one, marked[at + 1 :][:1]):
            joined[-1] = _joined(one, above)
        elif one.label is Label.CREDIT and _is_caption_of(joined, one):
            joined[-1] = _joined(joined[-1], one)
            one = joined[-1]
        elif one.label is Label.CREDIT and _is_signature(joined, one):
            joined.append(replace(one, label=Label.SIGNOFF, text="", why="sign-off of a wire"))
            one = joined[-1]
        else:
            joined.append(one)
        above = one if one.label is Label.CREDIT else None
    return tuple(joined)


def _is_caption_below(found: Marked, one: Marked, following: Sequence[Marked]) -> bool:
    """Whether a credit's caption is the line below it: called one, or close to it and parted from the rest."""
    if one.label is Label.CAPTION:
        return not credit.take_apart(one.text)
    clings = one.block.gap == 0 < found.block.gap and all(next_one.block.gap for next_one in following)
    is_line = one.label in (Label.HEADING, Label.PROSE) and not one.listed and not one.level
    return clings and is_line and FEWEST_WORDS <= len(one.text.split()) <= MOST_WORDS


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


def _is_signature(joined: Sequence[Marked], found: Marked) -> bool:
    """Whether a credit is nothing but a wire's name, behind the end of a sentence."""
    is_name = knowledge.is_agency(found.block.text.strip("()[] "))
    return is_name and bool(joined) and joined[-1].label is Label.PROSE and bool(credit.STOPPED.search(joined[-1].text))


def _joined(caption: Marked, found: Marked) -> Marked:
    lines = tuple(sorted(caption.block.lines + found.block.lines))
    block = Block(lines, f"{caption.text} [{found.text}]", caption.block.gap)
    return replace(caption, block=block, label=Label.CAPTION, text=block.text, why="a credit stands beside it")
