"""Lines to blocks: which lines belong together.

A blank line always parts two blocks. Inside a run of lines, a line continues the one before where that one was cut
by hard wrapping: the next word would not have fitted. One rule serves wrapped mail, wrapped headlines and files with
one line a paragraph alike.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from types import MappingProxyType

from .model import Block, Standing

# Nobody wraps by hand beyond this; a longer line is a paragraph by itself.
WIDEST_WRAP = 100
# And nobody to less; a narrower pair is two short lines.
NARROWEST_WRAP = 40
# A wrapped bulletin may have a long address or two; more long lines, and it has one line a paragraph.
MOST_LONG = 0.1
# Fewer full lines than this are chance, not a habit.
FEWEST_WRAPPED = 3
# Columns by which the text of a list item hangs behind its bullet.
BULLET_INDENT = 6

FIRST_WORD = re.compile(r"\S+")
RULE = re.compile(r"[\W_]+")
BULLET = re.compile(r"\s*(?:[•·▪‣*–-]|\d{1,3}[.)])\s+\S")

Numbered = tuple[int, str]
NOWHERE: Mapping[int, Standing] = MappingProxyType({})


def split(lines: Sequence[str], standings: Mapping[int, Standing] = NOWHERE, first: int = 1) -> tuple[Block, ...]:
    """Gather a bulletin's lines into blocks, in order; each line that is not blank stands in exactly one.

    Args:
        lines: as read.
        standings: of the lines of a web page that do not stand inside its stories, by their numbers.
        first: the number of the first line.
    """
    runs = list(_runs(lines, first))
    width = _wrap_width([run for _, run in runs])
    return tuple(
        Block(
            lines=tuple(number for number, _ in group),
            text=" ".join(text.strip() for _, text in group),
            gap=gap if first else 0,
            standing=standings.get(group[0][0], Standing.INSIDE),
        )
        for gap, run in runs
        for first, group in _groups(run, width)
    )


def _runs(lines: Sequence[str], first: int) -> Iterator[tuple[int, list[Numbered]]]:
    """Runs of lines with no blank line in them, each with the number of blank lines before it."""
    gap, run = 0, list[Numbered]()
    for number, line in enumerate(lines, first):
        if line.strip():
            run.append((number, line))
            continue
        if run:
            yield gap, run
            gap, run = 0, []
        gap += 1
    if run:
        yield gap, run


def _wrap_width(runs: Sequence[Sequence[Numbered]]) -> int:
    """The column at which the bulletin was wrapped by hand, or 0 where it was not."""
    written = [len(line.rstrip()) for run in runs for _, line in run]
    if sum(length > WIDEST_WRAP for length in written) > MOST_LONG * len(written):
        return 0
    pairs = [(one, two) for run in runs for (_, one), (_, two) in pairwise(run)]
    lengths = (len(one.rstrip()) for one, _ in pairs)
    width = max((length for length in lengths if NARROWEST_WRAP <= length <= WIDEST_WRAP), default=0)
    wrapped = sum(_is_cut(one, two, width) for one, two in pairs)
    return width if wrapped >= max(FEWEST_WRAPPED, len(pairs) / 2) else 0


def _is_cut(line: str, following: str, width: int) -> bool:
    """Whether the next line's first word would not have fitted on this one."""
    line = line.rstrip()
    word = FIRST_WORD.search(following)
    return word is not None and len(line) <= width < len(line) + 1 + len(word[0])


def _continues(group: Sequence[Numbered], following: str, width: int, margin: int) -> bool:
    """Whether a line belongs to the block above it: not where it is indented, unless as the text of a list item."""
    first, last = group[0][1], group[-1][1]
    deepest = _indent(first) + BULLET_INDENT if BULLET.match(first) else margin
    return (
        _is_cut(last, following, width)
        and not BULLET.match(following)
        and not RULE.fullmatch(following)
        and _indent(following) <= deepest
    )


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


def _groups(run: Sequence[Numbered], width: int) -> Iterator[tuple[bool, list[Numbered]]]:
    """The run's lines, gathered into blocks; the flag tells the run's first."""
    group = [run[0]]
    first = True
    margin = min(_indent(line) for _, line in run)
    for line in run[1:]:
        if _continues(group, line[1], width, margin):
            group.append(line)
            continue
        yield first, group
        first, group = False, [line]
    yield first, group
