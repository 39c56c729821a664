"""An HTML page to the lines that a reader sees, with the marks that `label` knows; beautifulsoup4 and lxml parse it.

Lines are counted in the page's text, as `bulletin inspect` prints it: in the source a whole page may be one line.
"""

from __future__ import annotations

import re
from itertools import chain, groupby
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
MAY_HOLD_STORIES = frozenset({"form", "header"})
GRAVITY = (Standing.INSIDE, Standing.DOUBTFUL, Standing.OUTSIDE)
# Stands between two articles of a page.
BETWEEN_ARTICLES = "* * *"
OUTSIDE_ROLES = frozenset({"navigation", "banner", "contentinfo", "complementary", "dialog", "search"})
OUTSIDE_NAMES = re.compile(
    r"\b(?:nav|menu|breadcrumbs?|cookies?|consent|share|sharing|social|related|recommended|newsletter|subscribe"
    r"|ad|ads|advert|advertisement|promo|sponsored|comments?|footer|sidebar)\b",
    re.IGNORECASE,
)
CREDIT_NAMES = re.compile(r"\b(?:credits?|source|copyright|photographer)\b", re.IGNORECASE)
SPACE = re.compile(r"\s+")
HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all", re.IGNORECASE)
# Stands for <br>: a character that no page holds.
BREAK = "\v"
BREAK_MARK = re.compile(BREAK)
LINE_END = re.compile(r"[\n\v]")

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
    return [line for found in _Page(soup).lines() for line in (found, ("", Standing.INSIDE))]


def _is_hidden(tag: Tag) -> bool:
    return tag.has_attr("hidden") or bool(HIDDEN.search(str(tag.attrs.get("style") or "")))


class _Page:
    """A page on its way to lines; what is asked of an element is answered once."""

    def __init__(self, soup: BeautifulSoup) -> None:
        self.soup = soup
        self.holds_blocks: dict[int, bool] = {}
        self.standings: dict[int, Standing] = {}

    def lines(self) -> Iterator[Line]:
        """Each run of text with one block around it, in the page's order; a picture with its alternative text."""
        from bs4.element import CData, NavigableString, Tag

        pieces = (
            (piece, piece if isinstance(piece, Tag) and piece.name == "img" else self._block_around(piece))
            for piece in self.soup.descendants
            if type(piece) in (NavigableString, CData) or (isinstance(piece, Tag) and piece.name in ("img", "br"))
        )
        article: Tag | None = None
        for _, run in groupby(pieces, key=lambda pair: id(pair[1])):
            pairs = list(run)
            block = pairs[0][1]
            if block is None:
                continue
            texts = [BREAK if isinstance(piece, Tag) else str(piece) for piece, _ in pairs]
            standing = self._standing(block)
            found = [_picture(block)] if block.name == "img" else _marked(block, "".join(texts), standing)
            around = block if block.name == "article" else block.find_parent("article")
            if any(found) and around is not None:
                if article is not None and around is not article:
                    yield BETWEEN_ARTICLES, Standing.INSIDE
                article = around
            yield from ((text, standing) for text in found if text)

    def _block_around(self, piece: PageElement) -> Tag | None:
        return next((tag for tag in piece.parents if tag.name in BLOCKS or self._is_date(tag)), piece.parent)

    def _is_date(self, tag: Tag) -> bool:
        """Whether an element is a date by itself: not in a sentence, but between blocks."""
        parent = tag.parent
        if tag.name != "time" or parent is None:
            return False
        if id(parent) not in self.holds_blocks:
            self.holds_blocks[id(parent)] = parent.find(BLOCKS, recursive=False) is not None
        return self.holds_blocks[id(parent)]

    def _standing(self, tag: Tag) -> Standing:
        """Whether an element, or one around it, is a part of the page without a story, or is only named like one."""
        way: list[Tag] = []
        standing = Standing.INSIDE
        for one in chain([tag], tag.parents):
            if id(one) in self.standings:
                standing = self.standings[id(one)]
                break
            way.append(one)
        for one in reversed(way):
            standing = max(standing, _of_element(one), key=GRAVITY.index)
            self.standings[id(one)] = standing
        return standing


def _marked(block: Tag, text: str, standing: Standing) -> list[str]:
    """The lines of a block, with the mark of what it is."""
    heading = HEADING.fullmatch(block.name)
    if heading and _plain(text):
        return [f"{'#' * int(heading['level'])} {_plain(text)}"]
    if block.name == "figcaption" and _plain(text):
        return [_caption(block, _plain(text))]
    breaks = LINE_END if block.name == "pre" else BREAK_MARK
    parts = list(filter(None, map(_plain, breaks.split(text))))
    if len(parts) == 1 and _is_strong(block, parts[0]):
        return [f"**{parts[0].replace('*', '')}**"]
    if block.name == "li" and standing is not Standing.OUTSIDE:
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


def _of_element(tag: Tag) -> Standing:
    """What an element by itself says of where it stands."""
    if tag.name in ("body", "html", "[document]"):
        return Standing.INSIDE
    if tag.name in OUTSIDE_TAGS or str(tag.attrs.get("role", "")) in OUTSIDE_ROLES:
        # Some pages are one form as a whole, and the head of a story may be a header.
        is_of_story = tag.name in MAY_HOLD_STORIES and tag.find(("h1", "h2")) is not None
        return Standing.INSIDE if is_of_story else Standing.OUTSIDE
    return Standing.DOUBTFUL if OUTSIDE_NAMES.search(_names(tag)) else Standing.INSIDE


def _names(tag: Tag) -> str:
    """The class and id of an element."""
    return " ".join([*tag.get_attribute_list("class"), str(tag.attrs.get("id") or "")])


def _plain(text: str) -> str:
    return SPACE.sub(" ", text).strip()
