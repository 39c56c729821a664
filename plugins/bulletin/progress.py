"""How far a long run has come, for a person at a terminal."""

import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from threading import RLock, Timer
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

T = TypeVar("T")
# In seconds: what is done by then needs no bar.
PATIENCE = 2.0


@contextmanager
def shown(*, is_wanted: bool = True, after: float = PATIENCE) -> "Iterator[Bar]":
    """A bar on standard error for as long as the block lasts, where that is a terminal.

    Args:
        is_wanted: False for no bar at all.
        after: seconds that pass before it appears.
    """
    bar = Bar()
    timer = Timer(after, bar.show) if is_wanted and sys.stderr.isatty() else None
    if timer:
        timer.daemon = True
        timer.start()
    try:
        yield bar
    finally:
        if timer:
            timer.cancel()
        bar.hide()


class Bar:
    """What is told of a run: how many bulletins there are, and each that is done."""

    def __init__(self) -> None:
        self._total: int | None = None
        self._done = 0
        self._is_over = False
        self._bar: Progress | None = None
        self._task: TaskID | None = None
        # Held by whoever may be printing, for the bar must not appear in the middle of a line.
        self._printing = RLock()

    def expect(self, number: int) -> None:
        """Take note of how many there are."""
        self._total = number

    def over(self, run: Iterable[T]) -> Iterator[T]:
        """The same, and each counts as done when it comes."""
        for one in run:
            with self._printing:
                self._done += 1
                if self._bar and self._task is not None:
                    self._bar.update(self._task, total=self._total, completed=self._done)
                yield one

    def show(self) -> None:
        """Let the bar appear; lines that are printed from now on stand above it."""
        with self._printing:
            if not self._is_over:
                self._bar = _bar()
                self._task = self._bar.add_task("Reading bulletins", total=self._total, completed=self._done)
                self._bar.start()

    def hide(self) -> None:
        """Take the bar away for good."""
        with self._printing:
            self._is_over = True
            if self._bar:
                self._bar.stop()


def _bar() -> "Progress":
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    return Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
        console=Console(stderr=True, soft_wrap=True),
        transient=True,
        redirect_stdout=sys.stdout.isatty(),
    )
