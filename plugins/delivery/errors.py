"""Why something is not published, said so that a person can go on."""


class NotPublished(Exception):  # noqa: N818 - it is said so
    """Nothing has been published; the message says why and what to do."""


class GitFailed(Exception):  # noqa: N818 - it is said so
    """Git has come back with an error."""

    def __init__(self, said: str) -> None:
        super().__init__(said)
        self.said = said
        """Its own words."""
