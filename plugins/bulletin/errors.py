"""What is wrong with a file, said so that a person can mend it."""

from dataclasses import dataclass


@dataclass(eq=False)  # not frozen: an exception that leaves a `with` block is given its traceback anew
class BadInput(Exception):  # noqa: N818 - it is what the person gave, not an error of the program
    """Input that cannot be used: names the file, the line, what is wrong and what to do."""

    file: str
    what: str
    remedy: str
    line: int | None = None

    def __str__(self) -> str:
        place = self.file if self.line is None else f"{self.file}:{self.line}"
        return f"{place}: {self.what}. {self.remedy}"

    def __reduce__(self) -> tuple[type["BadInput"], tuple[str, str, str, int | None]]:
        """Exceptions are pickled by what they were called with, which may have been by name."""
        return type(self), (self.file, self.what, self.remedy, self.line)


class NotNow(BadInput):
    """What was given may be all right, but nothing can be done with it now."""
