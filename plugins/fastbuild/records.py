"""What is kept of a story: the little that every build asks of all stories, its fields, and its text, each apart."""

import io
import marshal
import pickle
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime, tzinfo
from functools import cache, partial
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from pelican.urlwrappers import Author, Category, Tag, URLWrapper
from pelican.utils import SafeDatetime

from .addresses import folder, is_plain
from .summaries import summary_of

Label = tuple[str, str, str]
"""What a category, a tag or an author is: the name of its class, its own name, and its slug."""
Moment = tuple[bytes, str] | bytes
"""A moment in a zone that has a name, as `datetime` packs itself; any other, as `pickle` packs it."""

LINK = "[{|](?P<what>.*?)[|}]"
"""What begins a link to another file, unless the site has another setting."""
MARKS_OF_A_LINK = "{", "|"
LABELS: Mapping[str, type[URLWrapper]] = {kind.__name__: kind for kind in (Author, Category, Tag)}
OF_A_LABEL = frozenset({"settings", "_name", "_slug", "_slug_from_name", "name", "slug"})
"""What it knows; the last two since it was asked for an address."""
SHARED = frozenset({"settings", "_context"})
"""What all stories have the same."""
APART = SHARED | {"_content", "_addresses", "translations"}
_TOLD_APART = frozenset(
    {"title", "slug", "lang", "in_default_lang", "template", "_status", "date", "modified", "category", "tags"}
    | {"author", "authors", "source_path", "relative_source_path"}
)
"""What stands in the brief and is not packed again."""


class Brief(NamedTuple):
    """What every build asks of every story."""

    title: str | None
    slug: str | None
    lang: str | None
    in_default_lang: bool
    template: str
    status: str
    date: datetime | None
    modified: datetime | None
    category: Label | None
    tags: tuple[Label, ...] | None
    author: Label | None
    authors: tuple[Label, ...] | None
    url: str
    save_as: str
    source_path: str
    """Empty where that is the next one, below the folder of the content."""
    relative_source_path: str
    static_links: tuple[str, ...]
    has_links: bool
    """Whether its text leads to other files of the content: then it depends on these, and on the page."""
    has_attachments: bool
    """Whether it takes such files with it."""
    has_odd_address: bool
    """Whether it says itself where it stands, or that is no plain path."""
    is_translation: bool
    """Whether it says that it is one."""


class Record(NamedTuple):
    """What is kept of a story."""

    digest: bytes
    """The SHA-256 of the file."""
    brief: bytes
    summary: bytes
    """As templates show it; empty where it leads to other files: then it is another on each page."""
    fields: bytes
    content: bytes


class Labels:
    """The categories, tags and authors of a site, each once."""

    def __init__(self, settings: Mapping[str, Any]) -> None:
        self._settings = settings
        self._known: dict[Label, URLWrapper] = {}
        self._labels: dict[tuple[str, str], Label] = {}
        """Those whose slugs come from their names, by kind and name."""
        self._together: dict[tuple[Label, ...], list[URLWrapper]] = {}

    def thing(self, label: Label) -> URLWrapper:
        """What a label stands for."""
        if label not in self._known:
            kind, name, slug = label
            self._known[label] = made = LABELS[kind](name, self._settings)
            made.slug = slug
        return self._known[label]

    def label(self, thing: URLWrapper) -> Label:
        """The label of a category, a tag or an author.

        Raises:
            ValueError: It is more than these are in Pelican.
        """
        kind, name, own = type(thing).__name__, thing._name, vars(thing)  # noqa: SLF001 - there is no other way
        if LABELS.get(kind) is not type(thing) or not own.keys() <= OF_A_LABEL:
            raise ValueError(thing)
        if not own["_slug_from_name"]:
            return _shared(kind), _shared(name), _shared(thing.slug)
        if (kind, name) not in self._labels:
            self._labels[kind, name] = _shared(kind), _shared(name), _shared(thing.slug)
        return self._labels[kind, name]

    def given(self) -> Mapping[str, Any]:
        """What plugins have given to labels, other names and addresses among it, by what these were read as."""
        more = {}
        for label, thing in self._known.items():
            own, first = vars(thing), dict(zip(("_name", "_slug"), label[1:], strict=True))
            changed = {name for name, value in first.items() if own[name] != value}
            if names := changed | (own.keys() - OF_A_LABEL):
                more[repr(label)] = {name: own[name] for name in names}
        return {label: more[label] for label in sorted(more)}

    def things(self, labels: tuple[Label, ...]) -> list[URLWrapper]:
        """What some labels stand for; not to be changed."""
        found = self._together.get(labels)
        if found is None:
            found = self._together[labels] = [self.thing(label) for label in labels]
        return found


