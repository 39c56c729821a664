"""Stories as they were read, which fetch what is asked of them."""

import hashlib
import marshal
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from pelican.urlwrappers import URLWrapper
from pelican.utils import SafeDatetime

from . import addresses
from .archive import Archive
from .records import Brief, Label, moment_of
from .sums import DamagedError

OF_AN_ADDRESS = frozenset({"date", "slug", "lang", "_status", "in_default_lang", "override_url", "override_save_as"})
ATOMS = frozenset({str, int, float, bool, type(None), bytes, datetime, SafeDatetime, ZoneInfo})
"""Types whose values cannot change."""
ADDRESSES = "_addresses"
"""Where an address that had to be worked out is remembered."""
SOMEWHERE = "https://site.invalid"
"""Where the site is taken to be, to see where links lead."""
_ABSENT = object()


class Article(addresses.Article):
    """A story. It has Pelican's name, and all that a story has in Pelican: each thing from when it is first asked for.

    What every build asks of every story has slots, which are as quick as can be; its other fields and its text stay on
    the disk until somebody wants them. What a plugin gives it is told from what it had.
    """

    __slots__ = (
        *("_archive", "_brief", "_file", "_given", "_is_apart", "_lent", "_made", "_said_for", "file_digest"),
        *("_status", "author", "authors", "category", "date", "in_default_lang", "lang", "modified"),
        *("relative_source_path", "slug", "source_path", "tags", "template", "title", "translations"),
    )
    _archive: Archive
    _brief: Brief
    _file: str
    _given: dict[str, Any] | None
    """What it was given that has a slot; what has none is in its `__dict__`."""
    _lent: dict[str, Any] | None
    """Its other fields, if they were asked for: who got them may have changed them."""
    _is_apart: bool
    """Whether something was taken from it: then all that it has is in its slots and in its `__dict__`."""
    _made: dict[str, Any] | None
    """What was made of it alone."""
    _said_for: tuple[str, ...]
    """The site's addresses for which its text was asked."""
    file_digest: bytes
    """The SHA-256 of its file."""

    def __init__(self, *given: Any, **named: Any) -> None:  # noqa: ANN401
        """Not to be called: `recalled` makes them.

        Raises:
            NotImplementedError: It was.
        """
        raise NotImplementedError

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401
        if name in _OWN or name.startswith("__") or self._is_apart:
            raise AttributeError(name)
        if self._made and name in self._made:
            return self._made[name]
        if name in _FIRST:
            value = _FIRST[name](self._brief, self._archive)
            if value is None:
                raise AttributeError(name)
            object.__setattr__(self, name, value)
            return value
        if name in _OF_THE_SITE:
            return _OF_THE_SITE[name](self._archive)
        if name == "_content":
            return self._fetched(self._archive.content)
        fields = self._fields()
        if name not in fields:
            raise AttributeError(name)
        return fields[name]

    def __setattr__(self, name: str, value: Any) -> None:  # noqa: ANN401
        object.__setattr__(self, name, value)
        if name in _FIRST:
            self._given = {**(self._given or {}), name: value}

    def __delattr__(self, name: str) -> None:
        for each in () if self._is_apart else (*_FIRST, *_OF_THE_SITE, "_content", *self._fields()):
            if (value := getattr(self, each, _ABSENT)) is not _ABSENT:
                object.__setattr__(self, each, value)
        self._is_apart = True
        super().__delattr__(name)

    @property
    def url(self) -> str:
        """Its address."""
        return self._brief.url if self._stands_where_it_stood() else super().url

    @property
    def save_as(self) -> str:
        """Its file in the site."""
        return self._brief.save_as if self._stands_where_it_stood() else super().save_as

    @property
    def is_overriding(self) -> bool:
        """Whether it says itself where it stands."""
        return self._brief.has_own_address or "override_save_as" in self.__dict__

    def get_relative_source_path(self, source_path: str | None = None) -> str | None:
        """As in Pelican."""
        if source_path or self._given:
            path: str | None = super().get_relative_source_path(source_path)
            return path
        return self._brief.relative_source_path

    def get_static_links(self) -> set[str]:
        """As in Pelican."""
        return super().get_static_links() if "_content" in self.__dict__ else set(self._brief.static_links)

    def refresh_metadata_intersite_links(self) -> None:
        """As in Pelican, which gives every story its summary anew; where there is no link that is no change."""
        if self._brief.has_links or "_summary" in self.__dict__ or self._changed():
            super().refresh_metadata_intersite_links()

    def get_content(self, siteurl: str) -> str:
        """As in Pelican, which remembers for each address what it has said, even if the text is another by now."""
        own = self.__dict__
        if siteurl not in self._said_for and (self._brief.has_links or "_content" in own or "_get_content" in own):
            content: str = super().get_content(siteurl)
            return content
        if siteurl not in self._said_for:
            self._said_for = (*self._said_for, siteurl)
        return str(self._fetched(self._archive.content))

    def likeness(self, of_value: Callable[[object], bytes]) -> bytes | None:
        """What decides all that can be seen of it; None where that may be another on each page.

        Args:
            of_value: The fingerprint of a value; it raises an exception, which is let through, where there is none.
        """
        shows = self._first_likeness()
        if shows is None:
            return None
        own = self.__dict__
        changed = self._changed()
        if self._given or changed:
            own = {**own, **(self._given or {}), **changed}
        if ADDRESSES in own:
            own = {name: value for name, value in own.items() if name != ADDRESSES}
        if not own:
            return shows
        try:
            return shows + marshal.dumps(own, 2)
        except ValueError:
            return shows + of_value(own)

    @property
    def mark(self) -> bytes | None:
        """A fingerprint of all that it is now; None where there is none, or where it may be another on each page."""
        try:
            shows = self.likeness(_unlike)
        except ValueError:
            return None
        return shows and hashlib.sha256(shows).digest()

    def kept(self, name: str, make: Callable[[], Any]) -> Any:  # noqa: ANN401
        """What is made of it and of the settings, and of nothing else; it is kept with it from build to build.

        From then on it is an attribute of the story, too.

        Args:
            name: Of what is made; no two are called the same.
            make: Makes it, of plain values and frozen dataclasses.
        """
        made = self._made
        if made is None:
            made = self._made = {}
        if name not in made:
            mark = self.mark
            made[name] = make() if mark is None else self._archive.made(name, self._file, mark, make)
        return made[name]

    def _first_likeness(self) -> bytes | None:
        """What decides all that can be seen of it as it was read."""
        if self._is_apart:
            return None
        if not self._brief.has_links:
            return self._archive.made_of + self.file_digest
        if self._brief.has_attachments or not self._archive.is_whole:
            return None
        led = (self.get_content(SOMEWHERE), self._update_content(str(getattr(self, "_summary", "")), SOMEWHERE))
        return hashlib.sha256(repr(led).encode() + self._archive.made_of + self.file_digest).digest()

    def _stands_where_it_stood(self) -> bool:
        own, given = self.__dict__, self._given
        if not own and not given:
            return True
        is_as_it_was = OF_AN_ADDRESS.isdisjoint(own) and (given is None or OF_AN_ADDRESS.isdisjoint(given))
        return is_as_it_was and self._archive.has_plain_addresses

    def _fields(self) -> dict[str, Any]:
        """Its other fields, the same ones each time."""
        if self._lent is None:
            self._lent = self._fetched(self._archive.fields)
        return self._lent

    def _changed(self) -> dict[str, Any]:
        """What was handed out and is by now another than it was."""
        changed = {}
        for name, first in _LISTS.items():
            value = _slot(self, name)
            if value is not None and value != first(self._brief, self._archive):
                changed[name] = value
        if self._lent is not None:
            fields = self._fetched(self._archive.fields)
            lent = {name: value for name, value in self._lent.items() if type(value) not in ATOMS}
            changed |= {name: value for name, value in lent.items() if value != fields[name]}
        return changed

    def _fetched(self, fetch: Callable[[str], Any]) -> Any:  # noqa: ANN401
        try:
            return fetch(self._file)
        except DamagedError:
            self._archive.hold(self._file, self._archive.read_again(self._file))
            return fetch(self._file)


