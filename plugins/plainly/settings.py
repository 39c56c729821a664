"""The settings as a newsroom has written them; of a slip in them, the file and the line."""

import re
import runpy
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from .errors import Unreadable, fault_of

UNDO = "Undo the last change to them"
TEXTS = (
    *("AUTHOR", "BULLETIN_SEEDS", "CACHE_PATH", "DEFAULT_LANG", "OUTPUT_PATH", "PATH", "SITENAME", "SITESUBTITLE"),
    *("SITEURL", "THEME", "TIMEZONE"),
)
TEXTS_OR_NONE = ("BULLETIN_REGIONS", "FEED_HUB", "HOUSE_ACCENT", "HOUSE_FOOTER", "HOUSE_LOGO", "HOUSE_PAPER")
LISTS = ("PLUGINS", "PLUGIN_PATHS", "STATIC_PATHS")
KINDS: Mapping[type | tuple[type, ...], tuple[tuple[str, ...], str]] = {
    str: (TEXTS, 'Write a text in quotation marks, like {0} = "..."'),
    (str, type(None)): (TEXTS_OR_NONE, 'Write a text in quotation marks, like {0} = "...", or {0} = None'),
    (list, tuple): (LISTS, 'Write texts in square brackets, like {0} = ["..."]'),
}
"""What a setting has to be, which ones have to, and what is said of one that is not."""


def read(path: Path) -> Mapping[str, Any]:
    """The names that a settings file sets; it may import others that lie beside it.

    Raises:
        Unreadable: It cannot be run, or a setting is not of its kind.
    """
    folder = path.resolve().parent
    sys.path.insert(0, str(folder))
    try:
        found = runpy.run_path(str(folder / path.name))
    except Exception as error:
        fault = fault_of(error, folder)
        what = f"the settings cannot be read ({fault.what})"
        raise Unreadable(fault.file or path.name, what, UNDO, fault.line) from None
    finally:
        sys.path.remove(str(folder))
    _check(found, folder, path.name)
    return found


def line_of(path: Path, setting: str) -> int | None:
    """The line where a setting is set; None where it is not set in this file."""
    sets = re.compile(rf"{setting}\s*(:[^=]+)?=")
    lines = path.read_text("utf-8", "replace").splitlines() if path.is_file() else []
    return max((number for number, line in enumerate(lines, 1) if sets.match(line)), default=None)


def _check(found: Mapping[str, Any], folder: Path, name: str) -> None:
    for kind, (settings, remedy) in KINDS.items():
        for setting in settings:
            if setting in found and not isinstance(found[setting], kind):
                # What publishconf.py does not set itself comes from the file that it imports.
                places = ((file, line_of(folder / file, setting)) for file in (name, "pelicanconf.py"))
                file, line = next(((file, line) for file, line in places if line), (name, None))
                raise Unreadable(file, f"{setting} cannot be {found[setting]!r}", remedy.format(setting), line)
