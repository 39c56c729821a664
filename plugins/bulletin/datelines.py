"""Takes the dateline off the first paragraph: "NAIROBI, Dec 2 (Agency) - The court ..."."""

import re
from dataclasses import replace

from .model import Draft, Role

MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\.?"
DAY = rf"(?:{MONTH} \d{{1,2}}|\d{{1,2}} {MONTH})(?:,? \d{{4}})?"
CAPITALS = r"[A-ZÀ-ÖØ-Þ][A-ZÀ-ÖØ-Þ’'. -]+"
DATELINE = re.compile(
    rf"(?P<place>{CAPITALS}(?:/{CAPITALS})?(?:, (?!{DAY})[^\W\d_][\w’'. -]{{1,40}}?)?)"
    rf"(?P<day>,? {DAY})?(?P<agency> ?\([^()]{{2,40}}\))?(?:\s*[-–—:]{{1,2}}|(?<=\))\.)\s+(?=\S)",
)
LONGEST = 200
# A place alone, in capitals before a dash, must be this long not to be an acronym ("EU - what next?").
SHORTEST_BARE = 4
SMALL = frozenset(
    {"AND", "DA", "DE", "DEL", "DES", "DO", "DU", "ES", "LA", "LE", "LOS", "OF", "SUR", "THE", "UPON", "Y"}
)
INITIALS = frozenset({"DC", "UAE", "UK", "US", "USA"})
CAPITALISED = re.compile(r"[^\W\d_a-zß-öø-ÿ]{2,}[’']?[^\W\d_a-z]*")


def split(text: str) -> tuple[str, str] | None:
    """The place of a text's dateline, readable, and the text behind it; None where it has none."""
    match = DATELINE.match(text[:LONGEST])
    return (_readable(match["place"].strip()), text[match.end() :]) if match and _is_told(match) else None


def take_off(draft: Draft) -> Draft:
    """The draft with its dateline's place, and the first paragraph without it; as it was where there is none."""
    at = next((at for at, part in enumerate(draft.parts) if part.role is Role.PARAGRAPH), None)
    found = None if at is None else split(draft.parts[at].text)
    if at is None or found is None:
        return draft
    place, rest = found
    first = replace(draft.parts[at], text=rest)
    return replace(draft, dateline=place, parts=(*draft.parts[:at], first, *draft.parts[at + 1 :]))


def _is_told(match: re.Match[str]) -> bool:
    return bool(match["day"] or match["agency"]) or len(match["place"]) >= SHORTEST_BARE


def _readable(place: str) -> str:
    """The place in upper and lower case: "Nairobi" for "NAIROBI"; what is not in capitals stays."""
    first, *rest = place.split(" ")
    return " ".join([_lowered(first), *(word.lower() if word in SMALL else _lowered(word) for word in rest)])


def _lowered(word: str) -> str:
    return word if word in INITIALS else CAPITALISED.sub(lambda part: part[0].capitalize(), word)
