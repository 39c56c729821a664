"""The HTML of plain Markdown, by a fast library: of what `page` writes, and of the little that most editors add.

What Markdown says is decided by python-markdown, with the extensions of `pelicanconf.py`. Pyromark is a hundred times
as fast, and says the same of plain texts: tests compare the two. Of anything else, nothing is said here.
"""

import html
import re

import pyromark
from markdown.extensions.toc import slugify, unique

# Characters that one of the two takes for the end of a line, for a space at an end, or for its own use.
ODD = r"\x00-\x1f\x7f\x85\u2028\u2029"
# Between two marks: what is none itself.
INNER = rf"(?!\s)[^\\`*_\[\]{{}}<|&{ODD}]+(?<!\s)"
# Behind a space and before one, both take asterisks for marks of emphasis, whatever stands between them.
EMPHASIS = rf"(?<![^\s(])(?:\*{INNER}\*|\*\*{INNER}\*\*)(?![^\s.,;:!?)])"
ADDRESS = r"\([A-Za-z0-9_\-.~:/?#@!$+,;=%]+\)"
# No mark of either library, unless escaped in a way that both understand, and no entities but these three. Each begins
# in its own way, so that there is one way to read a line.
PIECE = (
    rf"[^\\`*_\[\]{{}}<|&!{ODD}]++|!(?!\[)"
    r"|\\[\\`*_\[\]{}()>#+\-.!]|(?<=[^\W_])_(?=[^\W_])|&(?:amp|lt|gt);|&(?![#\w])"
)
RICH = rf"{PIECE}|{EMPHASIS}|\[{INNER}\]{ADDRESS}|!\[{INNER}\]{ADDRESS}"
# What begins a list, a heading, a quotation, a definition, a rule, a fence, or underlines a heading; or is left out.
MARK = r"(?!\s|\d+[.)]|[#>+\-=~:])"
# A line, with its end if another follows in the same block.
LINE = rf"{MARK}(?:{RICH})+(?<!\s)(?:\n(?!\n)|(?!.))"
CROSSHEAD = rf"#{{2,4}} (?!\s)(?:{PIECE})+(?<!\s)".replace("[^", "[^#", 1)
CAPTION = rf'[^<{ODD}]*(?:<span class="credit">[^<{ODD}]*</span>)?'
FIGURE = rf'<figure class="photo">\n<figcaption>{CAPTION}</figcaption>\n</figure>'
# Behind another list or quotation, one would go on with it.
LISTS = rf"(?:(?:- {LINE})+|(?:\* {LINE})+|(?=1\.)(?:\d+\. {LINE})+)(?!\n{{2,}}(?:[-*]|\d+\.) )"
QUOTATION = rf"(?:> {LINE}(?:>\n(?=> ))?)+(?!\n{{2,}}>)"
BLOCK = rf"(?:(?:{LINE})+|{CROSSHEAD}|{LISTS}|{QUOTATION}|{FIGURE})(?:\n{{2,}}|\Z)"
BLOCKS = re.compile(rf"(?:{BLOCK})*")
HEADING = re.compile(r"<(h[234])>(.*)</h[234]>")
PICTURE = re.compile(r'<img (src="[^"]*") (alt="[^"]*") />')


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
    made = HEADING.sub(lambda found: _heading(found[1], found[2], ids), pyromark.html(text))
    return PICTURE.sub(_picture, made).replace("</figure>\n", "</figure>\n\n").strip()


def _heading(level: str, text: str, ids: set[str]) -> str:
    """A heading, which has no marks in it, with its anchor, as python-markdown's extension `toc` gives it."""
    anchor = unique(slugify(html.unescape(" ".join(text.split())), "-"), ids)
    return f'<{level} id="{anchor}">{text}</{level}>'


def _picture(found: re.Match[str]) -> str:
    """A picture, as python-markdown writes it."""
    address, words = found.groups()
    words = words.replace("&#39;", "'")
    return f"<img {words} {address}>"
