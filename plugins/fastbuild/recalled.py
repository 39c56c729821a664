"""Stories as they were read, which fetch what is asked of them."""

import hashlib
import marshal
from collections import deque
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, fields
from datetime import datetime
from itertools import compress, repeat
from operator import attrgetter, is_not
from typing import Any
from zoneinfo import ZoneInfo

from pelican.urlwrappers import URLWrapper
from pelican.utils import SafeDatetime

from . import addresses
from .ahead import make_ahead
from .archive import Archive
from .records import Brief, Record, brief_of, is_record, place_of
from .sums import DamagedError

OF_AN_ADDRESS = frozenset({"date", "slug", "lang", "_status", "in_default_lang", "override_url"})
ATOMS = frozenset({str, int, float, bool, type(None), bytes, datetime, SafeDatetime, ZoneInfo})
"""Types whose values cannot change."""
ADDRESSES = "_addresses"
"""Where an address that had to be worked out is remembered."""
SOMEWHERE = "https://site.invalid"
"""Where the site is taken to be, to see where links lead."""
AT_ONCE = 500
"""Stories of which what is made is fetched together."""
OF_A_SUMMARY = frozenset({"_content", "_get_content", "_summary", "content", "metadata", "settings"})
"""What decides what a summary is."""
TRANSLATIONS = "translations"
AT_FIRST: tuple[tuple[str, list[Any]], ...] = (("translations", []),)
"""The lists that every story has from the first, as they are then."""
_ABSENT = object()


@dataclass(slots=True)
class Use:
    """What was done with a story since it was recalled."""

    given: dict[str, Any] | None = None
    """What it was given that has a slot; what has none is in its `__dict__`."""
    lent: dict[str, Any] | None = None
    """Its other fields, if they were asked for: who got them may have changed them."""
    made: dict[str, Any] | None = None
    """What was made of it alone."""
    said_for: tuple[str, ...] = ()
    """The site's addresses for which its text was asked."""
    is_apart: bool = False
    """Whether something was taken from it: then all that it has is in its slots and in its `__dict__`."""


class _Slots(addresses.Article):
    """What a story has room for."""

    __slots__ = (
        *("_archive", "_brief", "_file", "_lists", "_use", "_fingerprint", "file_digest"),
        *("_status", "author", "authors", "category", "date", "in_default_lang", "lang", "modified"),
        *("relative_source_path", "slug", "source_path", "tags", "template", "title", "translations", "url"),
    )
    _archive: Archive
    _brief: Brief
    _file: str
    _lists: tuple[tuple[str, list[Any]], ...]
    """Its lists that were asked for, as they were: who got them may have changed them."""
    _use: Use | None
    file_digest: bytes
    """The SHA-256 of its file."""
    url: str
    """Its address, as long as that is where it stood for certain."""
    _fingerprint: bytes
    """Of all that can be seen of it, as long as `likeness` has it remembered; then empty."""


