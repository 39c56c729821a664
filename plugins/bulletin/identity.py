"""What a story keeps for ever: its id, its slug and its date."""

import base64
import hashlib
import re
from collections import defaultdict, deque
from collections.abc import Container, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace
from datetime import datetime, time
from zoneinfo import ZoneInfo

from slugify import slugify

from .knowledge import fold
from .likeness import alike, first_hashes
from .model import Entry, Identity, Receipt, Role, Story

LONGEST_SLUG = 80
ID_BYTES = 8
# A headline of nothing but signs (an emoji, say) has no slug of its own.
NAMELESS = "story"
# Windows keeps these names for devices, whatever their ending: a site with such a file could not be checked out there.
DEVICE = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)")
# Digest of no text at all: a stub's.
EMPTY = hashlib.sha256(b"").hexdigest()
HALF = 0.5
# How much of its text must be alike for a story with another headline and another lede to be the one that stood there.
STILL_THE_SAME = 0.4
# "Japan's" and "Japan’s" are one word.
APOSTROPHES = (("'", ""), ("’", ""))


def recognise(
    stories: Sequence[Story], bodies: Sequence[str], known: Sequence[Entry], prints: Sequence[str] = ()
) -> tuple[Entry | None, ...]:
    """For each story the entry that it was written under before: same headline, or else same text, or one much like it.

    Args:
        stories: as read now, in the bulletin's order.
        bodies: the digest of each one's text.
        known: entries of the bulletin's last receipt; each is given to one story at most.
        prints: the prints of their texts, where a story may also be known by a text that is only alike.

    Returns:
        The entries; one that was known by likeness says so.
    """
    shelf = _Shelf(known)
    found: list[Entry | None] = [None] * len(stories)
    for key in (_by_both, _by_headline, _by_body):
        for at, (story, body) in enumerate(zip(stories, bodies, strict=True)):
            found[at] = found[at] or shelf.take(key(fold(story.headline), body))
    for which, entry in _most_alike(found, prints, shelf.left()):
        found[which] = entry
    return tuple(found)


def _most_alike(
    found: Sequence[Entry | None], prints: Sequence[str], left: Sequence[Entry]
) -> Iterator[tuple[int, Entry]]:
    """Pairs of a story that nobody knows and an entry that nobody has, the most alike first."""
    by_hash: defaultdict[str, list[int]] = defaultdict(list)
    for order, entry in enumerate(left):
        for hashed in first_hashes(entry.traits.printed):
            by_hash[hashed].append(order)
    waiting = {at: printed for at, (entry, printed) in enumerate(zip(found, prints, strict=False)) if entry is None}
    near = {(at, order) for at, printed in waiting.items() for one in first_hashes(printed) for order in by_hash[one]}
    pairs = [(alike(waiting[at], left[order].traits.printed), at, order) for at, order in near]
    free = set(range(len(left)))
    for likeness, at, order in sorted(pairs, key=lambda pair: (-pair[0], pair[1:])):
        if likeness >= STILL_THE_SAME and at in waiting and order in free:
            del waiting[at]
            free.remove(order)
            yield at, replace(left[order], why=f"headline and text are new, but {likeness:.0%} of the text is alike")


Key = tuple[str, str]


def _by_both(headline: str, body: str) -> Key | None:
    return headline, body


def _by_headline(headline: str, _body: str) -> Key | None:
    return headline, ""


def _by_body(_headline: str, body: str) -> Key | None:
    return None if body == EMPTY else ("", body)


class _Shelf:
    """Entries under all keys that they may be asked for; each is handed out once."""

    def __init__(self, known: Sequence[Entry]) -> None:
        self._entries: defaultdict[Key, deque[Entry]] = defaultdict(deque)
        self._taken: set[str] = set()
        self._all = known
        for entry in known:
            for key in (_by_both, _by_headline, _by_body):
                place = key(fold(entry.headline), entry.body)
                if place:
                    self._entries[place].append(entry)

    def left(self) -> list[Entry]:
        """The entries that nobody has."""
        return [entry for entry in self._all if entry.identity.story_id not in self._taken]

    def take(self, key: Key | None) -> Entry | None:
        """The next entry under a key that nobody has."""
        waiting = self._entries[key] if key else deque()
        while waiting:
            entry = waiting.popleft()
            if entry.identity.story_id not in self._taken:
                self._taken.add(entry.identity.story_id)
                return entry
        return None


def renamed(bodies: Sequence[str], orphans: Sequence[Receipt]) -> Receipt | None:
    """The receipt that a bulletin has under the name that it had before; None where it is new.

    Args:
        bodies: the digests of its stories' texts.
        orphans: receipts of bulletins that are no longer there. One is taken to be this bulletin's when at least half
            of its stories that have a text are in it, word for word.
    """
    shares = [(_share(bodies, orphan), orphan) for orphan in orphans]
    best = max(shares, key=lambda share: share[0], default=None)
    return best[1] if best and best[0] >= HALF else None


def _share(bodies: Sequence[str], orphan: Receipt) -> float:
    known = {entry.body for entry in orphan.entries if entry.body != EMPTY}
    return len(known & set(bodies)) / len(known) if known else 0.0


def mint(story: Story, zone: ZoneInfo, taken_ids: AbstractSet[str], taken_paths: Container[str]) -> Identity:
    """A new identity: the id and slug follow from what the story says, so that two machines agree on them.

    Args:
        story: a story that was never written before.
        zone: the site's time zone; the story is dated to the start of its day there.
        taken_ids: ids that other stories have.
        taken_paths: files that the slug must not lead to, relative to the content folder.
    """
    wish = natural(story, zone)
    story_id = next(one for one in _ids(story) if one not in taken_ids)
    return next(
        identity
        for identity in (Identity(story_id, one, wish.date) for one in _numbered(wish.slug))
        if identity.path not in taken_paths
    )


def natural(story: Story, zone: ZoneInfo) -> Identity:
    """The identity that a story has where no other stands in its way."""
    return Identity(next(_ids(story)), _slug(story.headline), datetime.combine(story.issued.day, time(), zone))


def _slug(headline: str) -> str:
    slug = slugify(headline, max_length=LONGEST_SLUG, word_boundary=True, replacements=APOSTROPHES) or NAMELESS
    return f"{slug}-{NAMELESS}" if DEVICE.fullmatch(slug) else slug


def _ids(story: Story) -> Iterator[str]:
    lede = next(iter(story.texts(Role.PARAGRAPH)), "")
    seed = f"{story.issued.day.isoformat()}\n{fold(story.headline)}\n{fold(lede)}"
    for at in range(1 << 16):
        digest = hashlib.sha256(f"{seed}\n{at or ''}".encode()).digest()[:ID_BYTES]
        yield base64.b32encode(digest).decode().rstrip("=").lower()


def _numbered(slug: str) -> Iterator[str]:
    yield slug
    for number in range(2, 1 << 20):
        yield f"{slug}-{number}"
