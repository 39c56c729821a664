"""A very large bulletin in takes, as a newsroom sends a long story: so that memory grows with the text alone.

A take ends before its last headline: what stands below that is read again, as the beginning of the next.
"""

from collections.abc import Callable, Iterator, Sequence

from .model import HEADLINES, Tagged

# In lines, some two megabytes: far more than any bulletin of one day, so that its habits are all in one take.
LONGEST = 20_000

Reader = Callable[[int, int], Sequence[Tagged]]
"""Reads the lines from one number to another, the last not included."""


def read(lines: int, reader: Reader) -> Iterator[Sequence[Tagged]]:
    """The tagged blocks of a bulletin, take by take, each block once.

    Args:
        lines: how many there are.
        reader: reads some of them; numbers count from 1.
    """
    start, size = 1, LONGEST
    while start <= lines:
        end = min(start + size, lines + 1)
        tagged = reader(start, end)
        last = next((at for at in range(len(tagged) - 1, 0, -1) if tagged[at].tag in HEADLINES), 0)
        if end > lines:
            yield tagged
            return
        if last:
            yield tagged[:last]
            start, size = tagged[last].marked.block.line, LONGEST
        else:
            # A story that is longer than a take.
            size *= 2
