"""Git, as a program."""

import subprocess

from .model import Failed


def git(*arguments: str) -> str:
    """Run git in the current folder; what it prints.

    Raises:
        Failed: it did not do it.
    """
    done = subprocess.run(["git", *arguments], capture_output=True, text=True, errors="replace", check=False)  # noqa: S603, S607
    if done.returncode:
        raise Failed(done.stderr.strip())
    return done.stdout


def succeeds(*arguments: str) -> bool:
    """Whether git does what it is asked to."""
    try:
        git(*arguments)
    except Failed:
        return False
    return True
