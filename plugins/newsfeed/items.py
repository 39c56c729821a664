"""Pelican's articles as feed items."""

import hashlib
import html
import mimetypes
import re
import uuid
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any, NamedTuple, Protocol
from zlib import crc32

from lxml import html as lxml_html
from markupsafe import Markup

from .model import Item, Picture, Point
from .points import point_of
from .text import inner_html, is_plain, parse_body, xml_text

_STORIES = uuid.UUID("6f0c1a52-7d0e-5b0a-9a86-2f6a4c5b1e27")
"""The name space of story ids (RFC 9562, version 5). Changing it would make every story new to every reader."""

_ADDRESS = re.compile(r"\s*<[^<>\s]+@[^<>\s]+>")
"""An e-mail address behind a name: a feed goes to machines, some of which collect such."""


class Notice(Protocol):
    """What the newsroom says of a story after its publication."""

    when: datetime
    heading: str
    text: str


class Article(Protocol):
    """What is asked of one of Pelican's articles. Its metadata may hold `corrections` and a `withdrawal`: notices."""

    title: str
    url: str
    relative_source_path: str
    date: datetime
    lang: str
    metadata: dict[str, Any]

    @property
    def summary(self) -> str:
        """The summary as HTML."""

    def get_content(self, siteurl: str) -> str:
        """The body as HTML, its links below `siteurl`."""


class Noticed(NamedTuple):
    """What the feed of corrections has to know of a story before it carries it."""

    newest: datetime
    """When the last notice is of."""
    first: datetime
    weight: int
    """Of the item that says what was corrected."""


class Slip(NamedTuple):
    """What feeds have to know of a story before they carry it, beside its dates: little, for all are asked for it."""

    guid: str
    weight: int
    """Of its item."""
    noticed: Noticed | None
    """None where the newsroom says nothing of it."""
    shows: bytes
    """The fingerprint of its item, and of that which says what was corrected."""


def permanent_id(article: Article) -> str:
    """The id of a story in every feed.

    It is made of `Story_ID` alone, so that neither a new headline, slug or date nor a move of the site makes the story
    new. A story that an editor wrote by hand may have none: then it is made of the place of its file.

    Args:
        article: A Pelican article.

    Returns:
        A URN.
    """
    return id_of(str(article.metadata.get("story_id") or article.relative_source_path))


def id_of(name: str) -> str:
    """The URN that stands for a name that is never given to another story."""
    return uuid.uuid5(_STORIES, name).urn


def to_item(article: Article, site: str, gettext: Callable[[str], str] = str) -> Item:
    """Make a feed item of an article.

    Args:
        article: A Pelican article.
        site: The site's whole address, without a slash at the end.
        gettext: Puts an English text into the site's language.

    Returns:
        The item.
    """
    metadata = article.metadata
    if withdrawal := metadata.get("withdrawal"):
        return _withdrawn(article, site, withdrawal, gettext)
    link = f"{site}/{article.url}"
    stub = metadata.get("kind") == "stub"
    headline_only = _headline_only(gettext)
    body = f"<p>{headline_only}</p>" if stub else article.get_content(site)
    text, pictures = _read(_as_html(metadata.get("corrections", ())) + body, link)
    summary = headline_only if stub else Markup(article.summary).striptags()  # noqa: S704 - tags are taken out
    return Item(
        guid=permanent_id(article),
        link=link,
        title=xml_text(article.title),
        summary=xml_text(str(summary)),
        html=text,
        published=article.date,
        language=xml_text(article.lang) or None,
        updated=getattr(article, "modified", None),
        byline=_ADDRESS.sub("", xml_text(_text(metadata.get("byline", "")))).strip() or None,
        categories=tuple(dict.fromkeys(xml_text(tag.name) for tag in metadata.get("tags", ()))),
        pictures=pictures,
        point=_main_point(_text(metadata.get("countries", ""))),
    )


def notices_of(article: Article) -> Sequence[Notice]:
    """What the newsroom says of a story: that it is withdrawn, or else its corrections, the newest first."""
    withdrawal = article.metadata.get("withdrawal")
    return (withdrawal,) if withdrawal else article.metadata.get("corrections", ())


def to_slip(article: Article, item: Item, gettext: Callable[[str], str] = str) -> Slip:
    """Note down what feeds have to know of a story before they carry it.

    Args:
        article: A Pelican article.
        item: What is made of it.
        gettext: Puts an English text into the site's language.
    """
    notices = notices_of(article)
    correction = to_correction(article, item, gettext) if notices else None
    shows = hashlib.sha256(repr((item, correction)).encode("utf-8", "surrogatepass")).digest()
    noticed = Noticed(notices[0].when, notices[-1].when, correction.weight) if correction else None
    return Slip(item.guid, item.weight, noticed, shows)


def to_correction(article: Article, item: Item, gettext: Callable[[str], str] = str) -> Item:
    """Make an item that says what was corrected and nothing else.

    It is published with its first notice, so that a reader sees a correction of an old story among what is new.

    Args:
        article: A Pelican article with at least one notice.
        item: The story as other feeds have it, under the same guid.
        gettext: Puts an English text into the site's language.
    """
    notices = notices_of(article)
    item = replace(item, published=notices[-1].when)
    if article.metadata.get("withdrawal"):
        return item
    return replace(
        item,
        title=xml_text(gettext("Correction: %(headline)s") % {"headline": article.title}),
        summary=xml_text(" ".join(notice.text for notice in notices)),
        html=xml_text(_as_html(notices)),
        pictures=(),
    )


def wording(gettext: Callable[[str], str]) -> str:
    """A short name of the words that items say on their own: with others, items are others."""
    return f"{crc32(repr((_headline_only(gettext), _withdrawn_headline(gettext))).encode()):08x}"


def _headline_only(gettext: Callable[[str], str]) -> str:
    return gettext("Headline only: the bulletin carried no text for this story.")


def _withdrawn_headline(gettext: Callable[[str], str]) -> str:
    return gettext("Withdrawn: %(headline)s")


def _withdrawn(article: Article, site: str, notice: Notice, gettext: Callable[[str], str]) -> Item:
    """A story that is withdrawn: its guid and its headline, and of what it said nothing."""
    return Item(
        guid=permanent_id(article),
        link=f"{site}/{article.url}",
        title=xml_text(_withdrawn_headline(gettext) % {"headline": article.title}),
        summary=xml_text(notice.text),
        html=xml_text(_as_html([notice])),
        published=article.date,
        language=xml_text(article.lang) or None,
        updated=getattr(article, "modified", None),
    )


def _as_html(notices: Sequence[Notice]) -> str:
    return "".join(
        f"<p><strong>{html.escape(notice.heading)}.</strong> {html.escape(notice.text)}</p>" for notice in notices
    )


def _read(body: str, link: str) -> tuple[str, tuple[Picture, ...]]:
    """A story's HTML as feeds carry it, and its pictures."""
    fit = xml_text(body)
    if is_plain(fit):
        return fit, ()
    root = parse_body(fit, link)
    return inner_html(root), tuple(_pictures(root.iter("figure")))


def _main_point(countries: str) -> Point | None:
    """Where the first country of a list of ISO codes lies."""
    return point_of(countries.split(",")[0].strip().upper())


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
