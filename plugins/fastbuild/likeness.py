"""Whether what a page shows is what it showed last time: values as fingerprints."""

import dataclasses
import hashlib
import io
import marshal
import pickle
from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from datetime import date, time, timedelta, tzinfo
from enum import Enum
from functools import cache
from itertools import chain, repeat, takewhile
from typing import Any, NamedTuple

from jinja2 import Environment, Undefined
from pelican.paginator import Page, Paginator
from pelican.urlwrappers import URLWrapper

from .reaches import Reach
from .recalled import Article, is_gift, is_of_others, remember, remembered
from .records import OF_A_LABEL, is_record
from .sight import Sight
from .together import Together

PLAIN = (type(None), bool, int, float, str, bytes, list, tuple, dict, date, time, timedelta, Enum, type)
ATOMS = frozenset({type(None), bool, int, float, bytes})
LISTS = frozenset({tuple, list, dict})
PARTS = frozenset({Page, Paginator})
ABSENT = hashlib.sha256(b"absent").digest()


class UnlikeError(Exception):
    """A value that can be another without being seen to be: nobody can say whether it is the same."""

    reach: Reach | None = None
    """What leads to it, unless it is a story."""


class UnlikeStoryError(UnlikeError):
    """A story that leads to other files, or from which something was taken."""


class Begun(NamedTuple):
    """A reach that was followed to its first key."""

    whole: object
    """What it leads to that far."""
    rest: Reach


