"""The HTML of Markdown that has nothing in it but what `page` writes, by a fast library.

What Markdown says is decided by python-markdown, with the extensions of `pelicanconf.py`. Pyromark is a hundred times
as fast, and says the same of plain texts: tests compare the two. Of anything else, nothing is said here.
"""

import html
import re
from itertools import pairwise

import pyromark
from markdown.extensions.toc import slugify, strip_tags, unique

# No mark of either library, unless escaped in a way that both understand, and no entities but these three.
PIECE = r"[^\\`*_\[\]{}<|&\n]|\\[\\`*_\[\]{}()>#+\-.!]|(?<=[^\W_])_(?=[^\W_])|&(?:amp|lt|gt);|&(?![#\w])"
PLAIN = rf"(?:{PIECE})+"
# What begins a list, a heading, a quotation, a definition, a rule, a fence, or underlines a heading; or is left out.
MARK = r"(?!\s|\d+[.)]|[#>+\-=~:!])"
TEXT = re.compile(rf"{MARK}{PLAIN}")
ITEM = re.compile(rf"- {MARK}{PLAIN}")
CROSSHEAD = re.compile(rf"## (?!\s)(?:(?!#)(?:{PIECE}))+")
FIGURE = re.compile(
    r'<figure class="photo">\n<figcaption>[^<\n]*(?:<span class="credit">[^<\n]*</span>)?</figcaption>\n</figure>'
)
# Characters that one of the two takes for the end of a line, for a space at an end, or for its own use.
ODD = re.compile(r"[\x00-\x09\x0b-\x1f\x7f\x85\u2028\u2029]")
HEADING = re.compile(r"<h2>(.*)</h2>")
BLANK = "\n\n"


def to_html(text: str) -> str | None:
    """The HTML of a plain text.

    Args:
        text: Markdown, without front matter.

    Returns:
        What python-markdown makes of it; None where it is not plain.
    """
    text = text.strip("\n")
    blocks = [block.strip("\n") for block in re.split(r"\n{2,}", text)] if text else []
    kinds = [_kind(block) for block in blocks]
    if ODD.search(text) or None in kinds or any(one == other == "list" for one, other in pairwise(kinds)):
        return None
    ids: set[str] = set()
    made = HEADING.sub(lambda found: _heading(found[1], ids), pyromark.html(BLANK.join(blocks)))
    return made.replace("</figure>\n", f"</figure>{BLANK}").strip()


def _kind(block: str) -> str | None:
    """What a block is; None for what is not plain."""
    lines = block.split("\n")
    if FIGURE.fullmatch(block):
        return "figure"
    if any(line != line.strip() for line in lines):
        return None
    if len(lines) == 1 and CROSSHEAD.fullmatch(block):
        return "crosshead"
    if all(map(ITEM.fullmatch, lines)):
        return "list"
    return "text" if all(map(TEXT.fullmatch, lines)) else None


def _heading(text: str, ids: set[str]) -> str:
    """A heading with its anchor, as python-markdown's extension `toc` gives it."""
    anchor = unique(slugify(html.unescape(strip_tags(text)), "-"), ids)
    return f'<h2 id="{anchor}">{text}</h2>'