class Article(_Slots):
    """A story. It has Pelican's name, and all that a story has in Pelican: each thing from when it is first asked for.

    What every build asks of every story has slots, which are as quick as can be; its other fields and its text stay on
    the disk until somebody wants them. What a plugin gives it is told from what it had.
    """

    __slots__ = ()

    def __init__(self, *given: Any, **named: Any) -> None:  # noqa: ANN401
        """Not to be called: `recalled` makes them.

        Raises:
            NotImplementedError: It was.
        """
        raise NotImplementedError

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401
        at_first = _FIRST.get(name)
        if at_first is None:
            return self._of_the_rest(name)
        use = self._use
        value = None if use and use.is_apart else at_first(self._brief, self._archive)
        if value is None:
            raise AttributeError(name)
        _PUT[name](self, value)
        if name in _LISTS:
            self._lists += ((name, _LISTS[name](self._brief, self._archive)),)
        return value

    def __setattr__(self, name: str, value: Any) -> None:  # noqa: ANN401
        remember(self, b"")
        if name in _WATCHED:
            self._take(name, value)
        else:
            _set(self, name, value)

    def _take(self, name: str, value: Any) -> None:  # noqa: ANN401
        """Take what may be another than it was read with, and note that down."""
        if name == "url":
            if value != self.url:  # a copy gets what it has
                raise AttributeError(name)  # as in Pelican, which works it out
            return
        _set(self, name, value)
        if name in OF_AN_ADDRESS:
            self._ask_for_address()
        if name not in _FIRST:
            return
        first = _LISTS[name](self._brief, self._archive) if name in _LISTS and self._use is None else None
        if first is None or value != first:
            use = self._used()
            use.given = {**(use.given or {}), name: value}
        elif (name, first) not in self._lists:
            self._lists += ((name, first),)  # no change, though the list may be changed

    def __delattr__(self, name: str) -> None:
        use = self._used()
        for each in () if use.is_apart else (*_FIRST, *_OF_THE_SITE, "_content", *self._fields()):
            if (value := getattr(self, each, _ABSENT)) is not _ABSENT:
                object.__setattr__(self, each, value)
        use.is_apart, self._lists = True, ()
        self._ask_for_address()
        super().__delattr__(name)

    @property
    def save_as(self) -> str:
        """Its file in the site."""
        if self._stands_where_it_stood("override_save_as"):
            return self._brief.save_as
        worked_out: str = super().save_as
        return worked_out

    @property
    def plain_place(self) -> str:
        """Its file in the site; empty where that is no plain path, or where the story asks for it itself."""
        brief = self._brief
        if brief.has_odd_address or "override_save_as" in self.__dict__:
            return ""
        if self._use is None and self._archive.has_plain_addresses:
            return brief.save_as
        place = self.save_as
        return place if addresses.is_plain(place) else ""

    @property
    def as_read(self) -> Brief | None:
        """What every build asks of it; None where it may be another by now than when it was read."""
        return self._brief if self._use is None and self._lists is AT_FIRST else None

    @property
    def labels_as_read(self) -> tuple[Sequence[URLWrapper], Sequence[URLWrapper], Sequence[URLWrapper]]:
        """Its category, its tags and its authors when it was read."""
        brief, things = self._brief, self._archive.labels.things
        return (
            things((brief.category,) if brief.category else ()),
            things(brief.tags or ()),
            things(brief.authors or ()),
        )

    def get_relative_source_path(self, source_path: str | None = None) -> str | None:
        """As in Pelican."""
        if source_path or (self._use and self._use.given):
            path: str | None = super().get_relative_source_path(source_path)
            return path
        return self._brief.relative_source_path

    def get_static_links(self) -> set[str]:
        """As in Pelican."""
        return super().get_static_links() if "_content" in self.__dict__ else set(self._brief.static_links)

    def refresh_metadata_intersite_links(self) -> None:
        """As in Pelican, which gives every story its summary anew; where there is no link that is no change."""
        use = self._use
        has_changed = use and use.lent is not None and self._changed()
        if self._brief.has_links or "_summary" in self.__dict__ or has_changed:
            super().refresh_metadata_intersite_links()

    def get_content(self, siteurl: str) -> str:
        """As in Pelican, which remembers for each address what it has said, even if the text is another by now."""
        own, use = self.__dict__, self._used()
        if siteurl not in use.said_for and (self._brief.has_links or "_content" in own or "_get_content" in own):
            content: str = super().get_content(siteurl)
            return content
        if siteurl not in use.said_for:
            use.said_for = (*use.said_for, siteurl)
        return str(self._fetched(self._archive.content))

    def get_summary(self, siteurl: str) -> str:
        """As in Pelican, which makes it anew in each build, and remembers it as it remembers the text."""
        told = super().get_summary
        if (self, siteurl) in told.cache or not self._has_its_summary():
            return str(told(siteurl))
        summary = told.cache[self, siteurl] = str(self._fetched(self._archive.summary))
        return summary

    def _has_its_summary(self) -> bool:
        """Whether nobody has done anything that could have it be another than when it was read."""
        use = self._use
        may_be_another = self._brief.has_links or (use and (use.is_apart or use.lent is not None))
        return not may_be_another and OF_A_SUMMARY.isdisjoint(self.__dict__)

    def tell(self, name: str, value: object) -> None:
        """Give it an attribute at which nothing looks that is made of it alone."""
        self._archive.told.add(name)
        setattr(self, name, value)

    def likeness(self, of_value: Callable[[object], bytes], but_for: Collection[str] = ()) -> bytes | None:
        """What decides all that can be seen of it; None where that may be another on each page.

        Args:
            of_value: The fingerprint of a value; it raises an exception, which is let through, where there is none.
            but_for: The names of gifts that are not looked at.
        """
        if self._use and self._use.is_apart:
            return None
        shows = self._likeness_with_links() if self._brief.has_links else self._as_read()
        if shows is None:
            return None
        own = self.__dict__
        if ADDRESSES in own or not own.keys().isdisjoint(but_for):
            own = {name: value for name, value in own.items() if name != ADDRESSES and name not in but_for}
        use = self._use
        if use or self._lists is not AT_FIRST or self.translations:
            others = {**((use and use.given) or {}), **self._changed()}
            if TRANSLATIONS in but_for:
                others.pop(TRANSLATIONS, None)
            own = {**own, **others} if others else own
        if not own:
            return shows
        try:
            return shows + marshal.dumps(own, 2)
        except ValueError:
            return shows + of_value(own)

    @property
    def gifts_and_translations(self) -> Mapping[str, Any]:
        """What it was given that has no slot, and its translations, by name."""
        return {**self.__dict__, TRANSLATIONS: self.translations} if self.translations else self.__dict__

    @property
    def has_changed(self) -> bool:
        """Whether more was done to it than to give it what has no slot."""
        use = self._use
        return bool(use and (use.is_apart or use.given)) or bool(self._changed())

    @property
    def mark(self) -> bytes | None:
        """A fingerprint of all that it is now, but for what it was told of others.

        None where there is none, or where it may be another on each page.
        """
        try:
            shows = self.likeness(_of_gifts, self._archive.told)
        except ValueError:
            return None
        return shows and hashlib.sha256(shows).digest()

    @property
    def kept_at(self) -> tuple[Archive, str]:
        """Where what is made of it is kept, and what its file is called there."""
        return self._archive, self._file

    def kept(self, name: str, make: Callable[[], Any]) -> Any:  # noqa: ANN401
        """What is made of it and of the settings, and of nothing else; it is kept with it from build to build.

        From then on it is an attribute of the story, too.

        Args:
            name: Of what is made; no two are called the same.
            make: Makes it, of plain values and frozen dataclasses.
        """
        made = self._used().made or {}
        if name not in made:
            self.have(name, next(_kept_of_each([self], name, lambda _: make())))
        return self._used().made[name]  # type: ignore[index] # it has it by now

    def have(self, name: str, value: Any) -> None:  # noqa: ANN401
        """Have what is made of it alone as an attribute, which is not taken for a change."""
        use = self._used()
        use.made = {**(use.made or {}), name: value}

    @staticmethod
    def kept_of_each(stories: "Sequence[Article]", name: str, make: "Callable[[Article], Any]") -> Iterator[Any]:
        """What is made of each of some stories of one site, in their order; as `kept`, but that they do not have it.

        Args:
            stories: At least one.
            name: Of what is made.
            make: Makes it of a story.
        """
        stories[0]._archive.makers[name] = make  # noqa: SLF001 - they are of this class
        make_ahead(stories, name, make)
        for at in range(0, len(stories), AT_ONCE):
            yield from _kept_of_each(stories[at : at + AT_ONCE], name, make)

    def read_anew(self, record: Record) -> None:
        """Become what is in the file by now; what was made of the story is made again, and what it was given stays."""
        archive, file, had = self._archive, self._file, tuple((self._use and self._use.made) or ())
        archive.hold(file, record)
        for name in _FIRST:
            with suppress(AttributeError):
                vars(_Slots)[name].__delete__(self)
        _fill([self], archive, [file], [record.digest], [brief_of(record.brief)])
        for name in archive.makers.keys() & had:
            self.have(name, archive.makers[name](self))

    def _used(self) -> Use:
        """What was done with it, to be noted down."""
        use = self._use
        if use is None:
            use = self._use = Use()
        return use

    def _of_the_rest(self, name: str) -> Any:  # noqa: ANN401
        """What has no slot."""
        if name == "url":
            return self._worked_out_url()
        if name in _OWN or name.startswith("__"):
            raise AttributeError(name)
        use = self._use
        if use:
            if use.is_apart:
                raise AttributeError(name)
            if use.made and name in use.made:
                return use.made[name]
        if name in _OF_THE_SITE:
            return _OF_THE_SITE[name](self._archive)
        if name == "_content":
            return self._fetched(self._archive.content)
        fields = self._fields()
        if name not in fields:
            raise AttributeError(name)
        return fields[name]

    def _likeness_with_links(self) -> bytes | None:
        """What decides all that can be seen of it as it was read, and where its links lead."""
        if self._brief.has_attachments or not self._archive.is_whole:
            return None
        led = (self.get_content(SOMEWHERE), self._update_content(str(getattr(self, "_summary", "")), SOMEWHERE))
        return hashlib.sha256(repr(led).encode() + self._as_read()).digest()

    def _as_read(self) -> bytes:
        """What decides what it was when it was read: its file, and where that is."""
        return b"".join((self._archive.made_of, self.file_digest, self._file.encode()))

    def _stands_where_it_stood(self, unless: str) -> bool:
        """Whether an address is what it was.

        Args:
            unless: The name under which it would have been given another.
        """
        own, use = self.__dict__, self._use
        given = use.given if use else None
        if self._archive.has_plain_addresses:
            return unless not in own and (given is None or OF_AN_ADDRESS.isdisjoint(given))
        return not own and given is None and (use is None or use.lent is None)

    def _worked_out_url(self) -> str:
        if self._stands_where_it_stood("override_url"):
            return self._brief.url
        worked_out: str = addresses.Article.url.fget(self)
        return worked_out

    def _ask_for_address(self) -> None:
        """Have its address worked out each time from now on."""
        with suppress(AttributeError):
            vars(_Slots)["url"].__delete__(self)

    def _fields(self) -> dict[str, Any]:
        """Its other fields, the same ones each time."""
        use = self._used()
        if use.lent is None:
            use.lent = self._fetched(self._archive.fields)
        return use.lent

    def _changed(self) -> dict[str, Any]:
        """What was handed out and is by now another than it was."""
        changed = {}
        for name, first in self._lists:
            value = getattr(self, name)
            if value != first:
                changed[name] = value
        if self._use and self._use.lent is not None:
            fields = self._fetched(self._archive.fields)
            lent = {name: value for name, value in self._use.lent.items() if type(value) not in ATOMS}
            changed |= {name: value for name, value in lent.items() if value != fields[name]}
        return changed

    def _fetched(self, fetch: Callable[[str], Any]) -> Any:  # noqa: ANN401
        try:
            return fetch(self._file)
        except DamagedError:
            self._archive.hold(self._file, self._archive.read_again(self._file))
            return fetch(self._file)


