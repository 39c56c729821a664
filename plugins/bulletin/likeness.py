"""How alike two texts are, and which of their words tell them from others: told from prints that receipts can hold.

A print is the smallest hashes of all runs of three words (bottom-k sketch): the share that two prints have in common is
about the share of runs that their texts have in common.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable
from hashlib import blake2b
from heapq import nsmallest

from . import knowledge
from .knowledge import fold

RUN = 3
HASHES = 24
HASH_BYTES = 4
DIGITS = 2 * HASH_BYTES
FIRST = 6
TERMS = 12
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
_CAPITALISED = r"[^\W\d_a-zß-öø-ÿ][^\W\d_]{2,}(?:-[^\W\d_]{2,})?"
_NAME = re.compile(rf"(?<![.!?:“\"\n…] )(?<![“\"«„‘'])(?<!^)\b{_CAPITALISED}(?: (?:d[’'])?{_CAPITALISED})*")


def print_of(texts: Iterable[str]) -> str:
    """The print of a story's texts: hashes in hexadecimal, one behind the other; empty for no text."""
    words = _WORD.findall(fold("\n".join(texts)))
    runs = {" ".join(words[at : at + RUN]) for at in range(max(1, len(words) - RUN + 1))} if words else set()
    return "".join(nsmallest(HASHES, (blake2b(run.encode(), digest_size=HASH_BYTES).hexdigest() for run in runs)))


def alike(one: str, other: str) -> float:
    """How alike two texts are, by their prints: 0 to 1; 0 where one has no text."""
    ours, theirs = _hashes(one), _hashes(other)
    if not ours or not theirs:
        return 0.0
    smallest = nsmallest(HASHES, ours | theirs)
    return len(ours.intersection(theirs, smallest)) / len(smallest)


def first_hashes(printed: str) -> tuple[str, ...]:
    """The smallest hashes of a print: two texts of which half is the same share one of them in all likelihood."""
    return tuple(printed[at : at + DIGITS] for at in range(0, min(len(printed), FIRST * DIGITS), DIGITS))


def _hashes(printed: str) -> set[str]:
    return {printed[at : at + DIGITS] for at in range(0, len(printed), DIGITS)}


def terms_of(texts: Iterable[str], is_known: Callable[[str], bool]) -> tuple[str, ...]:
    """The names that tell a story from others, those that it repeats first: of each its last word, as of a person's.

    Args:
        texts: the story's.
        is_known: whether a name is too well known to tell anything: a country's, a capital's.

    Returns:
        Folded words; days, months and small words are none.
    """
    counts: Counter[str] = Counter()
    for text in texts:
        counts.update({name for name in _NAME.findall(text) if not is_known(name)})
    idle = knowledge.months().keys() | knowledge.weekdays().keys() | knowledge.function_words()
    last: Counter[str] = Counter()
    for name, count in counts.items():
        last[fold(name).split()[-1]] += count
    told = [(-count, name) for name, count in last.items() if name not in idle]
    return tuple(name for _, name in sorted(told)[:TERMS])
