"""`python -m plainly ARGUMENTS` is `pelican ARGUMENTS`, with what is wrong in a line that names file and line."""

import sys
from pathlib import Path

import pelican
from pelican.log import console

from .errors import Unreadable
from .lines import Lines
from .settings import read

WRONG_SETTINGS = 2


def main(arguments: list[str]) -> None:
    """Run Pelican in the folder of the site.

    Args:
        arguments: Pelican's own.
    """
    pelican.LOG_HANDLERS["plain"] = Lines(console, Path.cwd())
    try:
        read(Path(pelican.parse_arguments(arguments).settings or pelican.DEFAULT_CONFIG_NAME))
    except Unreadable as problem:
        sys.stderr.write(f"{problem}\n")
        raise SystemExit(WRONG_SETTINGS) from None
    pelican.main(["--log-handler", "plain", *arguments])


if __name__ == "__main__":
    main(sys.argv[1:])
