"""Cuts the bulletin into stories: gives each block a role in a story, or drops it with a reason."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import zip_longest

from .evidence import CORRECTION
from .model import BODY, Draft, Dropped, Kind, Label, Marked, Part, Role

ROLES: Mapping[Label, Role] = {Label.PROSE: Role.PARAGRAPH, Label.ITEM: Role.ITEM, Label.CAPTION: Role.CAPTION}
STORY_END, AFTER_END = "end of a story", "after the end of the story"
# A longer heading that begins no story is a sentence without its full stop.
MOST_CROSSHEAD_WORDS = 14

Pieces = tuple[tuple[Draft, ...], tuple[Dropped, ...]]


@dataclass(slots=True)
class _Cutting:
    """The story that is being put together."""

    headline: Marked
    why: tuple[str, ...]
    blocks: list[Marked] = field(default_factory=list)


def cut(marked: Sequence[Marked], headlines: Mapping[int, Sequence[str]]) -> Pieces:
    """Cut the bulletin before each headline.

    Args:
        marked: all its blocks.
        headlines: positions of the blocks that begin a story, each with the reasons.

    Returns:
        The stories, and what stands in none, both in the bulletin's order. Each line is in one of them.
    """
    dropped: list[Dropped] = []
    cuttings: list[_Cutting] = []
    for at, one in enumerate(marked):
        if at in headlines:
            cuttings.append(_Cutting(one, tuple(headlines[at])))
        elif cuttings and one.label is not Label.FURNITURE:
            cuttings[-1].blocks.append(one)
        else:
            dropped += _drop(one, one.why if one.label is Label.FURNITURE else "before the first headline")
    drafts = [_draft(cutting, dropped) for cutting in cuttings]
    return tuple(drafts), tuple(sorted(dropped, key=lambda line: line.line))


def _draft(cutting: _Cutting, dropped: list[Dropped]) -> Draft:
    story = _Assembly()
    for one, following in zip_longest(cutting.blocks, cutting.blocks[1:]):
        dropped += story.take(one, following)
    return Draft(
        headline=cutting.headline.text,
        lines=cutting.headline.block.lines,
        parts=tuple(story.parts),
        kind=_kind(cutting.headline, story.parts),
        byline=story.byline or story.signed or None,
        why=cutting.why,
    )


@dataclass(slots=True)
class _Assembly:
    """A story's parts, as its blocks come in."""

    parts: list[Part] = field(default_factory=list)
    byline: str = ""
    signed: str = ""
    has_text: bool = False
    has_ended: bool = False

    def take(self, one: Marked, following: Marked | None) -> Iterator[Dropped]:
        """Make a part of a block, or else give its lines back with the reason."""
        reason = AFTER_END if self.has_ended else _why_dropped(one, has_text=self.has_text)
        if one.label is Label.BYLINE and not self.has_text:
            self.byline = self.byline or one.text
        elif one.label is Label.SIGNOFF:
            self.signed = self.signed or one.text
        self.has_ended = self.has_ended or (one.label is Label.RULE and one.why == STORY_END)
        if reason:
            yield from _drop(one, reason)
            return
        self.parts.append(_part(one, following))
        self.has_text = self.has_text or self.parts[-1].role is Role.PARAGRAPH


def _why_dropped(one: Marked, *, has_text: bool) -> str | None:
    if one.label is Label.BYLINE and has_text:
        return None
    if one.label not in BODY and one.label is not Label.HEADING:
        return one.label.value if one.label is not Label.RULE else one.why
    return None


def _part(one: Marked, following: Marked | None) -> Part:
    if one.label is Label.HEADING and _is_crosshead(one, following):
        return Part(Role.CROSSHEAD, one.text, one.block.lines)
    is_bulleted = one.listed and not one.numbered
    role = Role.ITEM if is_bulleted else ROLES.get(one.label, Role.PARAGRAPH)
    # Outside a headline a number says something, and so does "By": only the bullet of a list item is not text.
    text = one.text if role in (Role.ITEM, Role.CAPTION) else one.block.text
    return Part(role, text, one.block.lines)


def _is_crosshead(one: Marked, following: Marked | None) -> bool:
    has_text = following is not None and following.label in BODY
    return has_text and not one.listed and len(one.text.split()) <= MOST_CROSSHEAD_WORDS


def _kind(headline: Marked, parts: Sequence[Part]) -> Kind:
    if CORRECTION.match(headline.text):
        return Kind.CORRECTION
    if not parts:
        return Kind.STUB
    texts = sum(part.role in (Role.PARAGRAPH, Role.ITEM) for part in parts)
    return Kind.BRIEF if texts <= 1 else Kind.STORY


def _drop(one: Marked, why: str) -> Iterator[Dropped]:
    for line in one.block.lines:
        yield Dropped(line, one.block.text, why)
