"""Which feeds there are, and what each carries."""

import logging
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from .addresses import CORRECTIONS, SITE, FeedPlace, topic
from .budget import Budget, Dated
from .items import Article, id_of, notices_of, to_correction, to_item
from .model import Channel, Item
from .text import xml_text

log = logging.getLogger(__name__)

_BEFORE_ALL = datetime(2000, 1, 1, tzinfo=UTC)
"""The last change of a site that has no story yet; the clock is not asked, so that two builds say the same."""


@dataclass(frozen=True, slots=True)
class Subject:
    """A tag, or a region that may have no stories yet: something that has a page and a feed."""

    name: str
    slug: str
    page: str
    """Its path below the site's root."""


@dataclass(frozen=True, slots=True)
class Site:
    """What feeds have to know of their site."""

    address: str
    """Whole, without a slash at the end."""
    name: str
    description: str
    author: str
    """Who publishes it."""
    language: str
    budget: Budget
    has_archives: bool = True
    hub: str | None = None
    stylesheet: str | None = None
    gettext: Callable[[str], str] = str
    """An English text in the site's language."""

    def title_of(self, subject: Subject) -> str:
        """What the feed of a subject is called."""
        return self.gettext("%(site)s: %(subject)s") % {"site": self.name, "subject": subject.name}

    def about(self, subject: Subject) -> str:
        """What the feed of a subject carries."""
        return self.gettext("%(subject)s: stories of %(site)s") % {"site": self.name, "subject": subject.name}


def make_channels(
    site: Site, articles: Sequence[Article], tagged: Mapping[Subject, Sequence[Article]]
) -> Iterator[Channel]:
    """Make every feed of a site, each followed by its archives.

    A region without stories has a feed too: one can subscribe to it before its first story comes.

    Args:
        site: The site.
        articles: All published articles, newest first; those that were withdrawn too, so that readers hear of it.
        tagged: The articles of each subject, newest first.

    Yields:
        The feeds. Archives of the site's feed have full texts, those of others summaries: otherwise each text would
        stand in many files.
    """
    shelf = _Shelf(site, articles)
    _tell_of_large_edition(site, articles)
    yield from shelf.channels(SITE, site.name, "", site.description, map(shelf.story, articles))
    for subject, own in tagged.items():
        title, about = site.title_of(subject), site.about(subject)
        yield from shelf.channels(topic(subject.slug), title, subject.page, about, map(shelf.story, own))
    title = site.gettext("%(site)s: Corrections") % {"site": site.name}
    about = site.gettext("What %(site)s has corrected") % {"site": site.name}
    yield from shelf.channels(CORRECTIONS, title, "corrections/", about, shelf.corrections(articles))


def _tell_of_large_edition(site: Site, articles: Sequence[Article]) -> None:
    if articles:
        newest = articles[0].date.date()
        stories = sum(article.date.date() == newest for article in articles)
        if stories > site.budget.items:
            log.warning(
                "The edition of %s has %d stories, and a feed carries %d of them. Set FEED_MAX_ITEMS higher",
                newest,
                stories,
                site.budget.items,
            )


class _Shelf:
    """Makes channels, and every item once: a story stands in several."""

    def __init__(self, site: Site, articles: Sequence[Article]) -> None:
        self._site = site
        self._began = min((article.date for article in articles), default=_BEFORE_ALL)
        self._items: dict[str, Dated] = {}
        self._guids: set[str] = set()

    def channels(
        self, place: FeedPlace, title: str, page: str, description: str, dated: Iterable[Dated]
    ) -> Iterator[Channel]:
        """A feed and its archives, the newest archive first."""
        every = tuple(dated)
        site = self._site
        parts = site.budget.archives(every) if site.has_archives else []
        places = [place.archive(part.month, part.number) for part in parts]
        feed = Channel(
            id=id_of(f"{site.address}/{place.stem}"),
            title=xml_text(title),
            link=f"{site.address}/{page}",
            description=xml_text(description),
            language=site.language,
            author=xml_text(site.author),
            site=site.address,
            place=place,
            updated=self._last_change(every),
            items=_items(site.budget.newest(every)),
            hub=site.hub,
            stylesheet=site.stylesheet,
            older=places[-1] if places else None,
        )
        yield feed
        for index in reversed(range(len(parts))):
            items = _items(parts[index].items)
            yield replace(
                feed,
                title=f"{feed.title}, {parts[index].month} ({parts[index].number})",
                place=places[index],
                updated=self._last_change(parts[index].items),
                items=items if place == SITE else tuple(replace(item, html="") for item in items),
                hub=None,
                older=places[index - 1] if index else None,
                newer=places[index + 1] if index + 1 < len(parts) else None,
                current=place,
            )

    def story(self, article: Article) -> Dated:
        """An article as an item of every feed but that of corrections."""
        if article.url not in self._items:
            item = self._site.budget.fit(to_item(article, self._site.address, self._site.gettext))
            if item.guid in self._guids:
                log.warning("“%s”: its Story_ID is another story's. Delete that line from its file", item.title)
                item = replace(item, guid=id_of(article.url))
            self._guids.add(item.guid)
            self._items[article.url] = Dated(item, article.date.date())
        return self._items[article.url]

    def corrections(self, articles: Sequence[Article]) -> Iterator[Dated]:
        """The corrected and withdrawn stories, the last notice first."""
        noticed = [article for article in articles if notices_of(article)]
        noticed.sort(key=lambda article: notices_of(article)[0].when, reverse=True)
        for article in noticed:
            yield Dated(
                to_correction(article, self.story(article).item, self._site.gettext), notices_of(article)[0].when.date()
            )

    def _last_change(self, dated: Iterable[Dated]) -> datetime:
        changes = (each.item.updated or each.item.published for each in dated)
        return max(changes, default=self._began)


def _items(dated: Iterable[Dated]) -> tuple[Item, ...]:
    return tuple(each.item for each in dated)
