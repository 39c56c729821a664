"""Lists of addresses for machines: sitemaps, the web manifest, `robots.txt`, `llms.txt`."""

import json
import re
from collections.abc import Iterator

from lxml import etree

from .addresses import resolve
from .links import check_one
from .model import Finding, Kind, Reference, Site, Use

PLACE = "{http://www.sitemaps.org/schemas/sitemap/0.9}loc"
SITEMAP = re.compile(r"^sitemap:\s*(\S+)", re.IGNORECASE | re.MULTILINE)
MARKDOWN = re.compile(r"\]\(([^)\s]+)\)")


def check_sitemap(file: str, root: etree._Element, site: Site) -> Iterator[Finding]:
    """Whether each page of a sitemap is there, and on this site."""
    for element in root.iter(PLACE):
        address = (element.text or "").strip()
        if site.address and resolve(file, address, site.address) is None:
            what = f"the address {address} is not one of the site's, which is at {site.address}"
            yield Finding(Kind.PATH, file, what, "Build the site again with its own address")
        yield from check_one(file, Reference(address, Use.STATED), site)


def check_manifest(file: str, raw: bytes, site: Site) -> Iterator[Finding]:
    """Whether a web manifest can be read, and its icons are there."""
    try:
        manifest = json.loads(raw)
        icons = [icon["src"] for icon in manifest.get("icons", ())]
        start = [manifest["start_url"]] if "start_url" in manifest else []
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        yield Finding(Kind.FILE, file, f"the manifest cannot be read ({error})", "Correct it in the theme")
        return
    for address, use in (*((icon, Use.SHOWN) for icon in icons), *((one, Use.STATED) for one in start)):
        yield from check_one(file, Reference(address, use), site)


def check_text(file: str, raw: bytes, site: Site) -> Iterator[Finding]:
    """Whether what a text for machines points to is there."""
    text = raw.decode("utf-8", "replace")
    pattern = {"robots.txt": SITEMAP, "llms.txt": MARKDOWN}.get(file)
    for address in dict.fromkeys(pattern.findall(text) if pattern else ()):
        yield from check_one(file, Reference(address, Use.STATED), site)
