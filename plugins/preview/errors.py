"""Why a site is not shown."""


class NotServed(Exception):  # noqa: N818 - it is said so
    """The site cannot be served; the message says why and what to do."""
