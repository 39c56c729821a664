"""Bulletins that are huge, or that make a pattern try again at every place: read in the time of an honest text."""

import json
import os
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

import huge

# Against an honest text of the same size, which has few lines: what is nothing but lines takes longer.
MOST_TIME = 8
# What it takes to begin counts for this many bytes.
LEAST = 100_000
MOST_MEMORY = 1_500_000_000
# In seconds; only to tell what does not come back.
HANGS = 120


def measured(*names: str) -> list[dict[str, float]]:
    """What it took to read some bulletins, in a process of their own."""
    done = subprocess.run(
        [sys.executable, huge.__file__, *names],
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[1])},
        capture_output=True,
        text=True,
        timeout=HANGS,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    return [json.loads(line) for line in done.stdout.splitlines()]


@cache
def seconds_a_byte() -> float:
    """Of an honest text."""
    _, found = measured("0.txt", "plain")  # the first one loads what is known
    return found["seconds"] / found["bytes"]


def ratio(found: dict[str, float]) -> float:
    return found["seconds"] / (seconds_a_byte() * max(found["bytes"], LEAST))


@pytest.mark.parametrize("name", [name for name in huge.HUGE if name != "plain"])
def test_a_huge_bulletin_takes_no_longer_than_its_size(name: str) -> None:
    _, found = measured("0.txt", name)
    assert found["most_memory"] < MOST_MEMORY
    assert ratio(found) < MOST_TIME


@pytest.mark.parametrize("ending", ["txt", "md"])
def test_no_line_makes_a_pattern_try_again_at_every_place(ending: str) -> None:
    names = [f"{at}.{ending}" for at in range(len(huge.PIECES))]
    slow = {
        huge.PIECES[at]: round(ratio(found), 1)
        for at, found in enumerate(measured(names[0], *names)[1:])
        if ratio(found) >= MOST_TIME
    }
    assert slow == {}
