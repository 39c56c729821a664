"""The desk: hands bulletins out to be read, and gives the readings back in the bulletins' order.

A few bulletins are read here and now, many by all cores of this machine; by a Dask cluster where a scheduler is named.
All do the same, `read_all`, a pure function of bytes. Only so many are out at once, so that memory stays bounded,
however many bulletins there are (docs/decisions/0009).
"""

import os
from collections import deque
from collections.abc import Generator, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from itertools import chain
from typing import TYPE_CHECKING

from .errors import BadInput
from .model import Reading
from .regions import Vocabulary
from .staff import ReaderDiedError, Staff

if TYPE_CHECKING:
    from concurrent.futures import Future

# In bytes. A pool takes a third of a second to start; with less than this, one process is done sooner (benchmarks/).
WORTH_A_POOL = 500_000
# What one reader is given at once: enough to make the way there and back cheap.
SHEAF = 64_000
# Read, or being read, and not yet taken back: also while a large bulletin that goes before is being read.
MOST_OUT = 8_000_000
# What a bulletin counts for at least: it costs memory however short it is.
LEAST = 1_000
# One bulletin may kill its reader; where three do in a row, the fault is not theirs.
MOST_DEATHS = 3

NEVER = datetime.min.replace(tzinfo=UTC)
Sheet = tuple[str, bytes, date, bool]
Read = Reading | BadInput


@dataclass(frozen=True, slots=True)
class Job:
    """A bulletin to be read."""

    name: str
    raw: bytes = b""
    received: datetime = NEVER
    """When it was last written."""
    refused: BadInput | None = None
    """Why it is not to be read; it keeps its place in the order."""
    explain: bool = False
    """Whether each line is to say why it became what it is."""

    @property
    def weight(self) -> int:
        """What it counts for."""
        return len(self.raw) + LEAST

    @property
    def sheet(self) -> Sheet:
        """What a reader needs."""
        return self.name, self.raw, self.received.date(), self.explain


def read(
    jobs: Iterable[Job], vocabulary: Vocabulary | None = None, *, scheduler: str | None = None, cores: int | None = None
) -> Generator[tuple[Job, Read], None, None]:
    """Read bulletins: each with its reading, or with what is wrong with it, in their order, as soon as they are there.

    Where many are shared out among processes, these import the main module of the program: a script that calls this
    needs the usual `if __name__ == "__main__":`.

    Args:
        jobs: the bulletins; they are asked for a little ahead of what is given back.
        vocabulary: the site's regions, instead of the usual ones.
        scheduler: the address of a Dask cluster that reads them all.
        cores: processes to read with, instead of one for each core of this machine.

    Raises:
        BadInput: the cluster cannot be reached or used, or one process after another dies.
    """
    waiting = iter(jobs)
    if scheduler is None:
        cores = cores or _cores()
        first = deque(_a_few(waiting) if cores > 1 else ())
        if cores == 1 or _is_little(first):
            yield from _alone(first, vocabulary)
            yield from _alone(waiting, vocabulary)
            return
        waiting = chain(_emptied(first), waiting)
    with _staff(scheduler, cores or 1) as staff:
        yield from _Round(staff, vocabulary).read(waiting)


def read_all(sheets: Sequence[Sheet], vocabulary: Vocabulary | None) -> list[Read]:
    """Read bulletins one after another: what each reader does, wherever it is."""
    return [_read(*sheet, vocabulary) for sheet in sheets]


def _read(name: str, raw: bytes, received: date, explain: bool, vocabulary: Vocabulary | None) -> Read:
    from . import pipeline  # takes longer than a build of which no bulletin is new

    try:
        return pipeline.compose(name, raw, received, vocabulary, explain=explain)
    except BadInput as problem:
        return problem
    except Exception as error:  # a fault of ours costs one bulletin, not the run
        return _fault(name, error)


def _fault(name: str, error: Exception) -> BadInput:
    last = error.__traceback__
    while last and last.tb_next:
        last = last.tb_next
    place = f" ({last.tb_frame.f_globals.get('__name__')}:{last.tb_lineno})" if last else ""
    what = f"the program has a fault: {type(error).__name__}: {error}{place}"
    return BadInput(name, what, "Report it, with the bulletin if you may; all others are converted")


