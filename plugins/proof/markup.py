"""The HTML of a page: every element closed where it belongs, every name given once.

A page is judged as browsers read it, by html5lib; that takes some milliseconds. So a sieve goes first: the parser that
has read the page anyway stumbles over most faults, and what it passes over leaves more opened than closed.
"""

import re
from collections import Counter
from collections.abc import Iterator

from .model import Finding, Gravity, Kind, Page, Site

TAG = re.compile(
    rb"<(?P<closes>/?)(?P<name>[a-z][^\s/>]*)(?:[^>\"']|\"[^\"]*\"|'[^']*')*>|<!--.*?-->|(?P<left_open><!--)",
    re.DOTALL | re.IGNORECASE,
)
# Elements that nothing closes.
SINGLE = frozenset(b"area base br col embed hr img input link meta source track wbr".split())
# In a drawing any element may close itself.
SELF_CLOSED = b"/>"
# html5lib says the rest in its own words.
WORDS = {
    "adoption-agency-1.2": "</%(name)s> closes an element that is not open here",
    "adoption-agency-1.3": "</%(name)s> stands before what is inside of that element is closed",
    "end-tag-too-early": "</%(name)s> closes nothing, or stands before what is inside of that element is closed",
    "eof-in-attribute-value-double-quote": "a quotation mark is missing: all that follows is lost to readers",
    "eof-in-attribute-value-single-quote": "a quotation mark is missing: all that follows is lost to readers",
    "eof-in-comment": "a comment is never closed: all that follows is lost to readers",
    "expected-named-closing-tag-but-got-eof": "<%(name)s> is never closed: all that follows is lost to readers",
    "expected-one-end-tag-but-got-another": "</%(gotName)s> stands where <%(expectedName)s> is still open",
    "unexpected-end-tag": "</%(name)s> closes an element that is not open here",
    "unexpected-start-tag-implies-end-tag": "<%(startName)s> stands where <%(endName)s> is still open",
    "unexpected-start-tag-implies-table-voodoo": "<%(name)s> stands in a table outside of its cells",
}


def check(page: Page, site: Site) -> Iterator[Finding]:  # noqa: ARG001 - all checks of a page are called alike
    """What is wrong with the markup of a page, and what is missing in it."""
    if not page.is_page or page.is_draft:
        return
    if page.is_doubtful or not is_balanced(page.raw):
        yield from _faults(page)
    for name, number in Counter(page.ids).items():
        if number > 1:
            what = f"the id {name} is there {number} times, so that links to it lead to the first"
            yield _warning(page, what, "Give each element an id of its own")
    if not page.title:
        yield _warning(page, "it has no title", "Write one: Title: ..., or <title> in the theme")
    if not page.language:
        yield _warning(page, "it does not say its language", 'Write <html lang="..."> in the theme')


def is_balanced(raw: bytes) -> bool:
    """Whether as many elements of each name are closed as are opened."""
    left: Counter[bytes] = Counter()
    for match in TAG.finditer(raw):
        if match["left_open"]:
            return False
        name = (match["name"] or b"").lower()
        if name and name not in SINGLE and not match[0].endswith(SELF_CLOSED):
            left[name] += -1 if match["closes"] else 1
    return not any(left.values())


def _faults(page: Page) -> Iterator[Finding]:
    """The first fault of a page: those that follow mostly come from it."""
    import html5lib  # only pages with faults need it
    from html5lib.constants import E

    parser = html5lib.HTMLParser()
    parser.parse(page.raw)
    for (line, _), code, details in parser.errors[:1]:
        what = (WORDS.get(code) or E[code].rstrip(".")) % details
        yield Finding(Kind.MARKUP, page.path, what, "Correct the HTML in the theme, or in the story's file", line=line)


def _warning(page: Page, what: str, remedy: str) -> Finding:
    return Finding(Kind.MARKUP, page.path, what, remedy, Gravity.WARNING)
