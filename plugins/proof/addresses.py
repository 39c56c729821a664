"""What an address means within the site."""

import posixpath
from dataclasses import dataclass
from functools import lru_cache
from pathlib import PurePosixPath
from urllib.parse import SplitResult, unquote, urlsplit

INDEX = "index.html"


@dataclass(frozen=True, slots=True)
class Inside:
    """A file of the site, and a place on it."""

    path: str
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Beside:
    """An address on the site's own host that is outside of the site's path."""

    path: str
    """The file that it would be if the site's path had not been forgotten."""
    names_host: bool
    """Then another site there may be meant."""


Target = Inside | Beside | None
"""None leads out of the site, to elsewhere on the web."""


def resolve(file: str, link: str, site: str | None) -> Target:
    """Where a link leads.

    Args:
        file: the one that gives it, relative to the output folder.
        link: as it stands there.
        site: the site's own address, with a slash at the end, if known.
    """
    if not link or link[0] in "#?":
        return Inside(file, unquote(link.partition("#")[2]))
    return _resolve(posixpath.dirname(file), link, site)


def is_relative(link: str) -> bool:
    """Whether what a link means depends on the page that it stands on."""
    parts = _split(link)
    return parts is not None and not (parts.scheme or parts.netloc or link.startswith(("/", "#")))


# The pages of a site give the same addresses over and over.
@lru_cache(maxsize=100_000)
def _resolve(folder: str, link: str, site: str | None) -> Target:
    parts, home = _split(link), urlsplit(site or "/")
    if parts is None or not _is_at(parts, home):
        return None
    path = unquote(parts.path) or "/"
    if parts.netloc or path.startswith("/"):
        whole, root = posixpath.normpath(_file(f"/{path.lstrip('/')}")), home.path.rstrip("/") + "/"
        if f"{whole}/" == root:
            whole = f"{root}{INDEX}"
        if not whole.startswith(root):
            return Beside(whole.lstrip("/"), bool(parts.netloc))
        inner = whole.removeprefix(root)
    else:
        inner = posixpath.join(folder, path)
    file = posixpath.normpath(_file(inner))
    return Beside(file, names_host=False) if file.startswith("../") else Inside(file, unquote(parts.fragment))


def _split(link: str) -> SplitResult | None:
    try:
        return urlsplit(link)
    except ValueError:
        return None


def _is_at(parts: SplitResult, home: SplitResult) -> bool:
    if not parts.netloc:
        return not parts.scheme
    return parts.scheme in {"", "http", "https"} and parts.netloc.lower() == home.netloc.lower()


def _file(path: str) -> str:
    """The file that a server shows for a path."""
    is_folder = not path or path.endswith(("/", "/.", "/..")) or not PurePosixPath(path).suffix
    return posixpath.join(path, INDEX) if is_folder else path
