"""Runs a program whose output holds texts of bulletins: GitHub takes nothing in it for a command."""

import secrets
import subprocess
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path

from . import outputs
from .annotations import annotation
from .model import ERROR, Remark
from .summary import failure


def guarded(command: Sequence[str], allowed: Sequence[int] = (), into: Path | None = None) -> int:
    """Run a program, show what it says, and annotate the run with the end of it where the program fails.

    Args:
        command: The program and its arguments.
        allowed: Exit codes that are no failure, besides 0.
        into: The file for its standard output; what it says on standard error is shown all the same.

    Returns:
        Its exit code, 0 for those that are allowed.
    """
    token = secrets.token_hex(16)
    print(f"::stop-commands::{token}", flush=True)
    code, last = _run(command, into)
    print(f"::{token}::", flush=True)
    if code == 0 or code in allowed:
        return 0
    stopped(Remark(ERROR, "The site cannot be built", last or f"{command[0]} ended with code {code}"))
    return code


def stopped(why: Remark) -> None:
    """Say what has stopped the run: beside the file, and in GitHub's summary.

    Args:
        why: What is told.
    """
    print(annotation(why))
    if outputs.is_there(outputs.SUMMARY):
        outputs.add(outputs.SUMMARY, failure(why))


def _run(command: Sequence[str], into: Path | None) -> tuple[int, str]:
    """The exit code, and the last line that was shown."""
    last = ""
    with ExitStack() as stack:
        output = stack.enter_context(into.open("wb")) if into else subprocess.PIPE
        errors = subprocess.PIPE if into else subprocess.STDOUT
        process = stack.enter_context(subprocess.Popen(command, stdout=output, stderr=errors))  # noqa: S603
        for raw in process.stderr or process.stdout or ():
            text = raw.decode("utf-8", "replace")
            print(text, end="", flush=True)
            last = text.strip() or last
    return process.returncode, last
