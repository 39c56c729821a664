"""Pages -> the files of an index, made by Pagefind's program."""

import subprocess
from collections.abc import Mapping
from fnmatch import fnmatch
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory

from pagefind.service import get_executable

from .errors import NoIndexError

VERSION = version("pagefind")
REMEDY = "Set up anew: make clean-all, then make site. Or set SEARCH = False"
NEEDED = ("pagefind.js", "pagefind-worker.js", "pagefind-entry.json", "*.pf_*", "wasm.*.pagefind")
"""What our page loads; Pagefind's own interfaces, some 400 kB, are not among it."""


def why_not() -> str | None:
    """Why no index can be made on this machine; None where it can."""
    program = get_executable()
    if program is None or not program.is_file() or find_spec("cbor2") is None:
        return "the program Pagefind is not there for this machine. Build on another one, or set SEARCH = False"
    return None


def make_index(pages: Mapping[str, bytes], language: str) -> Mapping[str, bytes]:
    """Index pages.

    Args:
        pages: HTML by path below the site's root; attributes in it say what Pagefind takes.
        language: The site's. All stories go into one index, whatever language each is written in: all are found.

    Returns:
        The files of the index, by path within its folder. The same pages give the same bytes.

    Raises:
        NoIndexError: Pagefind does not run, or fails.
    """
    reason = why_not()
    if reason:
        raise NoIndexError(reason)
    from .settled import settled  # needs what is not there for every machine

    with TemporaryDirectory(prefix="search-") as name:
        site, index = Path(name, "site"), Path(name, "index")
        for path, page in pages.items():
            (site / path).parent.mkdir(parents=True, exist_ok=True)
            (site / path).write_bytes(page)
        _run("--site", str(site), "--output-path", str(index), "--force-language", language.split("-")[0].lower())
        found = {path.relative_to(index).as_posix(): path for path in sorted(index.rglob("*")) if path.is_file()}
        return settled({name: path.read_bytes() for name, path in found.items() if is_of_index(name)})


def _run(*arguments: str) -> None:
    command = [str(get_executable()), "--quiet", *arguments]
    try:
        done = subprocess.run(command, capture_output=True, encoding="utf-8", errors="replace", check=False)  # noqa: S603 - our own words
    except OSError as error:
        raise NoIndexError(f"Pagefind does not run ({error}). {REMEDY}") from error
    if done.returncode:
        said = " ".join((done.stderr + done.stdout).split())
        raise NoIndexError(f"Pagefind failed ({said or done.returncode}). {REMEDY}")


def is_of_index(name: str) -> bool:
    """Whether a file has a name that files of an index have, seen from its folder; a page's never is."""
    return any(fnmatch(name, pattern) for pattern in NEEDED)
