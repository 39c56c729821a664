"""Pelican's articles as feed items."""

import mimetypes
import uuid
from collections.abc import Iterable
from datetime import datetime
from typing import Any, Protocol

from lxml import html as lxml_html
from markupsafe import Markup

from .model import Item, Picture
from .text import inner_html, parse_body, xml_text

_STORIES = uuid.UUID("6f0c1a52-7d0e-5b0a-9a86-2f6a4c5b1e27")
"""The name space of story ids (RFC 9562, version 5). Changing it would make every story new to every reader."""

_HEADLINE_ONLY = "Headline only: the bulletin carried no text for this story."


class Article(Protocol):
    """What is asked of one of Pelican's articles."""

    title: str
    url: str
    date: datetime
    lang: str
    metadata: dict[str, Any]

    @property
    def summary(self) -> str:
        """The summary as HTML."""

    def get_content(self, siteurl: str) -> str:
        """The body as HTML, its links below `siteurl`."""


def permanent_id(article: Article) -> str:
    """The id of a story in every feed.

    It is made of `Story_ID` alone, so that neither a new headline nor a move of the site makes the story new. A
    story that an editor wrote by hand may have none: then it is made of its path, which never changes either.

    Args:
        article: A Pelican article.

    Returns:
        A URN.
    """
    return id_of(str(article.metadata.get("story_id") or article.url))


def id_of(name: str) -> str:
    """The URN that stands for a name that is never given to another story."""
    return uuid.uuid5(_STORIES, name).urn


def to_item(article: Article, site: str) -> Item:
    """Make a feed item of an article.

    Args:
        article: A Pelican article.
        site: The site's whole address, without a slash at the end.

    Returns:
        The item.
    """
    metadata = article.metadata
    link = f"{site}/{article.url}"
    stub = metadata.get("kind") == "stub"
    root = parse_body(f"<p>{_HEADLINE_ONLY}</p>" if stub else article.get_content(site), link)
    summary = _HEADLINE_ONLY if stub else Markup(article.summary).striptags()  # noqa: S704 - tags are taken out
    return Item(
        guid=permanent_id(article),
        link=link,
        title=xml_text(article.title),
        summary=xml_text(str(summary)),
        html=inner_html(root),
        published=article.date,
        language=xml_text(article.lang) or None,
        updated=getattr(article, "modified", None),
        byline=xml_text(_text(metadata.get("byline", ""))) or None,
        categories=tuple(dict.fromkeys(xml_text(tag.name) for tag in metadata.get("tags", ()))),
        pictures=tuple(_pictures(root.iter("figure"))),
    )


def _text(value: object) -> str:
    """A field as one text, though an editor may have written it on several lines."""
    return " ".join(map(str, value)) if isinstance(value, list) else str(value)


def _pictures(figures: Iterable[lxml_html.HtmlElement]) -> Iterable[Picture]:
    """The pictures that have an address; a caption without one has its credit in the text."""
    for figure in figures:
        image = next((image for image in figure.iter("img") if image.get("src")), None)
        if image is None:
            continue
        credit = " / ".join(" ".join(found.text_content().split()) for found in figure.find_class("credit"))
        address = image.get("src")
        yield Picture(
            address=address,
            mime_type=mimetypes.guess_type(address)[0],
            caption=" ".join("".join(text.text_content() for text in figure.iter("figcaption")).split()),
            credits=tuple(name for name in credit.split(" / ") if name),
        )
