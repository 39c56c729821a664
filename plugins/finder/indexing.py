"""Pages -> the files of an index. What has been indexed is not indexed again."""

import os
from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from .errors import NoIndexError
from .model import Index, Page, Part
from .packing import files_of, part_of, places_of, short_names
from .postings import add, in_one_go, renumber
from .program import indexed
from .record import is_marked

AT_ONCE = 500
"""Pages that Pagefind is given together: it takes some 130 kB of memory for each."""
MOST_CORES = 8
"""On more, that would be too much memory."""

Read = Callable[[str], bytes]


@dataclass(frozen=True, slots=True)
class Made:
    """An index that has just been made."""

    index: Index
    files: Mapping[str, bytes | None]
    """By name within its folder; None for one that is as it lies there. The same pages give the same bytes."""


def make_index(old: Index, there: Container[str], pages: Mapping[str, str], read: Read, language: str) -> Made:
    """Make the index of pages out of the last one and of those that have changed.

    Args:
        old: The last one, or an empty one. It is used up.
        there: The names of its files, which lie there.
        pages: What is known of the bytes of each page, by its path below the site's root.
        read: Reads a page.
        language: The site's. All stories go into one index, whatever language each is written in: all are found.

    Raises:
        NoIndexError: Pagefind does not run, or fails.
    """
    some_are_marked = any(map(is_marked, pages.values()))
    wanted = {path: pages[path] for path in sorted(pages) if is_marked(pages[path]) or not some_are_marked}
    kept = [page for page in old.pages if wanted.get(page.path) == page.seen]
    known = {page.path for page in kept}
    parts = _parts([path for path in wanted if path not in known], wanted, read, language)
    # Where pages have only gone, the programs that belong to an index come with one that is there.
    frames = [part.frame for part in parts or _parts([page.path for page in kept[-1:]], wanted, read, language)]
    if not frames:
        raise NoIndexError("nothing is to be found on any page. See what stands in data-pagefind-body there")
    index = Index(sorted([*kept, *(page for part in parts for page in part.pages)], key=lambda page: page.path))
    if kept and not _goes_on(old, index, known):
        return make_index(Index(), (), pages, read, language)
    index.words.update(old.words)
    with in_one_go():
        _put_together(index, old.pages, known, parts)
    fragments = {digest: data for part in parts for digest, data in part.fragments.items()}
    return Made(index, files_of(index, frames[0], fragments, there))


def _goes_on(old: Index, index: Index, known: Iterable[str]) -> bool:
    """Whether what is known of pages is what it was: fields have the same numbers, files the same names."""
    before, after = short_names(old.pages), short_names(index.pages)
    return old.fields == index.fields and all(before[path] == after[path] for path in known)


def _put_together(index: Index, before: Sequence[Page], known: Container[str], parts: Sequence[Part]) -> None:
    """Bring the words of an index in line with its pages.

    Args:
        index: Its words are those of the last one, and changed.
        before: The last one's pages.
        known: The paths of those of them that are as they were.
        parts: All others.
    """
    numbers = {page.path: number for number, page in enumerate(index.pages)}
    renumber(index.words, [numbers[page.path] if page.path in known else None for page in before])
    fields = index.fields
    for part in parts:
        for word, places in places_of(part, [numbers[page.path] for page in part.pages], fields):
            add(index.words, word, places)


def _parts(paths: Sequence[str], seen: Mapping[str, str], read: Read, language: str) -> list[Part]:
    """Have pages indexed, some together, on all cores."""

    def part(some: Sequence[str]) -> Part | None:
        pages = {path: read(path) for path in some}
        return part_of(pages, seen, *indexed(pages, language))

    with ThreadPoolExecutor(min(os.cpu_count() or 1, MOST_CORES)) as cores:
        shares = [paths[at : at + AT_ONCE] for at in range(0, len(paths), AT_ONCE)]
        return [found for found in cores.map(part, shares) if found]
