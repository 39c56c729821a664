"""Which program this is: what was made by another one is not trusted."""

import hashlib
import sys
import sysconfig
from collections.abc import Mapping
from functools import cache
from importlib.util import find_spec
from pathlib import Path


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


@cache
def _installed() -> frozenset[str]:
    """The names and versions of the installed libraries."""
    folders = {Path(sysconfig.get_path(kind)) for kind in ("purelib", "platlib")}
    return frozenset(path.name for folder in folders for path in folder.glob("*.dist-info"))


def _source(package: str) -> str:
    """The digest of a package's files."""
    spec = find_spec(package)
    digest = hashlib.sha256()
    for folder in (spec and spec.submodule_search_locations) or ():
        for path in sorted(path for path in Path(folder).rglob("*") if path.is_file() and path.suffix != ".pyc"):
            digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()
