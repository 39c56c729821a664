"""How far a long run has come, for a person at a terminal."""

import sys
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager, redirect_stderr, redirect_stdout
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
        self._drawn = ExitStack()
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
                self._bar = self._drawn.enter_context(_drawn())
                self._task = self._bar.add_task("Reading bulletins", total=self._total, completed=self._done)

    def hide(self) -> None:
        """Take the bar away for good."""
        with self._printing:
            self._is_over = True
            self._drawn.close()


@contextmanager
def _drawn() -> "Iterator[Progress]":
    """A bar on the terminal; what is printed while it is there goes above it, if it goes to the terminal at all."""
    from rich.console import Console
    from rich.file_proxy import FileProxy
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    class Above(FileProxy):
        """Has an encoding, as the stream that it stands for; click writes round a stream that has none."""

        encoding = property(lambda self: self.rich_proxied_file.encoding)
        errors = property(lambda self: self.rich_proxied_file.errors)

    console = Console(stderr=True, file=sys.stderr, soft_wrap=True)
    what = TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn()
    with ExitStack() as stack:
        if sys.stdout.isatty():
            stack.enter_context(redirect_stdout(Above(console, sys.stdout)))
        stack.enter_context(redirect_stderr(Above(console, sys.stderr)))
        yield stack.enter_context(
            Progress(*what, console=console, transient=True, redirect_stdout=False, redirect_stderr=False)
        )
