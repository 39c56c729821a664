"""The page about the site, as it comes: a line of it speaks of the samples and goes with them."""

from importlib.resources import files
from pathlib import Path

from fastbuild.quiet import write_if_changed


def speaks_of_samples(page: Path) -> bool:
    """Whether the line stands there, as it came.

    Args:
        page: The page's file.
    """
    return page.is_file() and _line() in page.read_bytes().splitlines()


def without_samples(page: Path) -> None:
    """Take the line out, and the blank one below it; all else stays to the byte.

    Args:
        page: A file that speaks of them.
    """
    lines = page.read_bytes().splitlines(keepends=True)
    at = [line.rstrip(b"\r\n") for line in lines].index(_line())
    is_blank_below = at + 1 < len(lines) and not lines[at + 1].strip()
    write_if_changed(page, b"".join(lines[:at] + lines[at + 1 + is_blank_below :]))


def _line() -> bytes:
    return files(__package__).joinpath("data/about.txt").read_bytes().strip()
