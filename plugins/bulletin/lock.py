"""One conversion at a time for each content folder. The lock ends with its process, however that ends."""

import os
import platform
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path

from .errors import NotNow

# In seconds.
PATIENCE = 60.0
# Windows locks the first byte, also against reading; who holds the lock stands behind it.
BEHIND = 1
LONGEST = 1000


@contextmanager
def held(content: Path, tell: Callable[[str], None], patience: float = PATIENCE) -> Iterator[None]:
    """Keep other conversions away from a content folder for as long as the block lasts.

    Args:
        content: the folder. The lock lies beside it: a change inside would make Pelican and livereload build again.
        tell: is told when another conversion has to be waited for, and which.
        patience: seconds that it is waited for.

    Raises:
        NotNow: the other one goes on and on, or the lock cannot be written.
    """
    from filelock import FileLock, Timeout  # takes its time, and only conversion needs it

    folder = content.resolve()
    path = folder.with_name(f".{folder.name}.lock")
    lock = FileLock(path, thread_local=False, fallback_to_soft=False)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            lock.acquire(blocking=False)
        except Timeout:
            tell(f"Waiting for {_holder(path)}")
            lock.acquire(timeout=patience)
    except Timeout:
        what = f"{_holder(path)} has not come to its end in {patience:.0f} seconds"
        raise NotNow(str(path), what, "Wait until it has, or end it, and convert again") from None
    except OSError as error:
        what = f"this file cannot be locked ({error.strerror or error}), as conversion needs"
        remedy = "See that its folder may be written to, or build with BULLETIN_CONVERT = False"
        raise NotNow(str(path), what, remedy) from None
    try:
        _sign(path)
        yield
    finally:
        lock.release()


def _sign(path: Path) -> None:
    now = datetime.now(UTC).astimezone()
    name = f"process {os.getpid()} on {platform.node()}, since {now:%H:%M}"
    with suppress(OSError), path.open("r+b", buffering=0) as file:  # on a full disk it is held without a name
        file.seek(BEHIND)
        file.write(name.encode())
        file.truncate()


def _holder(path: Path) -> str:
    name = b""
    with suppress(OSError), path.open("rb", buffering=0) as file:
        file.seek(BEHIND)
        name = file.read(LONGEST)
    return f"another conversion ({name.decode(errors='replace')})" if name else "another conversion"