def record(story: Any, digest: bytes, labels: Labels) -> Record:  # noqa: ANN401 - Pelican has no types
    """What is to be kept of a story.

    Args:
        story: As Pelican has read it.
        digest: Of its file.
        labels: Those of the site.

    Raises:
        Exception: It holds something that cannot be packed, and has to be read on each build.
    """
    own = vars(story)
    if any(own.get(name, "") is None for name in _TOLD_APART):
        raise ValueError(own)  # in a brief, None is what is not there
    texts = [story._content, *(str(own["metadata"].get(name, "")) for name in story.settings["FORMATTED_FIELDS"])]  # noqa: SLF001
    kinds = _kinds_of_links(story, texts)
    relative, save_as = story.relative_source_path, story.save_as
    brief = Brief(
        title=own.get("title"),
        slug=own.get("slug"),
        lang=_shared(own.get("lang")),
        in_default_lang=story.in_default_lang,
        template=_shared(story.template),
        status=_shared(story.status),
        date=own.get("date"),
        modified=own.get("modified"),
        category=_one(own.get("category"), labels),
        tags=_several(own.get("tags"), labels),
        author=_one(own.get("author"), labels),
        authors=_several(own.get("authors"), labels),
        url=story.url,
        save_as=save_as,
        source_path="" if story.source_path == place_of(relative, story.settings) else story.source_path,
        relative_source_path=relative,
        static_links=tuple(sorted(story.get_static_links())) if kinds else (),
        has_links=bool(kinds),
        has_attachments="attach" in kinds,
        has_odd_address="override_url" in own or "override_save_as" in own or not is_plain(save_as),
        is_translation=str(own["metadata"].get("translation", "false")).lower() != "false",
    )
    fields = {name: value for name, value in own.items() if name not in APART and name not in _TOLD_APART}
    packed = io.BytesIO()
    _Pickler(packed, story.settings, labels).dump(fields)
    columns: Any = columns_of([brief])
    summary = "" if kinds else summary_of(story)
    shown = summary.encode("utf-8"), packed.getvalue(), story._content.encode("utf-8")  # noqa: SLF001
    return Record(digest, marshal.dumps(columns), *shown)


def place_of(relative: str, settings: Mapping[str, Any]) -> str:
    """The path of a file of the content, as Pelican has it."""
    return f"{folder(settings['PATH'])}/{relative}"


def is_record(thing: object) -> bool:
    """Whether a value cannot change: a frozen dataclass."""
    parameters = getattr(type(thing), "__dataclass_params__", None)
    return parameters is not None and bool(parameters.frozen)


def brief_of(packed: bytes) -> Brief:
    """What every build asks of a story."""
    (brief,) = briefs_of(marshal.loads(packed))  # noqa: S302 - of our own making: `archive` compares its sum
    return brief


def columns_of(briefs: Iterable[Brief]) -> tuple[Sequence[Any], ...]:
    """What every build asks of some stories, field by field, as plain values."""
    columns = list(zip(*briefs, strict=True))
    for at in _MOMENTS:
        columns[at] = tuple(map(_moment, columns[at]))
    return tuple(columns)


def briefs_of(columns: Iterable[Sequence[Any]]) -> list[Brief]:
    """What every build asks of some stories.

    Args:
        columns: What `columns_of` says.
    """
    fields = list(columns)
    for at in _MOMENTS:
        fields[at] = _moments(fields[at])
    return list(map(_brief, zip(*fields, strict=True)))


