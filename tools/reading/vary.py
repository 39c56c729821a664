"""A labelled bulletin set otherwise: other gaps, other capitals, no bylines or dates, furniture that no list knows.

What stays is what makes a headline a headline; what is learned should hang on that, not on one paper's habits.
"""

from collections.abc import Callable
from dataclasses import replace
from random import Random

from bulletin import knowledge, label
from bulletin.model import HEADLINES, Label, Marked, Standing, Tag

from . import order
from .gold import Example

KNOWN = frozenset({Label.FURNITURE, Label.SECTION})
FURNITURE = frozenset({Tag.OUTSIDE, Tag.TOP, Tag.ASIDE})

# How often each thing is done to a bulletin.
LEFT_OUT = ((order.BYLINES, 0.25), (frozenset({Tag.TOP}), 0.2), (frozenset({Tag.CAPTION}), 0.1))
THINNED = 0.2
IN_CAPITALS, IN_TITLE_CASE = 0.1, 0.09
# Shares of the lines of furniture that the lists no longer know.
FORGOTTEN = (0.0, 0.0, 0.15, 0.3, 0.5)
DOUBTED, DOUBTED_FURNITURE, DOUBTED_OTHER = 0.1, 0.5, 0.02


def otherwise(example: Example, rng: Random) -> Example:
    """The same bulletin, set otherwise."""
    return doubt(forget(_cased(_thinned(_spaced(example, rng), rng), rng), rng), rng)


def forget(example: Example, rng: Random) -> Example:
    """The same blocks as if the lists in data/ did not know some of their furniture."""
    share = rng.choice(FORGOTTEN)
    marked = (_unknown(one) if one.label in KNOWN and rng.random() < share else one for one in example.marked)
    return replace(example, marked=tuple(marked))


def doubt(example: Example, rng: Random) -> Example:
    """The same blocks as if they came from a page that names the elements of its furniture, if rarely rightly."""
    if rng.random() > DOUBTED:
        return example
    marked = []
    for one, tag in zip(example.marked, example.tags, strict=True):
        share = DOUBTED_FURNITURE if tag in FURNITURE else DOUBTED_OTHER
        is_named = rng.random() < share
        marked.append(replace(one, block=replace(one.block, standing=Standing.DOUBTFUL)) if is_named else one)
    return replace(example, marked=tuple(marked))


def title_case(text: str) -> str:
    """A text with a capital at the start of each word."""
    return " ".join(word[:1].upper() + word[1:] for word in text.split())


def _unknown(one: Marked) -> Marked:
    """What a block looks like to a reader without the lists of furniture and section heads."""
    if one.label is Label.FURNITURE and one.why != knowledge.furniture(knowledge.fold(one.block.text)):
        return one
    for rule in label.RULES:
        marked = rule(one.block)
        if marked and marked.label is not Label.SECTION and (marked.label, marked.why) != (one.label, one.why):
            return marked
    return replace(one, label=Label.PROSE, text=one.block.text, why="")


def _spaced(example: Example, rng: Random) -> Example:
    """With blank lines as they are, none, one before each block, or two before each headline."""
    manner = rng.choice(("as it is", "as it is", "none", "one", "two"))
    if manner == "as it is":
        return example
    usual, before_headline = {"none": (0, 0), "one": (1, 1), "two": (1, 2)}[manner]
    gaps = [before_headline if tag in HEADLINES else usual for tag in example.tags]
    marked = (replace(one, block=replace(one.block, gap=gap)) for one, gap in zip(example.marked, gaps, strict=True))
    return replace(example, marked=tuple(marked))


def _thinned(example: Example, rng: Random) -> Example:
    """Without some kinds of blocks, and without some of the furniture."""
    gone = frozenset().union(*(tags for tags, share in LEFT_OUT if rng.random() < share))
    share = rng.random() if rng.random() < THINNED else 0
    kept = [
        (one, tag)
        for one, tag in zip(example.marked, example.tags, strict=True)
        if tag not in gone and not (tag in FURNITURE - {Tag.TOP} and rng.random() < share)
    ]
    return replace(example, marked=tuple(one for one, _ in kept), tags=order.settle([tag for _, tag in kept]))


def _cased(example: Example, rng: Random) -> Example:
    """With the headlines in capitals, or with a capital to each word, or as they are."""
    chance = rng.random()
    if chance < IN_CAPITALS:
        return _headlines(example, str.upper, shouted=True)
    return _headlines(example, title_case) if chance < IN_CAPITALS + IN_TITLE_CASE else example


def _headlines(example: Example, change: Callable[[str], str], *, shouted: bool = False) -> Example:
    marked = []
    for one, tag in zip(example.marked, example.tags, strict=True):
        if tag is Tag.HEADLINE:
            text = change(one.text)
            one = replace(one, text=text, shouted=shouted or one.shouted, block=replace(one.block, text=text))
        marked.append(one)
    return replace(example, marked=tuple(marked))
