"""RSS, Atom, JSON Feed and OPML, read into one shape."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from email.utils import parsedate_to_datetime
from typing import Any

from lxml import etree

ATOM = "{http://www.w3.org/2005/Atom}"
CONTENT = "{http://purl.org/rss/1.0/modules/content/}encoded"
JSON_FEED = "https://jsonfeed.org/version/"
# Of these alone a feed says where it is, or its other parts are; others are the web's.
OWN = frozenset({"alternate", "self", "current", "first", "last", "next-archive", "prev-archive", "next", "previous"})


@dataclass(frozen=True, slots=True)
class Item:
    """A story in a feed."""

    id: str
    links: tuple[str, ...]
    texts: tuple[str, ...]
    """HTML."""
    lacks: tuple[str, ...]
    """The names of what it must have and has not."""


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed, or a list of feeds."""

    own: str | None
    """The address that it says is its own."""
    links: tuple[str, ...]
    lacks: tuple[str, ...]
    items: tuple[Item, ...]


def read_rss(root: etree._Element) -> Feed:
    """Read RSS 2.0."""
    channel = root.find("channel")
    if channel is None:
        return Feed(None, (), ("channel",), ())
    links = _links(channel)
    missing = [name for name in ("title", "link", "description") if not channel.findtext(name, "").strip()]
    home = channel.findtext("link", "").strip()
    items = tuple(_rss_item(item) for item in channel.iter("item"))
    return Feed(
        links.get("self"), tuple(filter(None, (home, *links.values()))), tuple(_and_self(missing, links)), items
    )


def read_atom(root: etree._Element) -> Feed:
    """Read Atom 1.0."""
    links = _links(root)
    has_author = root.find(f"{ATOM}author") is not None
    items = tuple(_atom_item(entry, has_author=has_author) for entry in root.iter(f"{ATOM}entry"))
    missing = _missing_in_atom(root)
    return Feed(links.get("self"), tuple(links.values()), tuple(_and_self(missing, links)), items)


def read_json(feed: Mapping[str, Any]) -> Feed:
    """Read JSON Feed 1.1.

    Raises:
        TypeError, AttributeError: something in it is of another kind than it must be.
    """
    own = feed.get("feed_url")
    links = filter(None, (feed.get("home_page_url"), own, feed.get("next_url")))
    missing = [name for name in ("version", "title", "feed_url") if not feed.get(name)]
    missing += ["items"] if not isinstance(feed.get("items"), list) else []
    return Feed(own, tuple(links), tuple(missing), tuple(map(_json_item, feed.get("items") or ())))


def read_opml(root: etree._Element) -> Feed:
    """Read OPML 2.0: each outline is an item."""
    outlines = tuple(root.iter("outline"))
    missing = ["title"] if not root.findtext("head/title", "").strip() else []
    return Feed(None, (), (*missing, *(() if outlines else ("outline",))), tuple(map(_outline, outlines)))


def _rss_item(item: etree._Element) -> Item:
    missing = ["guid"] if not item.findtext("guid", "").strip() else []
    missing += ["link"] if not item.findtext("link", "").strip() else []
    missing += ["title"] if not (item.findtext("title") or item.findtext("description")) else []
    missing += _missing_dates([("pubDate", item.findtext("pubDate"))], parsedate_to_datetime)
    return Item(
        item.findtext("guid", "").strip(),
        tuple(filter(None, [item.findtext("link", "").strip()])),
        tuple(filter(None, [item.findtext(CONTENT)])),
        tuple(missing),
    )


def _atom_item(entry: etree._Element, *, has_author: bool) -> Item:
    links = _links(entry)
    missing = _missing_in_atom(entry)
    missing += ["link"] if "alternate" not in links else []
    missing += [] if has_author or entry.find(f"{ATOM}author") is not None else ["author"]
    content = entry.find(f"{ATOM}content")
    is_html = content is not None and content.get("type") == "html"
    texts = (content.text or "",) if content is not None and is_html else ()
    return Item(entry.findtext(f"{ATOM}id", "").strip(), tuple(links.values()), texts, tuple(missing))


def _json_item(item: Mapping[str, Any]) -> Item:
    missing = [] if isinstance(item.get("id"), str) and item["id"] else ["id"]
    missing += ["url"] if not item.get("url") else []
    missing += ["content_html"] if not (item.get("content_html") or item.get("content_text")) else []
    missing += _missing_dates([("date_published", item.get("date_published"))], datetime.fromisoformat)
    links = filter(None, (item.get("url"), item.get("image")))
    return Item(str(item.get("id", "")), tuple(links), tuple(filter(None, [item.get("content_html")])), tuple(missing))


def _outline(outline: etree._Element) -> Item:
    missing = [name for name in ("text", "xmlUrl") if not outline.get(name)]
    addresses = (outline.get("xmlUrl", ""), outline.get("htmlUrl", ""))
    return Item(addresses[0], tuple(filter(None, addresses)), (), tuple(missing))


def _links(element: etree._Element) -> dict[str, str]:
    """The site's own addresses by what they are to the feed."""
    links = ((link.get("rel", "alternate"), link.get("href", "").strip()) for link in element.findall(f"{ATOM}link"))
    return {rel: address for rel, address in links if rel in OWN}


def _missing_in_atom(element: etree._Element) -> list[str]:
    missing = [name for name in ("id", "title", "updated") if not element.findtext(f"{ATOM}{name}", "").strip()]
    dates = [(name, element.findtext(f"{ATOM}{name}")) for name in ("updated", "published")]
    return missing + list(_missing_dates(dates, datetime.fromisoformat))


def _missing_dates(dates: Iterable[tuple[str, str | None]], read: Callable[[str], datetime]) -> Iterator[str]:
    for name, text in dates:
        try:
            if text and read(text).tzinfo is None:
                yield f"zone in its {name}"
        except ValueError:
            yield f"readable {name}"


def _and_self(missing: list[str], links: Mapping[str, str]) -> list[str]:
    return missing if "self" in links else [*missing, "link to itself"]