class Likeness:
    """Fingerprints of what pages show.

    A story that was given others, or something else that has no fingerprint, counts here without that. Which names
    such gifts have says `odd`; whoever shows something may ask no more of what it comes to than is looked at here.
    """

    def __init__(self, trusting: "Likeness | None" = None) -> None:
        """Begin with nothing.

        Args:
            trusting: Of the same stories. Then a story that has something odd has no fingerprint here, and a part of
                a list of stories is seen with all of the list.
        """
        self.odd: set[str] = trusting.odd if trusting else set()
        """The names of what stories were given of which nothing can be told."""
        self._trusting = trusting
        self.given: Mapping[int, tuple[object, bytes]] = {}
        """By identity: values whose fingerprints are known."""
        self._records: dict[int, tuple[object, bytes]] = {}
        """By identity; the value is kept, so that no other gets its place."""
        self._passing: dict[int, tuple[object, bytes]] = {}
        """By identity: what may be another when the next generator comes."""
        self._reached: dict[int, tuple[Reach, object, bytes]] = {}
        """By the identity of a reach: the record or plain value that it was last followed from."""
        self._told: list[Article] = []
        """The stories that remember their fingerprints."""
        self._is_in_story = False
        self._is_in_record = False
        self._met = 0
        """How many stories were come to one by one."""

    def of(self, sight: Sight, context: Mapping[str, Any], environment: Environment) -> bytes:
        """The fingerprint of all that a template may see.

        Args:
            sight: What it may see.
            context: What it is handed.
            environment: The template's; its globals that are functions count as part of the program.

        Raises:
            UnlikeError: There is none.
        """
        return hashlib.sha256(sight.source + self.of_reaches(sight.reaches, context, environment)).digest()

    def of_reaches(
        self, reaches: Mapping[str, Sequence[Reach]], context: Mapping[str, Any], environment: Environment
    ) -> bytes:
        """The fingerprint of what reaches lead to.

        Args:
            reaches: By the name of what they reach into.
            context: What is there.
            environment: That of the template.

        Raises:
            UnlikeError: There is none.
        """
        digest = hashlib.sha256()
        for name, whole in _wholes(reaches, context, environment):
            digest.update(name.encode())
            for reach in reaches[name]:
                reached = self._reached.get(id(reach))
                if reached is None or reached[1] is not whole:
                    reached = reach, whole, self._of_reach(_followed(whole, reach, context, environment), reach)
                    if _is_same_for_all(whole, reach):
                        self._reached[id(reach)] = reached
                digest.update(reached[2])
        return digest.digest()

    def _of_reach(self, value: object, reach: Reach) -> bytes:
        try:
            return self.of_value(value)
        except UnlikeStoryError:
            raise
        except UnlikeError as unlike:
            unlike.reach = reach
            raise

    def of_begun(self, reaches: Iterable[Begun], context: Mapping[str, Any], environment: Environment) -> bytes:
        """The fingerprint of what reaches lead to that have been begun.

        Args:
            reaches: What `begun` says.
            context: Where their keys are.
            environment: That of the template.

        Raises:
            UnlikeError: There is none.
        """
        followed = (_followed(whole, rest, context, environment) for whole, rest in reaches)
        return hashlib.sha256(b"".join(map(self.of_value, followed))).digest()

    def of_story(self, story: Article) -> bytes:
        """The fingerprint of a story, but for what is odd about it.

        Raises:
            UnlikeError: It has none: it leads to other files, it is a part of another story, or of something that may
                show what is odd about it.
        """
        if self._is_in_story:
            raise UnlikeError
        self._met += 1
        fingerprint = remembered(story) or (self._trusting or self)._worked_out(story)  # noqa: SLF001 - of this class
        if (self._trusting or self._is_in_record) and not self.odd.isdisjoint(story.gifts_and_translations):
            raise UnlikeError
        return fingerprint

    def of_gifts(self, story: Article, names: Iterable[str]) -> bytes:
        """The fingerprint of what is odd about a story.

        Args:
            story: It.
            names: Those of its gifts that are shown.

        Raises:
            UnlikeError: It has none.
        """
        gifts = story.gifts_and_translations
        return b"".join([self.of_value(gifts[name]) if name in gifts else ABSENT for name in names])

    def _worked_out(self, story: Article) -> bytes:
        self._is_in_story = True
        try:
            try:
                shows = story.likeness(self.of_value, self.odd)
            except UnlikeError:
                gifts = story.gifts_and_translations.items()
                self.odd.update(name for name, gift in gifts if is_gift(name) and self._is_odd(gift))
                shows = story.likeness(self.of_value, self.odd)
        finally:
            self._is_in_story = False
        if shows is None:
            raise UnlikeStoryError
        fingerprint = hashlib.sha256(shows).digest()
        remember(story, fingerprint)
        self._told.append(story)
        return fingerprint

    def _is_odd(self, gift: object) -> bool:
        try:
            self.of_value(gift)
        except UnlikeError:
            return True
        return False

    def of_many(self, stories: Together) -> None:
        """Have stories remember their fingerprints, as far as these can be told of many at once."""
        for number, many in stories.volumes():
            mark = stories.mark(many, self.odd)
            if mark is None and self._finds_odd(many):
                mark = stories.mark(many, self.odd)
            if mark is None:
                continue
            known = stories.known(number, mark)
            if known:
                deque(map(remember, many, known), maxlen=0)
                self._told += many
                continue
            with suppress(UnlikeError):
                stories.keep(number, mark, list(map(self.of_story, many)))

    def _finds_odd(self, stories: Iterable[Article]) -> bool:
        """Whether some stories were given others, under names that were not known for that."""
        given = ((name, gift) for story in stories for name, gift in story.gifts_and_translations.items())
        names = {name for name, gift in given if is_of_others(gift) and is_gift(name)}
        is_new = not names <= self.odd
        self.odd |= names
        return is_new

    def forget(self) -> None:
        """Forget what may have become another by now; a record cannot."""
        deque(map(remember, self._told, repeat(b"")), maxlen=0)
        self._told.clear()
        self._passing.clear()
        self._reached.clear()

    def of_value(self, value: Any) -> bytes:  # noqa: ANN401 - whatever templates are handed
        """The fingerprint of a value.

        Raises:
            UnlikeError: It has none.
        """
        kind = type(value)
        # What is a text, what an atom and what neither begins in a way of its own: no two have one fingerprint.
        if kind is str:
            return hashlib.sha256(b"text " + value.encode("utf-8", "surrogatepass")).digest()
        if kind in ATOMS:
            return hashlib.sha256(b"atom " + marshal.dumps(value, 2)).digest()
        if kind is Article:
            return self.of_story(value)
        if isinstance(value, Undefined):
            return ABSENT
        if isinstance(value, str):
            return self.of_value((kind.__module__, kind.__qualname__, str(value)))
        if isinstance(value, type):  # of whose functions nothing is known: a clock, say
            raise UnlikeError
        return self._of_thing(value)

    def _of_thing(self, value: Any) -> bytes:  # noqa: ANN401
        """What has an identity: its fingerprint is worked out once."""
        which = id(value)
        known = self.given.get(which) or self._records.get(which)
        if known is None and not self._is_in_story:  # where a list of stories may be known, but has no part in it
            known = self._passing.get(which)
        if known is None:
            before = self._met
            known = value, hashlib.sha256(b"else " + (self._parts(value) or self._packed(value))).digest()
            if is_record(value) and self._met == before:  # a story in it may become another
                self._records[which] = known
            elif not self._is_in_story:
                self._passing[which] = known
        return known[1]

    def _parts(self, value: Any) -> bytes:  # noqa: ANN401
        """What a day, a list, or a record that is its fields and nothing else, is made of; empty for all else."""
        kind: Any = type(value)
        try:
            if kind in LISTS:
                return self._listed(chain(*value.items()) if kind is dict else value, kind.__name__.encode())
            if kind in PARTS:
                return self._listed(self._of_a_part(value), kind.__name__.encode())
            made_up = _made_up(kind)
            if made_up:
                name, fields = made_up
                with self._in_record():
                    return name + b"".join([self.of_value(getattr(value, field)) for field in fields])
        except (AttributeError, RecursionError) as unfit:  # a field that was never set; a list that is in itself
            raise UnlikeError from unfit
        return repr(value).encode() if kind is date else b""

    def _of_a_part(self, value: "Page | Paginator") -> Iterable[object]:
        """What a part of a list shows, or the list that is shown in parts: of the other parts, their addresses."""
        if isinstance(value, Page):
            return value.full_name, value.base_url, value.number, value.object_list, value.paginator
        every = value.object_list if self._trusting else None
        return value.name, value.url, value.per_page, value.orphans, value.count, every

    @contextmanager
    def _in_record(self) -> Iterator[None]:
        """While it is a record whose parts are looked at: it may show whatever these have."""
        before, self._is_in_record = self._is_in_record, True
        try:
            yield
        finally:
            self._is_in_record = before

    def _listed(self, values: Iterable[Any], name: bytes) -> bytes:
        """What a list is made of; most are of records that are known."""
        values = list(values)
        if values and isinstance(values[0], Article):
            return name + b"".join(self._of_stories(values))
        given = self.given
        try:
            return name + b"".join([given[id(value)][1] for value in values])
        except KeyError:
            with suppress(ValueError):  # not all of it is plain
                return name + marshal.dumps(values, 2)
            return name + b"".join(map(self.of_value, values))

    def _of_stories(self, stories: Sequence[Any]) -> Iterable[bytes]:
        """Their fingerprints; most are remembered."""
        may_be_odd = bool(self.odd) and (self._trusting or self._is_in_record)
        if self._is_in_story or may_be_odd:
            return map(self.of_value, stories)
        with suppress(TypeError):  # one is no story of ours
            known = list(map(remembered, stories))
            if all(known):
                return known
            return [mark or self.of_value(story) for mark, story in zip(known, stories, strict=True)]
        return map(self.of_value, stories)

    def _packed(self, value: object) -> bytes:
        packed = io.BytesIO()
        pickler = _Pickler(packed, value, self)
        pickler.fast = True  # equal values alike, whether or not they share their parts
        try:
            with self._in_record():
                pickler.dump(value)
        except (pickle.PicklingError, TypeError, AttributeError, RecursionError, ValueError) as unpackable:
            raise UnlikeError from unpackable
        return packed.getvalue()


