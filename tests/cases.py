"""Cases as plain text: a title, what goes in, what comes out.

== Title of the case
input, any number of lines
-->
expected, any number of lines
"""

from dataclasses import dataclass
from pathlib import Path

import pytest


@dataclass(frozen=True)
class Case:
    title: str
    given: str
    expected: str


def load(path: Path) -> list[Case]:
    cases = []
    for block in ("\n" + path.read_text("utf-8")).split("\n== ")[1:]:
        title, _, rest = block.partition("\n")
        given, arrow, expected = rest.partition("\n-->\n")
        assert arrow, f"{path.name}: the case “{title}” has no -->"
        cases.append(Case(title, given, expected.rstrip("\n")))
    return cases


def parametrize(path: Path) -> pytest.MarkDecorator:
    cases = load(path)
    return pytest.mark.parametrize("case", cases, ids=[case.title for case in cases])
