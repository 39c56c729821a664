"""Old addresses: where a story once stood, a page leads on to where it stands now."""

from collections.abc import Iterable, Sequence

from bulletin.amendments import Address, Field, address, addresses

from .model import Entry, Redirect


def former_addresses(place: str, aliases: Field, pattern: str) -> tuple[str, ...]:
    """The addresses that a story may have had.

    The first is that of its file, `2026/11/20/the-headline.md`: it was named for the story's day and slug when it was
    first written, and stays when an editor changes them.

    Args:
        place: The file, relative to the content folder, with forward slashes.
        aliases: The story's own list of further ones; what is no address is passed over.
        pattern: Of a story's address, as in Pelican's `ARTICLE_URL`.
    """
    wanted: Iterable[Address | None] = (address(place), *(found for _, found in addresses(aliases)))
    return tuple(dict.fromkeys(pattern.format(date=each.day, slug=each.slug) for each in wanted if each))


def make_redirects(entries: Sequence[Entry]) -> tuple[Redirect, ...]:
    """One for every address that a story had and has no more.

    Args:
        entries: Every story with a page.

    Returns:
        The redirects. Where an address is another story's by now, or leads to another already, they say whose it is.
    """
    owners = {entry.address: entry for entry in entries}
    redirects = []
    for entry in entries:
        for old in entry.former:
            owner = owners.setdefault(old, entry)
            if old != entry.address:
                redirects.append(Redirect(old, entry, None if owner is entry else owner))
    return tuple(redirects)