def recalled(
    archive: Archive, files: Sequence[str], digests: Sequence[bytes], briefs: Sequence[Brief]
) -> list[Article]:
    """Stories as they were read.

    Args:
        archive: Which keeps them.
        files: Their files, as the archive calls them.
        digests: Of the files.
        briefs: What every build asks of them.
    """
    stories = list(map(object.__new__, repeat(Article, len(files))))
    _fill(stories, archive, files, digests, briefs)
    return stories


def recalled_one(archive: Archive, file: str, digest: bytes, brief: Brief) -> Article:
    """A story as it was read; as `recalled`."""
    (story,) = recalled(archive, [file], [digest], [brief])
    return story


def _fill(
    stories: Sequence[Article],
    archive: Archive,
    files: Sequence[str],
    digests: Sequence[bytes],
    briefs: Sequence[Brief],
) -> None:
    """Put into the slots of stories what every build asks of them: to ask for it first takes ten times as long.

    All stories in one go for each slot, and past what notes down what they are given.
    """
    _put("_archive", stories, repeat(archive))
    _put("_brief", stories, briefs)
    _put("_file", stories, files)
    _put("file_digest", stories, digests)
    _put("_use", stories, repeat(None))
    _put("_fingerprint", stories, repeat(b""))
    _put("_lists", stories, repeat(AT_FIRST))
    _put("translations", stories, map(list, repeat(())))
    _put("template", stories, map(attrgetter("template"), briefs))
    _put("_status", stories, map(attrgetter("status"), briefs))
    if archive.has_plain_addresses:
        _put("url", stories, map(attrgetter("url"), briefs))
    _put_where_it_is("title", stories, list(map(attrgetter("title"), briefs)))
    _put_where_it_is("date", stories, list(map(attrgetter("date"), briefs)))


