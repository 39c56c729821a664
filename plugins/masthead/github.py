"""What GitHub makes of a repository's name."""

import re
import subprocess
from pathlib import Path

HOST = "github.com"
_REMOTE = re.compile(
    r"(?:https?://(?:[^@/]*@)?|ssh://(?:[^@/]*@)?|git://|[^@/:]+@)github\.com(?::\d+/|[:/])"
    r"(?P<owner>[A-Za-z0-9-]+)/(?P<name>[\w.-]+?)(?:\.git)?/?",
    re.ASCII,
)


def pages_address(repository: str) -> str:
    """The address at which GitHub Pages shows a repository.

    Args:
        repository: OWNER/NAME.

    Returns:
        A path of the owner's host; the host alone for the repository that has its name.
    """
    owner, _, name = repository.partition("/")
    host = f"{owner.lower()}.github.io"
    return f"https://{host}" if name.lower() == host else f"https://{host}/{name}"


def repository_of(remote: str) -> str | None:
    """The OWNER/NAME in the address of a git remote; None for one that is elsewhere."""
    found = _REMOTE.fullmatch(remote.strip())
    return f"{found['owner']}/{found['name']}" if found else None


def origin(folder: Path) -> str | None:
    """The address of the remote that a clone came from; None where there is none, or no git."""
    try:
        done = subprocess.run(
            ["git", "remote", "get-url", "origin"],  # noqa: S607 - wherever it is installed
            cwd=folder,
            capture_output=True,
            text=True,
            check=False,
        )
    except OSError:
        return None
    return done.stdout.strip() or None
