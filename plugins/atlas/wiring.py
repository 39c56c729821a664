"""How the atlas hangs on Pelican."""

import logging
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import cache, partial
from itertools import chain
from operator import attrgetter
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from pelican import Pelican
from pelican.contents import Article, Content, Tag
from pelican.generators import ArticlesGenerator, Generator, PagesGenerator
from pelican.log import console
from pelican.plugins import signals
from slugify import slugify

from keepsakes import foretell_of_stories, give_each

from .dressing import with_absences, with_links
from .editions import by_day
from .entries import PLACE, in_reading_order, place_in_bulletins, to_entry
from .generator import OldAddresses, PrintedEditions, TopicPages
from .linked_data import Outlet, breadcrumbs, news_article
from .links import link, whole_address
from .model import Entry, OwnPage, Redirect, Topic
from .notices import corrections_of, modified_by, withdrawal_of
from .portfolio import Portfolio
from .printed import without_anchors
from .survey import survey
from .topics import Topics, from_vocabulary, slug_of
from .wording import Words

log = logging.getLogger(__name__)

HIDDEN, DRAFT = "hidden", "draft"
"""Pelican's words for an article that has its page and stands in no list, and for one that waits."""
WITHDRAWN_PAGE = "withdrawn"
"""The template of a withdrawn story."""
ENTRY = "entry"
"""The attribute by which templates know a story's entry."""


def file_article(generator: ArticlesGenerator, metadata: dict[str, Any]) -> None:
    """See that an article is filed under its region and has a tag, all slugs made by the one slugifier.

    Pelican's own slugifier makes others of a name.
    """
    if "title" in metadata and "slug" not in metadata:
        metadata["slug"] = slugify(metadata["title"]) or "untitled"
    topics = _topics(generator.settings)
    found = [topics.topic(tag.name, slug_of(tag.name)) for tag in metadata.get("tags", ())]
    region = _named_region(metadata, topics)
    named = list(dict.fromkeys(topic for topic in found if topic.slug))
    if region and region not in named:
        named.insert(0, region)
    metadata["tags"] = [_tag(topic, generator.settings) for topic in named or [topics.world]]


def _tag(topic: Topic, settings: dict[str, Any]) -> Tag:
    tag = Tag(topic.name, settings)
    tag.slug = topic.slug
    return tag


def _named_region(metadata: dict[str, Any], topics: Topics) -> Topic | None:
    """The region that a story names as its main one."""
    name = str(metadata.get("region", ""))
    found = topics.named(name)
    return found if found in topics.regions else None


def file_notices(generator: ArticlesGenerator, metadata: dict[str, Any]) -> None:
    """Give an article its `corrections` and its `withdrawal` as values, for templates and for other plugins.

    Pelican knows no withdrawn stories, only hidden ones: these have a page and stand in no list.
    """
    if "status" in metadata:
        metadata["status"] = metadata["status"].lower()
    if "date" not in metadata:
        return
    zone = ZoneInfo(generator.settings.get("TIMEZONE", "UTC"))
    words = generator.settings["WORDS"]
    corrections, withdrawal = corrections_of(metadata, zone, words), withdrawal_of(metadata, zone, words)
    notices = (withdrawal, *corrections) if withdrawal else corrections
    if notices:
        metadata["modified"] = modified_by(notices, metadata, zone)
    metadata["corrections"] = corrections
    if withdrawal:
        for told in ("summary", "byline", "photo_credits"):
            metadata.pop(told, None)
        metadata |= {"withdrawal": withdrawal, "status": HIDDEN, "template": WITHDRAWN_PAGE}


def take_text_away(content: Content) -> None:
    """Leave a withdrawn story without its text, so that no template and no plugin can show any of it."""
    if "withdrawal" in content.metadata:
        content._content = ""  # noqa: SLF001 - Pelican has no other way


