"""An index, kept for the next one."""

import hashlib
from contextlib import suppress
from pathlib import Path

import cbor2

from .model import Block, Index, Page

_DIGEST = 32
"""The bytes of a SHA-256."""


def read(path: Path, fingerprint: str) -> Index:
    """The index that is kept at `path`.

    Args:
        path: The file.
        fingerprint: Of the pages that it must have been made of.

    Returns:
        The index; an empty one where it is another, missing or damaged.
    """
    with suppress(OSError):
        kept = memoryview(path.read_bytes())
        digest, data = kept[:_DIGEST], kept[_DIGEST:]
        if digest == hashlib.sha256(data).digest():
            of, pages, words = cbor2.loads(data)
            if of == fingerprint:
                every = {
                    word: {spelling: [Block(*block) for block in blocks] for spelling, blocks in spellings.items()}
                    for word, spellings in words.items()
                }
                return Index([Page(*page) for page in pages], every)
    return Index()


def write(path: Path, fingerprint: str, index: Index) -> None:
    """Keep an index.

    Args:
        path: The file.
        fingerprint: Of the pages that it is made of.
        index: The index.
    """
    data = cbor2.dumps([fingerprint, index.pages, index.words])
    path.write_bytes(hashlib.sha256(data).digest() + data)
