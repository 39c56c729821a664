"""OPML 2.0: the feeds of all regions in one file, which a feed reader takes in at once."""

from collections.abc import Iterable

from lxml import etree

from .addresses import RSS, topic
from .channels import Site, Subject
from .text import as_html, xml_text


def render_opml(site: Site, regions: Iterable[Subject]) -> str:
    """Write the list of the regions' feeds.

    Args:
        site: The site.
        regions: In the order in which they are shown; those without stories too.

    Returns:
        The XML document, the same for the same regions.
    """
    root = etree.Element("opml", version="2.0")
    head = etree.SubElement(root, "head")
    etree.SubElement(head, "title").text = as_html(site.gettext("%(site)s: regions") % {"site": site.name})
    etree.SubElement(head, "ownerName").text = xml_text(site.author)
    body = etree.SubElement(root, "body")
    for region in regions:
        etree.SubElement(body, "outline", _outline(site, region))
    return etree.tostring(root, encoding="utf-8", xml_declaration=True, pretty_print=True).decode()


def _outline(site: Site, region: Subject) -> dict[str, str]:
    title = as_html(site.title_of(region))
    return {
        "type": "rss",
        "version": "RSS2",
        "text": title,
        "title": title,
        "description": as_html(site.about(region)),
        "language": site.language,
        "xmlUrl": f"{site.address}/{topic(region.slug).path(RSS)}",
        "htmlUrl": f"{site.address}/{region.page}",
    }
