"""Builds the site again and again in one process, which keeps warm what every build needs."""

import logging
import signal
import time
from collections.abc import Sequence
from pathlib import Path
from pkgutil import resolve_name
from typing import Any

from pelican.log import console
from pelican.log import init as begin_log
from pelican.settings import read_settings

from plainly.errors import said
from plainly.lines import Plain
from plainly.settings import read

from .model import Built, Tiding
from .tidings import converted, waiting

SETTINGS = "pelicanconf.py"
_TABLES = ("BULLETIN_REGIONS",)
_FOLDERS = ("BULLETIN_SEEDS", "PATH", "THEME")


_last: Any = None
"""What has built the site, until it is built again."""


def begin() -> None:
    """Set up the process: what Pelican warns of comes plainly, and each time; Ctrl-C is for the one who watches."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    handler = logging.StreamHandler()
    handler.setFormatter(Plain(Path.cwd(), "  "))
    # As in every build, an error ends it: a plugin that cannot be loaded is only logged by Pelican.
    begin_log(level=logging.WARNING, fatal="errors", handler=handler, logs_dedup_min_level=logging.DEBUG)
    console.quiet = True


def build(output: str) -> Built:
    """Build the site of the current folder.

    Args:
        output: The folder to build into.
    """
    global _last
    began = time.monotonic()
    tidings: list[Tiding] = []
    _last = None  # its memory is needed
    try:
        settings = _settings(Path(output))
        if settings["BULLETIN_CONVERT"]:
            tidings += converted(settings, Path.cwd())
            settings["BULLETIN_CONVERT"] = False
        pelican = resolve_name(settings["PELICAN_CLASS"])(settings)
        pelican.run()
    except Exception as error:
        return Built(time.monotonic() - began, trouble=said(error, Path.cwd()), tidings=tuple(tidings))
    _last = pelican
    return Built(
        time.monotonic() - began,
        getattr(pelican, "changed", None),
        tuple(_watched(settings)),
        tidings=tuple(tidings),
        drafts=waiting(settings, Path(output)),
    )


def glimpse(files: Sequence[Path]) -> frozenset[str]:
    """Write the pages of stories that have just changed, before the site is built.

    Args:
        files: All that has changed.

    Returns:
        The pages, below the folder of the built site; none where it takes a build to show the change.
    """
    last = getattr(_last, "glimpse", None)
    pages: frozenset[str] = last.of(files) if last else frozenset()
    return pages


def _settings(output: Path) -> dict[str, Any]:
    read(Path(SETTINGS))  # says of a slip where it is, and what to do
    settings: dict[str, Any] = read_settings(SETTINGS, override={"OUTPUT_PATH": str(output.resolve())})
    return settings


def _watched(settings: dict[str, Any]) -> list[Path]:
    """The folders and tables that the site is made of, those that there are."""
    names = [settings.get(name) for name in (*_FOLDERS, *_TABLES)]
    return [Path(name).resolve() for name in (*names, *settings["PLUGIN_PATHS"]) if name and Path(name).exists()]
