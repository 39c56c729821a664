"""Stories one after another on one page, to be printed as a paper."""

from lxml import html


def without_anchors(body: str) -> str:
    """Take the anchors out of a story's HTML, and the links that led to them.

    On a page with several stories two anchors may have the same name, and on paper nothing leads anywhere.

    Args:
        body: The body as Markdown rendered it.

    Returns:
        The same text.
    """
    root = html.fragment_fromstring(body, create_parent="div")
    for element in root.iter():
        element.attrib.pop("id", None)
    for link in list(root.iter("a")):
        if link.get("href", "").startswith("#"):
            link.drop_tag()
    whole: str = html.tostring(root, encoding="unicode", with_tail=False)
    return whole.removeprefix("<div>").removesuffix("</div>")
