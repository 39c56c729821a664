"""RSS 2.0, as readers and validators want it."""

import html
import io
from email.utils import format_datetime
from typing import Any

from feedgenerator import Rss201rev2Feed
from feedgenerator.django.utils.xmlutils import SimplerXMLGenerator

from .addresses import RSS_TYPE
from .model import Channel, Item, Picture

_NAMESPACES = {
    "xmlns:atom": "http://www.w3.org/2005/Atom",
    "xmlns:content": "http://purl.org/rss/1.0/modules/content/",
    "xmlns:dc": "http://purl.org/dc/elements/1.1/",
    "xmlns:media": "http://search.yahoo.com/mrss/",
}


def render_rss(channel: Channel) -> str:
    """Write a channel as RSS 2.0.

    Args:
        channel: What the feed says.

    Returns:
        The XML document, the same for the same channel.
    """
    feed = _NewsFeed(
        title=channel.title,
        link=channel.link,
        description=channel.description,
        language=channel.language,
        feed_url=channel.address,
    )
    for item in channel.items:
        _add(feed, item)
    document = io.StringIO()
    feed.write(document, "utf-8")
    return document.getvalue()


def _add(feed: Rss201rev2Feed, item: Item) -> None:
    feed.add_item(
        title=item.title,
        link=item.link,
        description=html.escape(item.summary, quote=False),  # RSS reads a description as HTML
        content=item.html,
        byline=item.byline,
        language=item.language,
        pubdate=item.published,
        updateddate=item.updated,
        unique_id=item.guid,
        unique_id_is_permalink=False,
        categories=item.categories,
        pictures=item.pictures,
    )


class _NewsFeed(Rss201rev2Feed):  # type: ignore[misc]  # feedgenerator has no types
    """feedgenerator's RSS with what it leaves out: the feed's own type, bylines, full text, changes, pictures."""

    def rss_attributes(self) -> dict[str, str]:
        return {"version": self._version, **_NAMESPACES}

    def add_root_elements(self, handler: SimplerXMLGenerator) -> None:
        for name in ("title", "link", "description", "language"):
            handler.addQuickElement(name, self.feed[name])
        itself = {"rel": "self", "href": self.feed["feed_url"], "type": RSS_TYPE}
        handler.addQuickElement("atom:link", None, itself)
        if self.items:
            handler.addQuickElement("lastBuildDate", format_datetime(self.latest_post_date()))

    def add_item_elements(self, handler: SimplerXMLGenerator, item: dict[str, Any]) -> None:
        super().add_item_elements(handler, item)
        if item["byline"]:
            handler.addQuickElement("dc:creator", item["byline"])
        if item["language"] and item["language"] != self.feed["language"]:
            handler.addQuickElement("dc:language", item["language"])
        handler.addQuickElement("content:encoded", item["content"])
        if item["updateddate"]:
            handler.addQuickElement("atom:updated", item["updateddate"].isoformat())
        for picture in item["pictures"]:
            _add_picture(handler, picture)


def _add_picture(handler: SimplerXMLGenerator, picture: Picture) -> None:
    about = {"url": picture.address, "medium": "image"}
    handler.startElement("media:content", about | ({"type": picture.mime_type} if picture.mime_type else {}))
    if picture.caption:
        handler.addQuickElement("media:description", picture.caption, {"type": "plain"})
    for name in picture.credits:
        role = {"role": "photographer", "scheme": "urn:ebu"} if name == picture.photographer else {}
        handler.addQuickElement("media:credit", name, role)
    handler.endElement("media:content")
