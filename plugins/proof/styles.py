"""Addresses in stylesheets."""

import re
from collections.abc import Iterator

from .links import check_one
from .model import Finding, Reference, Site, Use

COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
ADDRESS = re.compile(
    r"url\(\s*(?:\"([^\"]*)\"|'([^']*)'|([^\"')\s]+))\s*\)|@import\s+(?:\"([^\"]*)\"|'([^']*)')", re.IGNORECASE
)


def check(file: str, raw: bytes, site: Site) -> Iterator[Finding]:
    """Whether a stylesheet's pictures, type and other stylesheets are there."""
    text = COMMENT.sub("", raw.decode("utf-8", "replace"))
    addresses = ("".join(found) for found in ADDRESS.findall(text))
    for address in dict.fromkeys(addresses):
        yield from check_one(file, Reference(address, Use.LOADED), site)
