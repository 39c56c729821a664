"""Puts the built site on the branch that GitHub Pages shows."""

import re
from collections.abc import Iterator
from contextlib import chdir, contextmanager
from dataclasses import dataclass
from pathlib import Path

from ghp_import import GhpError, ghp_import

from .errors import NotPublished
from .repository import Repository

# Where the commit is made: ghp-import wants a branch, and that of the site may be somebody's own here.
OUTGOING = "dateline-outgoing"
MADE_FROM = "Made-from"
AGAIN = "Publish again: invoke publish"


@dataclass(frozen=True, slots=True)
class Published:
    """What has come of it."""

    commit: str
    """The branch's last commit."""
    files: int
    """How many files have changed; 0 where nothing has, and no commit was made."""
    is_new: bool = False
    """Whether there was no such branch before."""


def publish(
    repository: Repository, output: Path, branch: str, domain: str | None, *, anyway: bool = False
) -> Published:
    """Put a built site on a branch of the remote, on top of what is there; nothing where it is there already.

    Args:
        repository: The newsroom's.
        output: The built site.
        branch: The one that is shown.
        domain: A domain of the newsroom's own, which GitHub wants to read in a file; None for none.
        anyway: Publish also over a site that was made from stories which are not here.

    Raises:
        NotPublished: Somebody else has published what is not here, or the remote does not take it.
    """
    tip = repository.fetch(branch)
    if tip and not anyway:
        _refuse_to_lose(repository, tip, branch)
    with _commit(repository, output, tip, domain) as commit:
        if tip and _tree(repository, tip) == _tree(repository, commit):
            return Published(tip, 0)
        repository.push(commit, branch, AGAIN)
    repository.run("update-ref", repository.tracking(branch), commit)
    return Published(commit, _changed(repository, tip, commit), tip is None)


def _refuse_to_lose(repository: Repository, tip: str, branch: str) -> None:
    """See that what the branch shows was made from nothing that is not here."""
    message = repository.run("show", "--no-patch", "--format=%B", tip)
    found = re.search(rf"^{MADE_FROM}: ([0-9a-f]+)$", message, re.MULTILINE)
    if found and not repository.contains(found[1]):
        raise NotPublished(
            f"What {branch!r} shows was made from stories that are not in this folder: somebody has published from "
            "elsewhere. Fetch them first (git pull). If the site may lose them: invoke publish --anyway"
        )


@contextmanager
def _commit(repository: Repository, output: Path, tip: str | None, domain: str | None) -> Iterator[str]:
    """A commit of the site on top of another, for as long as the block lasts."""
    reference = f"refs/heads/{OUTGOING}"
    repository.tells("update-ref", "-d", reference)
    if tip:
        repository.run("update-ref", reference, tip)
    try:
        # Its own remote and branch of that name do not exist: it takes the commit set above and asks nobody.
        with chdir(repository.folder):
            ghp_import(
                str(output), branch=OUTGOING, remote=OUTGOING, mesg=_message(repository), nojekyll=True, cname=domain
            )
        commit = repository.tells("rev-parse", "--verify", reference)
        if commit is None or commit == tip:
            raise NotPublished(
                "Git could not take the built site. Is there room on the disk? Build anew: invoke rebuild"
            )
        yield commit
    except GhpError as error:
        raise NotPublished(f"Git could not take the built site: {error.message}") from None
    finally:
        repository.tells("update-ref", "-d", reference)


def _message(repository: Repository) -> str:
    head = repository.tells("rev-parse", "--verify", "--quiet", "HEAD")
    return "Publish the site" + (f"\n\n{MADE_FROM}: {head}" if head else "")


def _tree(repository: Repository, commit: str) -> str:
    return repository.run("rev-parse", f"{commit}^{{tree}}")


def _changed(repository: Repository, before: str | None, after: str) -> int:
    if before is None:
        return len(repository.run("ls-tree", "-r", "--name-only", after).splitlines())
    return len(repository.run("diff", "--name-only", "--no-renames", before, after).splitlines())