class _Pickler(pickle.Pickler):
    """Takes plain values and records apart; a record or a list within stands there as its fingerprint."""

    def __init__(self, file: io.BytesIO, whole: object, likeness: Likeness) -> None:
        super().__init__(file, pickle.HIGHEST_PROTOCOL)
        self._whole = whole
        self._likeness = likeness

    def persistent_id(self, thing: object) -> bytes | None:
        if type(thing) is list and thing is not self._whole:
            return self._likeness.of_value(thing)
        if isinstance(thing, PLAIN):
            return None
        if isinstance(thing, tzinfo):
            return repr(thing).encode()
        if isinstance(thing, Article):
            return self._likeness.of_story(thing)
        if isinstance(thing, URLWrapper) and vars(thing).keys() <= OF_A_LABEL:
            return repr((type(thing).__name__, thing.name, thing.slug)).encode()
        if not is_record(thing) and not _makes_again(thing):
            raise UnlikeError
        return None if thing is self._whole or not is_record(thing) else self._likeness.of_value(thing)


def begun(
    reaches: Mapping[str, Sequence[Reach]], context: Mapping[str, Any], environment: Environment
) -> tuple[Begun, ...]:
    """Reaches followed to their first keys, which are others on each page.

    Args:
        reaches: By the name of what they reach into.
        context: What is there on every page.
        environment: That of the template.
    """
    found = []
    for name, whole in _wholes(reaches, context, environment):
        for reach in reaches[name]:
            known = tuple(takewhile(lambda step: isinstance(step, str), reach.steps))
            at = _followed(whole, Reach(name, known), context, environment)
            found.append(Begun(at, Reach(name, reach.steps[len(known) :])))
    return tuple(found)


