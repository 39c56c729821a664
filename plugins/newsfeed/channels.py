"""Which feeds there are, and what each carries."""

import logging
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from .addresses import Feeds
from .items import Article, id_of, notices_of, to_correction, to_item
from .model import Channel, Item
from .text import xml_text

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Site:
    """What feeds have to know of their site."""

    address: str
    """Whole, without a slash at the end."""
    name: str
    description: str
    language: str
    most_items: int


@dataclass(frozen=True, slots=True)
class Subject:
    """A tag, or a region that may have no stories yet: something that has a page and a feed."""

    name: str
    slug: str
    page: str
    """Its path below the site's root."""


def make_channels(
    site: Site, articles: Sequence[Article], tagged: Mapping[Subject, Sequence[Article]]
) -> Iterator[tuple[str, Channel]]:
    """Make every feed of a site.

    A region without stories has a feed too: one can subscribe to it before its first story comes.

    Args:
        site: The site.
        articles: All published articles, newest first; those that were withdrawn too, so that readers hear of it.
        tagged: The articles of each subject, newest first.

    Yields:
        A path below the site's root and the feed that belongs there.
    """
    feeds = Feeds()
    shelf = _Shelf(site)
    yield feeds.site, shelf.channel(site.name, "", feeds.site, site.description, articles)
    for subject, own in tagged.items():
        path = feeds.topic(subject.slug)
        title = f"{site.name}: {subject.name}"
        yield path, shelf.channel(title, subject.page, path, f"{subject.name}: stories of {site.name}", own)
    yield feeds.corrections, shelf.corrections(feeds.corrections, articles)


class _Shelf:
    """Makes channels, and every item once: a story stands in several."""

    def __init__(self, site: Site) -> None:
        self._site = site
        self._items: dict[str, Item] = {}
        self._guids: set[str] = set()

    def channel(self, title: str, page: str, path: str, description: str, articles: Sequence[Article]) -> Channel:
        items = map(self._item, articles[: self._site.most_items])
        return self._channel(title, page, path, description, items)

    def corrections(self, path: str, articles: Sequence[Article]) -> Channel:
        """The channel of corrected and withdrawn stories, the last notice first."""
        noticed = [article for article in articles if notices_of(article)]
        noticed.sort(key=lambda article: notices_of(article)[0].when, reverse=True)
        items = (to_correction(article, self._item(article)) for article in noticed[: self._site.most_items])
        name = self._site.name
        return self._channel(f"{name}: Corrections", "corrections/", path, f"What {name} has corrected", items)

    def _channel(self, title: str, page: str, path: str, description: str, items: Iterable[Item]) -> Channel:
        return Channel(
            title=xml_text(title),
            link=f"{self._site.address}/{page}",
            address=f"{self._site.address}/{path}",
            description=xml_text(description),
            language=self._site.language,
            items=tuple(items),
        )

    def _item(self, article: Article) -> Item:
        if article.url not in self._items:
            item = to_item(article, self._site.address)
            if item.guid in self._guids:
                log.warning("“%s”: its Story_ID is another story's. Delete that line from its file", item.title)
                item = replace(item, guid=id_of(article.url))
            self._guids.add(item.guid)
            self._items[article.url] = item
        return self._items[article.url]
