"""Blocks that only their neighbours give away: mastheads, contents, signatures, captions that were cut off.

Takes the labels of `label` and returns them with such blocks labelled anew; nothing else is touched.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from . import knowledge
from .knowledge import fold
from .model import Label, Marked

# A heading that stands this often in one bulletin is a page's, not a story's.
REPEATED = 3
MOST_MASTHEAD_WORDS = 8
SIGNATURE = "--"
SENTENCE_END = re.compile(r"[.!?…][\"'”’»)\]]*$")
# A line this short may begin the next one by chance.
FEWEST_CUT_WORDS = 5

BODY = frozenset({Label.PROSE, Label.ITEM, Label.CAPTION})


def relabel(marked: Sequence[Marked]) -> tuple[Marked, ...]:
    """The same blocks, those that are not what they look like labelled anew, with the reason."""
    furniture = {
        at: why for rule in (_repeated, _contents, _masthead, _signature, _cut_off) for at, why in rule(marked)
    }
    captions = {at + 1 for at, _ in _cut_off(marked)}
    return tuple(
        replace(one, label=Label.FURNITURE, why=furniture[at])
        if at in furniture
        else replace(one, label=Label.CAPTION, why="says again a caption that was cut off")
        if at in captions
        else one
        for at, one in enumerate(marked)
    )


def _repeated(marked: Sequence[Marked]) -> Iterator[tuple[int, str]]:
    times = Counter(fold(one.text) for one in marked if one.label is Label.HEADING)
    for at, one in enumerate(marked):
        if one.label is Label.HEADING and times[fold(one.text)] >= REPEATED:
            yield at, "stands in the bulletin again and again"


def _contents(marked: Sequence[Marked]) -> Iterator[tuple[int, str]]:
    """Runs of headings with nothing between them, half of which come again as headings with text."""
    last = {fold(one.text): at for at, one in enumerate(marked) if one.label is Label.HEADING}
    for run in _heading_runs(marked):
        again = sum(last[fold(marked[at].text)] > at for at in run)
        if again and again >= len(run) / 2:
            for at in run:
                yield at, "line of the contents"


def _heading_runs(marked: Sequence[Marked]) -> Iterator[list[int]]:
    """Positions of headings that stand together; the last before a text is that text's own heading, not of the run."""
    run: list[int] = []
    for at, one in enumerate(marked):
        if one.label is Label.HEADING:
            run.append(at)
            continue
        if run and one.label in BODY:
            run.pop()
        if run:
            yield run
        run = []
    if run:
        yield run


def _masthead(marked: Sequence[Marked]) -> Iterator[tuple[int, str]]:
    """The bulletin's own title: headings on top, followed by its date, or made of the words of such titles."""
    top = next((at for at, one in enumerate(marked) if one.label in BODY), len(marked))
    headings = [at for at in range(top) if marked[at].label is Label.HEADING]
    for at, following in pairwise(headings):
        between = marked[at + 1 : following]
        dated = any(one.label is Label.PUBLISHED for one in between) and all(
            one.label is not Label.BYLINE for one in between
        )
        if dated or _is_title(marked[at]):
            yield at, "title of the bulletin"


def _is_title(one: Marked) -> bool:
    words = fold(one.text).replace(":", " ").split()
    return len(words) <= MOST_MASTHEAD_WORDS and not knowledge.masthead_words().isdisjoint(words)


def _signature(marked: Sequence[Marked]) -> Iterator[tuple[int, str]]:
    """What stands below the two dashes that open a mail's signature, where no story follows."""
    start = next((at for at, one in enumerate(marked) if one.block.text.strip() == SIGNATURE), None)
    if start is None or any(one.label in BODY for one in marked[start:]):
        return
    for at in range(start + 1, len(marked)):
        yield at, "signature of the mail"


def _cut_off(marked: Sequence[Marked]) -> Iterator[tuple[int, str]]:
    """A caption that breaks off and is said again, or begins again with its last word, on the very next line."""
    for at, (one, following) in enumerate(pairwise(marked)):
        if following.block.gap or SENTENCE_END.search(one.text):
            continue
        first, second = fold(one.text), fold(following.text)
        is_said_again = second.startswith(first) and len(first.split()) >= FEWEST_CUT_WORDS
        is_caption = one.label is Label.CAPTION and following.label is Label.CAPTION
        if is_said_again or (is_caption and first.split()[-1] == second.split()[0]):
            yield at, "cut off, and repeated on the next line"
