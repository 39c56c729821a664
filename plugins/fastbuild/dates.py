"""Moments written out in one go, where Pelican asks for each part of them alone."""

import re
from datetime import datetime
from functools import cache

from pelican.utils import SafeDatetime, strftime

# What Pelican hands on as it stands. Zeros that are to go, what it leaves alone and letters are left to it.
_HANDED_ON = re.compile(r"(?:%[aAbBcdfGHIjmMpSUuVwWxXyYzZ%]|[ -$&-~])*")


def write_out_in_one_go() -> None:
    """Have Pelican's moments say what they say in a fifth of the time. It has no setting for that; a test compares."""
    SafeDatetime.strftime = _written_out


def _written_out(moment: datetime, wanted: str, safe: bool = True) -> str:
    if safe and not _is_handed_on(wanted):
        written: str = strftime(moment, wanted)
        return written
    return datetime.strftime(moment, wanted)


@cache
def _is_handed_on(wanted: str) -> bool:
    return _HANDED_ON.fullmatch(wanted) is not None
