"""Whether what a page shows is what it showed last time: values as fingerprints."""

import hashlib
import io
import pickle
from collections.abc import Mapping
from datetime import date, time, timedelta, tzinfo
from enum import Enum
from types import BuiltinFunctionType, FunctionType
from typing import Any

from jinja2 import Environment, Undefined

from .sight import Path, Sight

PLAIN = (type(None), bool, int, float, str, bytes, list, tuple, dict, date, time, timedelta, tzinfo, Enum)
ABSENT = b"absent"


class Unlike(Exception):  # noqa: N818 - it is no error
    """A value that can change without being another: nobody can say whether it is the same."""


class Likeness:
    """Fingerprints of what pages show. Values must not change while it is used."""

    def __init__(self) -> None:
        self._known: dict[int, tuple[object, bytes]] = {}
        """By identity; the value is kept, so that no other gets its place."""

    def of(self, sight: Sight, context: Mapping[str, Any], environment: Environment) -> bytes | None:
        """The fingerprint of all that a template may see; None where there is none.

        Args:
            sight: What it may see.
            context: What it is handed.
            environment: The template's; its globals that are functions count as part of the program.
        """
        digest = hashlib.sha256(sight.source)
        try:
            for path in sight.paths:
                if path[0] in context or not callable(environment.globals.get(path[0])):
                    digest.update(self.of_value(_value(path, context, environment)))
        except Unlike:
            return None
        return digest.digest()

    def forget(self) -> None:
        """Forget what may change; a record cannot."""
        self._known = {key: known for key, known in self._known.items() if _is_record(known[0])}

    def of_value(self, value: object) -> bytes:
        """The fingerprint of a value.

        Raises:
            Unlike: It has none.
        """
        if isinstance(value, Undefined):
            return ABSENT
        if isinstance(value, str):
            return hashlib.sha256(value.encode("utf-8", "surrogatepass")).digest()
        known = self._known.get(id(value))
        if known is None:
            known = self._known[id(value)] = value, hashlib.sha256(self._packed(value)).digest()
        return known[1]

    def _packed(self, value: object) -> bytes:
        packed = io.BytesIO()
        pickler = _Pickler(packed, value, self)
        pickler.fast = True  # equal values alike, whether or not they share their parts
        try:
            pickler.dump(value)
        except (pickle.PicklingError, TypeError, AttributeError, RecursionError, ValueError) as unpackable:
            raise Unlike from unpackable
        return packed.getvalue()


def _value(path: Path, context: Mapping[str, Any], environment: Environment) -> object:
    """What stands at a path; where a key cannot be told before the template runs, all that it is a key of."""
    name, *steps = path
    value = context.get(name, environment.globals.get(name, environment.undefined()))
    for step in steps:
        if isinstance(value, Undefined):
            break
        if isinstance(step, str):
            value = environment.getattr(value, step)
            continue
        key = _value(step, context, environment)
        if isinstance(key, Undefined) or not isinstance(value, Mapping):
            break
        value = value.get(key)
    return value


class _Pickler(pickle.Pickler):
    """Takes plain values and records apart; a record within another stands there as its fingerprint."""

    def __init__(self, file: io.BytesIO, whole: object, likeness: Likeness) -> None:
        super().__init__(file, pickle.HIGHEST_PROTOCOL)
        self._whole = whole
        self._likeness = likeness

    def persistent_id(self, thing: object) -> bytes | None:
        if isinstance(thing, (*PLAIN, type)) or (thing is self._whole and _is_record(thing)):
            return None
        if _is_record(thing):
            return self._likeness.of_value(thing)
        if isinstance(thing, BuiltinFunctionType | FunctionType):
            return None  # what pickle makes again what it takes apart
        raise Unlike


def _is_record(thing: object) -> bool:
    """Whether a value cannot change: a frozen dataclass."""
    parameters = getattr(type(thing), "__dataclass_params__", None)
    return parameters is not None and bool(parameters.frozen)
