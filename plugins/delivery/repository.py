"""A git repository, as far as publishing needs it: the one room that runs git."""

import os
import subprocess
from pathlib import Path

from .errors import GitFailed, NotPublished

# So that git does not wait for a password that nobody types, and says what is searched for below in English.
QUIETLY = {"GIT_TERMINAL_PROMPT": "0", "LC_ALL": "C"}
_REJECTED = ("non-fast-forward", "fetch first", "stale info", "cannot lock ref")


class Repository:
    """The repository that a folder is in."""

    def __init__(self, folder: Path, remote: str) -> None:
        """Look whether one can publish from here.

        Args:
            folder: The newsroom's.
            remote: The name of the remote to publish to.

        Raises:
            NotPublished: There is no git, no repository, no such remote, or git does not know whose commits they are.
        """
        self.folder = folder
        self.remote = remote
        if self.tells("rev-parse", "--is-inside-work-tree") != "true":
            raise NotPublished(
                f"{folder} is no git repository, so it cannot publish. Make it one (git init), or clone yours."
            )
        if self.tells("remote", "get-url", remote) is None:
            raise NotPublished(
                f"There is no remote {remote!r} to publish to. Name the repository of your site: "
                f"git remote add {remote} https://github.com/OWNER/REPOSITORY.git"
            )

        if not os.environ.get("GIT_COMMITTER_NAME") and not self.tells("config", "user.name"):
            raise NotPublished(
                "Git does not know who you are, and every commit says so. Tell it once: "
                'git config --global user.name "Your name", and user.email likewise.'
            )

    def run(self, *arguments: str, **environment: str) -> str:
        """What git says.

        Args:
            arguments: What it is asked.
            environment: Variables to set for it.

        Raises:
            GitFailed: It comes back with an error.
        """
        try:
            done = subprocess.run(  # noqa: S603 - no shell, and a list of words
                ["git", *arguments],  # noqa: S607 - wherever it is installed
                cwd=self.folder,
                env={**os.environ, **QUIETLY, **environment},
                stdin=subprocess.DEVNULL,
                capture_output=True,
                text=True,
                errors="replace",
                check=False,
            )
        except OSError as error:
            raise NotPublished(f"git cannot be run ({error.strerror}). Install it: https://git-scm.com") from None
        if done.returncode:
            raise GitFailed((done.stderr or done.stdout).strip())
        return done.stdout.strip()

    def tells(self, *arguments: str) -> str | None:
        """What git says; None where it comes back with an error."""
        try:
            return self.run(*arguments)
        except GitFailed:
            return None

    def fetch(self, branch: str) -> str | None:
        """Learn what a branch of the remote is now.

        Returns:
            Its last commit; None where the remote has no such branch.

        Raises:
            NotPublished: The remote cannot be reached.
        """
        try:
            there = self.run("ls-remote", "--heads", self.remote, f"refs/heads/{branch}")
            if not there:
                return None
            self.run("fetch", "--quiet", "--no-tags", self.remote, f"+refs/heads/{branch}:{self.tracking(branch)}")
        except GitFailed as failure:
            raise NotPublished(
                f"The remote {self.remote!r} cannot be reached. Look at your connection, and whether you may write "
                f"there. Git says: {failure.said}"
            ) from None
        return self.run("rev-parse", self.tracking(branch))

    def tracking(self, branch: str) -> str:
        """The name by which a branch of the remote is known here."""
        return f"refs/remotes/{self.remote}/{branch}"

    def push(self, commit: str, branch: str, remedy: str) -> None:
        """Put a commit on a branch of the remote, on top of what is there.

        Args:
            commit: Which.
            branch: Where.
            remedy: What to do if somebody else has been faster.

        Raises:
            NotPublished: The remote does not take it.
        """
        try:
            self.run("push", "--quiet", self.remote, f"{commit}:refs/heads/{branch}")
        except GitFailed as failure:
            if any(word in failure.said for word in _REJECTED):
                raise NotPublished(
                    f"Somebody else has put something on the branch {branch!r} of {self.remote!r}. {remedy}"
                ) from None
            raise NotPublished(
                f"The remote {self.remote!r} does not take it. See that you may write there. Git says: {failure.said}"
            ) from None

    def contains(self, commit: str) -> bool:
        """Whether what is checked out goes back to a commit."""
        return self.tells("merge-base", "--is-ancestor", commit, "HEAD") is not None