def _put(slot: str, stories: Iterable[Article], values: Iterable[Any]) -> None:
    deque(map(vars(_Slots)[slot].__set__, stories, values), maxlen=0)


def _put_where_it_is(slot: str, stories: Iterable[Article], values: Sequence[Any]) -> None:
    """Leave a slot empty where there is nothing to put."""
    there = list(map(is_not, values, repeat(None)))
    _put(slot, compress(stories, there), compress(values, there))


def as_read(stories: Sequence[Any]) -> Sequence[Brief]:
    """What every build asks of some stories; nothing where one may be another by now, or is none of ours."""
    are_as_read = _are_untouched(stories) and all(lists is AT_FIRST for lists in map(_lists_of, stories))
    return list(map(_brief_of, stories)) if are_as_read else ()


def with_links(stories: Sequence[Any]) -> Iterable[Any]:
    """Those of some stories whose summary may lead somewhere; all of them where that has to be asked of each."""
    if not _are_untouched(stories) or "_summary" in _given(stories):
        return stories
    return compress(stories, map(attrgetter("has_links"), map(_brief_of, stories)))


def plain_places(stories: Sequence[Any]) -> Sequence[str]:
    """What each of some stories says as its `plain_place`; nothing where that has to be asked of each."""
    if not _are_untouched(stories) or "override_save_as" in _given(stories):
        return ()
    briefs, (archive, _) = list(map(_brief_of, stories)), stories[0].kept_at
    is_plain = archive.has_plain_addresses and not any(map(attrgetter("has_odd_address"), briefs))
    return list(map(attrgetter("save_as"), briefs)) if is_plain else ()


