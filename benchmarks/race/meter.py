"""What a program takes: time, processor time and memory."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from threading import Event, Thread
from typing import Self

BETWEEN_LOOKS = 0.1
# Linux tells kilobytes, macOS bytes.
UNIT = 1_000_000 if sys.platform == "darwin" else 1000


class FailedError(Exception):
    """A program did not build the site."""


@dataclass(frozen=True, slots=True)
class Used:
    """What one run took."""

    wall: float
    """Seconds from start to end."""
    cpu: float
    """Seconds of all processors, for the program and for what it started and waited for."""
    peak: float
    """Megabytes at most, of all its processes together."""


def measured(command: Sequence[str], folder: Path, environment: Mapping[str, str], log: Path) -> Used:
    """Run a program and see what it takes.

    It is looked at ten times a second. While it is one process, its memory is the most that it has had by then. Of
    processes that work side by side the shares are added up (PSS: a page that several share counts once). What the
    kernel says at the end would not do: it counts what the one who started it had at that time.

    Raises:
        FailedError: Its exit code is not 0.
    """
    with log.open("wb") as output:
        begin = time.perf_counter()
        child = subprocess.Popen(command, cwd=folder, env=environment, stdout=output, stderr=subprocess.STDOUT)
        with Lookout(child.pid) as lookout:
            _, status, used = os.wait4(child.pid, 0)
        wall = time.perf_counter() - begin
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        end = log.read_text("utf-8", "replace")[-2000:]
        raise FailedError(f"{' '.join(command)}: exit code {child.returncode}\n{end}")
    return Used(wall, used.ru_utime + used.ru_stime, lookout.most or used.ru_maxrss / UNIT)


class Lookout:
    """Watches the memory of a process with its descendants, from another thread."""

    def __init__(self, root: int) -> None:
        self.most = 0.0
        """Megabytes of all together; 0 where the system has no /proc."""
        self._root = root
        self._is_over = Event()
        self._thread = Thread(target=self._watch, daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._is_over.set()
        self._thread.join()

    def _watch(self) -> None:
        while not self._is_over.wait(BETWEEN_LOOKS):
            family = list(descendants(self._root))
            together = sum(map(proportional, family)) if len(family) > 1 else 0
            self.most = max(self.most, together, highest(self._root))


def descendants(process: int) -> Iterator[int]:
    """A process and all that come from it; only itself where the system has no /proc."""
    yield process
    with suppress(OSError):  # it has ended meanwhile
        for path in Path(f"/proc/{process}/task").glob("*/children"):
            for child in _read(path).split():
                yield from descendants(int(child))


def highest(process: int) -> float:
    """The most memory that a process has had so far, in megabytes."""
    lines = (line.split() for line in _read(Path(f"/proc/{process}/status")).splitlines())
    return sum(int(words[1]) for words in lines if words[:1] == ["VmHWM:"]) * 1024 / 1_000_000


def proportional(process: int) -> float:
    """A process's share of the memory, in megabytes."""
    lines = (line.split() for line in _read(Path(f"/proc/{process}/smaps_rollup")).splitlines())
    return sum(int(words[1]) for words in lines if words[:1] == ["Pss:"]) * 1024 / 1_000_000


def _read(path: Path) -> str:
    try:
        return path.read_text("ascii", "replace")
    except OSError:  # it has ended
        return ""
