"""What can go wrong, in words for a person."""


class NoIndexError(Exception):
    """The index cannot be made here; the text says why."""
