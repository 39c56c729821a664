"""What every host sends, by `data/headers.tsv`, the pages' policy and the newsroom's own headers."""

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from .model import EVERYTHING, Rule

DATA = Path(__file__).parent / "data"
POLICY = "Content-Security-Policy"
_NAME = re.compile(r"[A-Za-z0-9-]+")
# Braces and backslashes mean something to Caddy, and it knows no way to write all of them.
_ONE_LINE = re.compile(r"[!-\[\]-z|~]+(?: +[!-\[\]-z|~]+)*")


class WrongHeaderError(ValueError):
    """The newsroom's own headers cannot be sent."""


def rules(policy: str, own: Mapping[str, str | None]) -> list[Rule]:
    """The headers that any host is to send.

    Args:
        policy: What pages may load and run.
        own: The newsroom's headers, sent with every address, in place of ours of the same name; None sends none.

    Returns:
        The rules. No two of them send the same header with one address: hosts disagree about what that means.

    Raises:
        WrongHeaderError: A header of the newsroom's is not one; the message says what to write.
    """
    for name, value in own.items():
        _check(name, value)
    theirs = {name.lower() for name in own}
    kept = [rule for rule in [Rule(EVERYTHING, POLICY, policy), *_known()] if rule.name.lower() not in theirs]
    added = [Rule(EVERYTHING, name, value) for name, value in own.items() if value is not None]
    return [*added, *kept]


def _check(name: str, value: str | None) -> None:
    if not _NAME.fullmatch(name):
        raise WrongHeaderError(f"{name!r} is no header. Write its name with letters and hyphens, like X-Robots-Tag")
    if value is not None and not _ONE_LINE.fullmatch(str(value)):
        raise WrongHeaderError(
            f"{name} is {value!r}. Write one line without accents, braces or backslashes, or None to send none"
        )


@cache
def _known() -> tuple[Rule, ...]:
    lines = (DATA / "headers.tsv").read_text("utf-8").splitlines()
    return tuple(Rule(*line.split("\t")) for line in lines if not line.startswith("#"))
