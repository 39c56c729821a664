"""The HTML of Markdown that has nothing in it but what `page` writes, by a fast library.

What Markdown says is decided by python-markdown, with the extensions of `pelicanconf.py`. Pyromark is a hundred times
as fast, and says the same of plain texts: tests compare the two. Of anything else, nothing is said here.
"""

import html
import re

import pyromark
from markdown.extensions.toc import slugify, strip_tags, unique

# Characters that one of the two takes for the end of a line, for a space at an end, or for its own use.
ODD = r"\x00-\x1f\x7f\x85\u2028\u2029"
# No mark of either library, unless escaped in a way that both understand, and no entities but these three. Each begins
# in its own way, so that there is one way to read a line.
PIECE = (
    rf"[^\\`*_\[\]{{}}<|&{ODD}]++"
    r"|\\[\\`*_\[\]{}()>#+\-.!]|(?<=[^\W_])_(?=[^\W_])|&(?:amp|lt|gt);|&(?![#\w])"
)
# What begins a list, a heading, a quotation, a definition, a rule, a fence, or underlines a heading; or is left out.
MARK = r"(?!\s|\d+[.)]|[#>+\-=~:!])"
LINE = rf"(?:{PIECE})+(?<!\s)"
CROSSHEAD = rf"## (?!\s){LINE.replace('[^', '[^#', 1)}"
CAPTION = rf'[^<{ODD}]*(?:<span class="credit">[^<{ODD}]*</span>)?'
FIGURE = rf'<figure class="photo">\n<figcaption>{CAPTION}</figcaption>\n</figure>'
TEXT = rf"{MARK}{LINE}(?:\n{MARK}{LINE})*"
# Behind another list, one would go on with it.
LIST = rf"- {MARK}{LINE}(?:\n- {MARK}{LINE})*(?!\n{{2,}}- )"
BLOCK = rf"(?:{TEXT}|{CROSSHEAD}|{LIST}|{FIGURE})(?![^\n]|\n[^\n])"
BLOCKS = re.compile(rf"(?:{BLOCK}(?:\n{{2,}}{BLOCK})*)?")
HEADING = re.compile(r"<h2>(.*)</h2>")


def to_html(text: str) -> str | None:
    """The HTML of a plain text.

    Args:
        text: Markdown, without front matter.

    Returns:
        What python-markdown makes of it; None where it is not plain.
    """
    text = text.strip("\n")
    if not BLOCKS.fullmatch(text):
        return None
    ids: set[str] = set()
    made = HEADING.sub(lambda found: _heading(found[1], ids), pyromark.html(text))
    return made.replace("</figure>\n", "</figure>\n\n").strip()


def _heading(text: str, ids: set[str]) -> str:
    """A heading with its anchor, as python-markdown's extension `toc` gives it."""
    anchor = unique(slugify(html.unescape(strip_tags(text)), "-"), ids)
    return f'<h2 id="{anchor}">{text}</h2>'
