"""A newsroom's own lines at the foot of every page."""

import re
from collections.abc import Callable
from urllib.parse import urlsplit

import nh3
from markdown import markdown

_ELEMENTS = {"a", "abbr", "b", "br", "em", "i", "li", "p", "small", "span", "strong", "ul"}
_ATTRIBUTES = {"a": {"href", "hreflang", "rel"}, "abbr": {"title"}, "*": {"dir", "lang"}}
_SCHEMES = {"http", "https", "mailto", "tel"}
_OWN_PAGE = "{site}"
_LINKS_TO_OWN_PAGES = re.compile(r'(?<=href=")\{site\}([^"]*)')


def footer_of(text: str) -> str:
    """Make HTML of the footer's Markdown: a few lines with links, and nothing that runs.

    Args:
        text: As the newsroom wrote it.

    Returns:
        HTML, in which a link to a page of the site's own begins with a mark, for `placed`.
    """
    return nh3.clean(
        markdown(text, output_format="html"),
        tags=_ELEMENTS,
        clean_content_tags={"script", "style"},
        attributes=_ATTRIBUTES,
        url_schemes=_SCHEMES,
        link_rel=None,
        attribute_filter=_marked,
    )


def placed(html: str, link: Callable[[str], str]) -> str:
    """The footer as one page has it.

    Args:
        html: As `footer_of` makes it.
        link: Makes the link to a page, of its path below the site's root.
    """
    return _LINKS_TO_OWN_PAGES.sub(lambda found: link(found[1]), html)


def _marked(_element: str, name: str, value: str) -> str:
    if name != "href" or urlsplit(value).scheme or value.startswith(("//", "#")):
        return value
    return _OWN_PAGE + value.removeprefix("/")