def put_in_order(generator: ArticlesGenerator) -> None:
    """Sort the articles before Pelican files them, so that all its lists are in reading order, one to an address.

    `articles_and_withdrawn` is for those who have to tell readers what became of a story that they know.
    """
    in_order: list[Any] = in_reading_order([*_by_file(generator.articles), *_by_file(generator.hidden_articles)])
    hidden = _by_file(article for article in in_order if article.status == HIDDEN)
    kept = _one_to_an_address([*(article for article in in_order if article.status != HIDDEN), *hidden])
    generator.articles = [article for article in kept if article.status != HIDDEN]
    generator.hidden_articles = [article for article in kept if article.status == HIDDEN]
    generator.drafts = _one_to_an_address(_by_file(generator.drafts))
    left_out = {id(article) for article in in_order}.difference(map(id, kept))
    left_out.update(id(article) for article in generator.hidden_articles if "withdrawal" not in article.metadata)
    generator.context["articles_and_withdrawn"] = [article for article in in_order if id(article) not in left_out]


def _by_file(articles: Iterable[Any]) -> list[Any]:
    """In the order of their files, where Pelican has them in none."""
    return sorted(articles, key=attrgetter("relative_source_path"))


def _one_to_an_address(articles: Iterable[Any]) -> list[Any]:
    """The articles without those whose page would take the place of another's, which would stop Pelican."""
    first: dict[str, Any] = {}
    for article in articles:
        kept = first.setdefault(article.save_as or article.source_path, article)  # a draft may have no page
        if kept is not article:
            log.warning(
                "%s: it has the address of %s and is left out. Give it a Slug of its own",
                article.source_path,
                kept.source_path,
            )
    return list(first.values())


def keep_pages_apart(generator: PagesGenerator) -> None:
    """Leave out a newsroom’s page with the address of another or of one of the site’s own, which would stop Pelican."""
    settings = generator.settings
    taken = {settings.get(f"{name.upper()}_SAVE_AS", f"{name}.html") for name in settings["DIRECT_TEMPLATES"]}
    for pages in (generator.pages, generator.hidden_pages, generator.draft_pages):
        for page in list(pages):
            if page.save_as in taken:
                log.warning("%s: its address %s is taken. Give it another Slug", page.source_path, page.url)
                pages.remove(page)
            taken.add(page.save_as or page.source_path)


def foretell(generator: ArticlesGenerator) -> None:
    """Tell who reads the stories that each will be asked for its place and its entry."""
    foretell_of_stories(generator.settings, PLACE, place_in_bulletins)
    foretell_of_stories(generator.settings, ENTRY, _entries(generator.settings), with_gifts=True)


def _entries(settings: dict[str, Any]) -> Callable[[Any], Entry]:
    """What makes the entries of a site's stories."""
    return partial(to_entry, topics=_topics(settings), words=settings["WORDS"])


def draw(generators: Iterable[Generator]) -> None:
    """Work out the atlas when everything is read and every link known, and hand it to the templates."""
    articles = next(each for each in generators if isinstance(each, ArticlesGenerator))
    give_each(_all_articles(articles), ENTRY, _entries(articles.settings))
    shown = [article.entry for article in articles.context["articles_and_withdrawn"]]
    pages = tuple(OwnPage(page.title, page.url) for page in articles.context.get("pages", ()))
    portfolio = Portfolio(Path(articles.settings["CACHE_PATH"], "atlas"))
    atlas = articles.context["atlas"] = replace(survey(shown, _topics(articles.settings), portfolio), own_pages=pages)
    portfolio.keep()
    for redirect in atlas.redirects:
        _tell_of_clash(redirect)
    for draft in articles.drafts:
        _tell_of_embargo(draft)


def check_region(content: Content) -> None:
    """Say what there is to say of a story's main region, as soon as the story is read."""
    if isinstance(content, Article):
        _tell_of_no_region(content, _topics(content.settings))


def _tell_of_no_region(article: Any, topics: Topics) -> None:  # noqa: ANN401 - Pelican has no types
    """Say that a story's main region is none of the site's, with its line in the file."""
    name = str(article.metadata.get("region", ""))
    if not name or topics.named(name) in topics.regions:
        return
    from bulletin.regions import suggestion  # only for who has made a slip

    lines = Path(article.source_path).read_text("utf-8", errors="replace").splitlines()
    at = next((at for at, line in enumerate(lines, 1) if line.lstrip().lower().startswith("region:")), 1)
    remedy = suggestion(name, (topic.name for topic in topics.regions))
    log.warning("%s:%d: no region is called %r. %s", article.source_path, at, name, remedy)


