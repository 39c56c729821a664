"""Where words stand: put together, counted anew, and written as Pagefind does. Knows nothing of files."""

import gc
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import accumulate, groupby, pairwise

import cbor2

from .model import Block, Place, Places, Words

FULL = 128
"""Places that a block has at most."""
_ROW, _NONE = cbor2.dumps([0, 0, 0])[:1], cbor2.dumps(0)
_FIRST = _ROW + _NONE
"""How the first place of a block begins, which is as far from itself as that."""


@contextmanager
def in_one_go() -> Iterator[None]:
    """Do what makes millions of small things, none of which needs to be looked for when it is needed no longer."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def add(words: Words, word: str, more: Places) -> None:
    """Put the places of a word on more pages to the others.

    Args:
        words: Is changed.
        word: Which.
        more: Its places, by the numbers of the pages.
    """
    own = words.setdefault(word, {})
    for spelling, places in more.items():
        _insert(own.setdefault(spelling, []), places)


def renumber(words: Words, numbers: Sequence[int | None]) -> None:
    """Give pages other numbers, or take them away.

    Args:
        words: Is changed.
        numbers: By the number of each page its new one, or None. Their order stays.
    """
    if all(old == new for old, new in enumerate(numbers)):
        return  # as on most days
    steps = [None if new is None else new - old for old, new in enumerate(numbers)]
    # As long as this does not grow, pages move on together.
    breaks = [0, *accumulate(one is None or one != other for other, one in pairwise(steps))]
    for word, spellings in list(words.items()):
        for spelling, blocks in list(spellings.items()):
            spellings[spelling] = [moved for block in blocks for moved in _moved(block, numbers, breaks)]
            if not spellings[spelling]:
                del spellings[spelling]
        if not spellings:
            del words[word]


def written(blocks: Sequence[Block]) -> bytes:
    """All places of a word, as they stand in the index: of each page is told how far it is from the one before."""
    befores = [0, *(block.last for block in blocks)]
    rows = [
        _ROW + cbor2.dumps(block.first - before) + block.packed for before, block in zip(befores, blocks, strict=False)
    ]
    return b"".join([head(sum(block.pages for block in blocks)), *rows])


def read(rows: Sequence[tuple[int, Sequence[int], Sequence[int]]]) -> Iterator[Place]:
    """Places, as they stand in the index."""
    pages = accumulate(row[0] for row in rows)
    return (Place(page, text, fields) for page, (_, text, fields) in zip(pages, rows, strict=True))


def head(number: int) -> bytes:
    """What stands before so many things in a list (RFC 8949): a number, with a mark of its own."""
    first, *rest = cbor2.dumps(number)
    return bytes([first | 0x80, *rest])


def _insert(blocks: list[Block], places: Sequence[Place]) -> None:
    ends = [block.last for block in blocks]
    groups = [(at, list(group)) for at, group in groupby(places, lambda place: bisect_left(ends, place.page))]
    for at, inside in reversed(groups):  # a block may become two
        if at < len(ends):
            blocks[at : at + 1] = _blocks(sorted([*_places(blocks[at]), *inside]))
        elif blocks and blocks[-1].pages + len(inside) <= FULL:
            blocks[-1] = _longer(blocks[-1], inside)
        else:
            blocks += _blocks(inside)


def _moved(block: Block, numbers: Sequence[int | None], breaks: Sequence[int]) -> list[Block]:
    """A block with the new numbers of its pages; none, if none is left."""
    first = numbers[block.first]
    if first is not None and breaks[block.first] == breaks[block.last]:
        return [block._replace(first=first, last=block.last - block.first + first)]
    places = list(_places(block))
    if all(numbers[place.page] == place.page for place in places):
        return [block]
    moved = [(numbers[page], text, fields) for page, text, fields in places]
    return _blocks([Place(page, text, fields) for page, text, fields in moved if page is not None])


def _places(block: Block) -> Iterator[Place]:
    first, *rest = cbor2.loads(head(block.pages) + _FIRST + block.packed)
    return read([(block.first, *first[1:]), *rest])


def _blocks(places: Sequence[Place]) -> list[Block]:
    return [_block(places[at : at + FULL]) for at in range(0, len(places), FULL)]


def _block(places: Sequence[Place]) -> Block:
    packed = _packed(places, places[0].page).removeprefix(_FIRST)
    return Block(len(places), _size(places), places[0].page, places[-1].page, packed)


def _longer(block: Block, places: Sequence[Place]) -> Block:
    pages, size = block.pages + len(places), block.size + _size(places)
    return Block(pages, size, block.first, places[-1].page, block.packed + _packed(places, block.last))


def _size(places: Sequence[Place]) -> int:
    return sum(len(text) + len(fields) + 1 for _, text, fields in places)


def _packed(places: Sequence[Place], before: int) -> bytes:
    rows = []
    for page, text, fields in places:
        rows.append((page - before, text, fields))
        before = page
    return cbor2.dumps(rows)[len(head(len(rows))) :]
