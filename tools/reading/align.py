"""Which block of a bulletin each gold label speaks of.

The labels hold texts, not lines, and a text may stand in a bulletin more than once (in the contents, below "Recommended
Stories"). So the stories are laid over the blocks as a whole: the way that explains most blocks wins.
"""

import html
import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bulletin import clean, datelines
from bulletin.model import Label, Marked, Tag

PLAIN_MARKS = str.maketrans({"‘": "'", "’": "'", "“": '"', "”": '"', "–": "-", "—": "-", "\u00a0": " ", "…": "..."})
MARKUP = re.compile(r"[*_`\\]")

NEVER = -1e9
FOR_HEADLINE, FOR_BODY = 3, 1
# What it costs to pass over a story whose headline is not found.
FOR_PASSING = -3

# A text that stands in a longer block must have this many letters, and this share of the block's.
SHORTEST_CAPTION, SHORTEST_PARAGRAPH, SHORTEST_HEADLINE, SHORTEST_BYLINE = 20, 25, 15, 5
SHARE_OF_CAPTION, SHARE_OF_HEADLINE, SHARE_OF_END, SHARE_OF_START = 0.5, 0.6, 0.6, 0.8
# What may stand beside the names in a byline, in letters.
BESIDE_BYLINE = 60


@dataclass(frozen=True, slots=True)
class _Story:
    """The texts of a story, as they are compared."""

    headline: str
    paragraphs: frozenset[str]
    crossheads: frozenset[str]
    captions: frozenset[str]
    byline: str


@dataclass(frozen=True, slots=True)
class _Step:
    """The best way to a block: the number of the story that the block before it is in, and the block's tag."""

    before: int
    tag: Tag | None


def align(marked: Sequence[Marked], stories: Sequence[Mapping[str, Any]]) -> tuple[list[Tag], tuple[str, ...]]:
    """A tag for each block, as far as the labels tell it, and the headlines that were found at no block.

    What the labels say nothing about is tagged as outside, wherever it stands.
    """
    told = [_story(one) for one in stories]
    steps, number = _best_way(marked, told)
    tags = [Tag.OUTSIDE] * len(marked)
    found = set()
    for at in range(len(marked) - 1, -1, -1):
        step = steps[at][number]
        if step.tag:
            tags[at] = step.tag
        elif number and _is_byline(marked[at], told[number - 1].byline):
            tags[at] = Tag.BYLINE
        if step.tag is Tag.HEADLINE:
            found.add(number - 1)
        number = step.before
    return tags, tuple(one["headline"] for at, one in enumerate(stories) if at not in found)


def plain(text: str) -> str:
    """A text as it is compared: without markup, and without what conversion may change."""
    text = unicodedata.normalize("NFKC", html.unescape(text).translate(PLAIN_MARKS))
    return " ".join(MARKUP.sub("", text).split()).strip(" .#>").casefold()


def _story(gold: Mapping[str, Any]) -> _Story:
    return _Story(
        headline=plain(gold["headline"]),
        paragraphs=frozenset(map(plain, gold["paragraphs"])),
        crossheads=frozenset(map(plain, gold["crossheads"])),
        captions=frozenset(plain(photo["caption"]) for photo in gold["photos"]) - {""},
        byline=plain(gold["byline"] or ""),
    )


def _best_way(marked: Sequence[Marked], stories: Sequence[_Story]) -> tuple[list[list[_Step]], int]:
    """For each block and each story (0 for none yet) the best step there, and the story that the last block is in."""
    best = [0.0] + [NEVER] * len(stories)
    steps = []
    for one in marked:
        forms = _forms(one)
        row, reached = [_Step(0, None)], [best[0]]
        for number, story in enumerate(stories, 1):
            tag = _body_tag(one, forms, story) if best[number] > NEVER else None
            score, step = best[number] + (FOR_BODY if tag else 0), _Step(number, tag)
            if _is_headline(one, forms, story):
                for before in range(max(0, number - 2), number):
                    begun = best[before] + FOR_HEADLINE + FOR_PASSING * (number - 1 - before)
                    if begun >= score and best[before] > NEVER:
                        score, step = begun, _Step(before, Tag.HEADLINE)
            row.append(step)
            reached.append(score)
        best = reached
        steps.append(row)
    return steps, max(range(len(best)), key=best.__getitem__)


def _forms(one: Marked) -> frozenset[str]:
    """The ways in which a label may give a block's text."""
    dateline = datelines.split(one.block.text)
    texts = [one.text, one.block.text, clean.text(one.text), clean.headline(one.text)]
    return frozenset(map(plain, [*texts, dateline[1]] if dateline else texts))


def _is_headline(one: Marked, forms: frozenset[str], story: _Story) -> bool:
    if story.headline in forms:
        return True
    text = plain(one.block.text)
    is_long = len(story.headline) > max(SHORTEST_HEADLINE, SHARE_OF_HEADLINE * len(text))
    return is_long and story.headline in text


def _body_tag(one: Marked, forms: frozenset[str], story: _Story) -> Tag | None:
    if forms & story.paragraphs:
        return Tag.TEXT
    if forms & story.crossheads:
        return Tag.CROSSHEAD
    text = plain(one.block.text)
    if forms & story.captions or any(_holds_caption(one, text, caption) for caption in story.captions):
        return Tag.CAPTION
    if len(text) > SHORTEST_PARAGRAPH and any(_is_paragraph(text, paragraph) for paragraph in story.paragraphs):
        return Tag.TEXT
    return None


def _holds_caption(one: Marked, text: str, caption: str) -> bool:
    is_most = len(caption) > max(SHORTEST_CAPTION, SHARE_OF_CAPTION * len(text))
    return caption in text and (is_most or one.label in (Label.CAPTION, Label.CREDIT))


def _is_paragraph(text: str, paragraph: str) -> bool:
    """Whether a block is a part of a paragraph, or the paragraph with a few words more."""
    return len(paragraph) > SHORTEST_PARAGRAPH and (
        text in paragraph
        or (text.endswith(paragraph) and len(paragraph) > SHARE_OF_END * len(text))
        or (text.startswith(paragraph) and len(paragraph) > SHARE_OF_START * len(text))
    )


def _is_byline(one: Marked, byline: str) -> bool:
    text = plain(one.block.text)
    is_near = SHORTEST_BYLINE < len(text) < len(byline) + BESIDE_BYLINE
    return bool(byline) and is_near and (byline in text or text in byline)
