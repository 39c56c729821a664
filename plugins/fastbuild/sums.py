"""Checksums: what comes back damaged from the cache is noticed."""

import zlib

SUM = 4
"""The bytes of a checksum, which stands before what it is of."""


class DamagedError(Exception):
    """What was kept is not what was put there."""


def summed(packed: bytes) -> bytes:
    """Bytes with their checksum before them."""
    return zlib.crc32(packed).to_bytes(SUM) + packed


def unsummed(summed_up: object) -> bytes:
    """Bytes without the checksum before them.

    Raises:
        DamagedError: It is not theirs.
    """
    if not isinstance(summed_up, bytes) or zlib.crc32(packed := summed_up[SUM:]).to_bytes(SUM) != summed_up[:SUM]:
        raise DamagedError
    return packed
