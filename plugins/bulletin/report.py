"""The state of the newsroom, from the receipts and what lies in the content folder."""

from collections.abc import Iterator
from typing import Any

from .model import Entry, Receipt
from .store import FRESH, Content


def newsroom(content: Content) -> list[dict[str, Any]]:
    """One record a bulletin: when it was issued, its stories, and what an editor may want to look at."""
    return [_bulletin(receipt, content) for receipt in content.receipts()]


def _bulletin(receipt: Receipt, content: Content) -> dict[str, Any]:
    return {
        "bulletin": receipt.bulletin,
        "issued": receipt.issued.isoformat(),
        "issued_basis": receipt.basis,
        "repairs": list(receipt.repairs),
        "dropped": len(receipt.dropped),
        "stories": [
            {
                "headline": entry.headline,
                "file": entry.identity.path,
                "line": entry.line,
                "look": list(_look(entry, content)),
            }
            for entry in receipt.entries
        ],
    }


def _look(entry: Entry, content: Content) -> Iterator[str]:
    yield from entry.look
    if not content.exists(entry.identity.path):
        yield "deleted by an editor"
    if content.exists(entry.identity.path + FRESH):
        yield f"changed in the bulletin too: compare with {entry.identity.path}{FRESH}"
    if not entry.line:
        yield "no longer in the bulletin"
