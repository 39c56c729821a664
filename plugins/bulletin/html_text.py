"""An HTML page to the lines that a reader sees, with the marks that `label` knows; beautifulsoup4 and lxml parse it.

Lines are counted in the page's text, as `bulletin inspect` prints it: in the source a whole page may be one line.
"""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bs4 import BeautifulSoup
    from bs4.element import PageElement, Tag

START = re.compile(r"(?:\s*|(?:[A-Z][A-Za-z]+: .*\n){1,4}\s*)(?P<page><!doctype html|<html|<head|<body)", re.IGNORECASE)
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
# Stands for <br>: a character that no page holds.
BREAK = "\v"

Line = tuple[str, bool]
"""A line's text, and whether it stands outside the page's stories."""


def start(text: str) -> int | None:
    """Where the HTML begins in a text that is a page, or a page below the head of a mail; None in any other."""
    match = START.match(text)
    return match.start("page") if match else None


def lines(markup: str) -> list[Line]:
    """The lines of a page, a blank one after each that has text."""
    from bs4 import BeautifulSoup  # only loaded for HTML

    soup = BeautifulSoup(markup, "lxml")
    for tag in soup(NOT_TEXT):
        tag.decompose()
    return [line for text, is_outside in _blocks(soup) for line in ((text, is_outside), ("", False))]


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
        yield from ((text, _is_outside(block)) for text in found if text)


def _block_around(piece: PageElement) -> Tag | None:
    return next((parent for parent in piece.parents if parent.name in BLOCKS), piece.parent)


def _marked(block: Tag, text: str) -> list[str]:
    """The lines of a block, with the mark of what it is."""
    heading = HEADING.fullmatch(block.name)
    if heading and _plain(text):
        return [f"{'#' * int(heading['level'])} {_plain(text)}"]
    if block.name == "figcaption" and _plain(text):
        return [_caption(block, _plain(text))]
    parts = list(filter(None, map(_plain, text.split(BREAK))))
    if block.name == "li" and not _is_outside(block):
        return [f"• {part}" for part in parts]
    return parts


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


def _is_outside(block: Tag) -> bool:
    """Whether an element, or one around it, is a part of the page that holds no story."""
    return any(_holds_no_story(tag) for tag in (block, *block.parents) if tag.name not in ("body", "html"))


def _holds_no_story(tag: Tag) -> bool:
    is_head_of_story = tag.name == "header" and tag.find_parent(["article", "main"]) is not None
    return (
        (tag.name in OUTSIDE_TAGS and not is_head_of_story)
        or str(tag.attrs.get("role", "")) in OUTSIDE_ROLES
        or bool(OUTSIDE_NAMES.search(_names(tag)))
    )


def _names(tag: Tag) -> str:
    """The class and id of an element."""
    return " ".join([*tag.get_attribute_list("class"), str(tag.attrs.get("id") or "")])


def _plain(text: str) -> str:
    return SPACE.sub(" ", text).strip()
