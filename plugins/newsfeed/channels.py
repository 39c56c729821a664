"""Which feeds there are, and what each carries."""

import logging
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import partial
from operator import attrgetter
from typing import NamedTuple

from .addresses import CORRECTIONS, SITE, FeedPlace, topic
from .budget import Budget
from .items import Article, id_of, to_item
from .model import Channel, Entry, Item, Plan
from .shelf import Maker, Shelf
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


def plan_channels(
    site: Site, articles: Sequence[Article], tagged: Mapping[Subject, Sequence[Article]]
) -> Iterator[Plan]:
    """Plan every feed of a site, each followed by its archives.

    A region without stories has a feed too: one can subscribe to it before its first story comes.

    Args:
        site: The site.
        articles: All published articles, newest first; those that were withdrawn too, so that readers hear of it.
        tagged: Those of each subject, newest first.

    Yields:
        The feeds. Archives of the site's feed have full texts, those of others summaries: otherwise each text would
        stand in many files.
    """
    _tell_of_large_edition(site, articles)
    shelf = Shelf(articles, maker_of(site))
    planner = _Planner(site, min((article.date for article in articles), default=_BEFORE_ALL))
    yield from planner.plans(SITE, site.name, "", site.description, map(shelf.story, articles))
    for subject, own in tagged.items():
        title, about = site.title_of(subject), site.about(subject)
        yield from planner.plans(topic(subject.slug), title, subject.page, about, map(shelf.story, own))
    title = site.gettext("%(site)s: Corrections") % {"site": site.name}
    about = site.gettext("What %(site)s has corrected") % {"site": site.name}
    yield from planner.plans(CORRECTIONS, title, "corrections/", about, shelf.corrections())


def maker_of(site: Site) -> Maker:
    """What makes the items of a site."""
    return Maker(partial(_item, site), site.gettext)


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


def _item(site: Site, article: Article) -> Item:
    return site.budget.fit(to_item(article, site.address, site.gettext))


class _Archive(NamedTuple):
    """What an archive says of itself, beside what its feed says."""

    month: str
    number: int
    updated: datetime
    older: FeedPlace | None
    newer: FeedPlace | None

    def said(self) -> str:
        stems = [place and place.stem for place in (self.older, self.newer)]
        return repr((self.month, self.number, self.updated.isoformat(), *stems))

    def of(self, feed: Channel, place: FeedPlace) -> Channel:
        """Its channel, made of that of its feed."""
        return replace(
            feed,
            title=f"{feed.title}, {self.month} ({self.number})",
            place=place,
            updated=self.updated,
            hub=None,
            older=self.older,
            newer=self.newer,
            current=feed.place,
        )


@dataclass(frozen=True, slots=True)
class _Planner:
    """Plans the channels of a site."""

    site: Site
    began: datetime

    def plans(
        self, place: FeedPlace, title: str, page: str, description: str, entries: Iterable[Entry]
    ) -> Iterator[Plan]:
        """A feed and its archives, the newest archive first."""
        every = tuple(entries)
        site = self.site
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
            hub=site.hub,
            stylesheet=site.stylesheet,
            older=places[-1] if places else None,
        )
        yield Plan(place, tuple(site.budget.newest(every)), repr(feed), lambda: feed)
        # What is new to a feed changes its old archives only where they lead to new ones.
        said = repr(replace(feed, updated=self.began, older=None))
        for index in reversed(range(len(parts))):
            part = parts[index]
            about = _Archive(
                part.month,
                part.number,
                self._last_change(part.entries),
                older=places[index - 1] if index else None,
                newer=places[index + 1] if index + 1 < len(parts) else None,
            )
            yield Plan(
                places[index],
                part.entries,
                f"{said} {about.said()}",
                partial(about.of, feed, places[index]),
                is_archive=True,
                has_full_texts=place == SITE,
            )

    def _last_change(self, entries: Iterable[Entry]) -> datetime:
        return max(map(attrgetter("changed"), entries), default=self.began)
