"""The stories as entries of feeds: what is planned with is kept from build to build, items are made when asked for."""

import logging
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import partial

from keepsakes import kept, kept_of_each

from .items import Article, Noticed, Slip, id_of, to_correction, to_slip, wording
from .model import Entry, Item

log = logging.getLogger(__name__)


class Maker:
    """Makes the items of a site, and the slips. Both are kept with the stories."""

    def __init__(self, make: Callable[[Article], Item], gettext: Callable[[str], str]) -> None:
        """Begin.

        Args:
            make: Makes the item of a story.
            gettext: Puts an English text into the site's language.
        """
        self._make = make
        self.gettext = gettext
        self._item = f"newsfeed.item.{wording(gettext)}"
        self.slips = f"newsfeed.slip.{wording(gettext)}"
        """What slips are called where they are kept."""

    def item(self, article: Article) -> Item:
        """The item of an article, whose id may be another story's too."""
        return kept(article, self._item, partial(self._make, article))

    def slip(self, article: Article) -> Slip:
        """The slip of an article."""
        return to_slip(article, self.item(article), self.gettext)


class Shelf:
    """An entry of every story: each stands in several feeds."""

    def __init__(self, articles: Sequence[Article], maker: Maker) -> None:
        """File the stories.

        Args:
            articles: All of them, newest first.
            maker: Makes the items.
        """
        self._maker = maker
        self._items: dict[int, Item] = {}
        """By the identities of their stories: each is made once, and stands in several documents."""
        self._stories: dict[int, Entry] = {}
        """By the identities of the articles."""
        self._noticed: list[tuple[Noticed, Entry]] = []
        self._file(articles)

    def story(self, article: Article) -> Entry:
        """The entry of an article in every feed but that of corrections."""
        return self._stories[id(article)]

    def corrections(self) -> Iterator[Entry]:
        """Those of the corrected and withdrawn stories, the last notice first."""
        by_notice = sorted(self._noticed, key=lambda each: each[0].newest, reverse=True)
        return (entry for _, entry in by_notice)

    def _file(self, articles: Sequence[Article]) -> None:
        """Make the entries, one an address; an id that a story has already is not given to another."""
        filed: dict[str, Entry] = {}
        guids: set[str] = set()
        slips = kept_of_each(articles, self._maker.slips, self._maker.slip)
        for article, slip in zip(articles, slips, strict=True):
            address = article.url
            entry = filed.get(address)
            if entry is None:
                if slip.guid in guids:
                    title = self._item(article).title
                    log.warning("“%s”: its Story_ID is another story's. Delete that line from its file", title)
                    slip = slip._replace(guid=id_of(address))
                guids.add(slip.guid)
                entry = filed[address] = self._entry(article, slip)
                if slip.noticed:
                    self._noticed.append((slip.noticed, self._correction_of(article, slip.noticed, entry)))
            self._stories[id(article)] = entry

    def _entry(self, article: Article, slip: Slip) -> Entry:
        date = article.date
        return Entry(
            slip.guid,
            day=date.date(),
            weight=slip.weight,
            changed=getattr(article, "modified", None) or date,
            shows=slip.shows + slip.guid.encode(),
            make=partial(self._own, article, slip.guid),
        )

    def _correction_of(self, article: Article, noticed: Noticed, entry: Entry) -> Entry:
        return entry._replace(
            day=noticed.newest.date(),
            weight=noticed.weight,
            changed=getattr(article, "modified", None) or noticed.first,
            make=partial(self._correction, article, entry.guid),
        )

    def _item(self, article: Article) -> Item:
        if id(article) not in self._items:
            self._items[id(article)] = self._maker.item(article)
        return self._items[id(article)]

    def _own(self, article: Article, guid: str) -> Item:
        item = self._item(article)
        return item if item.guid == guid else replace(item, guid=guid)

    def _correction(self, article: Article, guid: str) -> Item:
        return to_correction(article, self._own(article, guid), self._maker.gettext)
