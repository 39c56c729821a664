"""How much of the news a feed carries, and how the rest is cut into archives that stay as they are."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby

from .model import Item

_SHARE = 5
"""A feed has room for this many of the longest stories: one alone would push the others out."""


@dataclass(frozen=True, slots=True)
class Dated:
    """An item and the day by which it is filed."""

    item: Item
    day: date

    @property
    def month(self) -> str:
        """As in "2026-11"."""
        return f"{self.day:%Y-%m}"


@dataclass(frozen=True, slots=True)
class Part:
    """Some of the items of a month, newest first."""

    month: str
    number: int
    """Within the month, from 1 on, the oldest first."""
    items: tuple[Dated, ...]


@dataclass(frozen=True, slots=True)
class Budget:
    """What a feed may carry at most."""

    items: int
    weight: int
    """Of all its items, in bytes."""

    def fit(self, item: Item) -> Item:
        """Leave a story that is too long for a feed with its summary alone."""
        return item if item.weight <= self.weight // _SHARE else replace(item, html="")

    def newest(self, dated: Sequence[Dated]) -> Sequence[Dated]:
        """The items that a feed carries.

        Args:
            dated: All of them, newest first.

        Returns:
            As many from the front as there is room for; one at least.
        """
        weight = 0
        for number, each in enumerate(dated[: self.items]):
            weight += each.item.weight
            if weight > self.weight:
                return dated[: max(1, number)]
        return dated[: self.items]

    def archives(self, dated: Sequence[Dated]) -> list[Part]:
        """Cut what a feed has carried into parts that stay as they are, once it can no longer carry everything.

        A part ends with its month, and within it where a day ends, so that new stories leave old parts alone; a day
        that is too large for one part is cut too. A part is half as large as a feed, so that what is newest, and may
        still grow, is whole in the feed and need not be a part yet.

        Args:
            dated: All items, newest first.

        Returns:
            The parts, oldest first. What is in none of them is in the feed; newer ones may be in both.
        """
        if len(self.newest(dated)) == len(dated):
            return []
        half = Budget(max(1, self.items // 2), self.weight // 2)
        return list(half._parts(dated))[:-1]

    def _parts(self, dated: Sequence[Dated]) -> Iterator[Part]:
        for month, own in groupby(reversed(dated), key=lambda each: each.month):
            for number, items in enumerate(self._cut(own), start=1):
                yield Part(month, number, tuple(reversed(items)))

    def _cut(self, oldest_first: Iterable[Dated]) -> Iterator[list[Dated]]:
        part: list[Dated] = []
        for _, of_day in groupby(oldest_first, key=lambda each: each.day):
            day = list(of_day)
            steps = [day] if self._holds(day) else [[each] for each in day]
            for step in steps:
                if part and not self._holds([*part, *step]):
                    yield part
                    part = []
                part = [*part, *step]
        if part:
            yield part

    def _holds(self, dated: Sequence[Dated]) -> bool:
        return len(dated) <= self.items and sum(each.item.weight for each in dated) <= self.weight
