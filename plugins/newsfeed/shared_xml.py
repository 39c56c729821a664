"""What RSS and Atom have in common: the modules that both may carry, and how both are written."""

import posixpath
from typing import Any

from feedgenerator import SyndicationFeed
from feedgenerator.django.utils.feedgenerator import Stylesheet
from feedgenerator.django.utils.xmlutils import SimplerXMLGenerator

from .addresses import RSS
from .model import Channel, Item, Picture

MODULES = {
    "xmlns:georss": "http://www.georss.org/georss",
    "xmlns:media": "http://search.yahoo.com/mrss/",
}
"""Name spaces of the modules: places (GeoRSS), pictures (Media RSS)."""


def feed_fields(channel: Channel) -> dict[str, Any]:
    """What feedgenerator and the formats ask of a feed."""
    return {
        "title": channel.title,
        "link": channel.link,
        "description": channel.description,
        "language": channel.language,
        "stylesheets": _stylesheets(channel),
        "channel": channel,
    }


def item_fields(item: Item) -> dict[str, Any]:
    """What feedgenerator and this module ask of an item, in whatever format."""
    return {
        "title": item.title,
        "link": item.link,
        "content": item.html,
        "byline": item.byline,
        "language": item.language,
        "pubdate": item.published,
        "updateddate": item.updated,
        "unique_id": item.guid,
        "categories": item.categories,
        "pictures": item.pictures,
        "point": item.point,
    }


def _stylesheets(channel: Channel) -> list[Stylesheet]:
    """What makes a page of a feed for those who open it in a browser, if there is such; its address is relative."""
    if channel.stylesheet is None:
        return []
    folder = posixpath.dirname(channel.place.path(RSS))
    return [Stylesheet(posixpath.relpath(channel.stylesheet, folder), "text/css", media=None)]


def written(feed: SyndicationFeed) -> str:
    """The whole document."""
    document: str = feed.writeString("utf-8")
    return document


def add_modules(handler: SimplerXMLGenerator, item: dict[str, Any]) -> None:
    """Add the place and the pictures of an item."""
    if item["point"]:
        handler.addQuickElement("georss:point", f"{item['point'].latitude:.2f} {item['point'].longitude:.2f}")
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
