"""The ordered catalogue of repairs to a text: str -> str, each small, each sure.

A repair is only in the catalogue if it cannot harm good text: it would rather miss than break.
"""

import re
from collections.abc import Callable

SPACE = re.compile(r"&(?:nbsp|ensp|emsp|thinsp)\b;?")
SPACE = re.compile(r"[\s\u00a0\u2000-\u200a\u202f\u205f\u3000]+")
SPACE_BEFORE_STOP = re.compile(r"(?<=[^\W\d_]) +(?=[,;](?:\s|$))")
WIRE_PREFIX = re.compile(
    r"^(?:(?:UPDATE|WRAPUP|RPT|REFILE|CORRECTED|EXCLUSIVE|INTERVIEW|ANALYSIS|FACTBOX|TIMELINE|NEWSMAKER|PREVIEW)"
    r"(?: ?\d{1,2})?(?:[-–—]\s*|\s+[-–—]\s+))+",
)


def text(raw: str) -> str:
    """A paragraph, crosshead or caption as it is to be read."""
    for repair in REPAIRS:
        raw = repair(raw)
    return raw


def headline(raw: str) -> str:
    """A headline as it is to be read: without what a wire puts before it ("UPDATE 2-")."""
    mended = text(raw)
    return WIRE_PREFIX.sub("", mended) or mended


def _spaces(raw: str) -> str:
    return SPACE.sub(" ", raw).strip()


def _space_before_stop(raw: str) -> str:
    return SPACE_BEFORE_STOP.sub("", raw)


REPAIRS: tuple[Callable[[str], str], ...] = (
    _spaces,
    _space_before_stop,
)
