"""Blocks that only their neighbours give away: mastheads, contents, signatures, captions that were cut off.

Takes the labels of `label` and returns them with such blocks labelled anew; nothing else is touched.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from . import knowledge
from .knowledge import fold
from .model import BODY, Label, Marked

# A heading that stands this often in one bulletin is a page's, not a story's.
REPEATED = 3
# A headline has more words than this.
MOST_TITLE_WORDS = 4
MOST_KICKER_WORDS = 3
FEWEST_KICKERS = 2
YEAR = re.compile(r"\b(?:19|20)\d\d\b")
SIGNATURE = "--"
# In blocks, with the dashes.
LONGEST_SIGNATURE = 10
RECOMMENDED = "recommended stories"
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


def _recommended(marked: Sequence[Marked]) -> Iterator[Finding]:
    """Headlines of other stories, listed below "Most read" or "Related": headings there with no text of their own."""
    is_under = False
    for at, one in enumerate(marked):
        if one.why == RECOMMENDED:
            is_under = True
        elif one.label is Label.HEADING and is_under and not _owns_text(marked, at):
            yield at, Label.FURNITURE, "headline of another story, recommended"
        elif one.label is not Label.FURNITURE:
            is_under = False


def _owns_text(marked: Sequence[Marked], at: int) -> bool:
    """Whether the text below a heading is its own: not if the heading clings to a list and the text stands apart."""
    for below in range(at + 1, len(marked)):
        if marked[below].label in BODY:
            return marked[at].block.gap > 0 or marked[below].block.gap == 0
        if marked[below].label is Label.HEADING:
            return False
    return False


def _repeated(marked: Sequence[Marked]) -> Iterator[Finding]:
    times = Counter(fold(one.text) for one in marked if one.label is Label.HEADING)
    for at, one in enumerate(marked):
        if one.label is Label.HEADING and times[fold(one.text)] >= REPEATED:
            yield at, Label.FURNITURE, "stands in the bulletin again and again"


def _contents(marked: Sequence[Marked]) -> Iterator[Finding]:
    """Runs of headings with nothing between them, half of which come again as headings with text."""
    last = {fold(one.text): at for at, one in enumerate(marked) if one.label is Label.HEADING}
    for run in _heading_runs(marked):
        again = sum(last[fold(marked[at].text)] > at for at in run)
        if again and again >= len(run) / 2:
            for at in run:
                yield at, Label.FURNITURE, "line of the contents"


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


def _masthead(marked: Sequence[Marked]) -> Iterator[Finding]:
    """The bulletin's own title and what stands with it: headings on top, above the one that the first text is under."""
    top = next((at for at, one in enumerate(marked) if one.label in BODY), len(marked))
    headings = [at for at in range(top) if marked[at].label is Label.HEADING]
    titles = [at for at, following in pairwise(headings) if _is_title(marked[at:following])]
    for at in headings:
        if titles and at <= titles[-1]:
            yield at, Label.FURNITURE, "title of the bulletin"


def _is_title(heading: Sequence[Marked]) -> bool:
    """Whether a heading, given with what stands below it, is a bulletin's and not a story's."""
    title, *below = heading
    words = fold(title.text).replace(":", " ").split()
    labels = {one.label for one in below}
    return (
        (Label.PUBLISHED in labels and Label.BYLINE not in labels)
        or len(words) <= MOST_TITLE_WORDS
        or not knowledge.masthead_words().isdisjoint(words)
        or bool(YEAR.search(title.text))
    )


def _kickers(marked: Sequence[Marked]) -> Iterator[Finding]:
    """Short headings right above another heading, where that is a habit: sections ("AFGHANISTAN", "HANDBALL")."""
    found = [
        at
        for at, (one, following) in enumerate(pairwise(marked))
        if one.label is following.label is Label.HEADING
        and len(one.text.split()) <= MOST_KICKER_WORDS < len(following.text.split())
        and not one.listed
    ]
    if len(found) >= FEWEST_KICKERS:
        for at in found:
            yield at, Label.SECTION, "short heading above another, as elsewhere in the bulletin"


def _underlined(marked: Sequence[Marked]) -> Iterator[Finding]:
    for at, (one, following) in enumerate(pairwise(marked)):
        if one.label is Label.HEADING and following.label is Label.RULE and not following.block.gap:
            yield at, Label.HEADING, "underlined"
            yield at + 1, Label.FURNITURE, "underline of a heading"


def _signature(marked: Sequence[Marked]) -> Iterator[Finding]:
    """What stands below the two dashes that open a mail's signature at the end of a bulletin."""
    start = next((at for at, one in enumerate(marked) if one.block.text.strip() == SIGNATURE), None)
    if start is None or len(marked) - start > LONGEST_SIGNATURE:
        return
    for at in range(start + 1, len(marked)):
        yield at, Label.FURNITURE, "signature of the mail"


def _sections(marked: Sequence[Marked]) -> Iterator[Finding]:
    """A section head has headlines below it; with a text right below, it is a crosshead of the same words."""
    for at, (one, following) in enumerate(pairwise(marked)):
        if one.label is Label.SECTION and following.label in BODY:
            yield at, Label.HEADING, "like a section head, with text right below it"


def _cut_off(marked: Sequence[Marked]) -> Iterator[Finding]:
    """A caption that breaks off and is said again, or begins again with its last word, on the very next line."""
    for at, (one, following) in enumerate(pairwise(marked)):
        are_captions = one.label is following.label is Label.CAPTION
        if (following.block.gap and not are_captions) or SENTENCE_END.search(one.text):
            continue
        first, second = fold(one.text), fold(following.text)
        is_said_again = second.startswith(first) and len(first.split()) >= FEWEST_CUT_WORDS
        is_next = one.label is Label.CAPTION and not following.block.gap
        begins_again = is_next and first.split()[-1] == second.split()[0]
        if is_said_again or begins_again:
            yield at, Label.FURNITURE, "cut off, and repeated on the next line"
            yield at + 1, Label.CAPTION, "says again a caption that was cut off"


RULES: tuple[Rule, ...] = (
    _sections,
    _underlined,
    _kickers,
    _masthead,
    _contents,
    _recommended,
    _repeated,
    _signature,
    _cut_off,
)
