"""Which pages search engines are invited to: those that say so themselves."""

from collections.abc import Iterable
from pathlib import Path

from lxml import html

_INDEX = "index.html"
_BODY = b"<body"


def inviting(site: str, output: Path, files: Iterable[Path]) -> list[str]:
    """Find the pages that are at home where they stand and do not tell search engines to stay away.

    So a draft, a withdrawn story, a page at an old address and whatever another plugin keeps out of the index is left
    out, and whatever page another plugin adds is found.

    Args:
        site: The site's whole address, without a slash at the end.
        output: The folder of the built site.
        files: What this build has written.

    Returns:
        Their addresses below the site's root, in order.
    """
    pages = (file for file in files if file.suffix == ".html")
    addresses = {file.relative_to(output).as_posix().removesuffix(_INDEX): file for file in pages}
    return sorted(address for address, file in addresses.items() if _invites(file, f"{site}/{address}"))


def _invites(page: Path, address: str) -> bool:
    head = page.read_bytes().partition(_BODY)[0]
    if not head.strip():
        return False
    root = html.document_fromstring(head)
    says = str(root.xpath("string(//meta[@name='robots']/@content)"))
    return "noindex" not in says and root.xpath("string(//link[@rel='canonical']/@href)") == address
