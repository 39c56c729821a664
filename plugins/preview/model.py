"""What a build came to."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Line:
    """What became of a bulletin or a story."""

    text: str
    draft: str = ""
    """Of a story that waits: the address of its page in the site that is built on this machine."""


Tiding = tuple[Line, ...]
"""All that is to be said of one bulletin."""


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
    tidings: tuple[Tiding, ...] = ()
    """What became of bulletins; empty where it was the same before."""
    drafts: tuple[str, ...] = ()
    """The addresses of all pages that only editors see."""
