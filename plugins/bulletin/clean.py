"""The ordered catalogue of repairs to a text: str -> str, each small, each sure.

A repair is only in the catalogue if it cannot harm good text: it would rather miss than break.
"""

import re
from collections.abc import Callable
from functools import cache

from . import knowledge

SPACE_BEFORE_STOP = re.compile(r"(?<=[^\W\d_]) +(?=[,;](?:\s|$))")
# Dividing marks and arrows that lists put before a headline: "►", "==>", ">>".
ORNAMENT = re.compile(
    r"^(?:[=-]{1,3}>|>{1,3}|[■-◿☀-➿⬀-⯿\U0001f300-\U0001faff→⇒\u200d\ufe0f\U000e0020-\U000e007f]|[*•·●»](?=\s))+"
    r"[\s\ufe0f]*"
)
SHOUTED = r"(?-i:(?=[^\W\d_a-zß-öø-ÿ]{2}))"
PLUSES = re.compile(r"^\+{2,4}\s*|\s*\+{2,4}$")
# "[POLITICS]"; "[sic]" and "[$600]" stay.
DESK = re.compile(r"^\[[^\W\d_a-zß-öø-ÿ][^\W\d_a-zß-öø-ÿ &/-]{1,24}\]\s*(?=\S)")
# "Siria.-", "Economía/Finanzas.-": a section, as Europa Press has it.
SECTION = re.compile(r"^[^\W\d_a-zß-öø-ÿ][\w/]{1,24}(?: [\w/]{1,20}){0,3}\.[-–—]\s+(?=\S)")


def text(raw: str) -> str:
    """A paragraph, crosshead or caption as it is to be read."""
    for repair in REPAIRS:
        raw = repair(raw)
    return raw


def headline(raw: str) -> str:
    """A headline as it is to be read: without what a wire or a list puts before it ("UPDATE 2-", "►")."""
    mended = text(raw)
    if not PREFIXED.match(mended) and mended[-1:] not in "+)":
        return mended
    for _ in range(MOST_PREFIXES):
        shorter = mended
        for pattern in _prefixes():
            shorter = pattern.sub("", shorter, count=2)
        if shorter == mended or not any(map(str.isalpha, shorter)):
            break
        mended = shorter.strip()
    return mended


MOST_PREFIXES = 4
# A cheap look before a close one: an ornament or a bracket, capitals, a number or ".-" near the start.
PREFIXED = re.compile(r"[^\w\s\"'“‘«„¡¿]|[^\W\d_a-zß-öø-ÿ]{2}|.{3,24}\d|.{2,60}\.[-–—]\s")


@cache
def _prefixes() -> tuple[re.Pattern[str], ...]:
    """What is taken off a headline, in order; all begin with something rare, so that most are done with at one look."""
    wire, marked, bracket, shouted, counted = (
        "(?:" + "|".join(map(re.escape, knowledge.headline_prefixes()[kind])) + ")"
        for kind in ("wire", "marked", "bracket", "shouted", "counted")
    )
    number = r"(?: ?\d{1,4})?"
    return (
        ORNAMENT,
        re.compile(rf"^\+{{2,4}}\s*{shouted}\s*\+{{2,4}}\s*(?=\S)", re.IGNORECASE),
        PLUSES,
        DESK,
        re.compile(
            rf"^{SHOUTED}{wire}(?: ?\d{{1,2}}[-–—]|[-–—](?-i:(?=.*[a-z]))|{number}\s+[-–—]\s)\s*(?=\S)",
            re.IGNORECASE,
        ),
        re.compile(rf"^{SHOUTED}{marked}{number}(?:\.?[-–—:]\s*|\s+[-–—]\s+)(?=\S)", re.IGNORECASE),
        re.compile(rf"^[(]{bracket}{number}[)]\s*[-–—:]?\s*(?=\S)|\s+[(]{bracket}{number}[)]$", re.IGNORECASE),
        re.compile(rf"^{counted}\s+(?:no\.?\s*)?#?\d{{1,3}}\s*[-–—:.)]\s+(?=\S)", re.IGNORECASE),
        SECTION,
    )


def _spaces(raw: str) -> str:
    spaced = " ".join(raw.split())
    return raw if spaced == raw else spaced  # the same text is kept but once


def _space_before_stop(raw: str) -> str:
    return SPACE_BEFORE_STOP.sub("", raw) if " ," in raw or " ;" in raw else raw


REPAIRS: tuple[Callable[[str], str], ...] = (
    _spaces,
    _space_before_stop,
)
