"""Puts the built site on the branch that GitHub Pages shows."""

from collections.abc import Iterator
from contextlib import chdir, contextmanager
from dataclasses import dataclass
from pathlib import Path

from ghp_import import GhpError, ghp_import

from . import origin
from .errors import NotPublished
from .origin import Origin
from .repository import Repository

# Where the commit is made: ghp-import wants a branch, and that of the site may be somebody's own here.
OUTGOING = "dateline-outgoing"
AGAIN = "Publish again: .venv/bin/invoke publish"
UNLESS = "If the site may lose them: .venv/bin/invoke publish --anyway"


@dataclass(frozen=True, slots=True)
class Published:
    """What has come of it."""

    commit: str
    """The branch's last commit."""
    files: int
    """How many files have changed."""
    is_new: bool = False
    """Whether there was no such branch before."""
    is_renewed: bool = False
    """Whether the same site is shown, and the branch says something else of what it was made from."""
    is_loose: bool = False
    """Whether something that the site is made from is not committed."""


def publish(
    repository: Repository, output: Path, branch: str, domain: str | None, *, anyway: bool = False
) -> Published:
    """Put a built site on a branch of the remote, on top of what is there.

    Nothing is done where the same site is there, made from the same. Made from something else, such as a commit of what
    had not been committed, it gets a commit that says so: it guards what others would take off the site.

    Args:
        repository: The newsroom's.
        output: The built site.
        branch: The one that is shown.
        domain: A domain of the newsroom's own, which GitHub wants to read in a file; None for none.
        anyway: Publish also over a site that was made from stories which are not here.

    Raises:
        NotPublished: Somebody else has published what is not here, or the remote does not take it.
    """
    tip, here = repository.fetch(branch), origin.of_folder(repository)
    shown = origin.said_in(repository.run("show", "--no-patch", "--format=%B", tip)) if tip else None
    if tip and shown and not anyway and tip != repository.tells("rev-parse", "--verify", _own(repository, branch)):
        _refuse_to_lose(repository, shown, here, tip, branch)
    with _commit(repository, output, tip, domain, f"Publish the site\n\n{here}".strip()) as commit:
        files = _changed(repository, tip, commit)
        if tip and not files and shown == here:
            done = Published(tip, 0, is_loose=bool(here.loose))
        else:
            repository.push(commit, branch, AGAIN)
            done = Published(commit, files, tip is None, not files, bool(here.loose))
    for reference in (repository.tracking(branch), _own(repository, branch)):
        repository.run("update-ref", reference, done.commit)
    return done


def _own(repository: Repository, branch: str) -> str:
    """The name of what was last published from this folder: whatever it was made from was here."""
    return f"refs/dateline/{repository.remote}/{branch}"


def _refuse_to_lose(repository: Repository, shown: Origin, here: Origin, tip: str, branch: str) -> None:
    """See that what the branch shows was made from nothing that is not here."""
    who = repository.run("show", "--no-patch", "--format=%an", tip)
    if shown.commit and not repository.contains(shown.commit):
        raise NotPublished(
            f"What {branch!r} shows was made from stories that are not in this folder: {who} has published from "
            f"elsewhere. Fetch them first: git pull. {UNLESS}"
        )
    if origin.missing(repository, shown, here):
        raise NotPublished(
            f"What {branch!r} shows was made with changes that are not in this folder: {who} has published them before "
            f"they were committed. Have them committed and pushed there, then fetch them: git pull. If that does not "
            f"help, have them published once more there. {UNLESS}"
        )


@contextmanager
def _commit(repository: Repository, output: Path, tip: str | None, domain: str | None, message: str) -> Iterator[str]:
    """A commit of the site on top of another, for as long as the block lasts."""
    reference = f"refs/heads/{OUTGOING}"
    repository.tells("update-ref", "-d", reference)
    if tip:
        repository.run("update-ref", reference, tip)
    try:
        # Its own remote and branch of that name do not exist: it takes the commit set above and asks nobody.
        with chdir(repository.folder):
            ghp_import(str(output), branch=OUTGOING, remote=OUTGOING, mesg=message, nojekyll=True, cname=domain)
        commit = repository.tells("rev-parse", "--verify", reference)
        if commit is None or commit == tip:
            raise NotPublished(
                "Git could not take the built site. Is there room on the disk? Build anew: .venv/bin/invoke rebuild"
            )
        yield commit
    except GhpError as error:
        raise NotPublished(f"Git could not take the built site: {error.message}") from None
    finally:
        repository.tells("update-ref", "-d", reference)


def _changed(repository: Repository, before: str | None, after: str) -> int:
    if before is None:
        return len(repository.run("ls-tree", "-r", "--name-only", after).splitlines())
    return len(repository.run("diff", "--name-only", "--no-renames", before, after).splitlines())
