"""Faults of the site where they are to be mended: in the story's own file, once, however many pages carry its text."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from html import unescape
from pathlib import Path, PurePosixPath

from .addresses import INDEX
from .model import Finding

PAGES = "pages"
PAGE = ".html"


def traced(findings: Iterable[Finding], content: Path | None) -> tuple[list[Finding], list[Finding]]:
    """Findings of the built site, those that a story's file is at fault for with that file and its line.

    An address is told once: not for feeds, nor for other pages that carry the same text. Two stories that both have it
    are told both.

    Args:
        findings: of the built site.
        content: the folder of the stories; None leaves all at their pages.

    Returns:
        Those of files of the site, and those of stories' files.
    """
    found = list(findings)
    own = {one: there for one in found if (there := _sourced(one, content))}
    firsts = _firsts(found, own)
    copies: dict[Finding, set[str]] = defaultdict(set)
    told = []
    for one in found:
        first = one if one in own else firsts.get(one.link) or firsts.get(one.target) or one
        if first is one or (_is_page(one.file) and first not in own):
            told.append(one)
        else:
            copies[first].add(one.file)
    kept = [_with_copies(one, copies[one]) for one in told if one not in own]
    return kept, [_with_copies(own[one], copies[one]) for one in told if one in own]


def _firsts(found: Sequence[Finding], own: Mapping[Finding, Finding]) -> Mapping[str, Finding]:
    """For an address, and for where it leads, the finding that is told for all; one of a story's file, if there is."""
    firsts: dict[str, Finding] = {}
    for one in own:
        # A page that prints a story has its addresses as they stand there, though they lead elsewhere from it.
        firsts.setdefault(one.target, one)
        firsts.setdefault(one.link, one)
    for one in found:
        if one.target and _is_page(one.file):
            firsts.setdefault(one.target, one)
    return firsts


def _sourced(finding: Finding, content: Path | None) -> Finding | None:
    """A finding as it stands in the story's file that it comes from."""
    source = _source(finding.file, content) if content and finding.link else None
    line = _line(content / source, finding.link) if content and source else None
    return replace(finding, file=source, line=line) if source and line else None


def _source(page: str, content: Path) -> str | None:
    """The file that a page was made of, if it has the name that its address tells."""
    folder = PurePosixPath(page).parent.as_posix()
    if PurePosixPath(page).name != INDEX or folder == ".":
        return None
    names = (f"{folder}.md", f"{PAGES}/{folder}.md")
    return next((name for name in names if (content / name).is_file()), None)


def _line(source: Path, link: str) -> int | None:
    """The line in which an address stands."""
    lines = source.read_text("utf-8", "replace").splitlines()
    return next((number for number, line in enumerate(lines, 1) if link in unescape(line)), None)


def _with_copies(finding: Finding, files: Collection[str]) -> Finding:
    """A finding that tells where else the same address stands."""
    pages = sum(map(_is_page, files))
    counts = ((pages, "other page"), (len(files) - pages, "feed"))
    also = " and in ".join(f"{number} {name if number == 1 else name + 's'}" for number, name in counts if number)
    return replace(finding, what=f"{finding.what}; the same stands in {also}") if also else finding


def _is_page(file: str) -> bool:
    return file.endswith(PAGE)
