"""Who reads the bulletins that a desk hands out: what the cores of this machine and a cluster have in common."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from concurrent.futures import Future


class ReaderDiedError(Exception):
    """The process that did a piece of work ended before the work was done; it may have been another's fault."""


class Staff(Protocol):
    """Readers that work side by side."""

    @property
    def hands(self) -> int:
        """How many pieces of work are done at once."""
        ...

    def hand_out(self, work: Callable[..., Any], *materials: Any) -> "Future[Any]":  # noqa: ANN401 - any work
        """Have a piece of work done: a function of a module, and what it is called with."""
        ...

    def take_back(self, sheet: "Future[Any]") -> Any:  # noqa: ANN401 - what the work makes
        """What came of it; waits for it.

        Raises:
            ReaderDiedError: whoever did it died.
            BadInput: no work can be done any more.
        """
        ...
