"""An HTML page to the lines that a reader sees, with the marks that `label` knows; beautifulsoup4 and lxml parse it.

Lines are counted in the page's text, as `bulletin inspect` prints it: in the source a whole page may be one line.
"""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING

from .model import Standing

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bs4 import BeautifulSoup
    from bs4.element import PageElement, Tag

# A page, or a piece of one, below nothing but the head of a mail; what a page begins with, and what a piece does.
START = re.compile(
    r"(?:\s*|(?:[A-Z][A-Za-z]+: .*\n){1,4}\s*)"
    r"(?P<page>(?:<!--(?:[^-]|-(?!->)){0,2000}-->\s*|<\?xml[^>]{0,200}>\s*){0,5}"
    r"<(?:(?P<whole>!doctype html|html|head|body)\b|(?:article|blockquote|center|div|figure|h[1-6]|header|li|link|main"
    r"|meta|nav|ol|p|section|span|style|table|td|tr|ul)[\s>]))",
    re.IGNORECASE,
)
CLOSED = re.compile(r"</(?:p|div|h[1-6]|li|td|table|article|section|figure)>", re.IGNORECASE)
# A piece of a page closes at least this many blocks; a text that speaks of HTML does not.
FEWEST_CLOSED = 3
# More strong words are a text that stands out, not a heading.
MOST_STRONG_WORDS = 20
NOT_TEXT = ("script", "style", "template", "noscript", "svg", "iframe", "object", "head", "select", "textarea")
BLOCKS = frozenset(
    {"address", "article", "aside", "blockquote", "body", "button", "caption", "center", "dd", "div", "dl", "dt"}
    | {"fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li"}
    | {"main", "nav", "ol", "p", "pre", "section", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul"}
)
HEADING = re.compile(r"h(?P<level>[1-6])")
# Where a page keeps what is no story.
OUTSIDE_TAGS = frozenset({"nav", "aside", "footer", "form", "button", "header"})
OUTSIDE_ROLES = frozenset({"navigation", "banner", "contentinfo", "complementary", "dialog", "search"})
OUTSIDE_NAMES = re.compile(
    r"\b(?:nav|menu|breadcrumbs?|cookies?|consent|share|sharing|social|related|recommended|newsletter|subscribe"
    r"|ad|ads|advert|advertisement|promo|sponsored|comments?|footer|sidebar)\b",
    re.IGNORECASE,
)
CREDIT_NAMES = re.compile(r"\b(?:credits?|source|copyright|photographer)\b", re.IGNORECASE)
SPACE = re.compile(r"\s+")
HIDDEN = re.compile(r"display:\s*none|visibility:\s*hidden|mso-hide:\s*all", re.IGNORECASE)
# Stands for <br>: a character that no page holds.
BREAK = "\v"

Line = tuple[str, Standing]
"""A line's text, and where on the page it stands."""


def start(text: str) -> int | None:
    """Where the HTML begins in a text that is a page, or a page below the head of a mail; None in any other."""
    match = START.match(text)
    if match is None:
        return None
    is_page = match["whole"] or len(CLOSED.findall(text)) >= FEWEST_CLOSED
    return match.start("page") if is_page else None


def lines(markup: str) -> list[Line]:
    """The lines of a page, a blank one after each that has text."""
    from bs4 import BeautifulSoup  # only loaded for HTML

    soup = BeautifulSoup(markup, "lxml")
    for tag in [*soup(NOT_TEXT), *soup(_is_hidden)]:
        tag.decompose()
    return [line for found in _blocks(soup) for line in (found, ("", Standing.INSIDE))]


def _is_hidden(tag: Tag) -> bool:
    return tag.has_attr("hidden") or bool(HIDDEN.search(str(tag.attrs.get("style") or "")))


def _blocks(soup: BeautifulSoup) -> Iterator[Line]:
    """Each run of text with one block around it, in the page's order; a picture with its alternative text."""
    from bs4.element import CData, NavigableString, Tag

    pieces = (
        (piece, piece if isinstance(piece, Tag) and piece.name == "img" else _block_around(piece))
        for piece in soup.descendants
        if type(piece) in (NavigableString, CData) or (isinstance(piece, Tag) and piece.name in ("img", "br"))
    )
    for _, run in groupby(pieces, key=lambda pair: id(pair[1])):
        pairs = list(run)
        block = pairs[0][1]
        if block is None:
            continue
        texts = [BREAK if isinstance(piece, Tag) else str(piece) for piece, _ in pairs]
        found = [_picture(block)] if block.name == "img" else _marked(block, "".join(texts))
        standing = _standing(block)
        yield from ((text, standing) for text in found if text)


def _block_around(piece: PageElement) -> Tag | None:
    return next((parent for parent in piece.parents if parent.name in BLOCKS or _is_date(parent)), piece.parent)


def _is_date(tag: Tag) -> bool:
    """Whether an element is a date by itself: not in a sentence, but between blocks."""
    return tag.name == "time" and tag.parent is not None and tag.parent.find(BLOCKS, recursive=False) is not None


def _marked(block: Tag, text: str) -> list[str]:
    """The lines of a block, with the mark of what it is."""
    heading = HEADING.fullmatch(block.name)
    if heading and _plain(text):
        return [f"{'#' * int(heading['level'])} {_plain(text)}"]
    if block.name == "figcaption" and _plain(text):
        return [_caption(block, _plain(text))]
    parts = list(filter(None, map(_plain, text.split(BREAK))))
    if len(parts) == 1 and _is_strong(block, parts[0]):
        return [f"**{parts[0].replace('*', '')}**"]
    if block.name == "li" and _standing(block) is not Standing.OUTSIDE:
        return [f"• {part}" for part in parts]
    return parts


def _is_strong(block: Tag, text: str) -> bool:
    """Whether all the text of a block is strong, and short enough for a heading."""
    strong = block.find(("b", "strong")) if len(text.split()) <= MOST_STRONG_WORDS else None
    return strong is not None and _plain(strong.get_text()) == text


def _caption(block: Tag, text: str) -> str:
    """A caption, its credit in brackets where an element of its own names it."""
    named = next((tag for tag in block.find_all(True) if CREDIT_NAMES.search(_names(tag))), None)
    credit = _plain(named.get_text()) if named else ""
    if not credit or not text.endswith(credit):
        return f"Image caption, {text}"
    return f"Image caption, {text.removesuffix(credit).strip()} [Photo: {credit}]"


def _picture(image: Tag) -> str:
    """What a picture shows, unless a caption says it."""
    figure = image.find_parent("figure")
    alternative = _plain(str(image.get("alt") or ""))
    has_caption = figure is not None and figure.find("figcaption") is not None
    return f"Image caption, {alternative}" if alternative and not has_caption else ""


def _standing(block: Tag) -> Standing:
    """Whether an element, or one around it, is a part of the page that holds no story, or is only named like one."""
    around = [tag for tag in (block, *block.parents) if tag.name not in ("body", "html", "[document]")]
    if any(map(_holds_no_story, around)):
        return Standing.OUTSIDE
    is_named_so = any(OUTSIDE_NAMES.search(_names(tag)) for tag in around)
    return Standing.DOUBTFUL if is_named_so else Standing.INSIDE


def _holds_no_story(tag: Tag) -> bool:
    is_head_of_story = tag.name == "header" and tag.find_parent(["article", "main"]) is not None
    is_outside = tag.name in OUTSIDE_TAGS and not is_head_of_story
    return is_outside or str(tag.attrs.get("role", "")) in OUTSIDE_ROLES


def _names(tag: Tag) -> str:
    """The class and id of an element."""
    return " ".join([*tag.get_attribute_list("class"), str(tag.attrs.get("id") or "")])


def _plain(text: str) -> str:
    return SPACE.sub(" ", text).strip()
