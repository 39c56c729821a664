"""Pelican's generators of stories and pages, without what takes longer than it has to."""

import calendar
import logging
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache, partial
from itertools import chain, groupby
from operator import attrgetter
from pathlib import Path
from typing import Any

from pelican import generators
from pelican.contents import SkipStub
from pelican.plugins import signals
from pelican.utils import order_content
from pelican.writers import FileOverwriteFailedError, Writer

from .hands import asides, hands_for, number_of_hands
from .listing import State, files_below
from .reading import QuickReaders
from .recalled import Article, as_read, with_links
from .records import Brief
from .remembered import Pages
from .rendering import equip_environment
from .stories import Stories, can_be_kept
from .translations import told_apart
from .writer import QuickWriter

log = logging.getLogger(__name__)

MANY = 256
"""Stories that are looked at together: if somebody has touched one of them, each has to be asked."""
Period = dict[str, Any]
_PLURALS = {"tag": "tags", "category": "categories", "author": "authors"}
_SHELVES: Mapping[str, tuple[str, str]] = {
    "published": ("articles", "translations"),
    "draft": ("drafts", "drafts_translations"),
    "hidden": ("hidden_articles", "hidden_translations"),
}
"""By what stories are: where Pelican keeps them, and where their translations."""
_OF_TEMPLATES = "articles", "drafts", "hidden_articles", "dates", "tags", "categories", "authors", "related_posts"
"""What templates are handed of the generator."""