def _cores() -> int:
    usable = getattr(os, "sched_getaffinity", None)
    return len(usable(0)) if usable else os.cpu_count() or 1


def _a_few(jobs: Iterator[Job]) -> Iterator[Job]:
    """As many as it takes to tell whether they are many."""
    total = largest = 0
    while total - largest <= WORTH_A_POOL:
        job = next(jobs, None)
        if job is None:
            return
        total, largest = total + job.weight, max(largest, job.weight)
        yield job


def _is_little(jobs: Sequence[Job]) -> bool:
    """Whether there is not enough to share out; one large bulletin is not, for it is read by one."""
    weights = [job.weight for job in jobs]
    return sum(weights) - max(weights, default=0) <= WORTH_A_POOL


def _emptied(jobs: deque[Job]) -> Iterator[Job]:
    """Each in turn, and no longer held here."""
    while jobs:
        yield jobs.popleft()


def _alone(jobs: Iterable[Job], vocabulary: Vocabulary | None) -> Iterator[tuple[Job, Read]]:
    for job in _emptied(jobs) if isinstance(jobs, deque) else jobs:
        yield job, job.refused or _read(*job.sheet, vocabulary)


def _staff(scheduler: str | None, cores: int) -> AbstractContextManager[Staff]:
    """Who is to read: imported only now, because it takes its time."""
    if scheduler is None:
        from .cores import hired

        return hired(cores)
    from .cluster import hired as hired_from

    return hired_from(scheduler)


class _Round:
    """Bulletins on their way out and back."""

    def __init__(self, staff: Staff, vocabulary: Vocabulary | None) -> None:
        self._staff = staff
        self._vocabulary = vocabulary
        self._most = MOST_OUT + 2 * SHEAF * staff.hands
        self._deaths = 0

    def read(self, jobs: Iterable[Job]) -> Iterator[tuple[Job, Read]]:
        out: deque[tuple[list[Job], Future[list[Read]]]] = deque()
        weight = 0
        for sheaf in _sheaves(jobs):
            fresh = _weight(sheaf)
            while len(out) >= self._staff.hands and weight + fresh > self._most:
                weight -= _weight(out[0][0])
                yield from self._taken_back(*out.popleft())
            out.append((sheaf, self._handed_out(sheaf)))
            weight += fresh
        while out:
            yield from self._taken_back(*out.popleft())

    def _handed_out(self, sheaf: Sequence[Job]) -> "Future[list[Read]]":
        return self._staff.hand_out(read_all, [job.sheet for job in sheaf if not job.refused], self._vocabulary)

    def _taken_back(self, sheaf: Sequence[Job], future: "Future[list[Read]]") -> Iterator[tuple[Job, Read]]:
        try:
            found = iter(self._staff.take_back(future))
        except ReaderDiedError:
            found = (self._read_again(job) for job in sheaf if not job.refused)
        for job in sheaf:
            yield job, job.refused or next(found)

    def _read_again(self, job: Job) -> Read:
        """Read a bulletin that was out when a reader died; when it does so again, with this one alone, it is this."""
        try:
            found: list[Read] = self._staff.take_back(self._handed_out([job]))
        except ReaderDiedError:
            self._deaths += 1
            return self._deadly(job)
        self._deaths = 0
        return found[0]

    def _deadly(self, job: Job) -> BadInput:
        what = "the process that read it died, perhaps for want of memory"
        problem = BadInput(job.name, what, "Split the bulletin, or convert it by itself")
        if self._deaths < MOST_DEATHS:
            return problem
        remedy = "Free memory, and convert fewer bulletins at a time"
        raise BadInput(job.name, "one process after another died while it read bulletins", remedy)


def _sheaves(jobs: Iterable[Job]) -> Iterator[list[Job]]:
    """Bulletins in runs of about the same weight; a large one is alone."""
    sheaf: list[Job] = []
    weight = 0
    for job in jobs:
        if sheaf and weight + job.weight > SHEAF:
            yield sheaf
            sheaf, weight = [], 0
        sheaf.append(job)
        weight += job.weight
    if sheaf:
        yield sheaf


def _weight(jobs: Iterable[Job]) -> int:
    return sum(job.weight for job in jobs)
