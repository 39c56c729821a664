"""The files of Pagefind's index: what those of a part say, and those of a whole, the same whenever the pages are."""

import gzip
import hashlib
import json
import os
import re
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise, takewhile
from typing import Any

import cbor2

from .errors import NoIndexError
from .model import Block, Frame, Index, Page, Part, Place, Places, Words
from .postings import head, read, written
from .program import REMEDY, VERSION

ENTRY = "pagefind-entry.json"
SCRIPTS = "pagefind.js", "pagefind-worker.js"
SIGNATURE = b"pagefind_dcd"
"""What an unpacked file of Pagefind's begins with."""
FULL = 20_000
"""From this size on a file of words is full; Pagefind's own measure."""
SHORT, LONG = 7, 10
"""How many letters of its digest name a file. Readers load the names of all fragments: of them there may be more, where
two would have the same."""
EFFORT = 6
"""zlib's; its hardest work takes four times as long, for a hundredth of the files."""
SORT = re.compile(rb'<[^<>]*\sdata-pagefind-sort="([^":,\[\]]+):([^"]*)"')


def part_of(
    pages: Mapping[str, bytes], seen: Mapping[str, str], addresses: Sequence[str], files: Mapping[str, bytes]
) -> Part | None:
    """Read what Pagefind has made of some pages.

    Args:
        pages: The pages, by their paths.
        seen: What is known of their bytes, likewise.
        addresses: Those that they have in the index.
        files: Those that it has made.

    Returns:
        The part; None if nothing is to be found on the pages.

    Raises:
        NoIndexError: It is another Pagefind, or the pages ask for what cannot be put together.
    """
    entry = json.loads(files[ENTRY])
    if entry["version"] != VERSION:
        raise NoIndexError(f"Pagefind is {entry['version']}, and {VERSION} is wanted. {REMEDY}")
    if not entry["languages"]:
        return None
    [(language, own)] = entry["languages"].items()
    _, named, chunks, _, sorts, fields = _unpacked(files[f"pagefind.{own['hash']}.pf_meta"])
    paths = dict(zip(addresses, pages, strict=True))
    found, fragments = [], {}
    for name, _ in named:
        data = files[f"fragment/{name}.pf_fragment"]
        shown = gzip.decompress(data).removeprefix(SIGNATURE)
        told = json.loads(shown)
        path = paths[told["url"]]
        sorted_by = {key.decode(): value.decode() for key, value in SORT.findall(pages[path])}
        digest = hashlib.sha256(shown).hexdigest()
        found.append(Page(path, seen[path], digest, told["word_count"], [*told["meta"]], told["filters"], sorted_by))
        fragments[digest] = data
    if {name for name, _ in sorts} != {name for page in found for name in page.sorts}:
        raise NoIndexError('The theme has data-pagefind-sort in another form than "NAME:VALUE". Write it like that')
    programs = (*SCRIPTS, f"wasm.{own['wasm'] or 'unknown'}.pagefind")
    return Part(
        pages=found,
        fields=fields,
        chunks=[files[f"index/{name}.pf_index"] for *_, name in chunks],
        fragments=fragments,
        frame=Frame(language, {name: files[name] for name in programs}, entry),
    )


def places_of(part: Part, numbers: Sequence[int], fields: Sequence[str]) -> Iterator[tuple[str, Places]]:
    """Where the words of a part stand.

    Args:
        part: The part.
        numbers: Of its pages, in the whole.
        fields: Of the whole, by their numbers.
    """
    marks = [-1 - fields.index(name) for name in part.fields]

    def counted(rows: Sequence[Any]) -> list[Place]:
        return [
            Place(numbers[page], text, [marks[-1 - each] if each < 0 else each for each in own])
            for page, text, own in read(rows)
        ]

    for chunk in part.chunks:
        for word, rows, spellings in _unpacked(chunk)[0]:
            every = [("", rows), *spellings]
            yield word, {spelling: counted(own) for spelling, own in every if own}


def files_of(
    index: Index, frame: Frame, fragments: Mapping[str, bytes], there: Container[str]
) -> Mapping[str, bytes | None]:
    """The files of an index.

    Args:
        index: What it is made of.
        frame: What is the same for every index.
        fragments: By their digests, those of pages that were indexed now.
        there: The files that lie there, by name.

    Returns:
        By name what is to stand in a file; None for one that is as it lies there.
    """
    code = frame.language
    names = [f"{code}_{short}" for short in short_names(index.pages).values()]
    files = {
        f"fragment/{name}.pf_fragment": fragments.get(page.fragment)
        for name, page in zip(names, index.pages, strict=True)
    }
    packed = _Packed(code, there)
    chunks = [(words, packed.add("index/{}.pf_index", data)) for words, data in _chunks(index.words)]
    filters = [
        [name, packed.add("filter/{}.pf_filter", cbor2.dumps([name, values]))] for name, values in _filters(index.pages)
    ]
    pages = [[name, page.words] for name, page in zip(names, index.pages, strict=True)]
    meta = [VERSION, pages, list(_bounds(chunks)), filters, list(_sorts(index.pages)), index.fields]
    own = {**frame.entry["languages"][code], "hash": packed.add("pagefind.{}.pf_meta", cbor2.dumps(meta))}
    own["page_count"] = len(pages)
    entry = json.dumps({**frame.entry, "languages": {code: own}}).encode()
    return {**files, **packed.files(), **frame.programs, ENTRY: entry}