class ArticlesGenerator(generators.ArticlesGenerator):  # type: ignore[misc]  # Pelican has no types
    """Stories read ahead, and filed in one pass where Pelican looks through all of them for each list."""

    stories_kept: Stories | None = None
    """What is kept of them from build to build, if it can be kept."""
    pages_left: Pages | None = None
    """The files of the last build, if the stories are kept."""
    categories: Any
    authors: Any
    _writer: Writer
    _in_order_of: Sequence[Any] = ()
    _in_order: Mapping[int, Sequence[Any]] = {}
    """By identity: lists that are in that order, as they were then."""

    def generate_context(self) -> None:
        """Recall or read all stories, and file them as Pelican does."""
        if not can_be_kept(self.settings):
            _read_ahead(self, "ARTICLE")
            super().generate_context()
            return
        files = partial(_states, self, self.settings["ARTICLE_PATHS"], self.settings["ARTICLE_EXCLUDES"])
        self.stories_kept = Stories(self, files)
        self.pages_left = Pages.of(self.settings)
        # Before much is in memory: what this process changes while a copy of it works is there twice.
        touched, changed = asides(self.stories_kept.touched, self.pages_left.changed)
        if number_of_hands() > 1:
            self.pages_left.look_ahead(changed)
        self._shelve(list(self._told(self.stories_kept, self.stories_kept.all(touched))))
        signals.article_generator_pretaxonomy.send(self)
        self._file()
        self.readers.save_cache()
        signals.article_generator_finalized.send(self)

    def get_files(self, paths: Any, exclude: Any = None, extensions: Any = None) -> set[str]:  # noqa: ANN401
        """As in Pelican."""
        return _files(self, paths, exclude, extensions)

    def _told(self, stories: Stories, known: Mapping[str, Article]) -> Iterator[Any]:
        """All stories in the order of their files; what is to be said of each is said."""
        if not stories.remarks and len(known) == len(stories.files):
            yield from map(known.__getitem__, stories.files)
            return
        for file in stories.files:
            story = known.get(file) or self._read_alone(stories, file)
            if story is not None:
                for remark in stories.remarks.get(file, ()):
                    remark.say()
                yield story

    def _read_alone(self, stories: Stories, file: str) -> Any:  # noqa: ANN401
        """A story that cannot be read in a copy of this process, or not at all: then it is said why, and it is None."""
        try:
            story = stories.read_by_pelican(file)
        except Exception:
            log.exception("Could not process %s", file, exc_info=self.settings.get("DEBUG", False))
            self._add_failed_source_path(file)
            return None
        if isinstance(story, SkipStub):
            return None
        if not story.is_valid():
            self._add_failed_source_path(file)
            return None
        return story

    def _shelve(self, stories: Sequence[Any]) -> None:
        """Keep apart, as Pelican does, what is published, what is hidden and the drafts."""
        shelves: defaultdict[str, list[Any]] = defaultdict(list)
        generated, links = self.context["generated_content"], self.context["static_links"]
        for many in _by_many(stories):
            if briefs := as_read(many):
                generated.update(zip(map(attrgetter("relative_source_path"), briefs), many, strict=True))
                links.update(chain.from_iterable(map(attrgetter("static_links"), briefs)))
            else:
                for story in many:
                    self.add_source_path(story)
                    self.add_static_links(story)
            for status, alike in groupby(many, attrgetter("status")):
                shelves[status] += alike
        for status, (name, others) in _SHELVES.items():
            originals, translations = told_apart(shelves[status], self.settings["ARTICLE_TRANSLATION_ID"])
            setattr(self, name, order_content(originals, self.settings["ARTICLE_ORDER_BY"]))
            setattr(self, others, translations)

    def _file(self) -> None:
        """Put the published stories into the lists of their categories, tags, authors and days."""
        together: dict[object, list[list[Any]]] = {}
        for many in _by_many(self.articles):
            for story, brief in zip(many, as_read(many) or map(_as_read, many), strict=True):
                labels = brief and (brief.category, brief.tags, brief.authors)
                lists = together.get(labels) if labels else None
                if lists is None:
                    lists = self._lists_of(story, brief)
                    if labels:
                        together[labels] = lists
                for each in lists:
                    each.append(story)
        settings = self.settings
        self.dates = sorted(self.articles, key=attrgetter("date"), reverse=self.context["NEWEST_FIRST_ARCHIVES"])
        self.period_archives = self._build_period_archives(self.dates, self.articles, settings)
        self.categories = sorted(self.categories.items(), reverse=settings["REVERSE_CATEGORY_ORDER"])
        self.authors = sorted(self.authors.items())
        self._update_context(_OF_TEMPLATES)
        self.context["period_archives"] = self.period_archives
        if self.dates == self.articles:
            by_label = chain(self.tags.values(), dict(self.categories).values(), dict(self.authors).values())
            self._in_order_of = self.dates[:]
            self._in_order = {id(each): each[:] for each in by_label}

    def _lists_of(self, story: Any, brief: Brief | None) -> list[list[Any]]:  # noqa: ANN401
        """The lists that a story belongs to."""
        if brief:
            categories, tags, authors = story.labels_as_read
        else:
            categories = [story.category] if hasattr(story, "category") else []
            tags, authors = getattr(story, "tags", ()), getattr(story, "authors", ())
        labelled = (self.categories, categories), (self.tags, tags), (self.authors, authors)
        return [lists[label] for lists, labels in labelled for label in labels]

    def _build_period_archives(
        self, sorted_articles: Sequence[Any], articles: Sequence[Any], settings: Mapping[str, Any]
    ) -> Mapping[str, Sequence[Period]]:
        """What Pelican makes of the years, months and days."""
        in_order = list if sorted_articles == articles else _order(articles)
        archives: defaultdict[str, list[Period]] = defaultdict(list)
        for length, granularity in enumerate(("year", "month", "day"), 1):
            save_as = settings[f"{granularity.upper()}_ARCHIVE_SAVE_AS"]
            if save_as:
                parts = [f"date.{part}" for part in ("year", "month", "day")[:length]]
                for _, group in groupby(sorted_articles, key=attrgetter(*parts)):
                    archives[granularity].append(
                        _period(
                            list(group),
                            in_order,
                            length,
                            save_as,
                            settings[f"{granularity.upper()}_ARCHIVE_URL"],
                        )
                    )
        return archives

    def refresh_metadata_intersite_links(self) -> None:
        """As in Pelican, for those stories that may be others afterwards."""
        for name, others in _SHELVES.values():
            for many in _by_many([*getattr(self, name), *getattr(self, others)]):
                for story in with_links(many):
                    story.refresh_metadata_intersite_links()

    def generate_pages(self, writer: Writer) -> None:
        """Write all pages; those that may show all stories first, unless each is written at once."""
        if not isinstance(writer, QuickWriter) or not writer.can_promise:
            super().generate_pages(writer)
            return
        together = self.stories_kept.together if self.stories_kept else None
        if hands_for(len(self.articles)) == 1:
            if together:
                writer.know_many(together)
            super().generate_pages(writer)
            return
        write = partial(writer.write_file, relative_urls=self.settings["RELATIVE_URLS"])
        writer.write_ahead(partial(self.generate_direct_templates, write), together)
        self.generate_articles(write)
        self.generate_period_archives(write)
        writer.write_later()
        self.generate_tags(write)
        self.generate_categories(write)
        self.generate_authors(write)
        self.generate_drafts(write)

    def generate_articles(self, write: Any) -> None:  # noqa: ANN401 - Pelican's signature
        """Write the pages of the stories: those that are not as they would be."""
        writer = self._writer
        if not isinstance(writer, QuickWriter) or not writer.can_promise:
            super().generate_articles(write)
            return
        stories = chain(self.translations, self.articles, self.hidden_translations, self.hidden_articles)
        for story in self._unlike(list(stories), writer):
            template = self.get_template(story.template)
            if not isinstance(story, Article) or not writer.write_story(template, self.context, story):
                write(
                    story.save_as,
                    template,
                    self.context,
                    article=story,
                    category=getattr(story, "category", None),
                    override_output=hasattr(story, "override_save_as"),
                    url=story.url,
                    blog=True,
                )

    def _unlike(self, stories: Sequence[Any], writer: QuickWriter) -> Iterator[Any]:
        """The stories whose pages do not plainly stand."""
        for template, alike in groupby(stories, attrgetter("template")):
            for many in _by_many(list(alike)):
                yield from writer.write_stories(self.get_template(template), self.context, many)

    def generate_tags(self, write: Any) -> None:  # noqa: ANN401
        """Write the pages of tags, if there are any."""
        if self.settings["TAG_SAVE_AS"]:
            self._write_lists(write, "tag", self.tags.items())

    def generate_categories(self, write: Any) -> None:  # noqa: ANN401
        """Write the pages of categories, if there are any."""
        if self.settings["CATEGORY_SAVE_AS"]:
            self._write_lists(write, "category", self.categories)

    def generate_authors(self, write: Any) -> None:  # noqa: ANN401
        """Write the pages of authors, if there are any."""
        if self.settings["AUTHOR_SAVE_AS"]:
            self._write_lists(write, "author", self.authors)

    def _write_lists(self, write: Any, kind: str, lists: Iterable[tuple[Any, list[Any]]]) -> None:  # noqa: ANN401
        """What Pelican does for each tag, category and author, without a look through all stories for each."""
        template = self.get_template(kind)
        in_order = self._into_order()
        for label, articles in lists:
            try:
                write(
                    label.save_as,
                    template,
                    self.context,
                    url=label.url,
                    articles=articles,
                    dates=in_order(articles),
                    template_name=kind,
                    blog=True,
                    page_name=label.page_name,
                    all_articles=self.articles,
                    **{kind: label},
                )
            except FileOverwriteFailedError:
                if label.slug:
                    log.error('Failed to write %s page for "%s".', kind.capitalize(), label)  # noqa: TRY400
                    raise
                log.info(
                    '%s "%s" has an invalid slug; skipping writing %s page...',
                    *(kind.capitalize(), label, kind),
                    extra={"limit_msg": f"Further {_PLURALS[kind]} with invalid slugs."},
                )

    def _into_order(self) -> Callable[[list[Any]], list[Any]]:
        """What puts a list into the order of the days; nearly all are in it."""
        into_order = cache(partial(_order, self.dates))
        known = self._in_order if self.dates == self._in_order_of else {}

        def in_order(stories: list[Any]) -> list[Any]:
            return stories[:] if known.get(id(stories)) == stories else into_order()(stories)

        return in_order

    def generate_output(self, writer: Writer) -> None:
        """Write everything; who waits for the end of it finds the files there."""
        self._writer = writer
        if isinstance(writer, QuickWriter) and self.stories_kept and self.pages_left:
            writer.know(self.stories_kept.likenesses, self.stories_kept.given_to_labels, self.pages_left)
        self.generate_feeds(writer)
        self.generate_pages(writer)
        if isinstance(writer, QuickWriter):
            writer.keep_promises()
        signals.article_writer_finalized.send(self, writer=writer)


