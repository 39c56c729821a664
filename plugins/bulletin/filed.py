"""What a dateline says of its own town: in "MARSA, Kenya" every Marsa of the story lies in Kenya.

The country or state behind a town decides, however well known its namesakes are, and also where the gazetteer knows
nothing but these.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from .gazetteer import Gazetteer, Hit, Kind, Name, Reading

HOLDS_TOWNS = frozenset({Kind.DIVISION, Kind.COUNTRY, Kind.PROVINCE})
_TOWNS = frozenset({Kind.CITY, Kind.CAPITAL})
_BEHIND_TOWN = re.compile(r"[,(]")
_BETWEEN = frozenset({", ", " ("})


@dataclass(frozen=True, slots=True)
class Town:
    """The town that a story was filed from, in the country that its dateline names."""

    name: Name

    def among(self, text: str, hits: Sequence[Hit]) -> tuple[Hit, ...]:
        """The names of a text, with this town for each of its name that the text itself does not put elsewhere.

        Args:
            text: A text of the story.
            hits: The names that the gazetteer finds in it.
        """
        return tuple(
            replace(hit, name=self.name) if self._is_meant(hit, qualifier(text, hits, at)) else hit
            for at, hit in enumerate(hits)
        )

    def _is_meant(self, hit: Hit, behind: Name | None) -> bool:
        """Whether a name is this town's, and not said to lie elsewhere: "London, England" in a story from Ontario."""
        here = {one.code for one in self.name.readings}
        return hit.name.key == self.name.key and (behind is None or any(one.code in here for one in _areas(behind)))


def town(dateline: str, gazetteer: Gazetteer) -> Town | None:
    """The town of a dateline.

    Args:
        dateline: Without day and agency: "Marsa, Kenya".
        gazetteer: The names.

    Returns:
        The town with what it can mean there; None where the dateline does not say in which country or state it lies,
        and where the gazetteer has no place of its name at all.
    """
    written = _BEHIND_TOWN.split(dateline)[0].rstrip()
    hits = gazetteer.find(dateline)
    where = _where([hit.name for hit in hits if hit.start > len(written)])
    known = next((hit.name for hit in hits if (hit.start, hit.end) == (0, len(written))), None)
    if known is None or not where:
        return None
    inside = [one for one in known.readings if any(_lies_in(one, area) for area in where)]
    if not inside and _is_land_of_another(known, where):
        return None
    readings = tuple(inside or (Reading(Kind.CITY, area.code, 0, area.division) for area in where))
    return Town(Name(known.key, readings, frozenset(one.kind for one in readings), max(one.size for one in readings)))


def qualifier(text: str, hits: Sequence[Hit], at: int) -> Name | None:
    """The name right behind another that can say where that one lies: "Texas" in "Paris, Texas"."""
    hit, following = hits[at], hits[at + 1] if at + 1 < len(hits) else None
    if following is None or text[hit.end : following.start] not in _BETWEEN:
        return None
    return following.name if HOLDS_TOWNS & following.name.kinds else None


def _where(behind: Sequence[Name]) -> list[Reading]:
    """The area that the names behind a town mean, the last one being the largest: "Penang, Malaysia"."""
    found: list[Reading] = []
    for name in reversed(behind):
        codes = {area.code for area in found}
        found = [area for area in _areas(name) if not codes or area.code in codes] or found
    return found


def _areas(name: Name) -> Iterator[Reading]:
    """The countries and states that a name can mean; a province only where no town is called so: "Kampala, Nairobi"."""
    kinds = HOLDS_TOWNS - {Kind.PROVINCE} if name.kinds & _TOWNS else HOLDS_TOWNS
    return (reading for reading in name.readings if reading.kind in kinds)


def _lies_in(town: Reading, area: Reading) -> bool:
    return town.code == area.code and area.division in ("", town.division)


def _is_land_of_another(name: Name, where: Sequence[Reading]) -> bool:
    """Whether a territory is named with its state, "Macau, China"; not "Jordan, Minnesota"."""
    return Kind.COUNTRY in name.kinds and all(area.kind is Kind.COUNTRY for area in where)
