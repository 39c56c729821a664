"""What a story keeps for ever: its id, its slug and its date."""

import base64
import hashlib
from collections.abc import Container, Iterator, Sequence
from collections.abc import Set as AbstractSet
from datetime import datetime, time
from zoneinfo import ZoneInfo

from slugify import slugify

from .knowledge import fold
from .model import Entry, Identity, Role, Story

LONGEST_SLUG = 80
ID_BYTES = 8
# A headline of nothing but signs (an emoji, say) has no slug of its own.
NAMELESS = "story"


def recognise(stories: Sequence[Story], bodies: Sequence[str], known: Sequence[Entry]) -> tuple[Entry | None, ...]:
    """For each story the entry that it was written under before: same headline, or else same text.

    Args:
        stories: as read now, in the bulletin's order.
        bodies: the digest of each one's text.
        known: entries of the bulletin's last receipt; each is given to one story at most.
    """
    left = list(known)
    found: list[Entry | None] = [None] * len(stories)
    for is_same in (_is_unchanged, _has_headline, _has_text):
        for at, (story, body) in enumerate(zip(stories, bodies, strict=True)):
            entry = None if found[at] else next((one for one in left if is_same(story, body, one)), None)
            if entry:
                left.remove(entry)
                found[at] = entry
    return tuple(found)


def _is_unchanged(story: Story, body: str, entry: Entry) -> bool:
    return _has_headline(story, body, entry) and _has_text(story, body, entry)


def _has_headline(story: Story, _body: str, entry: Entry) -> bool:
    return fold(entry.headline) == fold(story.headline)


def _has_text(story: Story, body: str, entry: Entry) -> bool:
    return bool(story.body) and entry.body == body


def mint(story: Story, zone: ZoneInfo, taken_ids: AbstractSet[str], taken_paths: Container[str]) -> Identity:
    """A new identity: the id and slug follow from what the story says, so that two machines agree on them.

    Args:
        story: a story that was never written before.
        zone: the site's time zone; the story is dated to the start of its day there.
        taken_ids: ids that other stories have.
        taken_paths: files that the slug must not lead to, relative to the content folder.
    """
    day = datetime.combine(story.issued.day, time(), zone)
    lede = next(iter(story.texts(Role.PARAGRAPH)), "")
    seed = f"{story.issued.day.isoformat()}\n{fold(story.headline)}\n{fold(lede)}"
    story_id = next(one for one in _ids(seed) if one not in taken_ids)
    slug = slugify(story.headline, max_length=LONGEST_SLUG, word_boundary=True) or NAMELESS
    return next(
        identity
        for identity in (Identity(story_id, one, day) for one in _numbered(slug))
        if identity.path not in taken_paths
    )


def _ids(seed: str) -> Iterator[str]:
    for at in range(1 << 16):
        digest = hashlib.sha256(f"{seed}\n{at or ''}".encode()).digest()[:ID_BYTES]
        yield base64.b32encode(digest).decode().rstrip("=").lower()


def _numbered(slug: str) -> Iterator[str]:
    yield slug
    for number in range(2, 1 << 20):
        yield f"{slug}-{number}"
