"""Takes the dateline off the first paragraph: "NAIROBI, Dec 2 (Agency) - The court ...".

A place in capitals may stand alone before the dash; one in small letters needs a day, a known agency, or to be a known
city ("Berlin (dpa) -", "Accra, 5 October -", "New Delhi:").
"""

import re
from dataclasses import replace

from . import knowledge
from .knowledge import fold
from .model import Draft, Role

_MONTH = rf"{knowledge.any_month()}\.?"
_CAPITAL = r"[^\W\d_a-zß-öø-ÿ]"
_WORD = rf"(?:{_CAPITAL}[\w’'.]*(?:-[\w’'.]+)*)"
_LINK = (
    r"(?:a|al|am|an|and|ao|au|aux|bei|d[aeio]|del|der|des|dos|du|e|el|en|et|im|in|l[aeo]s?|na|no|of|on|ob|sobre|sous|sur|the|und"
    r"|upon|y)"
)
_WORDS = rf"{_WORD}(?: (?:{_LINK} ){{0,2}}{_WORD}){{0,5}}?"
_DATE = (
    rf"(?i:(?:(?:le|el|em|den|a|,)\s+)?(?:{_MONTH} \d{{1,2}}(?:st|nd|rd|th)?|\d{{1,2}}(?:er|º|st|nd|rd|th|\.)?"
    rf"(?: de| of|\.)? ?{_MONTH}|\d{{1,2}}[./]\d{{1,2}}\.?)(?:(?:,| de|/)? ?\d{{4}})?)"
)
_DAY = rf"(?:{_DATE}|(?i:{knowledge.any_weekday()}\.?))"
DATELINE = re.compile(
    rf"(?P<place>(?P<head>{_WORDS}(?:\s?/\s?{_WORDS}){{0,3}})(?P<region>(?:, (?!{_DAY}){_WORDS}){{0,2}}))"
    rf"(?P<country> \({_WORDS}\)(?=[ ,.:–—-]))??"
    rf"(?P<day>(?:,|\s?[–—-])? ?{_DAY})?"
    r"(?P<agency>[,.]? ?\((?P<name>[^()]{2,60})\)| ?/(?P<wire>[A-Z][\w ]{1,30})/)?"
    r"(?P<end>\s*(?:\.\s?)?(?:[-–—_:]{1,2})\s*(?=\S)|(?<=[)/])\.?\s+(?=[^\W\d_a-zß-öø-ÿ\"“«„¡¿'‘]))",
)
AGENCY_ALONE = re.compile(r"\((?P<name>[^()]{2,40})\)\s*[-–—_]{1,2}\s+(?=\S)")
# A cheap look before a close one.
GATE = re.compile(r"[-–—_:)/]\.?(?:\s|$)|[–—]|\.-")
LONGEST = 200
SHORTEST, MOST_LETTERS = 8, 90
# A place alone, in capitals before a dash, must be this long not to be an acronym ("EU - what next?").
SHORTEST_BARE = 4
SMALL = frozenset(
    {"AM", "AND", "DA", "DE", "DEL", "DES", "DO", "DOS", "DU", "ES", "LA", "LE", "LOS", "OF", "SUR", "THE", "UPON", "Y"}
)
INITIALS = frozenset({"D.C.", "DC", "DF", "UAE", "UK", "US", "USA", "U.S.", "U.K."})
CAPITALISED = re.compile(r"[^\W\d_a-zß-öø-ÿ]{2,}[’']?[^\W\d_a-z]*")
PARTS_OF_AGENCY = re.compile(r"[/,;]| - | via | und | and | y ")
# "OAXACA.—", but "TULSA, Okla." and "WASHINGTON, D.C."
UNSTOPPED = re.compile(r"^([^,]*[^\W\d_.]{4})\.$")
OPENS = re.compile(r"[\"“«„‘'¡¿(\[…]*[^\W_]")


