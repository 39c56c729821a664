"""Stories and pages that work an address out once, not each time that somebody asks."""

import os
import re
from collections.abc import Mapping
from datetime import datetime
from functools import cache, lru_cache
from string import Formatter
from typing import Any

from pelican import contents
from pelican.utils import SafeDatetime, posixize_path

_KNOWN = frozenset({"date", "lang", "slug"})
"""What an address may be made of to be remembered; what else Pelican knows of a story may change unseen."""

MOST_DAYS = 1000
_DETOUR = re.compile(r"//|/\.\.?/|\\")


class _Addressed(contents.Content):  # type: ignore[misc]  # Pelican has no types
    """Remembers its addresses, as long as what they are made of is the same.

    Pelican copies all that it knows of a story and asks the disk for its path, each time.
    """

    _addresses: dict[str, tuple[tuple[datetime | None, str, str], str]]

    def _expand_settings(self, key: str, klass: str | None = None) -> str:
        pattern = str(self.settings[f"{klass or self.__class__.__name__}_{key}".upper()])
        date = getattr(self, "date", None)
        if not _fields(pattern) <= (_KNOWN if date else _KNOWN - {"date"}):
            expanded: str = super()._expand_settings(key, klass)
            return expanded
        made_of = date, getattr(self, "lang", "en"), getattr(self, "slug", "")
        kept = self.__dict__.setdefault("_addresses", {})
        if pattern not in kept or kept[pattern][0] != made_of:
            kept[pattern] = made_of, pattern.format(date=_Moment(date), lang=made_of[1], slug=made_of[2])
        address: str = kept[pattern][1]
        return address

    def get_relative_source_path(self, source_path: str | None = None) -> str | None:
        """As in Pelican, which asks the disk where it works."""
        home, path = folder(self.settings["PATH"]), source_path or self.source_path or ""
        if path.startswith(f"{home}/") and is_plain(below := path[len(home) + 1 :]):
            return below
        relative: str | None = super().get_relative_source_path(source_path)
        return relative

    def _has_valid_save_as(self) -> bool:
        return is_plain(self.save_as) or super()._has_valid_save_as()


class Article(contents.Article, _Addressed):  # type: ignore[misc]
    """An article that remembers its addresses. It has Pelican's name, which stands in the names of settings."""


class Page(contents.Page, _Addressed):  # type: ignore[misc]
    """A page that remembers its addresses."""


QUICK: Mapping[type[Any], type[Any]] = {contents.Article: Article, contents.Page: Page}
"""What Pelican would make of a file -> what is made of it here."""


class _Moment:
    """A moment as it stands in addresses, where most stories have their day and nothing else."""

    __slots__ = ("_date",)

    def __init__(self, date: datetime | None) -> None:
        self._date = date

    def __format__(self, wanted: str) -> str:
        date = self._date
        if date is None or not _of_days(wanted):
            return format(date, wanted)
        return _day(wanted, date.year, date.month, date.day)


@cache
def _of_days(wanted: str) -> bool:
    """Whether a format asks for numbers of a day, and nothing else: no locale has a part in these."""
    return bool(re.fullmatch(r"(?:%[Ymd]|[^%])+", wanted))


@lru_cache(maxsize=MOST_DAYS)
def _day(wanted: str, year: int, month: int, day: int) -> str:
    return format(SafeDatetime(year, month, day), wanted)


@cache
def _fields(pattern: str) -> frozenset[str]:
    """The names of what stands in braces; a name with more behind it ("date.year", "slug[0]") is left whole."""
    return frozenset(name for _, name, _, _ in Formatter().parse(pattern) if name is not None)


def are_plain(settings: Mapping[str, Any]) -> bool:
    """Whether the addresses of stories are made of what is remembered, and of nothing else."""
    kinds = "ARTICLE", "ARTICLE_LANG", "DRAFT", "DRAFT_LANG"
    patterns = (str(settings[f"{kind}_{key}"]) for kind in kinds for key in ("URL", "SAVE_AS"))
    return all(_fields(pattern) <= _KNOWN for pattern in patterns)


def is_plain(path: str) -> bool:
    """Whether a path leads, without a detour, to a file below the folder that it is taken from."""
    return _DETOUR.search(f"/{path}/") is None


@cache
def folder(path: str) -> str:
    """A folder, as Pelican has it in the paths of files."""
    whole: str = posixize_path(os.path.abspath(path))
    return whole
