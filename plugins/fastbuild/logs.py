"""What a process has to say, said by another."""

import logging
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field

from pelican.log import LimitFilter


@dataclass(frozen=True, slots=True)
class Remark:
    """A line for a log."""

    logger: str
    level: int
    message: str
    limits: Mapping[str, object] = field(default_factory=dict)
    """What Pelican needs to say a thing five times at most, and not fifty."""

    def say(self) -> None:
        """Log it, as if it had been found here and now.

        Raises:
            RuntimeError: It is of a kind that ends the build (`--fatal`).
        """
        logging.getLogger(self.logger).log(self.level, "%s", self.message, extra=dict(self.limits))


class Listener(logging.Handler):
    """Hears all that is logged while it listens; nothing is said in that time."""

    def __init__(self) -> None:
        super().__init__()
        self._heard: list[Remark] = []

    @contextmanager
    def listening(self) -> Iterator[None]:
        """Listen until the block ends. Pelican leaves out what it has said before: that is judged when it is said."""
        handlers, judge = logging.root.handlers, LimitFilter.filter
        logging.root.handlers = [self]
        LimitFilter.filter = lambda _, record: self.emit(record)
        try:
            yield
        finally:
            logging.root.handlers, LimitFilter.filter = handlers, judge

    def emit(self, record: logging.LogRecord) -> None:
        """Take a line down."""
        trace = f"\n{logging.Formatter().formatException(record.exc_info)}" if record.exc_info else ""
        limits = {name: value for name, value in vars(record).items() if name in {"limit_msg", "limit_args"}}
        self._heard.append(Remark(record.name, record.levelno, record.getMessage() + trace, limits))

    def take(self) -> tuple[Remark, ...]:
        """What was heard since it was last taken."""
        heard, self._heard = tuple(self._heard), []
        return heard
