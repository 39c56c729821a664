"""JSON Feed 1.1."""

import json
from typing import Any

from .addresses import JSON_FEED
from .model import Channel, Item

_VERSION = "https://jsonfeed.org/version/1.1"


def render_json(channel: Channel) -> str:
    """Write a channel as JSON Feed 1.1.

    Args:
        channel: What the feed says.

    Returns:
        The JSON document, the same for the same channel.
    """
    feed = {
        "version": _VERSION,
        "title": channel.title,
        "home_page_url": channel.link,
        "feed_url": channel.address(channel.place, JSON_FEED),
        "description": channel.description,
        "authors": [{"name": channel.author}],
        "language": channel.language,
        "hubs": [{"type": "WebSub", "url": channel.hub}] if channel.hub else None,
        "items": [_item(item, channel) for item in channel.items],
    }
    return json.dumps(_said(feed), ensure_ascii=False, indent=1) + "\n"


def _item(item: Item, channel: Channel) -> dict[str, Any]:
    content = {"content_html": item.html} if item.html else {"content_text": item.summary}
    return _said(
        {
            "id": item.guid,
            "url": item.link,
            "title": item.title,
            **content,
            "summary": item.summary,
            "image": item.pictures[0].address if item.pictures else None,
            "date_published": item.published.isoformat(),
            "date_modified": item.updated.isoformat() if item.updated else None,
            "authors": [{"name": item.byline}] if item.byline else None,
            "tags": list(item.categories) or None,
            "language": item.language if item.language != channel.language else None,
        }
    )


def _said(fields: dict[str, Any]) -> dict[str, Any]:
    """The fields that say something: JSON Feed leaves out what is not known."""
    return {name: value for name, value in fields.items() if value is not None}