def short_names(pages: Iterable[Page]) -> dict[str, str]:
    """By path what names the fragment of each page: the beginning of its digest, longer where one before begins so."""
    taken: dict[str, str] = {}
    for page in pages:
        name, lengths = page.fragment, range(SHORT, len(page.fragment) + 1)
        short = next(name[:length] for length in lengths if name[:length] not in taken)
        taken[short] = page.path
    return {path: short for short, path in taken.items()}


class _Packed:
    """Files that are named by what is in them."""

    def __init__(self, code: str, there: Container[str]) -> None:
        self._code = code
        self._there = there
        self._data: dict[str, bytes] = {}

    def add(self, place: str, data: bytes) -> str:
        """Take a file; its name."""
        name = f"{self._code}_{hashlib.sha256(data).hexdigest()[:LONG]}"
        self._data[place.format(name)] = data
        return name

    def files(self) -> dict[str, bytes | None]:
        """All, those packed that do not lie there."""
        fresh = [name for name in self._data if name not in self._there]
        with ThreadPoolExecutor(os.cpu_count()) as cores:  # zlib works side by side
            packed = cores.map(_pack, map(self._data.__getitem__, fresh))
            return dict.fromkeys(self._data) | dict(zip(fresh, packed, strict=True))


def _unpacked(data: bytes) -> Any:  # noqa: ANN401 - whatever CBOR holds
    return cbor2.loads(gzip.decompress(data).removeprefix(SIGNATURE))


def _pack(data: bytes) -> bytes:
    return gzip.compress(SIGNATURE + data, EFFORT, mtime=0)


def _chunks(words: Words) -> Iterator[tuple[Sequence[str], bytes]]:
    """The words of each file, and what stands in it. A file is full when its words are large enough together."""
    chunk: list[str] = []
    size = 0
    for word in sorted(words):
        chunk.append(word)
        size += sum(block.size for block in words[word].get("", ()))
        if size >= FULL:
            yield chunk, _chunk(words, chunk)
            chunk, size = [], 0
    if chunk:
        yield chunk, _chunk(words, chunk)


def _chunk(words: Words, chunk: Sequence[str]) -> bytes:
    return b"".join([head(1), head(len(chunk)), *(_row(word, words[word]) for word in chunk)])


def _row(word: str, spellings: Mapping[str, Sequence[Block]]) -> bytes:
    others = [head(2) + cbor2.dumps(name) + written(spellings[name]) for name in sorted(spellings) if name]
    return b"".join([head(3), cbor2.dumps(word), written(spellings.get("", ())), head(len(others)), *others])


def _bounds(chunks: Sequence[tuple[Sequence[str], str]]) -> Iterator[list[str]]:
    """Of each file of words from where to where it goes, as short as tells it from its neighbours."""
    first = chunks[0][0][0]
    for (words, name), (others, _) in pairwise(chunks):
        shared = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(words[-1], others[0], strict=False)))
        last = words[-1][: shared + 1]
        yield [first, last if last >= first else words[-1], name]
        first = others[0][: shared + 1]
    words, name = chunks[-1]
    yield [first, words[-1], name]


def _filters(pages: Sequence[Page]) -> Iterator[tuple[str, list[tuple[str, list[int]]]]]:
    found: dict[str, dict[str, list[int]]] = {}
    for number, page in enumerate(pages):
        for name, values in page.filters.items():
            for value in values:
                found.setdefault(name, {}).setdefault(value, []).append(number)
    for name in sorted(found):
        yield name, sorted(found[name].items())


def _sorts(pages: Sequence[Page]) -> Iterator[tuple[str, list[int]]]:
    """The pages by what they are sorted by: by number, where all values are numbers."""
    for name in sorted({name for page in pages for name in page.sorts}):
        values = {number: page.sorts[name] for number, page in enumerate(pages) if name in page.sorts}
        try:
            numbers = {number: float(value) for number, value in values.items()}
        except ValueError:
            yield name, sorted(values, key=values.__getitem__)
        else:
            yield name, sorted(numbers, key=numbers.__getitem__)
