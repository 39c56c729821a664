"""What a site was made from, as the branch that is shown says it: a commit, and what was not committed yet.

What is not committed is told by digests, because everybody may read the branch and the name of a draft may be a secret.
"""

import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory

from . import sources
from .repository import Repository

MADE_FROM, NOT_COMMITTED = "Made-from", "Not-committed"
# Git's own way of naming each file that differs, with the digest of what is in it, in the same spelling everywhere.
_RAW = ("--raw", "--no-abbrev", "--no-renames")
_SPELLED = ("-c", "core.quotePath=true")


@dataclass(frozen=True, slots=True)
class Origin:
    """What a site was made from."""

    commit: str | None
    """The commit that was checked out; None where there was none."""
    loose: frozenset[str] = frozenset()
    """Digests of the changes that it does not have, one a file."""

    def __str__(self) -> str:
        """The lines of a commit's message that say so."""
        made_from = [f"{MADE_FROM}: {self.commit}"] if self.commit else []
        return "\n".join([*made_from, *(f"{NOT_COMMITTED}: {one}" for one in sorted(self.loose))])


def of_folder(repository: Repository) -> Origin:
    """What a site is made from that is built in the folder as it is now.

    Args:
        repository: The newsroom's.
    """
    head = repository.tells("rev-parse", "--verify", "--quiet", "HEAD")
    return Origin(head, frozenset(_digests(_loose(repository))))


def said_in(message: str) -> Origin:
    """What the message of a commit says of it.

    Args:
        message: As `str` of an origin has made it, with other lines around it.
    """
    made_from = re.search(rf"^{MADE_FROM}: ([0-9a-f]+)$", message, re.MULTILINE)
    loose = re.findall(rf"^{NOT_COMMITTED}: ([0-9a-f]+)$", message, re.MULTILINE)
    return Origin(made_from[1] if made_from else None, frozenset(loose))


def missing(repository: Repository, origin: Origin, here: Origin) -> frozenset[str]:
    """What was not committed when a site was made, and is neither committed by now nor in the folder.

    Args:
        repository: The newsroom's.
        origin: Of the site that is shown; its commit is here.
        here: Of the folder.
    """
    if origin.loose <= here.loose:
        return frozenset()
    since = f"{origin.commit}..HEAD" if origin.commit else "HEAD"
    committed = repository.tells(*_SPELLED, "log", "--format=", *_RAW, since)
    return origin.loose - here.loose - set(_digests(committed or ""))


def _loose(repository: Repository) -> str:
    """What differs from the commit that is checked out; found on a copy of git's index, which stays as it is."""
    index, paths = repository.folder / repository.run("rev-parse", "--git-path", "index"), sources.present(repository)
    with TemporaryDirectory() as folder:
        copy = Path(folder, "index")
        if index.is_file():
            shutil.copy2(index, copy)  # with its time, by which git tells whom to look at again
        repository.run("add", "--all", "--", *paths, GIT_INDEX_FILE=str(copy))
        return repository.run(*_SPELLED, "diff", "--cached", *_RAW, "--", *paths, GIT_INDEX_FILE=str(copy))


def _digests(raw: str) -> Iterator[str]:
    """One digest for each file and what has become of it."""
    for line in raw.splitlines():
        modes_and_digests, _, path = line.partition("\t")
        if path:
            yield sha256(f"{modes_and_digests.split()[3]} {path}".encode()).hexdigest()[:16]
