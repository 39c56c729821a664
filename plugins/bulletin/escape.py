"""Plain text to Markdown that says exactly that text: nothing is interpreted.

Written for python-markdown with the `extra` extensions (what `pelicanconf.py` sets). Only what could be read as a
mark is escaped, so that the file stays pleasant to edit.
"""

import re

ANYWHERE = re.compile(r"[\\`*\[{|]")
# Inside a word an underscore is a letter.
UNDERSCORE = re.compile(r"(?<![^\W_])_|_(?![^\W_])")
# Also without its semicolon: a browser, and python-markdown at the end of a line, put it there.
ENTITY = re.compile(r"&(?=[#\w])")
# At the start of a line: headings, quotations, lists, rules.
LEADING_MARK = re.compile(r"^(?=[#>+-])")
LEADING_NUMBER = re.compile(r"^(\d+)\.")
# These have no backslash form in python-markdown: definitions, fences, underlined headings.
LEADING_ENTITIES = {":": "&#58;", "~": "&#126;", "=": "&#61;"}


def paragraph(text: str) -> str:
    """One line of Markdown that reads as this text, also at the start of a block or a list item."""
    escaped = inline(text)
    if escaped[:1] in LEADING_ENTITIES:
        return LEADING_ENTITIES[escaped[0]] + escaped[1:]
    return LEADING_NUMBER.sub(r"\1\\.", LEADING_MARK.sub(r"\\", escaped))


def heading(text: str) -> str:
    """The same for the text of a heading, where a closing # would be taken for a mark."""
    return inline(text).replace("#", r"\#")


def inline(text: str) -> str:
    """The same for a text that stands behind something else on its line."""
    text = ANYWHERE.sub(r"\\\g<0>", text)
    text = UNDERSCORE.sub(r"\\_", text)
    return ENTITY.sub("&amp;", text).replace("<", "&lt;")
