"""Cuts the bulletin into stories: gives each block a role in a story, or drops it with a reason."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from . import bylines, credit
from .model import Draft, Dropped, Kind, Label, Marked, Part, Role, Tag, Tagged

CORRECTION = re.compile(
    r"(?:corrections?(?: and clarifications?)?|clarifications?|corrected|errat(?:um|a))\b\s*(?:[:–—-]|$)", re.IGNORECASE
)
NOT_TEXT = {
    Tag.TOP: "between a headline and its text",
    Tag.ASIDE: "interrupts the story",
}
# What a label says better than the tag why a block is in no story.
SAYS_WHY = frozenset({Label.BYLINE, Label.CREDIT, Label.PUBLISHED, Label.SECTION, Label.SIGNOFF, Label.SLUGLINE})

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
    for one in tagged:
        if one.tag in (Tag.HEADLINE, Tag.STUB):
            cuttings.append(_Cutting(one))
        elif not (cuttings and _took(cuttings[-1], one)):
            dropped += _drop(one, is_first=not cuttings)
        if cuttings:
            cuttings[-1].confidence = min(cuttings[-1].confidence, one.confidence)
    return tuple(map(_draft, cuttings)), tuple(dropped)


def _took(story: _Cutting, one: Tagged) -> bool:
    """Whether the story holds the block's text; who wrote it is noted, and stands in no text."""
    if one.tag in (Tag.BYLINE, Tag.SIGNED):
        story.byline = story.byline or bylines.loosely(one.marked.text)
        return False
    if one.marked.label is Label.SIGNOFF:
        story.signed = story.signed or one.marked.text
    if one.tag in (Tag.TEXT, Tag.CROSSHEAD):
        story.parts.append(_part(one))
        return True
    if one.tag is Tag.CAPTION:
        _picture(story.parts, one.marked, one.why)
        return True
    return False


def _part(one: Tagged) -> Part:
    marked = one.marked
    if one.tag is Tag.CROSSHEAD:
        return Part(Role.CROSSHEAD, marked.text, marked.block.lines, one.why)
    is_bulleted = marked.listed and not marked.numbered
    # Outside a headline a number says something, and so does "By": only the bullet of a list item is not text.
    text = marked.text if is_bulleted else marked.block.text
    return Part(Role.ITEM if is_bulleted else Role.PARAGRAPH, text, marked.block.lines, one.why)


def _picture(parts: list[Part], marked: Marked, why: str) -> None:
    """A caption, or a credit on a line of its own: that goes to the caption above it, and to one below it."""
    text = marked.block.text if marked.label is Label.CREDIT else marked.text
    last = parts[-1] if parts and parts[-1].role is Role.CAPTION else None
    if last and marked.label is Label.CREDIT and not credit.take_apart(last.text):
        parts[-1] = replace(last, text=f"{last.text} [{marked.text}]", lines=(*last.lines, *marked.block.lines))
    else:
        parts.append(Part(Role.CAPTION, text, marked.block.lines, why))


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
    marked = one.marked
    if marked.label in (Label.FURNITURE, Label.RULE):
        why = marked.why
    elif one.tag in (Tag.BYLINE, Tag.SIGNED):
        why = "byline"
    elif marked.label in SAYS_WHY:
        why = marked.label.value
    else:
        why = NOT_TEXT.get(one.tag, "before the first headline" if is_first else "after the end of the story")
    for line in marked.block.lines:
        yield Dropped(line, marked.block.text, f"{why}: {one.why}" if one.why else why)
