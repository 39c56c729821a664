"""Annotations: what GitHub shows beside a file and its line."""

from collections import Counter
from collections.abc import Iterable, Iterator

from . import escapes
from .model import ERROR, NOTICE, WARNING, Remark

GRAVITIES = (ERROR, WARNING, NOTICE)
# GitHub shows so many of each kind for a step.
MOST = 10


def annotations(remarks: Iterable[Remark]) -> Iterator[str]:
    """The commands that have GitHub show remarks, the gravest first, one line each.

    Args:
        remarks: What is to be told. Of each gravity, those that GitHub would not show are left out.
    """
    shown: Counter[str] = Counter()
    for remark in sorted(remarks, key=lambda one: GRAVITIES.index(one.gravity)):
        shown[remark.gravity] += 1
        if shown[remark.gravity] <= MOST:
            yield annotation(remark)


def annotation(remark: Remark) -> str:
    """One command."""
    place = {"file": remark.file, "line": str(remark.line or 1) if remark.file else ""}
    values = ",".join(
        f"{name}={escapes.value(text)}" for name, text in (place | {"title": remark.title}).items() if text
    )
    return f"::{remark.gravity} {values}::{escapes.message(f'{remark.what}. {remark.remedy}'.rstrip(' '))}"
