"""Cases as plain text: a title, what goes in, what comes out.

== Title of the case
input, any number of lines
-->
expected, any number of lines
"""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Case:
    """One case of a file."""

    title: str
    given: str
    expected: str


def load(path: Path) -> list[Case]:
    """The cases of a file, in their order; what stands above the first is a comment.

    Raises:
        ValueError: a case has no arrow.
    """
    return [_case(path, block) for block in ("\n" + path.read_text("utf-8")).split("\n== ")[1:]]


def _case(path: Path, block: str) -> Case:
    title, _, rest = block.partition("\n")
    given, arrow, expected = rest.partition("\n-->\n")
    if not arrow:
        raise ValueError(f"{path.name}: the case “{title}” has no -->")
    return Case(title, given, expected.rstrip("\n"))
