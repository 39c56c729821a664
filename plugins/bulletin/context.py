"""Blocks that the line beside them gives away for certain: underlined headings, signatures, captions that were cut off.

Takes the labels of `label` and returns them with such blocks labelled anew; nothing else is touched.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from .knowledge import fold
from .model import Label, Marked

SIGNATURE = "--"
# In blocks, with the dashes.
LONGEST_SIGNATURE = 10
SENTENCE_END = re.compile(r"[.!?…][\"'”’»)\]]*$")
# A line this short may begin the next one by chance.
FEWEST_CUT_WORDS = 5

Finding = tuple[int, Label, str]
"""Position of a block, what it is, and why."""
Rule = Callable[[Sequence[Marked]], Iterator[Finding]]


def relabel(marked: Sequence[Marked]) -> tuple[Marked, ...]:
    """The same blocks, those that are not what they look like labelled anew, with the reason."""
    found = {at: (label, why) for rule in RULES for at, label, why in rule(marked)}
    return tuple(
        replace(one, label=found[at][0], why=found[at][1]) if at in found else one for at, one in enumerate(marked)
    )


def _underlined(marked: Sequence[Marked]) -> Iterator[Finding]:
    for at, (one, following) in enumerate(pairwise(marked)):
        if one.label is Label.HEADING and following.label is Label.RULE and not following.block.gap:
            yield at, Label.HEADING, "underlined"
            yield at + 1, Label.FURNITURE, "underline of a heading"


def _signature(marked: Sequence[Marked]) -> Iterator[Finding]:
    """What stands below the two dashes that open a mail's signature at the end of a bulletin."""
    dashes = [at for at, one in enumerate(marked) if one.block.text.strip() == SIGNATURE]
    if len(dashes) != 1 or len(marked) - dashes[0] > LONGEST_SIGNATURE:
        return  # dashes that come again part stories
    for at in range(dashes[0] + 1, len(marked)):
        yield at, Label.FURNITURE, "signature of the mail"


def _cut_off(marked: Sequence[Marked]) -> Iterator[Finding]:
    """A caption that breaks off and is said again, or begins again with its last word, on the very next line."""
    for at, (one, following) in enumerate(pairwise(marked)):
        are_captions = one.label is following.label is Label.CAPTION
        if (following.block.gap and not are_captions) or SENTENCE_END.search(one.text):
            continue
        first, second = fold(one.text), fold(following.text)
        if not first or not second:
            continue
        is_said_again = second.startswith(first) and len(first.split()) >= FEWEST_CUT_WORDS
        is_next = one.label is Label.CAPTION and not following.block.gap
        begins_again = is_next and first.split()[-1] == second.split()[0]
        if is_said_again or begins_again:
            yield at, Label.FURNITURE, "cut off, and repeated on the next line"
            yield at + 1, Label.CAPTION, "says again a caption that was cut off"


RULES: tuple[Rule, ...] = (_underlined, _signature, _cut_off)
