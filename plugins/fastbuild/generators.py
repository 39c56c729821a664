"""Pelican's generators of stories and pages, without what takes longer than it has to."""

import calendar
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from operator import attrgetter
from pathlib import Path
from typing import Any

from pelican import generators
from pelican.plugins import signals
from pelican.writers import Writer

from .reading import QuickReaders
from .writer import QuickWriter

Period = dict[str, Any]


class ArticlesGenerator(generators.ArticlesGenerator):  # type: ignore[misc]  # Pelican has no types
    """Stories read ahead, and filed in one pass where Pelican looks through all of them for each list."""

    def generate_context(self) -> None:
        """Read all stories, then let Pelican take them one by one."""
        _read_ahead(self, "ARTICLE")
        super().generate_context()

    def _build_period_archives(
        self, sorted_articles: Iterable[Any], articles: Sequence[Any], settings: Mapping[str, Any]
    ) -> Mapping[str, Sequence[Period]]:
        """What Pelican makes of the years, months and days."""
        place = {id(article): number for number, article in enumerate(articles)}
        archives: defaultdict[str, list[Period]] = defaultdict(list)
        for length, granularity in enumerate(("year", "month", "day"), 1):
            save_as = settings[f"{granularity.upper()}_ARCHIVE_SAVE_AS"]
            if save_as:
                parts = [f"date.{part}" for part in ("year", "month", "day")[:length]]
                for _, group in groupby(sorted_articles, key=attrgetter(*parts)):
                    archives[granularity].append(
                        _period(list(group), place, length, save_as, settings[f"{granularity.upper()}_ARCHIVE_URL"])
                    )
        return archives

    def generate_tags(self, write: Any) -> None:  # noqa: ANN401 - Pelican's signature
        """Write the pages of tags, if there are any: for each, Pelican looks through all stories before it asks."""
        if self.settings["TAG_SAVE_AS"]:
            super().generate_tags(write)

    def generate_categories(self, write: Any) -> None:  # noqa: ANN401
        """Write the pages of categories, if there are any."""
        if self.settings["CATEGORY_SAVE_AS"]:
            super().generate_categories(write)

    def generate_authors(self, write: Any) -> None:  # noqa: ANN401
        """Write the pages of authors, if there are any."""
        if self.settings["AUTHOR_SAVE_AS"]:
            super().generate_authors(write)

    def generate_output(self, writer: Writer) -> None:
        """Write everything; who waits for the end of it finds the files there."""
        self.generate_feeds(writer)
        self.generate_pages(writer)
        if isinstance(writer, QuickWriter):
            writer.keep_promises()
        signals.article_writer_finalized.send(self, writer=writer)


class PagesGenerator(generators.PagesGenerator):  # type: ignore[misc]
    """Pages read ahead."""

    def generate_context(self) -> None:
        """Read all pages, then let Pelican take them one by one."""
        _read_ahead(self, "PAGE")
        super().generate_context()


class Prompt:
    """What a generator has written is there when it is done: the next one may want to read it."""

    context: dict[str, Any]

    def generate_output(self, writer: Writer) -> None:
        """Write what the generator writes, many pages at a time."""
        if isinstance(writer, QuickWriter):
            writer.shared = self.context
            super().generate_output(writer)  # type: ignore[misc]  # of the generator that this is mixed into
            writer.keep_promises()
            writer.shared = None
        else:
            super().generate_output(writer)  # type: ignore[misc]


_OURS: Mapping[type[Any], type[Any]] = {
    generators.ArticlesGenerator: ArticlesGenerator,
    generators.PagesGenerator: PagesGenerator,
}
"""Pelican's generators -> those in their place."""


def quick(generator: type[Any]) -> type[Any]:
    """The class that does, faster, what a class of generators does, under the same name."""
    ours = _OURS.get(generator, generator)
    if not hasattr(ours, "generate_output"):
        return ours
    return type(generator.__name__, (Prompt, ours), {"__module__": generator.__module__, "__doc__": generator.__doc__})


def equip(generator: generators.Generator) -> None:
    """Give a generator of ours readers that read ahead, before anybody else sees it."""
    if isinstance(generator, ArticlesGenerator | PagesGenerator):
        generator.readers = QuickReaders(generator.settings, f"{type(generator).__name__}-Readers")


def _read_ahead(generator: Any, kind: str) -> None:  # noqa: ANN401
    settings = generator.settings
    files = generator.get_files(settings[f"{kind}_PATHS"], exclude=settings[f"{kind}_EXCLUDES"])
    generator.readers.read_ahead(Path(generator.path), sorted(files))


def _period(stories: list[Any], place: Mapping[int, int], length: int, save_as: str, url: str) -> Period:
    date = stories[0].date
    number = (date.year, date.month, date.day)[:length]
    return {
        "dates": stories,
        "articles": sorted((story for story in stories if id(story) in place), key=lambda story: place[id(story)]),
        "save_as": save_as.format(date=date),
        "url": url.format(date=date),
        "period": tuple(calendar.month_name[part] if at == 1 else part for at, part in enumerate(number)),
        "period_num": number,
    }
