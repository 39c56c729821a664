"""Texts of bulletins, which may hold anything, made harmless for GitHub's commands and for its Markdown."""

import re
import string
from urllib.parse import quote

# Of what Markdown takes as marks, links, mentions, emoji or formulas; a comma or a quotation mark means nothing to it.
MARKS = re.compile("[" + re.escape("".join(set(string.punctuation) - set(",;'\"-?%"))) + "]")
CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]+")
LONGEST, LONGEST_MESSAGE = 240, 1000


def line(text: str, longest: int = LONGEST) -> str:
    """A text as one line that is not too long, without what is no letter or sign."""
    even = " ".join(CONTROLS.sub(" ", text).split())
    return even if len(even) <= longest else f"{even[: longest - 1].rstrip()}…"


def message(text: str) -> str:
    """A text as the message of a workflow's command."""
    return line(text, LONGEST_MESSAGE).replace("%", "%25")


def value(text: str) -> str:
    """A text as a value of a workflow's command."""
    return message(text).replace(":", "%3A").replace(",", "%2C")


def markdown(text: str) -> str:
    """A text as it stands within a line or a cell of a table: shown to the letter, taken for nothing else."""
    return MARKS.sub(lambda mark: f"&#{ord(mark[0])};", line(text))


def path(text: str) -> str:
    """A file's path as part of an address that stands in Markdown."""
    return quote(text.encode("utf-8", "replace"), safe="/").replace("~", "%7E").replace("_", "%5F")
