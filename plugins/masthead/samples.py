"""The bulletins that come with the project, to be taken away: told by their digests, never guessed."""

from collections.abc import Iterator, Mapping
from importlib.resources import files
from pathlib import Path

from bulletin import settings, store
from bulletin.lock import held
from bulletin.model import Entry, Receipt

from .model import Clearance

EDITED = "edited, so it is yours"


def known() -> Mapping[str, frozenset[str]]:
    """The sample bulletins: name -> the digests that each has had."""
    rows = [row.split("\t") for row in files(__package__).joinpath("data/samples.tsv").read_text("utf-8").splitlines()]
    return {name: frozenset(digest for other, digest in rows if other == name) for name, _ in rows}


def survey(site: settings.Settings) -> Clearance:
    """What is to be taken away, and what is not; touches nothing.

    Args:
        site: Where its bulletins and stories lie.
    """
    clearance = Clearance()
    for name, digests in known().items():
        clearance = _with(clearance, site, name, digests)
    return clearance


def clear(site: settings.Settings, clearance: Clearance) -> None:
    """Take it away: bulletins first, so that a conversion in between brings nothing back.

    Raises:
        NotNow: A conversion is at work, and does not end.
    """
    content = store.Content(site.content)
    with held(site.content, print):
        for path in clearance.going:
            path.unlink(missing_ok=True)
            _tidy(path.parent, site.content)
        for name in clearance.receipts:
            if receipt := content.receipt(name):
                content.drop_receipt(receipt)


def _with(so_far: Clearance, site: settings.Settings, name: str, digests: frozenset[str]) -> Clearance:
    """What a sample adds: nothing where another bulletin of its name has been put into its place."""
    content = store.Content(site.content)
    bulletin, receipt = site.seeds / name, content.receipt(name)
    lies_there = bulletin.is_file()
    if lies_there and store.digest_of_file(bulletin) not in digests:
        return Clearance(so_far.going, so_far.receipts, (*so_far.staying, (bulletin, EDITED)))
    is_ours = receipt is not None and receipt.digest in digests
    stories = list(_stories(content, receipt)) if receipt and is_ours else []
    going = [site.content / entry.identity.path for entry, on_disk in stories if on_disk == entry.wrote]
    edited = [site.content / entry.identity.path for entry, on_disk in stories if on_disk != entry.wrote]
    return Clearance(
        (*so_far.going, *([bulletin] if lies_there else []), *going),
        # What remembers an edited story stays with it.
        (*so_far.receipts, *([name] if is_ours and not edited else [])),
        (*so_far.staying, *((path, EDITED) for path in edited)),
    )


def _stories(content: store.Content, receipt: Receipt) -> Iterator[tuple[Entry, str]]:
    """The stories of a bulletin that are there, each with the digest of its file."""
    for entry in receipt.entries:
        on_disk = None if entry.told_later else content.digest(entry.identity.path)
        if on_disk is not None and entry.wrote is not None:
            yield entry, on_disk


def _tidy(folder: Path, content: Path) -> None:
    """Remove the folders of days that have no story left."""
    while folder != content and folder.is_relative_to(content) and not any(folder.iterdir()):
        folder.rmdir()
        folder = folder.parent
