"""Feeds: readers can take them in, know each story again, and find it."""

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from urllib.parse import urlsplit

from lxml import etree

from . import formats, lists
from .formats import ATOM, JSON_FEED, Feed
from .links import check_one
from .model import Finding, Gravity, Kind, Reference, Site, Use
from .pages import references_of

REMEDY = "Build the site again; if that does not help, report it as a fault of the program"
READERS = {"rss": formats.read_rss, f"{ATOM}feed": formats.read_atom, "opml": formats.read_opml}
# What stands around the texts of a feed, which its limit counts.
AROUND = 1.2
KILOBYTE = 1000
SITEMAPS = frozenset({"urlset", "sitemapindex"})


def check_xml(file: str, raw: bytes, site: Site) -> Iterator[Finding]:
    """What is wrong with an XML file, which may be a feed, a list of feeds or a sitemap."""
    try:
        root = etree.fromstring(raw, etree.XMLParser(resolve_entities=False, no_network=True))
    except etree.XMLSyntaxError as error:
        yield _fault(file, f"the file is not well-formed ({error.msg})", error.lineno)
        return
    if root.tag in READERS:
        yield from _check(file, len(raw), READERS[root.tag](root), site)
    elif etree.QName(root).localname in SITEMAPS:
        yield from lists.check_sitemap(file, root, site)


def check_json(file: str, raw: bytes, site: Site) -> Iterator[Finding]:
    """What is wrong with a JSON file, which may be a feed."""
    try:
        content = json.loads(raw)
        if not (isinstance(content, dict) and str(content.get("version", "")).startswith(JSON_FEED)):
            return
        feed = formats.read_json(content)
    except json.JSONDecodeError as error:
        yield _fault(file, f"the file is no JSON ({error.msg})", error.lineno)
        return
    except (ValueError, TypeError, AttributeError) as error:
        yield _fault(file, f"the file cannot be read ({error})")
        return
    yield from _check(file, len(raw), feed, site)


def _check(file: str, size: int, feed: Feed, site: Site) -> Iterator[Finding]:
    if size > site.feed_limit * AROUND:
        what = f"the feed is {size // KILOBYTE:,} kB heavy; {site.feed_limit // KILOBYTE:,} are its limit"
        remedy = "Lower FEED_MAX_ITEMS, or raise FEED_MAX_BYTES if it is meant to be so"
        yield Finding(Kind.WEIGHT, file, what, remedy, Gravity.WARNING)
    for name in feed.lacks:
        yield _fault(file, f"the feed has no {name}")
    for name, number in Counter(name for item in feed.items for name in item.lacks).items():
        yield _fault(file, f"{number} of {len(feed.items)} items have no {name}")
    for identifier, number in Counter(item.id for item in feed.items if item.id).items():
        if number > 1:
            yield _fault(file, f"{number} items have the same id {identifier}")
    home = site.address or _home(file, feed)
    if feed.own and feed.own != f"{home}{file}":
        yield _fault(file, f"the feed says that it is at {feed.own}, but it is at {home or '.../'}{file}")
    yield from _addresses(file, feed, replace(site, address=home))


def _addresses(file: str, feed: Feed, site: Site) -> Iterator[Finding]:
    references = dict.fromkeys(Reference(link, Use.FOLLOWED) for link in feed.links if link != feed.own)
    for item in feed.items:
        references |= dict.fromkeys(Reference(link, Use.FOLLOWED) for link in item.links)
        for text in item.texts:
            references |= dict.fromkeys(references_of(text))
    for reference in references:
        if urlsplit(reference.address).scheme:
            yield from check_one(file, reference, site)
        else:
            yield _fault(
                file, f"the address {reference.address} is not whole: a feed reader cannot know where it leads"
            )


def _home(file: str, feed: Feed) -> str | None:
    """Where the site is, by what a feed says of itself."""
    return feed.own.removesuffix(file) if feed.own and feed.own.endswith(f"/{file}") else None


def _fault(file: str, what: str, line: int | None = None) -> Finding:
    return Finding(Kind.FEED, file, what, REMEDY, line=line)