def split(text: str) -> tuple[str, str] | None:
    """The place of a text's dateline, readable, and the text behind it; None where it has none.

    The place is empty where only an agency stands before the dash.
    """
    head = text[:LONGEST]
    if len(text) < SHORTEST or head[0].islower() or not GATE.search(head[:MOST_LETTERS]):
        return None
    alone = AGENCY_ALONE.match(head) if head[0] == "(" else None
    if alone:
        return ("", text[alone.end() :]) if _is_agency(alone["name"]) else None
    match = DATELINE.match(head)
    if not match or match.end() > LONGEST - 2 or not _is_told(match, text[match.end() :]):
        return None
    return _readable(f"{match['place']}{match['country'] or ''}"), text[match.end() :]


def take_off(draft: Draft) -> Draft:
    """The draft with its dateline's place, and the first paragraph without it; as it was where there is none."""
    at = next((at for at, part in enumerate(draft.parts) if part.role is Role.PARAGRAPH), None)
    found = None if at is None else split(draft.parts[at].text)
    if at is None or found is None:
        return draft
    place, rest = found
    first = replace(draft.parts[at], text=rest)
    return replace(draft, dateline=place or None, parts=(*draft.parts[:at], first, *draft.parts[at + 1 :]))


def _is_told(match: re.Match[str], rest: str) -> bool:
    """Whether what has the form of a dateline is one."""
    head, agency = match["head"], match["name"]
    begins = OPENS.match(rest)
    if not begins or _is_no_place(head):
        return False
    is_known_agency = _is_agency(agency) or bool(match["wire"])
    if not match["end"].strip(" ."):
        # As in: La Habana, 2 dic (Prensa Latina) El presidente; and in: TEGUCIGALPA (EFE). Los pescadores.
        return is_known_agency and bool(match["day"] or ("." in match["end"] and _is_shouted(head)))
    if is_known_agency and _is_shouted(head):
        return True
    if begins[0][-1].islower():
        return False
    if is_known_agency or (match["day"] and not match["end"].strip(" ").startswith(":")):
        return True
    if agency and (len(agency.split()) > 3 or not head.isupper()):
        return False
    if ":" in match["end"] or not _is_shouted(head):
        # "Paris: The ..." but not "Paris-Nice: The ..." and not "Kenya - The ..."
        is_parted = match["end"][-1:].isspace() and (":" in match["end"] or match["end"][0].isspace())
        is_sentence = ":" not in match["end"] or not knowledge.small_words().isdisjoint(fold(rest).split())
        return is_parted and is_sentence and not match["country"] and knowledge.is_city(head)
    # "HONG KONG—A group", but not "CARLOS-Maria".
    is_parted = match["end"][-1:].isspace() or "—" in match["end"]
    return len(head) >= SHORTEST_BARE and is_parted


def _is_shouted(head: str) -> bool:
    return all(word.isupper() or word.upper() in SMALL for word in re.split(r"[ /]+", head))


def _is_no_place(head: str) -> bool:
    words = fold(head).split()
    first = words[0].strip(".,'")
    return (
        not knowledge.masthead_words().isdisjoint(words)
        or first in knowledge.no_datelines()
        or first.rstrip(".") in knowledge.weekdays()
        or (first in knowledge.months() and len(first) > 3)
    )


def _is_agency(name: str | None) -> bool:
    return name is not None and knowledge.names_agency(name, PARTS_OF_AGENCY)


def _readable(place: str) -> str:
    """The place in upper and lower case: "Nairobi" for "NAIROBI"; what is not in capitals stays."""
    first, *rest = UNSTOPPED.sub(r"\1", place).split(" ")
    return " ".join([_lowered(first), *(word.lower() if word in SMALL else _lowered(word) for word in rest)])


def _lowered(word: str) -> str:
    return word if word.strip("(),") in INITIALS else CAPITALISED.sub(lambda part: part[0].capitalize(), word)
