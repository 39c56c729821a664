"""What an editor has changed by hand: stories and pages of the last commit, with the headlines that they have now."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from .git import git, succeeds
from .model import CONTENT

ENDING = ".md"
PAGES, HIDDEN = f"{CONTENT}pages/", f"{CONTENT}."
# What readers find at a story's address; no field means published.
SHOWN = frozenset({"", "published", "withdrawn"})


@dataclass(frozen=True, slots=True)
class Correction:
    """A file of a story or page that was changed by hand."""

    file: str
    headline: str
    is_deleted: bool = False
    is_shown: bool = True
    """Whether readers find it at the address that its file's place tells."""


def of_the_last_commit(message_of_ours: str) -> Iterator[Correction]:
    """The stories and pages that the last commit has changed; none where the commit before it is not there.

    Args:
        message_of_ours: A commit that says this is the workflow's own.
    """
    if not succeeds("rev-parse", "--verify", "--quiet", "HEAD~1"):
        return
    if git("log", "-1", "--format=%s").strip() == message_of_ours:
        return
    for file in git("diff", "--name-only", "--no-renames", "-z", "HEAD~1", "HEAD", "--", CONTENT).split("\0"):
        if file.endswith(ENDING) and not file.startswith(HIDDEN):
            yield _correction(file)


def _correction(file: str) -> Correction:
    path = Path(file)
    if not path.is_file():
        return Correction(file, path.stem, is_deleted=True, is_shown=False)
    fields = _fields(path.read_text("utf-8-sig", errors="replace"))
    today = datetime.now(UTC).date().isoformat()
    is_out = fields.get("status", "").lower() in SHOWN and fields.get("date", "")[:10] <= today
    return Correction(file, fields.get("title") or path.stem, is_shown=is_out and not file.startswith(PAGES))


def _fields(text: str) -> dict[str, str]:
    """What stands on top of a file, as far as it is understood."""
    top = text.partition("\n\n")[0].splitlines()
    pairs = (line.partition(":") for line in top)
    return {name.strip().lower(): value.strip() for name, _, value in pairs}
