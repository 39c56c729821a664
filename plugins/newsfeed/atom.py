"""Atom 1.0 (RFC 4287), as readers and validators want it."""

from datetime import datetime
from typing import Any, TextIO
from zlib import crc32

from feedgenerator import Atom1Feed
from feedgenerator.django.utils.xmlutils import SimplerXMLGenerator

from .addresses import ATOM
from .model import Channel, Item
from .shared_xml import MODULES, add_modules, feed_fields, item_fields, written


def render_atom(channel: Channel) -> str:
    """Write a channel as Atom 1.0.

    Args:
        channel: What the feed says.

    Returns:
        The XML document, the same for the same channel.
    """
    feed = _NewsFeed(**feed_fields(channel), author_name=channel.author, feed_guid=channel.id)
    for item in channel.items:
        fields = item_fields(item) | {"updateddate": _distinct(item)}
        feed.add_item(**fields, description=None, author_name=item.byline, summary=item.summary)
    return written(feed)


def _distinct(item: Item) -> datetime:
    """The last change of an item, to a microsecond of its own.

    Atom readers tell versions apart by it, and validators want no two alike; stories of one bulletin have one date.
    """
    fraction = crc32(item.guid.encode()) % 1_000_000
    return (item.updated or item.published).replace(microsecond=fraction)


class _NewsFeed(Atom1Feed):  # type: ignore[misc]  # feedgenerator has no types
    """feedgenerator's Atom with what it leaves out: a stylesheet, relations, plain summaries, pictures."""

    def root_attributes(self) -> dict[str, str]:
        return {**super().root_attributes(), **MODULES, "xmlns:fh": "http://purl.org/syndication/history/1.0"}

    def latest_post_date(self) -> datetime:
        channel: Channel = self.feed["channel"]
        return max(map(_distinct, channel.items), default=channel.updated)

    def add_root_elements(self, handler: SimplerXMLGenerator) -> None:
        channel: Channel = self.feed["channel"]
        super().add_root_elements(handler)
        for link in channel.links(ATOM):
            handler.addQuickElement("link", None, link)
        if channel.current:
            handler.addQuickElement("fh:archive")

    def item_attributes(self, item: dict[str, Any]) -> dict[str, str]:
        other = item["language"] and item["language"] != self.feed["language"]
        return {"xml:lang": item["language"]} if other else {}

    def add_item_elements(self, handler: SimplerXMLGenerator, item: dict[str, Any]) -> None:
        full_text, item = item["content"], item | {"content": None}
        super().add_item_elements(handler, item)
        handler.addQuickElement("summary", item["summary"])
        if full_text:
            handler.addQuickElement("content", full_text, {"type": "html"})
        add_modules(handler, item)

    def write(self, outfile: TextIO, encoding: str) -> None:
        handler = SimplerXMLGenerator(outfile, encoding, short_empty_elements=True)
        handler.startDocument()
        for stylesheet in self.feed["stylesheets"]:
            handler.processingInstruction("xml-stylesheet", stylesheet)
        handler.startElement("feed", self.root_attributes())
        self.add_root_elements(handler)
        self.write_items(handler)
        handler.endElement("feed")
