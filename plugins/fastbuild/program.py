"""Which program this is: what was made by another one is not trusted."""

import hashlib
import sys
import sysconfig
from collections.abc import Iterable, Mapping
from contextlib import suppress
from datetime import date, timedelta
from functools import cache, partial
from importlib.util import find_spec
from pathlib import Path, PurePath
from types import CodeType
from typing import Any

_OURS = "KEEPSAKES_"
"""How settings begin in which rooms tell each other things, which is none of the site's."""
_PLACES = frozenset({"CACHE_PATH", "OUTPUT_PATH"})
"""Settings that say where things are, which no page shows."""


def fingerprint(maker: type, settings: Mapping[str, object]) -> str:
    """What decides, beside a file itself, what is made of it.

    Args:
        maker: The class that makes it. All of its package counts, Python and every installed library.
        settings: The settings that it reads.

    Returns:
        Sixteen characters, the same for the same program and settings.
    """
    package = maker.__module__.partition(".")[0]
    known = sys.version, sorted(_installed()), _source(package), _source(__package__), repr(sorted(settings.items()))
    return hashlib.sha256(repr(known).encode()).hexdigest()[:16]


def fingerprint_of_site(settings: Mapping[str, Any]) -> str:
    """What decides, beside what a page shows, how it is shown.

    Args:
        settings: The site's. They count, and the theme's files.

    Returns:
        Sixteen characters, the same for the same plugins, libraries, theme and settings.
    """
    packages = {name.partition(".")[0] for name in settings["PLUGINS"]} | _extensions(settings)
    plugins = [_source(name) for name in sorted(packages)]
    known = sys.version, sorted(_installed()), plugins, _files(Path(settings["THEME"])), repr(_told(settings))
    return hashlib.sha256(repr(known).encode()).hexdigest()[:16]


def fingerprint_of_stories(settings: Mapping[str, Any], readers: Iterable[type], looked_at: object) -> str:
    """What decides, beside its file, what a story is.

    Args:
        settings: The site's. They count, and the plugins.
        readers: The classes that read stories.
        looked_at: What plugins look at besides.

    Returns:
        Sixteen characters.
    """
    packages = {reader.__module__.partition(".")[0] for reader in readers} | {*settings["PLUGINS"], __package__}
    packages = {name.partition(".")[0] for name in packages} | _extensions(settings)
    plugins = [_source(name) for name in sorted(packages)]
    known = sys.version, sorted(_installed()), plugins, repr(_told(settings)), repr(looked_at)
    return hashlib.sha256(repr(known).encode()).hexdigest()[:16]


def _extensions(settings: Mapping[str, Any]) -> set[str]:
    """The packages of what has a part in how templates are read, but for Jinja's own."""
    named = settings.get("JINJA_ENVIRONMENT", {}).get("extensions", ())
    places = (each if isinstance(each, str) else each.__module__ for each in named)
    return {place.partition(".")[0] for place in places} - {"jinja2"}


def _told(settings: Mapping[str, Any]) -> object:
    """What settings say."""
    return _what(
        {name: value for name, value in settings.items() if not name.startswith(_OURS) and name not in _PLACES}
    )


def _what(value: Any) -> object:  # noqa: ANN401
    """What a setting says, in a way that is the same in every build: of a function its code, of a thing its kind."""
    if isinstance(value, dict):
        return sorted((repr(_what(name)), _what(each)) for name, each in value.items())
    if isinstance(value, list | tuple):
        return [_what(each) for each in value]
    if isinstance(value, set | frozenset):
        return sorted(repr(_what(each)) for each in value)
    if value is None or isinstance(value, str | int | float | date | timedelta | PurePath):
        return value
    if isinstance(value, partial):
        return _what([value.func, value.args, value.keywords])
    of_what = value if hasattr(value, "__qualname__") else type(value)
    code = _code(getattr(value, "__code__", None))
    return getattr(of_what, "__module__", ""), of_what.__qualname__, code, _beside_code(value)


def _code(code: object) -> object:
    """What a function does; `marshal` tells that in another way when it is compiled than when it is loaded."""
    if isinstance(code, frozenset):
        return sorted(map(repr, code))
    if not isinstance(code, CodeType):
        return repr(code)
    return code.co_code, code.co_names, code.co_varnames, [_code(value) for value in code.co_consts]


def _beside_code(function: object) -> object:
    """What a function was given when it was made: of other functions, which may lead back to it, their code."""
    held = []
    for cell in getattr(function, "__closure__", None) or ():
        with suppress(ValueError):  # there is nothing in it
            held.append(cell.cell_contents)
    values = [_code(value.__code__) if hasattr(value, "__code__") else _what(value) for value in held]
    return values, _what([getattr(function, "__defaults__", None), getattr(function, "__kwdefaults__", None)])


@cache
def _installed() -> frozenset[str]:
    """The names and versions of the installed libraries."""
    folders = {Path(sysconfig.get_path(kind)) for kind in ("purelib", "platlib")}
    return frozenset(path.name for folder in folders for path in folder.glob("*.dist-info"))


@cache
def _source(package: str) -> str:
    """The digest of a package's files, or of a module's one."""
    spec = find_spec(package)
    if spec is None:
        return ""
    if spec.submodule_search_locations is None:
        return hashlib.sha256(Path(spec.origin).read_bytes()).hexdigest() if spec.has_location and spec.origin else ""
    return "".join(_files(Path(folder)) for folder in spec.submodule_search_locations)


def _files(folder: Path) -> str:
    """The digest of the files of a folder, but for what Python makes of them."""
    digest = hashlib.sha256()
    for path in sorted(path for path in folder.rglob("*") if path.is_file() and path.suffix != ".pyc"):
        digest.update(f"{path.relative_to(folder)}\0".encode() + path.read_bytes())
    return digest.hexdigest()
