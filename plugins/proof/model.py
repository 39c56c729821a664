"""What a proofreader hands back."""

from dataclasses import dataclass
from enum import StrEnum


class Gravity(StrEnum):
    """Whether a finding stops the publication."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Finding:
    """Something wrong with a page of the built site."""

    file: str
    """Relative to the output folder."""
    what: str
    remedy: str
    gravity: Gravity = Gravity.ERROR

    def __str__(self) -> str:
        return f"{self.gravity}: {self.file}: {self.what}. {self.remedy}"
