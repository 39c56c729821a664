"""All cores of this machine: processes that know all that this one knows, so that no work has to be packed up."""

import gc
import io
import os
import pickle
import sys
import threading
import warnings
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from functools import partial
from multiprocessing import get_context
from multiprocessing.connection import Connection
from tempfile import TemporaryFile
from typing import IO, Any, TypeVar

from .logs import Listener, Remark

Job = TypeVar("Job")
Result = TypeVar("Result")
Done = tuple[Result, tuple[Remark, ...]]
Outcome = Any  # a Done, or the exception that a job raised

AT_ONCE = 32
"""Results that are sent together."""
FEWEST_JOBS = 100
"""For fewer, to make processes takes longer than the work."""
SHIFT = 2000
"""Jobs after which a copy is replaced: it has come to hold for itself what it has touched of what it shared."""


def number_of_hands() -> int:
    """How many processes may work side by side; 1 where this process cannot be copied safely."""
    if sys.platform != "linux" or not all(map(_is_harmless, threading.enumerate())):
        return 1
    return len(os.sched_getaffinity(0))


def hands_for(jobs: int) -> int:
    """Among how many processes so many jobs are shared out."""
    return number_of_hands() if jobs >= FEWEST_JOBS else 1


def _is_harmless(thread: threading.Thread) -> bool:
    """Whether a copy of this process can do without a thread: Pelican's turning wheel only writes to the terminal."""
    return thread is threading.main_thread() or type(thread).__module__ == "rich.live"


def shared_out(jobs: Sequence[Job], work: Callable[[Job], Result]) -> Iterator[tuple[Job, Done[Result]]]:
    """Have jobs done side by side, each in a copy of this process, which ends when its share of them is done.

    Args:
        jobs: What is to be done.
        work: Does one job. What it changes in memory is lost; its result has to be fit for `pickle`.

    Returns:
        Each job with its result and what was logged over it, in their order.

    Raises:
        Exception: What the first job raised that failed.
    """
    hands = hands_for(len(jobs))
    if hands == 1:
        yield from one_by_one(jobs, work)
        return
    for at in range(0, len(jobs), hands * SHIFT):
        yield from _shift(jobs[at : at + hands * SHIFT], work, hands)


def _shift(jobs: Sequence[Job], work: Callable[[Job], Result], hands: int) -> Iterator[tuple[Job, Done[Result]]]:
    """What copies do before others take their place."""
    copies = get_context("fork")
    lines = []
    gc.freeze()  # a copy that looked through what it has from this process would make its own of it
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", ".*fork", DeprecationWarning)  # of the thread that is harmless
        for number in range(hands):
            line, end = copies.Pipe(duplex=False)
            copies.Process(target=_work_off, args=(jobs[number::hands], work, end), daemon=True).start()
            end.close()
            lines.append(line)
    shares = [_received(line) for line in lines]
    for number, job in enumerate(jobs):
        outcome = next(shares[number % hands])
        if isinstance(outcome, Exception):
            raise outcome
        yield job, outcome


def begun(jobs: Sequence[Job], work: Callable[[Job], Result]) -> Callable[[], Iterator[tuple[Job, Done[Result]]]]:
    """Have jobs done in one copy of this process, while this one goes on.

    Args:
        jobs: What is to be done.
        work: As for `shared_out`.

    Returns:
        Waits for all of them, and gives what `shared_out` gives.
    """
    done = aside(lambda: [outcome for _, outcome in one_by_one(jobs, work)])
    return lambda: zip(jobs, done(), strict=True)


def aside(work: Callable[[], Result]) -> Callable[[], Result]:
    """Have something done in a copy of this process, while this one goes on.

    Args:
        work: What is to be done. What it changes in memory is lost; its result has to be fit for `pickle`.

    Returns:
        Waits for the result and gives it. Where there is no second core, or where the copy fails, this process does it.
    """
    (result,) = asides(work)
    return result


def asides(*works: Callable[[], Any]) -> Sequence[Callable[[], Any]]:
    """Have several things done in one copy of this process, one after another; as `aside`."""
    if number_of_hands() == 1:
        return works
    # The copy need not wait, with all its memory, until it is asked for what came of it.
    told = [TemporaryFile() for _ in works]  # noqa: SIM115 - each is open until then
    line, end = get_context("fork").Pipe(duplex=False)
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", ".*fork", DeprecationWarning)  # of the thread that is harmless
        get_context("fork").Process(target=_work_aside, args=(works, told, end), daemon=True).start()
    end.close()
    done: list[bytes] = []

    def result(number: int) -> Any:  # noqa: ANN401
        with suppress(EOFError):
            while len(done) <= number:
                done.append(line.recv_bytes())
            told[number].seek(0)
            return pickle.load(told[number])  # noqa: S301 - of our own making
        return works[number]()

    return [partial(result, number) for number in range(len(works))]


def one_by_one(jobs: Iterable[Job], work: Callable[[Job], Result]) -> Iterator[tuple[Job, Done[Result]]]:
    """Have jobs done by this process; as `shared_out`."""
    listener = Listener()
    for job in jobs:
        with listener.listening():
            result = work(job)
        yield job, (result, listener.take())


def _work_aside(works: Iterable[Callable[[], object]], told: Iterable[IO[bytes]], end: Connection) -> None:
    sys.stdout = sys.stderr = io.StringIO()  # as below
    with suppress(Exception):
        for work, file in zip(works, told, strict=True):
            pickle.dump(work(), file, pickle.HIGHEST_PROTOCOL)
            file.flush()
            end.send_bytes(b"")


def _work_off(jobs: Iterable[Job], work: Callable[[Job], Result], end: Connection) -> None:
    sys.stdout = sys.stderr = io.StringIO()  # a thread that is no longer there may have held the real ones
    listener = Listener()
    done: list[Outcome] = []
    with listener.listening():
        for job in jobs:
            try:
                done.append((work(job), listener.take()))
            except Exception as failure:
                end.send([*done, failure])
                return
            if len(done) >= AT_ONCE:
                end.send(done)
                done = []
    end.send(done)


def _received(line: Connection) -> Iterator[Outcome]:
    while True:
        try:
            yield from line.recv()
        except EOFError:
            yield RuntimeError("A process that worked for the build has died. Build again")
            return
