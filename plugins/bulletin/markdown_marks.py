"""Markdown to the plain text that it stands for, line by line, so that line numbers stay.

Headings and list items keep their marks: `label` knows them. A picture becomes its caption.
"""

import re
from collections.abc import Callable, Sequence

ENDINGS = (".md", ".markdown")
HEADING = re.compile(r"#{1,6} \S")
# No pattern here looks for its end over more than this, or over where another mark begins: a line of ten megabytes may
# be nothing but beginnings.
LONGEST = 1_000
MARK = re.compile(rf"!?\[[^\[\]]++\]\([^)\[]++\)|(?<!\w)(\*\*|__)\S.{{0,{LONGEST}}}?\S\1(?!\w)")
FEWEST_HEADINGS = 2

PICTURE = re.compile(r"\s*!\[(?P<caption>[^\]]*)\]\((?:<[^>]*>|[^\s)]*)(?:\s+[\"'(](?P<credit>.*?)[\"')])?\)\s*")
LINK = re.compile(
    r"(?<!\\)\[(?P<text>(?:[^\[\]]++|\[[^\[\]]*+\])++)\]"
    r"(?:\((?:<[^<>]*+>|[^\s)\[]*+)(?:\s+\"[^\"]*+\")?\)|\[[^\[\]]*+\])"
)
ADDRESS = re.compile(r"<((?:https?://|mailto:)[^<>\s]++)>")
EMPHASIS = re.compile(rf"(?<![\w*\\])(\*{{1,3}}|_{{1,3}})(?=\S)(?P<text>.{{1,{LONGEST}}}?)(?<=[^\s\\])\1(?![\w*])")
# A line that is strong as a whole keeps its marks: it is a heading, and `label` knows them.
WHOLE = re.compile(r"(\*{2,3}|__)[^*_\s](?:[^*_]*[^*_\s])?\1")
CODE = re.compile(rf"(?<![\\`])(`++)(?P<text>.{{1,{LONGEST}}}?)(?<!`)\1(?!`)")
QUOTED = re.compile(r"\s*(?:>\s?)+")
ESCAPE = re.compile(r"\\([\\`*_{}\[\]()#+.!|<>~-])")


def is_markdown(name: str, lines: Sequence[str]) -> bool:
    """Whether a bulletin is written in Markdown: it says so by its name, or has headings and links or strong words."""
    if name.lower().endswith(ENDINGS):
        return True
    headings = sum(bool(HEADING.match(line)) for line in lines)
    return headings >= FEWEST_HEADINGS and any(MARK.search(line) for line in lines)


def plain(line: str) -> str:
    """A line without the marks that a reader does not see."""
    picture = PICTURE.fullmatch(line)
    if picture and not picture["caption"]:
        return line
    if picture:
        credit = f" [Photo: {picture['credit']}]" if picture["credit"] else ""
        return f"Image caption, {picture['caption']}{credit}"
    if WHOLE.fullmatch(line.strip()):
        return LINK.sub(r"\g<text>", line)
    for step in STEPS:
        line = step(line)
    return line


STEPS: tuple[Callable[[str], str], ...] = (
    lambda line: QUOTED.sub("", line, count=1) if line.lstrip().startswith(">") else line,
    lambda line: LINK.sub(r"\g<text>", line),
    lambda line: ADDRESS.sub(r"\1", line),
    lambda line: CODE.sub(r"\g<text>", line),
    lambda line: EMPHASIS.sub(r"\g<text>", line),
    lambda line: ESCAPE.sub(r"\1", line),
)
