"""Pelican's articles as entries, and their order."""

import re
from collections.abc import Sequence
from datetime import datetime
from typing import Any, Protocol

from markupsafe import Markup

from bulletin.amendments import thread_key
from keepsakes import kept_of_each

from .body import measure
from .model import Country, Entry, Source, Topic
from .redirects import former_addresses
from .topics import Topics
from .wording import Words, basis_in_words, doubt_in_words

_SOURCE = re.compile(r"(?P<bulletin>.+?)(?:, line (?P<line>\d+))?")
PLACE = "atlas.place"
"""Of an article in the bulletins, as what is kept of it."""
_LAST = "\U0010ffff"
"""Sorts after any file name."""


class Article(Protocol):
    """What is asked of one of Pelican's articles."""

    title: str
    url: str
    date: datetime
    lang: str
    in_default_lang: bool
    metadata: dict[str, Any]
    handling: str
    """Whose words they are, if bulletin says so."""
    settings: dict[str, Any]
    relative_source_path: str

    @property
    def content(self) -> str:
        """The body as HTML."""

    @property
    def summary(self) -> str:
        """The summary as HTML."""


def in_reading_order(articles: Sequence[Article]) -> list[Article]:
    """Sort articles: newest first, and within a day as their bulletins have them.

    Stories that came in no bulletin stand after those that did.
    """
    places = kept_of_each(articles, PLACE, place_in_bulletins)
    keys = [(-article.date.timestamp(), place, article.url) for article, place in zip(articles, places, strict=True)]
    return [articles[at] for at in sorted(range(len(keys)), key=keys.__getitem__)]


def place_in_bulletins(article: Article) -> tuple[str, int]:
    """What sorts articles of one day: the bulletin that has it, and the line there."""
    source = source_of(article.metadata)
    return (source.bulletin, source.line or 0) if source else (_LAST, 0)


def source_of(metadata: dict[str, Any]) -> Source | None:
    """Read `Source: 2026-11-20.txt, line 42`.

    Args:
        metadata: The article's front matter.

    Returns:
        Bulletin and line, or None where there is no source.
    """
    match = _SOURCE.fullmatch(_text(metadata, "source"))
    if match is None:
        return None
    return Source(match["bulletin"], int(match["line"]) if match["line"] else None)


def to_entry(article: Article, topics: Topics, words: Words) -> Entry:
    """Make an entry of an article.

    Args:
        article: A Pelican article, its links resolved.
        topics: The vocabulary to file it by.
        words: Of the site's language.

    Returns:
        The entry.
    """
    metadata = article.metadata
    body = measure(article.content)
    own = tuple(topics.topic(tag.name, tag.slug) for tag in metadata.get("tags", ()))
    kind = _text(metadata, "kind") or "story"
    countries = _countries(_text(metadata, "countries"), own, topics)
    dateline = _text(metadata, "dateline") or None
    summary = "" if kind == "stub" else str(Markup(article.summary).striptags())  # noqa: S704 - tags are taken out
    return Entry(
        headline=article.title,
        address=article.url,
        published=article.date,
        modified=getattr(article, "modified", None),
        kind=kind,
        region=_main_region(_text(metadata, "region"), own, topics),
        topics=own,
        countries=countries,
        where=dateline or words.listed(country.name for country in countries),
        language="" if article.in_default_lang else article.lang,
        summary=summary,
        standfirst="" if _opens_with(body.opening, summary) else summary,
        basis=basis_in_words(_text(metadata, "date_basis"), words),
        doubt=doubt_in_words(_text(metadata, "date_basis"), words),
        byline=_text(metadata, "byline") or None,
        dateline=dateline,
        credits=tuple(credit.strip() for credit in _text(metadata, "photo_credits").split(";") if credit.strip()),
        crossheads=body.crossheads,
        words=body.words,
        photos=body.photos,
        source=source_of(metadata),
        handling=getattr(article, "handling", ""),
        corrections=metadata.get("corrections", ()),
        withdrawal=metadata.get("withdrawal"),
        story_id=_text(metadata, "story_id").casefold(),
        thread=thread_key(metadata.get("thread", ""), _text(metadata, "story_id")),
        former=former_addresses(
            article.relative_source_path, metadata.get("aliases", ""), article.settings["ARTICLE_URL"]
        ),
    )


def _text(metadata: dict[str, Any], key: str) -> str:
    """A field as one text, though an editor may have written it on several lines."""
    value = metadata.get(key, "")
    return " ".join(map(str, value)) if isinstance(value, list) else str(value)


def _main_region(name: str, own: Sequence[Topic], topics: Topics) -> Topic:
    """The region that the story names, else the first among its tags, else the region of its first country."""
    named = topics.named(name)
    candidates = (
        *((named,) if named else ()),
        *(topic for topic in own if topic.kind == "region"),
        *(topics.home(topic) for topic in own if topic.kind == "country"),
    )
    return next(filter(None, candidates), topics.world)


def _countries(codes: str, own: Sequence[Topic], topics: Topics) -> tuple[Country, ...]:
    """The countries among a story's topics, in the order in which the story names their codes."""
    named = [topics.by_code.get(code.strip().upper()) for code in codes.split(",")]
    found = [topic for topic in own if topic.kind == "country" or topic.slug in topics.codes]
    found.sort(key=lambda topic: named.index(topic) if topic in named else len(named))
    return tuple(Country(topic.name, topics.codes.get(topic.slug, "")) for topic in found)


def _opens_with(opening: str, summary: str) -> bool:
    start = " ".join(summary.rstrip("… ").split())
    return opening.startswith(start)
