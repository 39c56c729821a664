"""How much of the news a feed carries, and how the rest is cut into archives that stay as they are."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from operator import attrgetter

from .model import Entry, Item

_SHARE = 5
"""A feed has room for this many of the longest stories: one alone would push the others out."""


@dataclass(frozen=True, slots=True)
class Part:
    """Some of what is filed in a month, newest first."""

    month: str
    """As in "2026-11"."""
    number: int
    """Within the month, from 1 on, the oldest first."""
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Budget:
    """What a feed may carry at most."""

    items: int
    weight: int
    """Of all its items, in bytes."""

    def fit(self, item: Item) -> Item:
        """Leave a story that is too long for a feed with its summary alone."""
        return item if item.weight <= self.weight // _SHARE else replace(item, html="")

    def newest(self, entries: Sequence[Entry]) -> Sequence[Entry]:
        """The items that a feed carries.

        Args:
            entries: All of them, newest first.

        Returns:
            As many from the front as there is room for; one at least.
        """
        weight = 0
        for number, each in enumerate(entries[: self.items]):
            weight += each.weight
            if weight > self.weight:
                return entries[: max(1, number)]
        return entries[: self.items]

    def archives(self, entries: Sequence[Entry]) -> list[Part]:
        """Cut what a feed has carried into parts that stay as they are, once it can no longer carry everything.

        A part ends with its month, and within it where a day ends, so that new stories leave old parts alone; a day
        that is too large for one part is cut too. A part is half as large as a feed, so that what is newest, and may
        still grow, is whole in the feed and need not be a part yet.

        Args:
            entries: All items, newest first.

        Returns:
            The parts, oldest first. What is in none of them is in the feed; newer ones may be in both.
        """
        if len(self.newest(entries)) == len(entries):
            return []
        half = Budget(max(1, self.items // 2), self.weight // 2)
        return list(half._parts(entries))[:-1]

    def _parts(self, entries: Sequence[Entry]) -> Iterator[Part]:
        days = [list(of_day) for _, of_day in groupby(reversed(entries), key=attrgetter("day"))]
        for (year, month), own in groupby(days, key=lambda of_day: (of_day[0].day.year, of_day[0].day.month)):
            for number, part in enumerate(self._cut(own), start=1):
                yield Part(f"{year}-{month:02}", number, tuple(reversed(part)))

    def _cut(self, days: Iterable[list[Entry]]) -> Iterator[list[Entry]]:
        part: list[Entry] = []
        weight = 0
        for step, added in self._steps(days):
            if part and not self._holds(len(part) + len(step), weight + added):
                yield part
                part, weight = [], 0
            part += step
            weight += added
        if part:
            yield part

    def _steps(self, days: Iterable[list[Entry]]) -> Iterator[tuple[list[Entry], int]]:
        """What stays together, with its weight: a day, or each item of a day that is too large for one part."""
        for of_day in days:
            weight = sum([each.weight for each in of_day])
            if self._holds(len(of_day), weight):
                yield of_day, weight
            else:
                yield from (([each], each.weight) for each in of_day)

    def _holds(self, items: int, weight: int) -> bool:
        return items <= self.items and weight <= self.weight