def _wholes(names: Iterable[str], context: Mapping[str, Any], environment: Environment) -> Iterator[tuple[str, object]]:
    """What stands under names, in what a template is handed or else in its globals, as far as there is anything."""
    for name in names:
        if name in context:
            yield name, context[name]
        elif name in environment.globals and not callable(environment.globals[name]):
            yield name, environment.globals[name]


def _followed(value: Any, reach: Reach, context: Mapping[str, Any], environment: Environment) -> object:  # noqa: ANN401
    """What a reach leads to; where a key is not known before the template runs, all that it may be a key of."""
    for step in reach.steps:
        if isinstance(value, Undefined):
            break
        if isinstance(step, str):
            value = environment.getattr(value, step)
            continue
        if step.name not in context or not isinstance(value, Mapping):
            break
        key = _followed(context[step.name], step, context, environment)
        if isinstance(key, Undefined):
            break
        value = value.get(key)
    return value


@cache
def _made_up(kind: Any) -> tuple[bytes, tuple[str, ...]] | None:  # noqa: ANN401 - a class
    """The name of a class of records, and their fields; None where there may be more to them, or where it is none."""
    parameters = getattr(kind, "__dataclass_params__", None)
    if parameters is None or not parameters.frozen or kind.__dictoffset__:
        return None
    return f"{kind.__module__}.{kind.__qualname__}".encode(), tuple(field.name for field in dataclasses.fields(kind))


def _is_same_for_all(whole: object, reach: Reach) -> bool:
    """Whether a reach leads to the same as long as it begins at the same thing."""
    cannot_change = type(whole) in ATOMS or type(whole) is str or is_record(whole)
    return cannot_change and all(isinstance(step, str) for step in reach.steps)


def _makes_again(thing: object) -> bool:
    """Whether it is one of the functions by which pickle makes again what it has taken apart."""
    return callable(thing) and getattr(thing, "__module__", "") in {"copyreg", "builtins"}
