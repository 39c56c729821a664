"""Who took the pictures, and in which stories they stood."""

from collections.abc import Iterable, Sequence

from .model import Credited, Credits, Entry

_BETWEEN = " / "
"""Stands between photographer and agency in a credit."""


def make_credits(entries: Sequence[Entry]) -> Credits:
    """Sort the credits of all stories by name.

    A name that stands alone may be a photographer's or an agency's: it counts as what it is elsewhere, and where it is
    neither, it stands with the agencies.

    Args:
        entries: In reading order, newest first.

    Returns:
        Photographers and agencies, each by name.
    """
    photographers: dict[str, dict[Entry, None]] = {}
    agencies: dict[str, dict[Entry, None]] = {}
    alone: dict[str, dict[Entry, None]] = {}
    for entry in entries:
        for credit in entry.credits:
            photographer, _, agency = credit.partition(_BETWEEN)
            if agency:
                photographers.setdefault(photographer, {})[entry] = None
                agencies.setdefault(agency, {})[entry] = None
            else:
                alone.setdefault(credit, {})[entry] = None
    for name, own in alone.items():
        (photographers if name in photographers else agencies).setdefault(name, {}).update(own)
    return Credits(_by_name(photographers.items()), _by_name(agencies.items()))


def _by_name(found: Iterable[tuple[str, dict[Entry, None]]]) -> tuple[Credited, ...]:
    named = (Credited(name, _newest_first(own)) for name, own in found)
    return tuple(sorted(named, key=lambda credited: (credited.name.casefold(), credited.name)))


def _newest_first(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    return tuple(sorted(entries, key=lambda entry: entry.published, reverse=True))