class PagesGenerator(generators.PagesGenerator):  # type: ignore[misc]
    """Pages read ahead."""

    def get_files(self, paths: Any, exclude: Any = None, extensions: Any = None) -> set[str]:  # noqa: ANN401
        """As in Pelican."""
        return _files(self, paths, exclude, extensions)

    def generate_context(self) -> None:
        """Read all pages, then let Pelican take them one by one."""
        _read_ahead(self, "PAGE")
        super().generate_context()


class Prompt:
    """What a generator has written is there when it is done: the next one may want to read it.

    Until then its pages wait, of which some may stand. For that it must not change what it has handed to a page. A
    generator of somebody's says so by an attribute `pages_may_wait`.
    """

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
    """The class that does, faster, what a class of generators does, under the same name; itself, if none may wait."""
    ours = _OURS.get(generator, generator)
    may_wait = generator.__module__ == generators.__name__ or getattr(generator, "pages_may_wait", False)
    if not may_wait or not hasattr(ours, "generate_output"):
        return ours
    return type(generator.__name__, (Prompt, ours), {"__module__": generator.__module__, "__doc__": generator.__doc__})


def equip(generator: generators.Generator) -> None:
    """Have a generator read its templates once a build; give one of ours readers that read ahead."""
    generator.env.auto_reload = False
    equip_environment(generator.env)
    if isinstance(generator, ArticlesGenerator | PagesGenerator):
        generator.readers = QuickReaders(generator.settings, f"{type(generator).__name__}-Readers")


