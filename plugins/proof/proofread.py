"""Reads the built site over: every address that it gives leads somewhere, every feed can be read, nothing runs."""

import posixpath
from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath
from urllib.parse import unquote, urlsplit

from . import pages
from .model import Finding, Gravity
from .pages import INDEX, Page

THEME = "theme/"


def proofread(output: Path) -> Iterator[Finding]:
    """What is wrong with the built site, page by page.

    Args:
        output: its folder. The site's address is taken from its front page, where it says one.
    """
    found = {page.path: page for page in pages.read(output)}
    if INDEX not in found:
        yield Finding(INDEX, "there is no front page", "Build the site first: invoke build")
        return
    files = frozenset(path.relative_to(output).as_posix() for path in output.rglob("*") if path.is_file())
    site = found[INDEX].base
    for page in (page for page in found.values() if page.is_public):
        yield from _links(page, found, files, site)
        yield from _safety(page, site)
        if page.pictures_without_text:
            yield Finding(
                page.path, "a picture has no alternative text", 'Write what it shows: alt="..."', Gravity.WARNING
            )
    yield from _feeds(output)


def _links(page: Page, found: Mapping[str, Page], files: frozenset[str], site: str | None) -> Iterator[Finding]:
    for link in dict.fromkeys(page.links):
        target = _target(page.path, link, site)
        if target is None:
            continue
        path, anchor = target
        if path not in files:
            yield Finding(page.path, f"the link {link} leads nowhere", "Correct the address, or take the link out")
        elif anchor and path in found and anchor not in found[path].anchors:
            yield Finding(page.path, f"the link {link} has no place to go on its page", "Correct what follows the #")


def _safety(page: Page, site: str | None) -> Iterator[Finding]:
    foreign = (f"the script {script}" for script in page.scripts if not _is_theme_s(page.path, script, site))
    for what in (*page.running, *foreign):
        yield Finding(page.path, f"{what} would run in a reader's browser", "Take it out: only the theme's scripts may")
    if not page.has_policy:
        yield Finding(
            page.path,
            "it does not tell the browser what it may load",
            "Set CONTENT_SECURITY_POLICY, and build again",
            Gravity.WARNING,
        )


def _is_theme_s(page: str, link: str, site: str | None) -> bool:
    target = _target(page, link, site)
    return target is not None and target[0].startswith(THEME)


def _target(page: str, link: str, site: str | None) -> tuple[str, str] | None:
    """File and anchor of a link within the site; None for one that leads out of it, to elsewhere on the web."""
    root = urlsplit(site or "/").path
    parts = urlsplit(link.removeprefix(_origin(site)) if site and (link + "/").startswith(site) else link)
    if parts.scheme or parts.netloc:
        return None
    path = unquote(parts.path)
    if path.startswith("/"):
        path = path.removeprefix(root.rstrip("/")).lstrip("/") if (path + "/").startswith(root) else f"..{path}"
    else:
        path = posixpath.join(posixpath.dirname(page), path) if path else page
    is_folder = path.endswith("/") or not PurePosixPath(path).suffix
    return posixpath.normpath(posixpath.join(path, INDEX) if is_folder else path), unquote(parts.fragment)


def _origin(address: str) -> str:
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc}"


def _feeds(output: Path) -> Iterator[Finding]:
    for path in sorted(output.rglob("*.xml")):
        fault = pages.is_well_formed(path)
        if fault:
            yield Finding(path.relative_to(output).as_posix(), f"not well-formed ({fault})", "Report this as a fault")
