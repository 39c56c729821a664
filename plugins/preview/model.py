"""What a build came to."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Built:
    """A build for one who watches it."""

    seconds: float
    changed: frozenset[str] | None = None
    """The files of the site that are other than before, below its root; None where that is not known."""
    watched: tuple[Path, ...] = ()
    """What the site was made of; empty where the build did not come so far."""
    trouble: str = ""
    """Why nothing was built, with the file and the line; empty where all went well."""
