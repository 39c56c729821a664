"""The sitemap, by the protocol of sitemaps.org."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import quote

from lxml import etree

SITEMAP = "sitemap.xml"
SPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"
LONGEST = 2_047
"""Letters of an address that the protocol allows."""
MOST = 20_000
"""Addresses in a file. The protocol allows 50,000 and 50 MB; so many of the longest ones are always below both."""


@dataclass(frozen=True, slots=True)
class Place:
    """Something that has an address."""

    address: str
    """Whole."""
    changed: datetime | None = None


def write_sitemap(site: str, places: Iterable[Place], most: int = MOST) -> dict[str, str]:
    """Write the list of a site's pages.

    Args:
        site: The site's whole address, without a slash at the end.
        places: The pages.
        most: How many go into one file.

    Returns:
        XML documents by their paths. One lists the pages, or if they are too many the others that do.
    """
    listed = [place for place in (Place(escaped(each.address), each.changed) for each in places) if _fits(place)]
    if len(listed) <= most:
        return {SITEMAP: _render("urlset", "url", listed)}
    parts = {f"sitemap-{number}.xml": part for number, part in enumerate(_parts(listed, most), start=1)}
    index = [Place(escaped(f"{site}/{path}"), _newest(part)) for path, part in parts.items()]
    documents = {path: _render("urlset", "url", part) for path, part in parts.items()}
    return {SITEMAP: _render("sitemapindex", "sitemap", index), **documents}


def escaped(address: str) -> str:
    """An address as RFC 3986 wants it; one that is so already stays."""
    return quote(address, safe="/:%?=&~")


def document(root: etree._Element) -> str:
    """The whole XML document."""
    return etree.tostring(root, encoding="utf-8", xml_declaration=True, pretty_print=True).decode()


def _fits(place: Place) -> bool:
    return len(place.address) <= LONGEST


def _parts(places: Sequence[Place], most: int) -> Iterable[Sequence[Place]]:
    return (places[start : start + most] for start in range(0, len(places), most))


def _newest(places: Iterable[Place]) -> datetime | None:
    return max((place.changed for place in places if place.changed), default=None)


def _render(kind: str, item: str, places: Iterable[Place]) -> str:
    root = etree.Element(f"{{{SPACE}}}{kind}", nsmap={None: SPACE})  # type: ignore[dict-item]  # lxml-stubs
    for place in places:
        element = etree.SubElement(root, f"{{{SPACE}}}{item}")
        etree.SubElement(element, f"{{{SPACE}}}loc").text = place.address
        if place.changed:
            etree.SubElement(element, f"{{{SPACE}}}lastmod").text = place.changed.isoformat(timespec="seconds")
    return document(root)
