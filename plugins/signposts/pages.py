"""Which pages search engines are invited to: those that say so themselves."""

from collections.abc import Iterable

from lxml import etree

from keepsakes import OfPages, read_now

HOME = "signposts: home"
"""What is made of a page, as it is kept."""
_INDEX = "index.html"
_PAGE = ".html"
_BODY = b"<body"
_ROBOTS = etree.XPath("string(//meta[@name='robots']/@content)")
_CANONICAL = etree.XPath("string(//link[@rel='canonical']/@href)")


def inviting(site: str, output: str, files: Iterable[str], of_pages: OfPages = read_now) -> list[str]:
    """Find the pages that are at home where they stand and do not tell search engines to stay away.

    So a draft, a withdrawn story, a page at an old address and whatever another plugin keeps out of the index is left
    out, and whatever page another plugin adds is found.

    Args:
        site: The site's whole address, without a slash at the end.
        output: The folder of the built site.
        files: What this build has written.
        of_pages: Tells what is made of files.

    Returns:
        Their addresses below the site's root, in order.
    """
    pages = [file for file in files if file.endswith(_PAGE)]
    addresses = {file.removeprefix(f"{output}/").removesuffix(_INDEX): file for file in pages}
    homes = of_pages(addresses.values(), HOME, home)
    return sorted(address for address, own in zip(addresses, homes, strict=True) if own == f"{site}/{address}")


def home(page: bytes) -> str:
    """The address that a page says is its own; empty if it has none or tells search engines to stay away."""
    head = page.partition(_BODY)[0]
    root = etree.HTML(head) if head.strip() else None
    if root is None or "noindex" in str(_ROBOTS(root)):
        return ""
    return str(_CANONICAL(root))
