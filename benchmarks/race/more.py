"""What a room of the site takes: what it adds to a build without it, in all and for each story."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from measures.model import Table

from .figures import HEADS, MEASURES, Runs, of, ratio
from .meter import Used

KINDS = {"cold": "Built from nothing", "daily": "Six stories more", "nothing": "Nothing changed"}
SECONDS = "wall", "cpu"


@dataclass(frozen=True, slots=True)
class Lain:
    """What lies in a folder."""

    files: int
    size: int
    """In bytes."""


def lain(folder: Path) -> Lain:
    """What lies in a folder and those below it."""
    sizes = [path.stat().st_size for path in folder.rglob("*") if path.is_file()]
    return Lain(len(sizes), sum(sizes))


def times(stories: int, kind: str, runs: Runs) -> Table:
    """The medians of a kind of build, their ratios to the first one's, and what each story adds to that.

    Args:
        stories: How many.
        kind: Of build.
        runs: Of the build without the rooms, and of one with each.
    """
    plain, *_ = runs
    head = ["", *(cell for measure in MEASURES for cell in (HEADS[measure], f"x {plain}"))]
    head += [f"ms{HEADS[measure].removeprefix('s')} a story more" for measure in SECONDS]
    rows = []
    for name, own in runs.items():
        cells: list[object] = [name]
        for measure in MEASURES:
            values = of(own[kind], measure)
            cells += [f"{median(values):,.0f}" if measure == "peak" else f"{median(values):,.2f}"]
            cells += ["" if name == plain else ratio(values, of(runs[plain][kind], measure))]
        cells += ["" if name == plain else added(own[kind], runs[plain][kind], each, stories) for each in SECONDS]
        rows.append(tuple(cells))
    return Table(f"{KINDS[kind]}, {stories:,} stories", tuple(head), tuple(rows))


def added(runs: Sequence[Used], others: Sequence[Used], measure: str, stories: int) -> str:
    """What runs take more than others of the same rounds, in milliseconds for each story."""
    pairs = zip(of(runs, measure), of(others, measure), strict=True)
    return f"{median(1000 * (value - other) / stories for value, other in pairs):.3f}"


def disk(stories: int, folders: Mapping[str, Mapping[str, Lain]]) -> Table:
    """What lies on the disk, and what each story adds to the first one's.

    Args:
        stories: How many.
        folders: By build, and by the folder's name.
    """
    plain, *_ = folders.values()
    head = ["", *(cell for name in plain for cell in (f"{name}: files", "MB", "files a story more", "bytes"))]
    rows = [
        (name, *(cell for each in own for cell in _shares(own[each], plain[each], stories)))
        for name, own in folders.items()
    ]
    return Table(f"On the disk, {stories:,} stories", tuple(head), tuple(rows))


def _shares(own: Lain, plain: Lain, stories: int) -> Iterator[str]:
    yield f"{own.files:,}"
    yield f"{own.size / 1_000_000:,.0f}"
    yield "" if own == plain else f"{(own.files - plain.files) / stories:.2f}"
    yield "" if own == plain else f"{(own.size - plain.size) / stories:,.0f}"
