"""What the runs took: medians, and ratios to one of the programs."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from statistics import median

from measures.model import Table

from .meter import Used

KINDS = {"cold": "Built from nothing", "daily": "Six stories more"}
MEASURES = "wall", "cpu", "peak"
HEADS = {"wall": "s", "cpu": "s of processor", "peak": "MB"}
YARDSTICK = "hugo"
Runs = Mapping[str, Mapping[str, Sequence[Used]]]
"""By program and kind of build, in the order of the rounds."""


def table(stories: int, kind: str, runs: Runs) -> Table:
    """The medians of a kind of build, and their ratios to the yardstick where it has run."""
    head = ["", *(cell for measure in MEASURES for cell in (HEADS[measure], f"x {YARDSTICK}"))]
    rows = []
    for tool, own in runs.items():
        cells: list[object] = [tool]
        for measure in MEASURES:
            values = of(own[kind], measure)
            cells.append(f"{median(values):,.1f}" if measure != "peak" else f"{median(values):,.0f}")
            cells.append(ratio(values, of(runs[YARDSTICK][kind], measure)) if YARDSTICK in runs else "")
        rows.append(tuple(cells))
    return Table(f"{KINDS[kind]}, {stories:,} stories", tuple(head), tuple(rows))


def of(runs: Sequence[Used], measure: str) -> list[float]:
    """One measure of all runs."""
    return [getattr(run, measure) for run in runs]


def ratio(values: Sequence[float], others: Sequence[float]) -> str:
    """The median of the ratios, each of two runs of the same round."""
    return f"{median(value / other for value, other in zip(values, others, strict=True)):.2f}"


def note(
    file: Path, stories: int, versions: Mapping[str, str], cores: int, day: str, runs: Runs, **more: object
) -> None:
    """Put all figures at the end of a file, as a line of JSON, with what else there is to say."""
    rounded = {
        tool: {
            kind: [{key: round(value, 3) for key, value in asdict(run).items()} for run in own[kind]] for kind in own
        }
        for tool, own in runs.items()
    }
    line = {"day": day, "stories": stories, "cores": cores, "versions": versions, **more, "runs": rounded}
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("a", encoding="utf-8") as lines:
        lines.write(json.dumps(line) + "\n")


def walls(file: Path, lists: str) -> dict[str, dict[str, dict[int, float]]]:
    """Median seconds in such a file, by kind of build, program and number of stories; a later line goes before.

    Args:
        file: It.
        lists: What pages of regions and countries showed.
    """
    found: dict[str, dict[str, dict[int, float]]] = {kind: {} for kind in KINDS}
    for line in map(json.loads, file.read_text("utf-8").splitlines()):
        if line["lists"] != lists:
            continue
        for tool, own in line["runs"].items():
            for kind, runs in own.items():
                found[kind].setdefault(tool, {})[line["stories"]] = median(run["wall"] for run in runs)
    return found
