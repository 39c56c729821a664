"""What tells that a file is as it was left, without its being read."""

import os
from collections.abc import Callable
from struct import Struct

CLOCK_NS = 2_000_000_000
"""As coarse as the clocks of file systems are: a file that is younger may change without getting another stamp."""

_OF_SOURCE = Struct("<qqqQ").pack
_CHANGE = Struct("<8xq16x").unpack
_OF_PAGE = Struct("<qqQ")
BYTES_OF_PAGE = _OF_PAGE.size
"""How long the stamp of a page is."""


def stamp_of_source(told: Callable[[], os.stat_result]) -> bytes:
    """The stamp of a file that somebody may put back with the time that it had: that changes its state all the same.

    Args:
        told: Tells its state.

    Returns:
        When it and its state were changed, its size and number; nothing where there is no telling.
    """
    try:
        state = told()
    except OSError:
        return b""
    return _OF_SOURCE(state.st_mtime_ns, state.st_ctime_ns, state.st_size, state.st_ino)


def is_settled(stamp: bytes, now: int) -> bool:
    """Whether a file that changes from now on will have another stamp.

    Args:
        stamp: Of the file, as a source.
        now: In nanoseconds.
    """
    return bool(stamp) and int(_CHANGE(stamp)[0]) < now - CLOCK_NS


def stamp_of_page(path: str) -> bytes:
    """The stamp of a file of the built site, which stays the same when it gets another owner.

    Returns:
        When it was changed, its size and number; nothing where there is none.
    """
    try:
        state = os.stat(path)
    except OSError:
        return b""
    return _OF_PAGE.pack(state.st_mtime_ns, state.st_size, state.st_ino)