def _files(generator: Any, paths: Any, exclude: Any, extensions: Any) -> set[str]:  # noqa: ANN401
    """What Pelican's own `get_files` says, which asks each name for each pattern."""
    if extensions is False:
        found: set[str] = generators.Generator.get_files(generator, paths, exclude, extensions)
        return found
    if extensions is not None and not extensions:
        return set()
    return {file for file, _ in _states(generator, paths, exclude, extensions)}


def _states(generator: Any, paths: Any, exclude: Any, extensions: Any = None) -> Iterator[tuple[str, State]]:  # noqa: ANN401
    endings = frozenset(generator.readers.extensions if extensions is None else extensions)
    return files_below(Path(generator.path), paths, exclude or (), endings, generator.settings["IGNORE_FILES"])


def _as_read(story: Any) -> Brief | None:  # noqa: ANN401
    """What every build asks of a story, if it was recalled and nobody has touched it since."""
    return story.as_read if isinstance(story, Article) else None


def _read_ahead(generator: Any, kind: str) -> None:  # noqa: ANN401
    settings = generator.settings
    files = generator.get_files(settings[f"{kind}_PATHS"], exclude=settings[f"{kind}_EXCLUDES"])
    generator.readers.read_ahead(Path(generator.path), sorted(files))


def _by_many(stories: Sequence[Any]) -> Iterator[Sequence[Any]]:
    return (stories[at : at + MANY] for at in range(0, len(stories), MANY))


def _order(wanted: Sequence[Any]) -> Callable[[Sequence[Any]], list[Any]]:
    """What puts the stories of a list into the order that they have in another, without those that have no place there.

    Args:
        wanted: The stories in that order.
    """
    place = dict(zip(map(id, wanted), range(len(wanted)), strict=True))

    def in_order(stories: Sequence[Any]) -> list[Any]:
        placed = filter(place.__contains__, map(id, stories))
        return list(map(wanted.__getitem__, sorted(map(place.__getitem__, placed))))

    return in_order


def _period(
    stories: list[Any], in_order: Callable[[Sequence[Any]], list[Any]], length: int, save_as: str, url: str
) -> Period:
    date = stories[0].date
    number = (date.year, date.month, date.day)[:length]
    return {
        "dates": stories,
        "articles": in_order(stories),
        "save_as": save_as.format(date=date),
        "url": url.format(date=date),
        "period": tuple(calendar.month_name[part] if at == 1 else part for at, part in enumerate(number)),
        "period_num": number,
    }