def fields_of(packed: bytes, settings: Mapping[str, Any], labels: Labels) -> dict[str, Any]:
    """A story's other attributes."""
    fields: dict[str, Any] = _Unpickler(packed, settings, labels).load()
    return fields


def _moments(kept: Sequence[Moment | None]) -> list[datetime | None]:
    """Moments as Pelican has them; None where there is none."""
    if set(map(type, kept)) == {tuple}:  # all of them are such as most are
        packed, zones = zip(*kept, strict=True)
        return list(map(SafeDatetime, packed, map(_zone, zones)))
    return [None if when is None else _moment_of(when) for when in kept]


def _moment_of(kept: Moment) -> datetime:
    if isinstance(kept, bytes):
        moment: datetime = pickle.loads(kept)  # noqa: S301 - of our own making
        return moment
    packed, zone = kept
    made: datetime = SafeDatetime(packed, _zone(zone))
    return made


_zone: Callable[[str], tzinfo] = cache(ZoneInfo)
_brief: Callable[[Iterable[Any]], Brief] = partial(tuple.__new__, Brief)
_MOMENTS = Brief._fields.index("date"), Brief._fields.index("modified")


def _shared(text: Any) -> Any:  # noqa: ANN401
    """A text that many stories have: `marshal` gives it back as one object."""
    return sys.intern(text) if type(text) is str else text


def _moment(when: datetime | None) -> Moment | None:
    if when is None:
        return None
    if type(when) is not SafeDatetime or type(when.tzinfo) is not ZoneInfo or not when.tzinfo.key:
        return pickle.dumps(when, pickle.HIGHEST_PROTOCOL)
    # The fold is told from protocol 4 on.
    packed: Any = when.__reduce_ex__(pickle.HIGHEST_PROTOCOL)[1][0]
    return packed, _shared(when.tzinfo.key)


def _kinds_of_links(story: Any, texts: Sequence[str]) -> frozenset[str]:  # noqa: ANN401
    """The kinds of links to other files of the content, as Pelican finds them; most texts have no mark of one."""
    is_usual = story.settings["INTRASITE_LINK_REGEX"] == LINK
    if is_usual and not any(mark in text for text in texts for mark in MARKS_OF_A_LINK):
        return frozenset()
    links = story._get_intrasite_link_regex()  # noqa: SLF001 - what Pelican itself looks for
    return frozenset(link["what"] for text in texts for link in links.finditer(text))


def _one(thing: URLWrapper | None, labels: Labels) -> Label | None:
    return None if thing is None else labels.label(thing)


def _several(things: Iterable[URLWrapper] | None, labels: Labels) -> tuple[Label, ...] | None:
    return None if things is None else tuple(map(labels.label, things))


class _Pickler(pickle.Pickler):
    """Leaves out what is the site's, its settings and its labels, and the rules of zones, which have names."""

    def __init__(self, file: io.BytesIO, settings: object, labels: Labels) -> None:
        super().__init__(file, pickle.HIGHEST_PROTOCOL)
        self._settings = settings
        self._labels = labels

    def persistent_id(self, thing: object) -> Label | tuple[()] | str | None:
        if type(thing) is str:  # most are
            return None
        if thing is self._settings:
            return ()
        if type(thing) is ZoneInfo and thing.key and thing is ZoneInfo(thing.key):
            return thing.key
        return self._labels.label(thing) if isinstance(thing, URLWrapper) else None


class _Unpickler(pickle.Unpickler):
    def __init__(self, packed: bytes, settings: object, labels: Labels) -> None:
        super().__init__(io.BytesIO(packed))
        self._settings = settings
        self._labels = labels

    def persistent_load(self, said: Any) -> object:  # noqa: ANN401 - what `persistent_id` said
        if isinstance(said, str):
            return _zone(said)
        return self._labels.thing(said) if said else self._settings
