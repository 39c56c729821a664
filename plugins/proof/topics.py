"""What the site calls its regions and countries: its page of regions names each, with a link."""

import re
from collections.abc import Mapping
from pathlib import Path

from lxml import etree, html

PAGE = Path("regions", "index.html")
ADDRESS = re.compile(r"(?:^|/)tag/(?P<slug>[^/]+)/(?:index\.html)?$")


def names(output: Path) -> Mapping[str, str]:
    """The slug of each region and country, and its name in the site's language; nothing where no page tells.

    Args:
        output: the folder of the built site.
    """
    try:
        root = html.document_fromstring((output / PAGE).read_bytes())
    except (OSError, etree.LxmlError):
        return {}
    found: dict[str, str] = {}
    for link in root.iterfind(".//a[@href]"):
        # A region on the map is a link, too: what it holds is a drawing with the number of stories, and no text.
        address, name = ADDRESS.search(link.get("href", "")), " ".join((link.text or "").split())
        if address and name:
            found.setdefault(address["slug"], name)
    return found
