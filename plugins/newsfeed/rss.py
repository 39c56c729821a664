"""RSS 2.0, as readers and validators want it."""

from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from typing import Any

from feedgenerator import Rss201rev2Feed
from feedgenerator.django.utils.xmlutils import SimplerXMLGenerator

from .addresses import RSS
from .model import Channel
from .shared_xml import MODULES, add_modules, feed_fields, item_fields, written
from .text import as_html


def render_rss(channel: Channel) -> str:
    """Write a channel as RSS 2.0.

    Args:
        channel: What the feed says.

    Returns:
        The XML document, the same for the same channel.
    """
    feed = _NewsFeed(**feed_fields(channel))
    for item in channel.items:
        fields = item_fields(item) | {"pubdate": _moment(item.published)}
        feed.add_item(**fields, description=as_html(item.summary), unique_id_is_permalink=False)
    return written(feed)


def _moment(when: datetime) -> datetime:
    """The same moment, in a zone that RSS readers know: some stumble over one like Nepal's, +0545."""
    offset = when.utcoffset() or timedelta()
    return when if offset % timedelta(minutes=30) == timedelta() else when.astimezone(UTC)


class _NewsFeed(Rss201rev2Feed):  # type: ignore[misc]  # feedgenerator has no types
    """feedgenerator's RSS with what it leaves out: the feed's own type, relations, bylines, full text, changes."""

    def rss_attributes(self) -> dict[str, str]:
        return {
            "version": self._version,
            "xmlns:atom": "http://www.w3.org/2005/Atom",
            "xmlns:content": "http://purl.org/rss/1.0/modules/content/",
            "xmlns:dc": "http://purl.org/dc/elements/1.1/",
            **MODULES,
        }

    def add_root_elements(self, handler: SimplerXMLGenerator) -> None:
        channel: Channel = self.feed["channel"]
        for name in ("title", "link", "description", "language"):
            handler.addQuickElement(name, self.feed[name])
        for link in channel.links(RSS):
            handler.addQuickElement("atom:link", None, link)
        if channel.items:
            handler.addQuickElement("lastBuildDate", format_datetime(_moment(channel.updated)))

    def add_item_elements(self, handler: SimplerXMLGenerator, item: dict[str, Any]) -> None:
        super().add_item_elements(handler, item)
        if item["byline"]:
            handler.addQuickElement("dc:creator", item["byline"])
        if item["language"] and item["language"] != self.feed["language"]:
            handler.addQuickElement("dc:language", item["language"])
        if item["content"]:
            handler.addQuickElement("content:encoded", item["content"])
        if item["updateddate"]:
            handler.addQuickElement("atom:updated", item["updateddate"].isoformat())
        add_modules(handler, item)