def recalled(archive: Archive, file: str, brief: Brief, digest: bytes) -> Article:
    """A story as it was read.

    Args:
        archive: Which keeps it.
        file: Its file, as the archive calls it.
        brief: What every build asks of it.
        digest: Of the file.
    """
    story = Article.__new__(Article)
    put = object.__setattr__
    put(story, "_archive", archive)
    put(story, "_brief", brief)
    put(story, "_file", file)
    put(story, "_given", None)
    put(story, "_is_apart", False)
    put(story, "_lent", None)
    put(story, "_made", None)
    put(story, "_said_for", ())
    put(story, "file_digest", digest)
    return story


def _unlike(value: object) -> bytes:
    """What has no simple fingerprint has none here."""
    raise ValueError(value)


def _slot(story: Article, name: str) -> Any:  # noqa: ANN401
    """What is in a slot, if there is anything."""
    try:
        return _SLOTS[name].__get__(story)
    except AttributeError:
        return None


def _labels(labels: tuple[Label, ...] | None, archive: Archive) -> list[URLWrapper] | None:
    return None if labels is None else [archive.labels.thing(label) for label in labels]


_First = Callable[[Brief, Archive], Any]
_LISTS: Mapping[str, _First] = {
    "tags": lambda brief, archive: _labels(brief.tags, archive),
    "authors": lambda brief, archive: _labels(brief.authors, archive),
    "translations": lambda _, __: [],
}
_FIRST: Mapping[str, _First] = {
    **_LISTS,
    "title": lambda brief, _: brief.title,
    "slug": lambda brief, _: brief.slug,
    "lang": lambda brief, _: brief.lang,
    "in_default_lang": lambda brief, _: brief.in_default_lang,
    "template": lambda brief, _: brief.template,
    "_status": lambda brief, _: brief.status,
    "date": lambda brief, _: brief.date and moment_of(brief.date),
    "modified": lambda brief, _: brief.modified and moment_of(brief.modified),
    "category": lambda brief, archive: brief.category and archive.labels.thing(brief.category),
    "author": lambda brief, archive: brief.author and archive.labels.thing(brief.author),
    "source_path": lambda brief, _: brief.source_path,
    "relative_source_path": lambda brief, _: brief.relative_source_path,
}
"""What has a slot: what is in it at first. None is what is not there."""
_OF_THE_SITE: Mapping[str, Callable[[Archive], Any]] = {
    "settings": lambda archive: archive.settings,
    "_context": lambda archive: archive.context,
}
_OWN = frozenset(Article.__slots__) - _FIRST.keys()
_SLOTS: Mapping[str, Any] = {name: vars(Article)[name] for name in _LISTS}
