"""The news sitemap, as Google News reads it: what was published last."""

import re
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from itertools import chain, islice, takewhile
from operator import attrgetter
from typing import Any, Protocol

from lxml import etree

from .sitemap import SPACE, document, escaped

NEWS_SPACE = "http://www.google.com/schemas/sitemap-news/0.9"
REACH = timedelta(days=2)
MOST = 1_000
_UNFIT = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 cannot carry in any form."""
_TRADITIONAL = {"hant", "hk", "mo", "tw"}
"""Parts of a language's tag that say that Chinese is written in traditional characters."""


class Article(Protocol):
    """What is asked of one of Pelican's articles."""

    title: str
    url: str
    date: datetime
    lang: str
    metadata: dict[str, Any]


def newest(articles: Iterable[Article]) -> Sequence[Article]:
    """The stories of the two days up to the newest one, newest first; a headline without a story is none.

    Counted from the newest story and not from now, so that two builds say the same. Who reads the list looks at the
    dates in it.
    """
    in_order = sorted(articles, key=attrgetter("date"), reverse=True)
    # Story by story: the fields of old ones are not asked for.
    told = (article for article in in_order if article.metadata.get("kind") != "stub")
    first = next(told, None)
    if first is None:
        return []
    return list(islice(takewhile(lambda story: first.date - story.date < REACH, chain([first], told)), MOST))


def render_news(site: str, publication: str, articles: Iterable[Article]) -> str:
    """Write the news sitemap.

    Args:
        site: The site's whole address, without a slash at the end.
        publication: What the site is called.
        articles: The stories.

    Returns:
        The XML document.
    """
    spaces = {None: SPACE, "news": NEWS_SPACE}
    root = etree.Element(f"{{{SPACE}}}urlset", nsmap=spaces)  # type: ignore[arg-type]  # lxml-stubs
    for article in articles:
        url = etree.SubElement(root, f"{{{SPACE}}}url")
        etree.SubElement(url, f"{{{SPACE}}}loc").text = escaped(f"{site}/{article.url}")
        news = _child(url, "news")
        source = _child(news, "publication")
        _child(source, "name", publication)
        _child(source, "language", news_language(article.lang))
        _child(news, "publication_date", article.date.isoformat(timespec="seconds"))
        _child(news, "title", article.title)
    return document(root)


def news_language(tag: str) -> str:
    """A language as Google News names it: two or three letters, and for Chinese how it is written.

    Args:
        tag: As in `<html lang>`: "en", "pt-BR".
    """
    language, *more = tag.casefold().replace("_", "-").split("-")
    if language == "zh":
        return "zh-tw" if _TRADITIONAL.intersection(more) else "zh-cn"
    return language


def _child(parent: etree._Element, name: str, text: str | None = None) -> etree._Element:
    child = etree.SubElement(parent, f"{{{NEWS_SPACE}}}{name}")
    child.text = text and _UNFIT.sub("", text)
    return child
