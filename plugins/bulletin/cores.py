"""All cores of this machine: processes that read, and that end when the work does, however it ends."""

import os
import signal
from collections.abc import Callable, Iterator
from concurrent.futures import BrokenExecutor, Future, ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing import Pipe, get_context, parent_process
from multiprocessing.connection import Connection, wait
from threading import Lock, Thread
from typing import Any

from .staff import ReaderDiedError

# In seconds: processes that are told to end do so at once; the way to them is closed only after this.
GRACE = 1
# More processes than this cannot be waited for on Windows.
MOST = 61


@contextmanager
def hired(number: int) -> "Iterator[Cores]":
    """Processes that read, until the block ends; what they are at then is broken off.

    Args:
        number: how many.
    """
    staff = Cores(min(number, MOST))
    try:
        yield staff
    finally:
        staff.dismiss()


class Cores:
    """Processes, started anew when one of them dies."""

    def __init__(self, hands: int) -> None:
        self.hands = hands
        self._start()

    def _start(self) -> None:
        """Each process holds one end of a line, and ends when the other end, which only we hold, is closed."""
        ending, self._line = Pipe(duplex=False)
        self._pool = ProcessPoolExecutor(self.hands, get_context("spawn"), _Reader.take_up_work, (ending,))
        # Not public, but what Python's own cure (its issue 94777) closes.
        self._way_there: Connection = self._pool._call_queue._reader  # type: ignore[attr-defined]  # noqa: SLF001

    def dismiss(self) -> None:
        """End all processes. What is on its way to them is given up: some Pythons (3.11.2) wait for it for ever."""
        manager: Thread | None = self._pool._executor_manager_thread  # type: ignore[assignment]  # noqa: SLF001
        self._line.close()
        self._pool.shutdown(wait=False, cancel_futures=True)
        if manager:
            manager.join(GRACE)
            if manager.is_alive():
                self._way_there.close()
            manager.join()

    def hand_out(self, work: Callable[..., Any], *materials: Any) -> "Future[Any]":  # noqa: ANN401 - any work
        """Have a piece of work done."""
        try:
            return self._submit(work, *materials)
        except BrokenExecutor:
            self.dismiss()
            self._start()
            return self._submit(work, *materials)

    def _submit(self, *work: Any) -> "Future[Any]":  # noqa: ANN401 - any work
        with no_interruption():  # this may start processes, and they must not take a Ctrl-C for theirs
            return self._pool.submit(_Reader.do, *work)

    def take_back(self, sheet: "Future[Any]") -> Any:  # noqa: ANN401 - what the work makes
        """What came of a piece of work.

        Raises:
            ReaderDiedError: a process died; not necessarily the one that did this.
        """
        try:
            return sheet.result()
        except Exception as error:  # also a result that could not be sent
            raise ReaderDiedError(str(error)) from error


@contextmanager
def no_interruption() -> Iterator[None]:
    """Put off a Ctrl-C; processes that are started meanwhile never get one."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


class _Reader:
    """This process, where it is one that reads. While not at work it may be sending, which must not be cut off."""

    door = Lock()
    is_busy = False
    is_over = False

    @classmethod
    def take_up_work(cls, line: Connection) -> None:
        """Begin: mind the line, and leave a Ctrl-C to whoever started this."""
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        Thread(target=cls.end_with, args=(line,), daemon=True).start()

    @classmethod
    def do(cls, work: Callable[..., Any], *materials: Any) -> Any:  # noqa: ANN401 - any work
        """Do a piece of work; nothing when all is over."""
        with cls.door:
            if cls.is_over:
                return None
            cls.is_busy = True
        try:
            return work(*materials)
        finally:
            with cls.door:
                cls.is_busy = False

    @classmethod
    def end_with(cls, line: Connection) -> None:
        """Wait until the line is closed, or whoever started this process is dead, and end."""
        parent = parent_process()
        wait([line, parent.sentinel] if parent else [line])
        with cls.door:
            if cls.is_busy or not (parent and parent.is_alive()):
                os._exit(1)
            cls.is_over = True
