"""What stands in the way of a new site, said so that a person can mend it."""


class Unusable(ValueError):  # noqa: N818 - it is an answer, not an error of the program
    """An answer that cannot be taken; the message says why and what would do."""


class NotFound(Exception):  # noqa: N818 - it is said so
    """A settings file does not have what is to be changed; the message says how to do it by hand."""
