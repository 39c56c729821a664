"""The nouns: a kind of page, and what is found there."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PageType:
    """One page that stands for all of its kind."""

    name: str
    path: str
    """Below the site's address: empty for the front page, else with a slash at its end where it is a folder."""
    heaviest: int = 0
    """Bytes, compressed, that its HTML, CSS and JavaScript may have together at first load; 0 for no goal."""


@dataclass(frozen=True, slots=True)
class Miss:
    """A goal that is missed."""

    goal: str
    page: str
    what: str

    def __str__(self) -> str:
        return " ".join(f"{self.goal}: {self.page or '(front page)'}: {self.what}".split())


@dataclass(frozen=True, slots=True)
class Table:
    """Figures to be read by people."""

    title: str
    head: tuple[str, ...]
    rows: tuple[tuple[object, ...], ...]

    def __str__(self) -> str:
        cells = [tuple(map(str, row)) for row in (self.head, *self.rows)]
        widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
        lines = ["| " + " | ".join(map(str.ljust, row, widths)) + " |" for row in cells]
        rule = "|" + "|".join("-" * (width + 2) for width in widths) + "|"
        return "\n".join([f"\n## {self.title}\n", lines[0], rule, *lines[1:]])


Found = tuple[list[Table], list[Miss]]
"""What a measure hands back."""
