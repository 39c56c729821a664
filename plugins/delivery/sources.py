"""Commits what the site is made from, and pushes it: a workflow of the remote does the rest."""

from collections import Counter
from collections.abc import Iterable
from pathlib import PurePosixPath

from .errors import GitFailed, NotPublished
from .repository import Repository

SEEDS, CONTENT, PAGES, RECEIPTS = "seeds", "content", "pages", ".receipts"
SETTINGS = ("pelicanconf.py", "publishconf.py")
SOURCES = (*SETTINGS, SEEDS, CONTENT)
_KINDS = ("stories", "pages", "bulletins", "settings", "other files")
_VERBS = {"A": "new", "M": "changed", "D": "taken away", "T": "changed"}
_PULL = "Take that in first (git pull --rebase), look at the stories that it names, and publish again"


def present(repository: Repository) -> list[str]:
    """Settings, bulletins and stories, as far as they are there, or were when something was last committed."""
    return [one for one in SOURCES if (repository.folder / one).exists() or repository.tells("ls-files", "--", one)]


def by_hand(repository: Repository) -> str:
    """What to type to commit and push them."""
    paths = " ".join(present(repository))
    return f'git add {paths} && git commit -m "What is published" && git push {repository.remote} HEAD'


def push(repository: Repository) -> str | None:
    """Commit what has changed in settings, bulletins and stories, nothing else, and push the current branch.

    Args:
        repository: The newsroom's.

    Returns:
        What was committed, or what else was pushed; None where the remote has it all.

    Raises:
        NotPublished: No branch is checked out, something is half done, or the remote does not take it.
    """
    branch = repository.tells("symbolic-ref", "--quiet", "--short", "HEAD")
    if branch is None:
        raise NotPublished("No branch is checked out, so there is nothing to push. Check out yours: git switch main")
    tip = repository.fetch(branch)
    if tip and repository.tells("rev-parse", "--verify", "HEAD") and not repository.contains(tip):
        raise NotPublished(f"The branch {branch!r} of {repository.remote!r} has what is not in this folder. {_PULL}.")
    said = _commit(repository)
    if tip and repository.run("rev-parse", "HEAD") == tip:
        return None
    repository.push("HEAD", branch, f"{_PULL}.")
    return said or "What had been committed before"


def _commit(repository: Repository) -> str | None:
    """Commit what has changed; the message, or None where nothing has."""
    paths = present(repository)
    try:
        repository.run("add", "--all", "--", *paths)
        changed = repository.run("diff", "--cached", "--relative", "--name-status", "--no-renames", "-z", "--", *paths)
        if not changed:
            return None
        message = describe(_pairs(changed))
        repository.run("commit", "--quiet", "--message", message, "--only", "--", *paths)
    except GitFailed as failure:
        raise NotPublished(f"Git does not commit the stories. It says: {failure.said}") from None
    return message


def _pairs(changed: str) -> list[tuple[str, str]]:
    fields = changed.rstrip("\0").split("\0")
    return list(zip(fields[::2], fields[1::2], strict=True))


def describe(changes: Iterable[tuple[str, str]]) -> str:
    """A commit message that says what has changed: "Stories: 2 new, 1 changed; bulletins: 1 new".

    Args:
        changes: Git's letter for what became of a file, and its path.
    """
    kinds: dict[str, Counter[str]] = {}
    for letter, path in changes:
        kinds.setdefault(_kind(PurePosixPath(path)), Counter())[_VERBS.get(letter[:1], "changed")] += 1
    parts = [
        f"{kind}: {', '.join(f'{number} {verb}' for verb, number in sorted(kinds[kind].items()))}"
        for kind in _KINDS
        if kind in kinds
    ]
    message = "; ".join(parts) or "receipts of conversion"
    return message[:1].upper() + message[1:]


def _kind(path: PurePosixPath) -> str:
    if path.suffix == ".md" and path.parts[0] == CONTENT:
        return "pages" if PAGES in path.parts else "stories"
    if RECEIPTS in path.parts:
        return "receipts"
    if path.name in SETTINGS:
        return "settings"
    return "bulletins" if path.parts[0] == SEEDS else "other files"
