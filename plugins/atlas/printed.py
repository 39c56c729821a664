"""Stories one after another on one page, to be printed as a paper."""

import re

from lxml import html

_ANCHOR = re.compile(r"\bid=|href=.?#")
"""Where there may be one, or a link to one."""


def without_anchors(body: str) -> str:
    """Take the anchors out of a story's HTML, and the links that led to them.

    On a page with several stories two anchors may have the same name, and on paper nothing leads anywhere.

    Args:
        body: The body as Markdown rendered it.

    Returns:
        The same text.
    """
    if not _ANCHOR.search(body):
        return body
    root = html.fragment_fromstring(body, create_parent="div")
    for element in root.iter():
        element.attrib.pop("id", None)
    for link in list(root.iter("a")):
        if link.get("href", "").startswith("#"):
            link.drop_tag()
    whole: str = html.tostring(root, encoding="unicode", with_tail=False)
    return whole.removeprefix("<div>").removesuffix("</div>")
