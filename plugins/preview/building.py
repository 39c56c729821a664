"""Builds the site again and again in one process, which keeps warm what every build needs."""

import logging
import os
import signal
import sys
import time
import traceback
from pathlib import Path
from pkgutil import resolve_name
from typing import TYPE_CHECKING, Any

from jinja2 import BytecodeCache
from jinja2.bccache import Bucket
from pelican.log import console
from pelican.log import init as begin_log
from pelican.settings import read_settings

from fastbuild.manifest import manifest_path, read_manifest

from .model import Built

if TYPE_CHECKING:
    from types import CodeType

SETTINGS, PLUGINS = "pelicanconf.py", "plugins"
FATAL = "Warning or error encountered"
"""What Pelican raises when it has logged an error."""
_TABLES = ("BULLETIN_REGIONS",)
_FOLDERS = ("BULLETIN_SEEDS", "PATH", "THEME")


class Compiled(BytecodeCache):
    """The templates as they were compiled: half of the time of a build, if there are few stories."""

    def __init__(self) -> None:
        self._code: dict[str, CodeType] = {}
        self._settings = b""

    def only_for(self, settings: bytes) -> None:
        """Forget all if the settings are not those that it was compiled with."""
        if settings != self._settings:
            self._settings = settings
            self._code.clear()

    def load_bytecode(self, bucket: Bucket) -> None:
        """Jinja asks for a template; its key says what stands in the template."""
        bucket.code = self._code.get(_key(bucket))

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Jinja has compiled a template."""
        if bucket.code is not None:
            self._code[_key(bucket)] = bucket.code


_compiled = Compiled()


def begin() -> None:
    """Set up the process: what Pelican warns of comes plainly, and each time; Ctrl-C is for the one who watches."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    handler = logging.StreamHandler()
    handler.setFormatter(logging.Formatter("  %(message)s"))
    # As in every build, an error ends it: a plugin that cannot be loaded is only logged by Pelican.
    begin_log(level=logging.WARNING, fatal="errors", handler=handler, logs_dedup_min_level=logging.DEBUG)
    console.quiet = True


def build(output: str) -> Built:
    """Build the site of the current folder.

    Args:
        output: The folder to build into.
    """
    began = time.monotonic()
    try:
        settings = _settings(Path(output))
        record = manifest_path(Path(settings["CACHE_PATH"]), Path(output))
        before = read_manifest(record)
        resolve_name(settings["PELICAN_CLASS"])(settings).run()
    except Exception as error:
        return Built(time.monotonic() - began, trouble=_said(error, Path.cwd()))
    now = read_manifest(record)
    changed = frozenset(name for name in before.keys() | now.keys() if before.get(name) != now.get(name))
    return Built(time.monotonic() - began, changed if now else None, tuple(_watched(settings)))


def _settings(output: Path) -> dict[str, Any]:
    source = Path(SETTINGS).read_bytes()
    _compiled.only_for(source)
    settings: dict[str, Any] = read_settings(SETTINGS, override={"OUTPUT_PATH": str(output.resolve())})
    settings["JINJA_ENVIRONMENT"] = {**settings["JINJA_ENVIRONMENT"], "bytecode_cache": _compiled}
    return settings


def _watched(settings: dict[str, Any]) -> list[Path]:
    """The folders and tables that the site is made of, those that there are."""
    names = [settings.get(name) for name in (*_FOLDERS, *_TABLES)]
    return [Path(name).resolve() for name in (*names, *settings["PLUGIN_PATHS"]) if name and Path(name).exists()]


def _said(error: BaseException, folder: Path) -> str:
    """An error with the file and the line that it comes from: the last of the newsroom's own files on its way."""
    while error.__cause__ is not None and error.__cause__.__traceback__ is not None:
        error = error.__cause__
    if isinstance(getattr(error, "lineno", None), int):
        file, line = getattr(error, "filename", None), error.lineno  # type: ignore[attr-defined]
        place = f"{file}:{line}: " if file else ""
        said = f"{place}{getattr(error, 'msg', None) or getattr(error, 'message', None) or error}"
    else:
        frames = traceback.extract_tb(error.__traceback__)
        own = [frame for frame in frames if _is_own(Path(frame.filename), folder)]
        place = f"{own[-1].filename}:{own[-1].lineno}: " if own else ""
        said = f"{place}{type(error).__name__}: {error}"
    if str(error) == FATAL:
        return "Not built: what stands above ends a build"
    return said.replace(f"{folder}{os.sep}", "")


def _is_own(path: Path, folder: Path) -> bool:
    """Whether a file is one of those that a newsroom writes in: not the program, not what is installed."""
    others = (Path(sys.prefix), folder / PLUGINS)
    return path.is_absolute() and path.is_relative_to(folder) and not any(map(path.is_relative_to, others))


def _key(bucket: Bucket) -> str:
    return f"{bucket.key} {bucket.checksum}"
