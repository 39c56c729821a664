"""The nouns: what is asked, and what is to be done."""

from dataclasses import dataclass, fields
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Site:
    """What a newsroom says of its site; None is not known."""

    name: str | None = None
    tagline: str | None = None
    publisher: str | None = None
    address: str | None = None
    language: str | None = None
    zone: str | None = None

    def missing(self) -> list[str]:
        """The names of what is not known."""
        return [field.name for field in fields(self) if getattr(self, field.name) is None]


@dataclass(frozen=True, slots=True)
class Change:
    """A setting that is to be another."""

    setting: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Clearance:
    """What becomes of the bulletins that come with the project."""

    going: tuple[Path, ...] = ()
    """Bulletins and stories to be taken away."""
    receipts: tuple[str, ...] = ()
    """Bulletins whose receipts go with them."""
    staying: tuple[tuple[Path, str], ...] = ()
    """Files that an editor has made his own, each with the reason."""
