"""Who took the pictures, and in which stories they stood."""

from collections.abc import Iterable, Sequence
from functools import cache

from .model import Credited, Credits, Entry

_BETWEEN = " / "
"""Stands between photographer and agency in a credit."""


@cache
def names_of(credit: str) -> tuple[str | None, tuple[str, ...]]:
    """Take a credit apart.

    Args:
        credit: As in "Ana Rojas / Lakeside".

    Returns:
        The photographer, and the agencies. A name that stands alone may be an agency's: then nobody is said to be the
        photographer.
    """
    first, *others = credit.split(_BETWEEN)
    return (first, tuple(others)) if others else (None, (first,))


def make_credits(entries: Sequence[Entry]) -> Credits:
    """Sort the credits of all stories by name.

    What is an agency in one credit is one in all; a name that stands alone and is a photographer's elsewhere is that
    photographer's; one that nothing is known of stands with the agencies.

    Args:
        entries: In reading order, newest first.

    Returns:
        Photographers and agencies, each by name.
    """
    named = [(entry, *names_of(credit)) for entry in entries for credit in entry.credits]
    agencies = {name for _, photographer, others in named if photographer for name in others}
    photographers = {photographer for _, photographer, _ in named if photographer} - agencies
    found: dict[bool, dict[str, list[Entry]]] = {True: {}, False: {}}
    for entry, photographer, others in named:
        for name in (photographer, *others):
            if name:
                own = found[name in photographers].setdefault(name, [])
                if not own or own[-1] is not entry:
                    own.append(entry)
    return Credits(_by_name(found[True].items()), _by_name(found[False].items()))


def _by_name(found: Iterable[tuple[str, list[Entry]]]) -> tuple[Credited, ...]:
    named = (Credited(name, _newest_first(own)) for name, own in found)
    return tuple(sorted(named, key=lambda credited: (credited.name.casefold(), credited.name)))


def _newest_first(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    return tuple(sorted(entries, key=lambda entry: entry.published, reverse=True))
