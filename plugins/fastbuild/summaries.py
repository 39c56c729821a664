"""What lists show of a story without a summary: its first words, as Pelican cuts them, in a quarter of the time."""

import re
from collections.abc import Mapping
from typing import Any

# Private, but what says where a word ends; Pelican is pinned, and a test compares what comes of it.
from pelican.utils import _HTMLWordTruncator

WORD = _HTMLWordTruncator._word_regex.pattern  # noqa: SLF001
ELEMENT = r'<(/?)([a-z][a-z0-9]*)(?: [a-z\-]+="[^"<>]*")*( ?/)?>'
PIECE = re.compile(f"{ELEMENT}|{WORD}")
ALONE = frozenset(_HTMLWordTruncator._singlets)  # noqa: SLF001
PLAIN = ALONE | frozenset(
    {"a", "abbr", "b", "blockquote", "code", "em", "figcaption", "figure", "h1", "h2", "h3", "h4", "h5", "h6", "i"}
    | {"li", "ol", "p", "q", "s", "span", "strong", "ul"}
)
"""The elements that a plain text has. Of others the parser may know more."""


def summary_of(story: Any) -> str:  # noqa: ANN401 - Pelican has no types
    """What Pelican shows as the summary of a story that leads to no other files.

    Args:
        story: As Pelican has read it. It remembers nothing of it.
    """
    if "summary" not in story.metadata:
        made = shortened(story._content, story.settings)  # noqa: SLF001
        if made is not None:
            return made
    summary = str(story.summary)
    forget_told(story)
    return summary


def forget_told(story: Any) -> None:  # noqa: ANN401
    """Have Pelican forget what it has told of a story, which it would remember for good, and the story with it."""
    for told in (story.get_content, story.get_summary):
        remembered = getattr(told, "cache", {})
        while remembered and next(reversed(remembered))[0] is story:
            remembered.popitem()


def shortened(html: str, settings: Mapping[str, Any]) -> str | None:
    """The first words of a plain text, with the ends of the elements that are open there.

    Args:
        html: The text.
        settings: The site's: how many words, and what stands behind them.

    Returns:
        What Pelican makes of it; None where it is shorter, or not so plain that this could be said.
    """
    most = settings["SUMMARY_MAX_LENGTH"]
    if settings.get("SUMMARY_MAX_PARAGRAPHS") is not None or type(most) is not int or most < 1:
        return None
    end, open_elements = _cut(html, most)
    shown = html[:end]
    # What is escaped may be a part of a word, and a table of contents is left out.
    if not end or "&" in html[: end + 1] or "contents" in shown or "toc-backref" in shown:
        return None
    mark = settings["SUMMARY_END_SUFFIX"]
    return f"{shown} {mark}{_ends(open_elements)}" if mark else shown + _ends(open_elements)


def _cut(html: str, most: int) -> tuple[int, list[str]]:
    """Where the last of so many words ends, and the elements that are open there; 0 where that is not plain."""
    words, end, elements, open_elements = 0, 0, 0, list[str]()
    for piece in PIECE.finditer(html):
        closes, name, closes_itself = piece.group(1, 2, 3)
        if words == most:  # what comes behind it is plain, too
            is_plain = html.count("<", 0, end) == elements and (html[end] != "<" or piece.start() == end)
            return (end if is_plain else 0), open_elements
        if name is None:
            words, end = words + 1, piece.end()
            continue
        elements += 1
        if name not in PLAIN or (closes_itself and name not in ALONE):
            break
        if closes:
            if not open_elements or open_elements.pop() != name:
                break
        elif name not in ALONE:
            open_elements.append(name)
    return 0, []


def _ends(open_elements: list[str]) -> str:
    return "".join([f"</{name}>" for name in reversed(open_elements)])
