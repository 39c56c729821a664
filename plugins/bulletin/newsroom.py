"""What all bulletins of a run share: the site's settings, its content, and all that receipts remember."""

from dataclasses import dataclass, replace

from .archive import Archive, Known
from .model import Receipt
from .settings import Settings
from .store import Content


@dataclass(frozen=True, slots=True)
class Newsroom:
    """What all bulletins of a run share."""

    settings: Settings
    content: Content
    ids: set[str]
    orphans: list[Receipt]
    """Receipts of bulletins that are no longer there: one of them may have been renamed."""
    archive: Archive

    def remember(self, receipt: Receipt) -> None:
        """Write a receipt and know what it says."""
        self.content.write_receipt(receipt)
        self.archive.put(receipt)

    def mark_told_later(self, known: Known, bulletin: str) -> None:
        """Have the receipt of an earlier version say which bulletin tells the story later."""
        receipt = self.archive.receipt(known.bulletin)
        if receipt:
            story_id = known.entry.identity.story_id
            marked = (
                replace(entry, told_later=bulletin) if entry.identity.story_id == story_id else entry
                for entry in receipt.entries
            )
            self.remember(replace(receipt, entries=tuple(marked)))

    def agree(self) -> None:
        """See that of each story one bulletin's version is followed, as it is unless a run was cut short."""
        for version, latest in list(self.archive.contested()):
            self.mark_told_later(version, latest.bulletin)

    def take_over(self) -> None:
        """Have stories that have left the bulletin whose version their files followed follow the one that is left.

        Its receipt forgets the bulletin's digest, so that the next run reads it again.
        """
        for receipt in list(self.archive.left_behind()):
            entries = tuple(self.archive.freed(entry) for entry in receipt.entries)
            self.remember(replace(receipt, digest="", entries=entries))
