"""Nothing is half done: what a run is about to do for a bulletin is written down first, and then done.

A run that is killed leaves its intent behind, and the next one sees by it which files are its own. The order, each step
on the disk before the next: the intent, the stories, the receipt; away with the receipt of a former name; away with the
intent.
"""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace

from . import ledger
from .errors import BadInput, NotNow
from .model import Entry, Intent, Receipt
from .store import Content, digest


class Plan:
    """The files that are to be written for one bulletin: none is before `carry_out`."""

    def __init__(self, content: Content) -> None:
        self._content = content
        self._seen: dict[str, str | None] = {}
        self._texts: dict[str, str] = {}

    def __contains__(self, path: object) -> bool:
        """Whether there is, or will be, anything of this name."""
        return path in self._texts or path in self._content

    def digest(self, path: str) -> str | None:
        """Digest of a file as it stands: what is decided upon it holds only while it stands so."""
        self._seen[path] = self._content.digest(path)
        return self._seen[path]

    def write(self, path: str, text: str) -> None:
        """Have a file written, unless it says the same."""
        seen = self._seen[path] if path in self._seen else self.digest(path)
        if seen != digest(text):
            self._texts[path] = text

    def carry_out(self, receipt: Receipt, renamed: Receipt | None) -> None:
        """Write all files and the receipt.

        Args:
            receipt: what is to be remembered of the bulletin.
            renamed: its receipt under the name that it had before.

        Raises:
            BadInput: somebody saved one of the files meanwhile.
        """
        intent = Intent(receipt, renamed.bulletin if renamed else None)
        if self._texts or renamed:
            self._content.write_intent(intent)
        self._content.write_all(self._unless_saved_meanwhile())
        self._content.write_receipt(receipt)
        if renamed:
            self._content.drop_receipt(renamed)
        self._content.drop_intent(intent)

    def _unless_saved_meanwhile(self) -> Iterator[tuple[str, str]]:
        for path, text in self._texts.items():
            if self._content.digest(path) != self._seen[path]:
                file = str(self._content.root / path)
                raise BadInput(file, "it was saved by somebody while its bulletin was converted", "Convert again")
            yield path, text


def recover_all(content: Content) -> None:
    """Bring the receipts in line with the files where a run was cut short; what is left half written goes.

    Bulletins whose records are damaged are passed over: `recover` says what is wrong when their turn comes.

    Raises:
        NotNow: the disk refuses.
    """
    content.sweep()
    for bulletin in content.unfinished():
        try:
            with suppress(BadInput):
                recover(content, bulletin)
        except OSError as error:
            what = f"the last conversion was cut short, and cannot be finished ({error.strerror or error})"
            remedy = "See that the folder may be written to and the disk has room, and convert again"
            raise NotNow(bulletin, what, remedy) from None


def recover(content: Content, bulletin: str) -> None:
    """Bring a bulletin's receipt in line with its files where a run was cut short.

    Raises:
        BadInput: the intent or the receipt is damaged.
    """
    intent = content.intent(bulletin)
    if intent is None:
        return
    renamed = content.receipt(intent.instead_of) if intent.instead_of else None
    last = content.receipt(bulletin) or renamed
    entries = tuple(_left_behind(content, intent, last))
    if entries:
        # Without the bulletin's digest: it is to be read again, whether or not it has changed.
        content.write_receipt(replace(intent.receipt, digest="", entries=entries))
    if renamed:
        content.drop_receipt(renamed)
    content.drop_intent(intent)


def _left_behind(content: Content, intent: Intent, last: Receipt | None) -> Iterator[Entry]:
    known = {entry.identity.story_id: entry for entry in last.entries} if last else {}
    for meant in intent.receipt.entries:
        entry = ledger.left_behind(known.get(meant.identity.story_id), meant, content.digest(meant.identity.path))
        if entry:
            yield entry
