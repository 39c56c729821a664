"""Links from page to page, whatever way the site is read."""

from collections.abc import Mapping
from typing import Any

from jinja2 import pass_context


def file_of(address: str) -> str:
    """The file of a page, below the output folder: of a folder's address the page in it."""
    return f"{address}index.html" if not address or address.endswith("/") else address


@pass_context
def link(context: Mapping[str, Any], address: str = "") -> str:
    """Make a link to a page of the site, from the page that is being rendered.

    A published site links to folders. A site for reading from the disk links to the `index.html` in them, since a
    browser would list the folder instead.

    Args:
        context: Jinja's.
        address: The page's path below the root, "" for the front page.

    Returns:
        The link.
    """
    return f"{context['SITEURL']}/{file_of(address) if context['RELATIVE_URLS'] else address}"


@pass_context
def whole_address(context: Mapping[str, Any], address: str) -> str | None:
    """The whole address of a page of a published site; None while the site has none."""
    return None if context["RELATIVE_URLS"] or not context["SITEURL"] else f"{context['SITEURL']}/{address}"