def gifts_of(stories: Sequence[Any], but_for: Collection[str] = ()) -> bytes | None:
    """What decides all that can be seen of some stories of one program, which were given plain things.

    Args:
        stories: They.
        but_for: The names of what is not looked at.

    Returns:
        It, as bytes; None where more was done to one of them, or where its links lead somewhere.
    """
    if any(map(_translations_of, stories)) or any(map(attrgetter("has_links"), map(_brief_of, stories))):
        return None
    asked = (
        use or lists is not AT_FIRST for use, lists in zip(map(_use_of, stories), map(_lists_of, stories), strict=True)
    )
    if any(story.has_changed for story in compress(stories, asked)):
        return None
    given: Iterable[Mapping[str, Any]] = map(vars, stories)
    if but_for:
        given = ({name: gift for name, gift in gifts.items() if name not in but_for} for gifts in given)
    with suppress(ValueError):
        return marshal.dumps((list(map(_digest_of, stories)), list(map(_file_of, stories)), list(given)), 2)
    return None


def _are_untouched(stories: Sequence[Any]) -> bool:
    """Whether nobody has used any of some stories, but for asking for lists, and for giving them what has no slot."""
    with suppress(TypeError):  # one is none of ours
        return bool(stories) and not any(map(_use_of, stories))
    return False


def _given(stories: Sequence[Article]) -> set[str]:
    """The names of all that some stories were given that has no slot."""
    return set().union(*map(vars, stories))


def _kept_of_each(stories: Sequence[Article], name: str, make: Callable[[Article], Any]) -> Iterator[Any]:
    marked = [(story._file, story.mark) for story in stories]  # noqa: SLF001 - they are of this class
    archive = stories[0]._archive  # noqa: SLF001
    return archive.made_of_each(name, marked, lambda at: make(stories[at]))


