"""How the atlas hangs on Pelican."""

import logging
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import chain
from operator import attrgetter
from pathlib import Path
from typing import Any

from pelican.contents import Tag
from pelican.generators import ArticlesGenerator, Generator
from pelican.plugins import signals
from slugify import slugify

from .entries import reading_order, to_entry
from .generator import TopicPages
from .linked_data import news_article
from .links import link, whole_address
from .model import Topic
from .shapes import load
from .survey import survey
from .topics import Topics, from_vocabulary
from .wording import count, long_date, moment, month_name, month_year, short_date

log = logging.getLogger(__name__)


def file_article(generator: ArticlesGenerator, metadata: dict[str, Any]) -> None:
    """See that an article is filed under its region and has a tag, all slugs made by the one slugifier.

    Pelican's own slugifier makes others of a name.
    """
    if "title" in metadata:
        metadata.setdefault("slug", slugify(metadata["title"]) or "untitled")
    topics = _topics(generator.settings)
    tags = [tag for tag in metadata.get("tags", ()) if slugify(tag.name)]
    region = _named_region(metadata, topics)
    if region and region.slug not in {slugify(tag.name) for tag in tags}:
        tags.insert(0, Tag(region.name, generator.settings))
    metadata["tags"] = tags or [Tag(topics.world.name, generator.settings)]
    for tag in metadata["tags"]:
        tag.slug = slugify(tag.name)


def _named_region(metadata: dict[str, Any], topics: Topics) -> Topic | None:
    """The region that a story names as its main one."""
    name = str(metadata.get("region", ""))
    found = next((topic for topic in topics.regions if topic.slug == slugify(name)), None)
    if name and found is None:
        known = ", ".join(topic.name for topic in topics.regions)
        log.warning("“%s”: no region is called %r. Write one of: %s", metadata.get("title"), name, known)
    return found


def put_in_order(generator: ArticlesGenerator) -> None:
    """Sort the articles before Pelican files them, so that all its lists are in reading order, one to an address."""
    generator.articles = _one_to_an_address(sorted(_by_file(generator.articles), key=reading_order))
    generator.drafts = _one_to_an_address(_by_file(generator.drafts))


def _by_file(articles: Iterable[Any]) -> list[Any]:
    """In the order of their files, where Pelican has them in none."""
    return sorted(articles, key=attrgetter("source_path"))


def _one_to_an_address(articles: Iterable[Any]) -> list[Any]:
    """The articles without those whose page would take the place of another's, which would stop Pelican."""
    first: dict[str, Any] = {}
    for article in articles:
        kept = first.setdefault(article.save_as, article)
        if kept is not article:
            log.warning(
                "%s: it has the address of %s and is left out. Give it a Slug of its own",
                article.source_path,
                kept.source_path,
            )
    return list(first.values())


def draw(generators: Iterable[Generator]) -> None:
    """Work out the atlas when everything is read and every link known, and hand it to the templates."""
    articles = next(each for each in generators if isinstance(each, ArticlesGenerator))
    topics = _topics(articles.settings)
    for article in _all_articles(articles):
        article.entry = to_entry(article, topics)
    articles.context["atlas"] = survey([article.entry for article in articles.articles], topics, load())


def equip_templates(generator: Generator) -> None:
    """Give the templates their words and links."""
    generator.env.filters.update(
        long_date=long_date, short_date=short_date, moment=moment, month_name=month_name, month_year=month_year
    )
    generator.env.globals.update(link=link, whole_address=whole_address, count=count, news_article=news_article)


def _topics(settings: dict[str, Any]) -> Topics:
    return _topics_of(Path(settings["PATH"]), settings.get("BULLETIN_REGIONS"))


@cache
def _topics_of(content: Path, table: str | None) -> Topics:
    """The topics of a site; made once, since every article asks for them."""
    from bulletin import regions  # only when a site is built

    return from_vocabulary(regions.load(regions.beside(content, table) if table else None))


def _all_articles(generator: ArticlesGenerator) -> Iterator[Any]:
    return chain(
        generator.articles,
        generator.translations,
        generator.hidden_articles,
        generator.hidden_translations,
        generator.drafts,
        generator.drafts_translations,
    )


def _generators(pelican: object) -> type[TopicPages]:  # noqa: ARG001 - the signal's shape
    return TopicPages


def register() -> None:
    """Connect to Pelican's signals."""
    signals.generator_init.connect(equip_templates)
    signals.article_generator_context.connect(file_article)
    signals.article_generator_pretaxonomy.connect(put_in_order)
    signals.all_generators_finalized.connect(draw)
    signals.get_generators.connect(_generators)
