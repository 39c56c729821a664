"""Rows of tags that can be: which tag a block has follows in part from where it stands in its story."""

from collections.abc import Iterator, Sequence

from bulletin.model import HEADLINES, Tag

BYLINES = frozenset({Tag.BYLINE, Tag.SIGNED})
BODY = frozenset({Tag.TEXT, Tag.CROSSHEAD, Tag.CAPTION})


def settle(tags: Sequence[Tag]) -> tuple[Tag, ...]:
    """The tags made consistent.

    Headlines, bylines and bodies stay where they can; what is none of them is above, in or below its story, and a
    headline without a body is a stub.
    """
    settled = [Tag.OUTSIDE] * len(tags)
    for start, end in stories(tags):
        settled[start:end] = _settle_story(tags[start:end])
    return tuple(settled)


def stories(tags: Sequence[Tag]) -> Iterator[tuple[int, int]]:
    """Where each story begins and where the next one does."""
    starts = [at for at, tag in enumerate(tags) if tag in HEADLINES]
    yield from zip(starts, [*starts[1:], len(tags)], strict=True)


def _settle_story(tags: Sequence[Tag]) -> list[Tag]:
    body = [at for at, tag in enumerate(tags) if tag in BODY]
    if not body:
        return [Tag.STUB] + [Tag.OUTSIDE] * (len(tags) - 1)
    first, last = body[0], body[-1]
    settled = [Tag.HEADLINE]
    for at, tag in enumerate(tags[1:], 1):
        if tag in BODY:
            # Nothing is below the last block that it could be the heading of.
            settled.append(Tag.TEXT if at == last and tag is Tag.CROSSHEAD else tag)
        elif at < first:
            settled.append(Tag.BYLINE if tag in BYLINES else Tag.TOP)
        elif at < last:
            settled.append(Tag.ASIDE)
        else:
            is_signed = tag in BYLINES and settled[-1] is not Tag.OUTSIDE
            settled.append(Tag.SIGNED if is_signed else Tag.OUTSIDE)
    return settled
