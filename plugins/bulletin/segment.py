"""Cuts the bulletin into stories: gives each block a role in a story, or drops it with a reason."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain

from . import bylines, credit
from .model import HEADLINES, Draft, Dropped, Kind, Label, Marked, Part, Role, Tag, Tagged

CORRECTION = re.compile(
    r"(?:corrections?(?: and clarifications?)?|clarifications?|corrected|errat(?:um|a))\b\s*(?:[:–—-]|$)", re.IGNORECASE
)
NOT_TEXT = {
    Tag.TOP: "between a headline and its text",
    Tag.ASIDE: "interrupts the story",
}
# What a label says better than the tag why a block is in no story.
SAYS_WHY = frozenset({Label.BYLINE, Label.CREDIT, Label.PUBLISHED, Label.SECTION, Label.SIGNOFF, Label.SLUGLINE})

BODY = frozenset({Tag.TEXT, Tag.CROSSHEAD})
MOST_WORDS_OF_CREDIT = 8
SENTENCES = re.compile(r"[.!?]\s")
# Decks and pictures that stand above a byline.
MOST_ABOVE_BYLINE = 2

Pieces = tuple[tuple[Draft, ...], tuple[Dropped, ...]]


@dataclass(slots=True)
class _Cutting:
    """The story that is being put together."""

    headline: Tagged
    parts: list[Part] = field(default_factory=list)
    byline: str = ""
    signed: str = ""
    confidence: float = 1.0


def cut(tagged: Sequence[Tagged]) -> Pieces:
    """Cut the bulletin before each headline.

    Args:
        tagged: all its blocks.

    Returns:
        The stories, and what stands in none, both in the bulletin's order. Each line is in one of them.
    """
    dropped: list[Dropped] = []
    cuttings: list[_Cutting] = []
    for above, one in zip(chain([None], tagged), tagged, strict=False):
        is_below_caption = above is not None and above.tag is Tag.CAPTION
        if one.tag in HEADLINES:
            cuttings.append(_Cutting(one))
        elif not cuttings or not (
            (is_below_caption and _credited(cuttings[-1].parts, one)) or _took(cuttings[-1], one)
        ):
            dropped += _drop(one, is_first=not cuttings)
        if cuttings:
            cuttings[-1].confidence = min(cuttings[-1].confidence, one.confidence)
    return tuple(map(_draft, cuttings)), tuple(dropped)


def _took(story: _Cutting, one: Tagged) -> bool:
    """Whether the story holds the block's text; who wrote it is noted, and stands in no text."""
    if one.tag in (Tag.BYLINE, Tag.SIGNED):
        story.byline = story.byline or bylines.loosely(one.marked.text)
        return False
    if one.tag in (Tag.TOP, Tag.ASIDE) and not story.byline and len(story.parts) <= MOST_ABOVE_BYLINE:
        story.byline = _names(one.marked)
    if one.marked.label is Label.SIGNOFF:
        story.signed = story.signed or one.marked.text
    if one.tag in (Tag.TEXT, Tag.CROSSHEAD):
        story.parts.append(_part(one))
        return True
    if one.tag is Tag.CAPTION:
        text = one.marked.block.text if one.marked.label is Label.CREDIT else one.marked.text
        story.parts.append(Part(Role.CAPTION, text, one.marked.block.lines, one.why))
        return True
    return False


def _credited(parts: list[Part], one: Tagged) -> bool:
    """Whether the line below a caption is its credit: it says so, or has the form of one; then the caption has it."""
    caption, line = parts[-1], one.marked
    if one.tag in BODY or credit.take_apart(caption.text):
        return False
    text = f"{caption.text} [{line.text}]"
    if line.label is not Label.CREDIT:
        is_short = len(line.text.split()) <= MOST_WORDS_OF_CREDIT and not SENTENCES.search(line.text)
        found = credit.take_apart(text) if is_short else None
        if not (found and found.photographer and found.agency):
            return False
    parts[-1] = replace(caption, text=text, lines=(*caption.lines, *line.block.lines))
    return True


def _names(marked: Marked) -> str:
    """The names of a line near the top of a story that may be its byline: it says so, or has names and a place."""
    if marked.label is Label.BYLINE:
        return bylines.loosely(marked.text)
    if marked.label is not Label.HEADING:
        return ""
    names = bylines.loosely(marked.text)
    has_more = names != marked.text and bylines.is_people(names)
    return names if has_more or bylines.is_named(names) else ""


def _part(one: Tagged) -> Part:
    marked = one.marked
    if one.tag is Tag.CROSSHEAD:
        return Part(Role.CROSSHEAD, marked.text, marked.block.lines, one.why)
    is_bulleted = marked.listed and not marked.numbered
    # Outside a headline a number says something, and so does "By": only the bullet of a list item is not text.
    text = marked.text if is_bulleted else marked.block.text
    return Part(Role.ITEM if is_bulleted else Role.PARAGRAPH, text, marked.block.lines, one.why)


def _draft(story: _Cutting) -> Draft:
    headline = story.headline.marked
    return Draft(
        headline=headline.text,
        lines=headline.block.lines,
        parts=tuple(story.parts),
        kind=_kind(headline, story.parts),
        byline=story.byline or story.signed or None,
        why=story.headline.why,
        confidence=story.confidence,
    )


def _kind(headline: Marked, parts: Sequence[Part]) -> Kind:
    if CORRECTION.match(headline.text):
        return Kind.CORRECTION
    if not parts:
        return Kind.STUB
    texts = sum(part.role in (Role.PARAGRAPH, Role.ITEM) for part in parts)
    return Kind.BRIEF if texts <= 1 else Kind.STORY


def _drop(one: Tagged, *, is_first: bool) -> Iterator[Dropped]:
    for line in one.marked.block.lines:
        yield Dropped(line, one.marked.block.text, _why(one, is_first=is_first))


def _why(one: Tagged, *, is_first: bool) -> str:
    """What the label says, or else where the block stands and the signs that told."""
    if one.marked.label in (Label.FURNITURE, Label.RULE):
        return one.marked.why
    if one.tag in (Tag.BYLINE, Tag.SIGNED):
        return Label.BYLINE.value
    if one.marked.label in SAYS_WHY:
        return one.marked.label.value
    place = NOT_TEXT.get(one.tag, "before the first headline" if is_first else "after the end of the story")
    return f"{place}: {one.why}" if one.why else place
