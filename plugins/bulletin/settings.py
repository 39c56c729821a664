"""The few settings that conversion needs, from Pelican's own settings file: one place for a newsroom to set them."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from plainly.errors import Unreadable
from plainly.settings import line_of, read

from . import regions
from .errors import BadInput
from .program import edition
from .regions import Vocabulary

FILE = "pelicanconf.py"
SEEDS = "seeds"
# Measured on bulletins that the program had not learned from (docs/decisions/0012).
DRAFT_BELOW = 0.54


@dataclass(frozen=True, slots=True)
class Settings:
    """Where bulletins come from and stories go to."""

    seeds: Path
    content: Path
    zone: ZoneInfo
    vocabulary: Vocabulary
    draft_below: float = DRAFT_BELOW
    """A story that is less sure to be cut rightly is written as a draft: 0 publishes all, 1 none."""

    @property
    def memory(self) -> Path:
        """Where it is kept what files said when they were last opened."""
        return self.content.parent / ".cache" / "bulletin.memory"

    def fingerprint(self) -> str:
        """A digest of all that stories depend on besides their bulletins: these settings, and the program itself."""
        table = self.vocabulary
        places = sorted({**table.countries, **table.divisions}.items())
        parts = (edition(), self.zone.key, self.draft_below, table.regions, table.world, places)
        return hashlib.sha256(repr(parts).encode()).hexdigest()


def of_site(folder: Path) -> Settings:
    """The settings of the site in a folder; what is usual where it has no settings file.

    Raises:
        BadInput: the settings file cannot be run, or a setting cannot be used.
    """
    path = folder / FILE
    return of_mapping(_run(path) if path.is_file() else {}, folder)


def _run(path: Path) -> Mapping[str, Any]:
    """The names that a settings file sets."""
    try:
        return read(path)
    except Unreadable as slip:
        raise BadInput(slip.file, slip.what, slip.remedy, slip.line) from None


def of_mapping(given: Mapping[str, Any], folder: Path) -> Settings:
    """The settings out of Pelican's.

    Args:
        given: `PATH`, `TIMEZONE`, `BULLETIN_SEEDS`, `BULLETIN_REGIONS` and `BULLETIN_DRAFT_BELOW`, each with a usual
            value.
        folder: what relative paths are relative to.

    Raises:
        BadInput: a time zone that does not exist, a table of regions that cannot be used, a threshold that is none.
    """
    table = given.get("BULLETIN_REGIONS")
    return Settings(
        seeds=folder / given.get("BULLETIN_SEEDS", SEEDS),
        content=folder / given.get("PATH", "content"),
        zone=_zone(given.get("TIMEZONE") or "UTC", folder),
        vocabulary=regions.load(folder / table if table else None),
        draft_below=_threshold(given.get("BULLETIN_DRAFT_BELOW", DRAFT_BELOW), folder),
    )


def _threshold(given: Any, folder: Path) -> float:  # noqa: ANN401 - a settings file may hold anything
    if isinstance(given, int | float) and not isinstance(given, bool) and 0 <= given <= 1:
        return float(given)
    remedy, line = (
        "Write a number from 0 (all are published) to 1 (none)",
        line_of(folder / FILE, "BULLETIN_DRAFT_BELOW"),
    )
    raise BadInput(FILE, f"BULLETIN_DRAFT_BELOW is {given!r}", remedy, line)


def _zone(name: str, folder: Path) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        what, line = f"TIMEZONE is {name!r}, which is no time zone", line_of(folder / FILE, "TIMEZONE")
        raise BadInput(FILE, what, 'Write it like "Europe/Madrid"', line) from None
