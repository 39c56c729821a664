"""The sitemap, by the protocol of sitemaps.org."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import quote

from lxml import etree

SITEMAP = "sitemap.xml"
SPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"
LONGEST = 2_047
"""Letters of an address that the protocol allows."""
_MOST_ESCAPED = 12
"""What a letter can become when it is escaped: four bytes, each as three signs."""
MOST = 1_000
"""Addresses in a file. The protocol allows 50,000; but where only the last few files change, only these are fetched."""


@dataclass(frozen=True, slots=True)
class Place:
    """Something that has an address."""

    address: str
    """Whole."""
    changed: datetime | None = None


@dataclass(frozen=True, slots=True)
class Listing:
    """A file of the sitemap."""

    places: Sequence[Place]
    kind: str = "urlset"
    item: str = "url"

    def shows(self) -> bytes:
        """The fingerprint of all that it says."""
        said = (f"{place.address} {place.changed and _moment(place.changed)}" for place in self.places)
        return hashlib.sha256("\n".join([self.kind, *said]).encode()).digest()

    def document(self) -> str:
        """The XML document."""
        root = etree.Element(f"{{{SPACE}}}{self.kind}", nsmap={None: SPACE})  # type: ignore[dict-item]  # lxml-stubs
        for place in self.places:
            element = etree.SubElement(root, f"{{{SPACE}}}{self.item}")
            etree.SubElement(element, f"{{{SPACE}}}loc").text = escaped(place.address)
            if place.changed:
                etree.SubElement(element, f"{{{SPACE}}}lastmod").text = _moment(place.changed)
        return document(root)


def make_sitemap(site: str, places: Iterable[Place], most: int = MOST) -> Mapping[str, Listing]:
    """Make the list of a site's pages.

    Args:
        site: The site's whole address, without a slash at the end.
        places: The pages.
        most: How many go into one file.

    Returns:
        The files by their paths. One lists the pages, or if they are too many the others that do.
    """
    listed = [place for place in places if _fits(place.address)]
    if len(listed) <= most:
        return {SITEMAP: Listing(listed)}
    parts = {f"sitemap-{number}.xml": part for number, part in enumerate(_parts(listed, most), start=1)}
    index = [Place(f"{site}/{path}", _newest(part)) for path, part in parts.items()]
    return {
        SITEMAP: Listing(index, "sitemapindex", "sitemap"),
        **{path: Listing(part) for path, part in parts.items()},
    }


def escaped(address: str) -> str:
    """An address as RFC 3986 wants it; one that is so already stays."""
    return quote(address, safe="/:%?=&~")


def document(root: etree._Element) -> str:
    """The whole XML document."""
    return etree.tostring(root, encoding="utf-8", xml_declaration=True, pretty_print=True).decode()


def _fits(address: str) -> bool:
    """Whether an address is short enough; one of a few letters is, however it is escaped."""
    return len(address) <= LONGEST // _MOST_ESCAPED or len(escaped(address)) <= LONGEST


def _moment(changed: datetime) -> str:
    return changed.isoformat(timespec="seconds")


def _parts(places: Sequence[Place], most: int) -> Iterable[Sequence[Place]]:
    return (places[start : start + most] for start in range(0, len(places), most))


def _newest(places: Iterable[Place]) -> datetime | None:
    return max((place.changed for place in places if place.changed), default=None)
