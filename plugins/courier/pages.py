"""What GitHub says of the repository's Pages, asked with its own program `gh`."""

import json
import subprocess

from .model import State

NOT_FOUND = "HTTP 404"
BY_WORKFLOW = "workflow"


def ask(repository: str, *, is_private: bool) -> tuple[State, str]:
    """Whether Pages would show what is published by a workflow, and the address at which.

    Args:
        repository: Like newsroom/bulletins.
        is_private: Whether the world may not see the repository.
    """
    command = ["gh", "api", f"repos/{repository}/pages"]
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603
    except OSError:
        return State.UNKNOWN, ""
    if done.returncode:
        off = State.PRIVATE if is_private else State.OFF
        return (off if NOT_FOUND in done.stderr else State.UNKNOWN), ""
    return _read(done.stdout)


def _read(answer: str) -> tuple[State, str]:
    try:
        said = json.loads(answer)
        state = State.READY if said.get("build_type") == BY_WORKFLOW else State.BRANCH
        return state, str(said.get("html_url") or "")
    except (ValueError, AttributeError):
        return State.UNKNOWN, ""
