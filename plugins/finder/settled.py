"""An index as Pagefind makes it -> one that is the same, byte for byte, whenever the pages are.

Pagefind writes filters, and the values of each, in an order that is another one every time. The names of these files
are digests of what they hold, and the file that lists them is named by its own.
"""

import gzip
import hashlib
import json
from collections.abc import Mapping
from typing import Any

import cbor2

ENTRY = "pagefind-entry.json"
SIGNATURE = b"pagefind_dcd"
"""What an unpacked file of Pagefind's begins with; CBOR follows."""


def settled(files: Mapping[str, bytes]) -> Mapping[str, bytes]:
    """Put an index in order.

    Args:
        files: Its files, by path.

    Returns:
        The same, with the filters in the order of their names and values, and without programs that nothing names.
    """
    entry = json.loads(files[ENTRY])
    [(language, listed)] = entry["languages"].items()
    old = f"pagefind.{listed['hash']}.pf_meta"
    release, pages, chunks, filters, sorts, fields = _unpacked(files[old])
    changed: dict[str, bytes] = {}
    named = []
    for name, digest in sorted(filters):
        packed = _packed([name, sorted(_unpacked(files[f"filter/{digest}.pf_filter"])[1])])
        named.append([name, _name(language, packed)])
        changed[f"filter/{named[-1][1]}.pf_filter"] = packed
    meta = _packed([release, pages, chunks, named, sorted(sorts), fields])
    listed["hash"] = _name(language, meta)
    changed[f"pagefind.{listed['hash']}.pf_meta"] = meta
    changed[ENTRY] = json.dumps(entry).encode()
    gone = {old, *(f"filter/{digest}.pf_filter" for _, digest in filters)}
    unused = {name for name in files if name.startswith("wasm.")} - {f"wasm.{listed['wasm'] or 'unknown'}.pagefind"}
    return {name: data for name, data in files.items() if name not in gone | unused} | changed


def _unpacked(data: bytes) -> Any:  # noqa: ANN401 - whatever CBOR holds
    return cbor2.loads(gzip.decompress(data).removeprefix(SIGNATURE))


def _packed(value: object) -> bytes:
    return gzip.compress(SIGNATURE + cbor2.dumps(value), mtime=0)


def _name(language: str, data: bytes) -> str:
    return f"{language}_{hashlib.sha256(data).hexdigest()[:10]}"
