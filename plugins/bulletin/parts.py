"""Bulletins whose stories are parted by rules, lines of `---` say: where a headline stands then, and where none does.

Rules are drawn for other reasons too: below a title, above an address, between sections of several stories. That they
part stories is believed where nearly each part with a text begins with a line that can be its headline, and where few,
as they were read without this, hold another story.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from .model import HEADLINES, Label, Marked, Tag

# In signs; two dashes are the beginning of a signature.
SHORTEST_RULE = 3
# Parts that begin otherwise, or seem to hold another story (a crosshead that was taken for a headline): so many to each
# part with a story.
MOST_OTHERWISE = 1 / 3
# So many of them, or one that is so sure, and it is a section: other stories indeed.
FEWEST_OF_SECTION = 2
SURE = 0.9
TEXTS = frozenset({Label.PROSE, Label.ITEM})
# What may stand between a rule and its headline.
ABOVE_HEADLINES = frozenset({Label.RULE, Label.SECTION, Label.SLUGLINE, Label.PUBLISHED})


@dataclass(frozen=True, slots=True)
class _Part:
    first: int
    """The place of the line that may be its headline."""
    end: int
    is_behind_rule: bool
    is_section: bool
    """Whether the head of a section stands above that line."""


def headlines(marked: Sequence[Marked], tags: Sequence[Tag], confidences: Sequence[float]) -> Mapping[int, bool]:
    """The places of blocks that must be a headline (true), and of those that cannot be one (false).

    Args:
        marked: the blocks.
        tags: what each was read as without this.
        confidences: how sure that is.
    """
    are_texts = [one.label in TEXTS or tag is Tag.TEXT for one, tag in zip(marked, tags, strict=True)]
    parts = [part for part in _parts(marked) if any(are_texts[part.first : part.end])]
    stories = [part for part in parts if _is_story(marked, tags, part)]
    strangers = [part for part in parts[1:-1] if part not in stories and tags[part.first] is not Tag.OUTSIDE]
    others = {part: _others(tags, part) for part in stories}
    if max(len(strangers), sum(map(bool, others.values()))) > MOST_OTHERWISE * len(stories):
        return {}
    found: dict[int, bool] = {}
    for part in stories:
        is_several = len(others[part]) >= FEWEST_OF_SECTION or any(confidences[at] >= SURE for at in others[part])
        if is_several or part.is_section:
            continue
        found |= dict.fromkeys(_behind_text(are_texts, part), False)
        if part.is_behind_rule and len(stories) > 1:
            found |= {at: at == part.first for at in range(part.first, part.end)}
    return found


def _parts(marked: Sequence[Marked]) -> Iterator[_Part]:
    """What stands between the rules that the bulletin has most of."""
    signs = [_sign(one) for one in marked]
    times = Counter(filter(None, signs))
    if not times:
        return
    ((usual, _),) = times.most_common(1)
    rules = [at for at, sign in enumerate(signs) if sign == usual]
    for start, end in zip([-1, *rules], [*rules, len(marked)], strict=True):
        first = next((at for at in range(start + 1, end) if marked[at].label not in ABOVE_HEADLINES), None)
        if first is not None:
            is_section = any(one.label is Label.SECTION for one in marked[start + 1 : first])
            yield _Part(first, end, start >= 0, is_section)


def _sign(one: Marked) -> str:
    """What a rule is drawn of; nothing where a block is none."""
    signs = "".join(one.block.text.split())
    is_drawn = one.label is Label.RULE and len(signs) >= SHORTEST_RULE and len(set(signs)) == 1
    return signs[0] if is_drawn else ""


def _is_story(marked: Sequence[Marked], tags: Sequence[Tag], part: _Part) -> bool:
    """Whether its first line can be a headline, or is one of small letters, and was not read as a page's own."""
    one, tag = marked[part.first], tags[part.first]
    if one.label is Label.HEADING:
        return tag is not Tag.OUTSIDE
    return tag in HEADLINES and one.text[-1:].isalnum()


def _others(tags: Sequence[Tag], part: _Part) -> list[int]:
    """The places of lines below the first that were read as headlines, and have a text below them within the part."""
    inside = range(part.first + 1, part.end)
    return [at for at in inside if tags[at] in HEADLINES and Tag.TEXT in tags[at : part.end]]


def _behind_text(are_texts: Sequence[bool], part: _Part) -> range:
    """The places behind the last text of a part: of a caption, say."""
    last = max(at for at in range(part.first, part.end) if are_texts[at])
    return range(last + 1, part.end)