def _tell_of_clash(redirect: Redirect) -> None:
    if redirect.owner:
        log.warning(
            "“%s”: its old address %s is “%s”’s by now, so nothing leads on from there. Give one of them another Slug",
            redirect.entry.headline,
            redirect.address,
            redirect.owner.headline,
        )


def _tell_of_embargo(draft: Any) -> None:  # noqa: ANN401 - Pelican has no types
    """Say until when a story waits. It is no fault, so no log says it; an editor wants to see it all the same."""
    if draft.metadata.get("status") != DRAFT:
        console.print(f"Waiting until {draft.date:%Y-%m-%d %H:%M %z}: {draft.relative_source_path}", highlight=False)


def equip_templates(generator: Generator) -> None:
    """Give the templates their links."""
    generator.env.filters.update(
        by_day=by_day, with_absences=with_absences, with_links=with_links, without_anchors=without_anchors
    )
    outlet = _outlet(generator.settings)
    generator.env.globals.update(
        link=link,
        whole_address=whole_address,
        news_article=partial(news_article, outlet),
        breadcrumbs=partial(breadcrumbs, outlet),
    )
    # For fastbuild: what these look at of all that templates are handed, beside their arguments.
    vars(generator.env).setdefault("reads", {}).update(
        dict.fromkeys(("by_day", "with_absences", "with_links", "without_anchors", "news_article", "breadcrumbs"), ()),
        link=("SITEURL", "RELATIVE_URLS"),
        whole_address=("SITEURL", "RELATIVE_URLS"),
    )


def _outlet(settings: dict[str, Any]) -> Outlet:
    name = settings["SITENAME"]
    address = "" if settings["RELATIVE_URLS"] else settings["SITEURL"]
    return Outlet(name, settings.get("AUTHOR") or name, address)


def _looks_at(settings: dict[str, Any]) -> object:
    """For fastbuild: on what it depends what becomes of a story, beside the story and plain settings."""
    table = settings.get("BULLETIN_REGIONS")
    return settings["WORDS"].origin, _table(Path(settings["PATH"]), table).read_bytes() if table else b""


def _table(content: Path, name: str) -> Path:
    from bulletin import regions  # only when a site is built

    return regions.beside(content, name)


def _topics(settings: dict[str, Any]) -> Topics:
    table = settings.get("BULLETIN_REGIONS")
    return _topics_of(settings["PATH"], table, None if table else settings["WORDS"])


@cache
def _topics_of(content: str, table: str | None, words: Words | None) -> Topics:
    """The topics of a site; made once, since every article asks for them. A table of its own has the names it wants."""
    from bulletin import regions  # only when a site is built

    return from_vocabulary(regions.load(_table(Path(content), table) if table else None), words)


def _all_articles(generator: ArticlesGenerator) -> Iterator[Any]:
    return chain(
        generator.articles,
        generator.translations,
        generator.hidden_articles,
        generator.hidden_translations,
        generator.drafts,
        generator.drafts_translations,
    )


def _generators(pelican: Pelican) -> tuple[type[Generator], ...]:
    """The atlas's generators.

    Raises:
        SystemExit: Nobody has left the words of the site's language with the settings. Each story would fail of it.
    """
    if "WORDS" not in pelican.settings:
        sys.exit(
            'PLUGINS: "atlas" needs the words of "house". Add "house" to PLUGINS in pelicanconf.py, and build again'
        )
    return TopicPages, PrintedEditions, OldAddresses


def register() -> None:
    """Connect to Pelican's signals."""
    for receiver in (file_article, file_notices, take_text_away, check_region):
        vars(receiver)["looks_at"] = _looks_at
    signals.generator_init.connect(equip_templates)
    signals.article_generator_context.connect(file_article)
    signals.article_generator_context.connect(file_notices)
    signals.content_object_init.connect(take_text_away)
    signals.content_object_init.connect(check_region)
    signals.article_generator_init.connect(foretell)
    signals.article_generator_pretaxonomy.connect(put_in_order)
    signals.page_generator_finalized.connect(keep_pages_apart)
    signals.all_generators_finalized.connect(draw)
    signals.get_generators.connect(_generators)