def _of_gifts(gifts: Any) -> bytes:  # noqa: ANN401
    """What a story was given, as bytes; of other stories, nothing is made that is made of it alone.

    Raises:
        ValueError: There is more among it than plain values and records of such, and stories.
    """
    own = {name: gift for name, gift in gifts.items() if name in _FIRST or not is_of_others(gift)}
    plain = {name: _plain(gift) if is_record(gift) else gift for name, gift in own.items()}
    return marshal.dumps(plain, 2) if plain else b""


def is_gift(name: str) -> bool:
    """Whether nothing of Pelican's is made of what a story was given under a name."""
    return name == TRANSLATIONS or not (name.startswith("_") or name in OF_PELICAN)


def is_of_others(gift: object) -> bool:
    """Whether what a story was given is another story, or a list of such."""
    if type(gift) is list and gift:
        gift = gift[0]
    return type(gift) is Article


def _plain(record: Any) -> tuple[object, ...]:  # noqa: ANN401
    return type(record).__qualname__, *(getattr(record, field.name) for field in fields(record))


_First = Callable[[Brief, Archive], Any]


def _copied(first: _First) -> _First:
    def copy(brief: Brief, archive: Archive) -> Any:  # noqa: ANN401
        things = first(brief, archive)
        return None if things is None else things[:]

    return copy


_LISTS: Mapping[str, _First] = {
    "tags": lambda brief, archive: None if brief.tags is None else archive.labels.things(brief.tags),
    "authors": lambda brief, archive: None if brief.authors is None else archive.labels.things(brief.authors),
    "translations": lambda _, __: [],
}
"""Its lists, which are not to be changed: a story has copies."""
_FIRST: Mapping[str, _First] = {
    **{name: _copied(of) for name, of in _LISTS.items()},
    "title": lambda brief, _: brief.title,
    "slug": lambda brief, _: brief.slug,
    "lang": lambda brief, _: brief.lang,
    "in_default_lang": lambda brief, _: brief.in_default_lang,
    "template": lambda brief, _: brief.template,
    "_status": lambda brief, _: brief.status,
    "date": lambda brief, _: brief.date,
    "modified": lambda brief, _: brief.modified,
    "category": lambda brief, archive: brief.category and archive.labels.thing(brief.category),
    "author": lambda brief, archive: brief.author and archive.labels.thing(brief.author),
    "source_path": lambda brief, archive: brief.source_path or place_of(brief.relative_source_path, archive.settings),
    "relative_source_path": lambda brief, _: brief.relative_source_path,
}
"""What has a slot: what is in it at first. None is what is not there."""
_WATCHED = frozenset({"url", *OF_AN_ADDRESS, *_FIRST})
_set = object.__setattr__
_OF_THE_SITE: Mapping[str, Callable[[Archive], Any]] = {
    "settings": lambda archive: archive.settings,
    "_context": lambda archive: archive.context,
}
_OWN = frozenset(_Slots.__slots__) - _FIRST.keys()
OF_PELICAN = frozenset(dir(addresses.Article)) | _FIRST.keys() | {"metadata", "settings"}
OUR_NAMES = frozenset(dir(Article)) - frozenset(dir(addresses.Article)) - _FIRST.keys()
"""What means something else here than in Pelican: a story with a field of such a name cannot be recalled."""
remember: Callable[[Article, bytes], None] = vars(_Slots)["_fingerprint"].__set__
"""Have a story remember its fingerprint."""
remembered: Callable[[Article], bytes] = vars(_Slots)["_fingerprint"].__get__
"""The fingerprint that a story remembers; empty if there is none."""
_brief_of, _lists_of, _use_of, _translations_of, _digest_of, _file_of = (
    vars(_Slots)[name].__get__ for name in ("_brief", "_lists", "_use", "translations", "file_digest", "_file")
)
_PUT: Mapping[str, Callable[[Article, Any], None]] = {name: vars(_Slots)[name].__set__ for name in _FIRST}
"""What puts something into a slot: quicker than `object.__setattr__`."""
