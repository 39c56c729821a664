"""Keeps what was made of bulletins in the repository, on top of whatever has been pushed meanwhile; never by force."""

from collections.abc import Sequence
from pathlib import Path

from .git import git, succeeds
from .model import Failed

AUTHOR = ("github-actions[bot]", "41898282+github-actions[bot]@users.noreply.github.com")
TRIES = 5
REFUSED = (
    "GitHub does not let the workflow write to the branch {branch}: {why}. If the branch is protected, let GitHub "
    "Actions past the protection (Settings, Rules or Branches). Without it the stories' addresses would not be kept."
)


class Overtaken(Exception):  # noqa: N818 - nothing went wrong
    """Somebody has changed the same files meanwhile: theirs stand, and their push has started a run of its own."""


def pack(paths: Sequence[str], file: Path) -> bool:
    """Write what has changed below some paths since the last commit into a file, to be kept by another job.

    Returns:
        Whether anything has changed.
    """
    git("add", "--all", "--", *paths)
    file.write_bytes(b"")
    git("diff", "--cached", "--binary", "--full-index", f"--output={file.resolve()}", "HEAD", "--", *paths)
    return bool(file.stat().st_size)


def unpack(file: Path, folders: Sequence[str]) -> None:
    """Bring about what another job has packed, within some folders only.

    Raises:
        Failed: it is no change of these files.
    """
    inside = [f"--include={folder}/*" for folder in folders]
    git("apply", "--index", "--whitespace=nowarn", *inside, str(file.resolve()))


def keep(branch: str, message: str) -> bool:
    """Commit what is staged and push it to a branch.

    Returns:
        Whether there was anything to be kept that the branch did not have.

    Raises:
        Overtaken: somebody has changed the same files meanwhile.
        Failed: the branch may not be written to.
    """
    if succeeds("diff", "--cached", "--quiet"):
        return False
    name, address = AUTHOR
    git("-c", f"user.name={name}", "-c", f"user.email={address}", "commit", "--quiet", "--message", message)
    for _ in range(TRIES):
        try:
            git("push", "--quiet", "origin", f"HEAD:refs/heads/{branch}")
        except Failed as refusal:
            if not _moved_on_top_of(branch):
                raise Failed(REFUSED.format(branch=branch, why=_last_line(refusal))) from None
        else:
            return True
    raise Overtaken


def _moved_on_top_of(branch: str) -> bool:
    """Put our commit on top of what the branch has now; False where it had nothing new."""
    git("fetch", "--quiet", "origin", f"refs/heads/{branch}")
    if succeeds("merge-base", "--is-ancestor", "FETCH_HEAD", "HEAD"):
        return False
    name, address = AUTHOR
    try:
        git("-c", f"user.name={name}", "-c", f"user.email={address}", "rebase", "--quiet", "FETCH_HEAD")
    except Failed:
        succeeds("rebase", "--abort")
        raise Overtaken from None
    return True


def _last_line(refusal: Failed) -> str:
    said = [line.strip() for line in str(refusal).splitlines() if line.strip()]
    return said[-1].rstrip(".") if said else "it does not say why"
