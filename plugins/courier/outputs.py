"""What a step leaves for those that come after it, in the files that GitHub names in the environment."""

import os
from pathlib import Path

from . import escapes

OUTPUT, ENVIRONMENT, SUMMARY = "GITHUB_OUTPUT", "GITHUB_ENV", "GITHUB_STEP_SUMMARY"


def leave(where: str, **values: str) -> None:
    """Add values, each as one line; outside of a workflow they are printed.

    Args:
        where: OUTPUT or ENVIRONMENT.
        values: By their names.
    """
    add(where, "".join(f"{name}={escapes.line(value, 2000)}\n" for name, value in values.items()))


def add(where: str, text: str) -> None:
    """Add a text to one of the files."""
    file = os.environ.get(where)
    if file:
        with Path(file).open("a", encoding="utf-8") as stream:
            stream.write(text)
    else:
        print(text, end="")


def is_there(where: str) -> bool:
    """Whether GitHub names that file: outside of a workflow it does not."""
    return bool(os.environ.get(where))


def truth(value: bool) -> str:
    """True and false as workflows write them."""
    return "true" if value else "false"
