"""The way of a story, room by room: the first thing to read.

    seeds/x.txt -read-> Bulletin -blocks-> Block... -label, captions, context-> Marked... -tagging-> Tagged...
       Tagged... -segment-> Draft...
       Draft -clean- datelines- photos- places- dates-> Story

Everything here is pure: a function of the bulletin's bytes. What becomes of the stories on disk is for `convert`.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from . import (
    blocks,
    captions,
    clean,
    context,
    datelines,
    dates,
    label,
    language,
    photos,
    places,
    read,
    segment,
    tagging,
    takes,
)
from .errors import BadInput
from .model import Bulletin, Draft, Dropped, Issued, Marked, Part, Photo, Reading, Role, Standing, Story, Tagged
from .regions import Vocabulary


def compose(
    name: str, raw: bytes, received: date, vocabulary: Vocabulary | None = None, *, explain: bool = False
) -> Reading:
    """Read a bulletin from its bytes to its stories.

    Args:
        name: the file's name, without folder.
        raw: its bytes.
        received: the day it was last written.
        vocabulary: the site's regions, instead of the usual ones.
        explain: say of each line why it became what it is.

    Raises:
        BadInput: it cannot be read, or no headline is found in it.
    """
    bulletin = read.read(name, raw, received)
    drafts, dropped, stamped = _cut(bulletin, explain=explain)
    if not drafts:
        raise BadInput(
            name, "no headline was found", "Put each headline on a line of its own, a blank line below it", 1
        )
    spoken = language.of(part.text for draft in drafts for part in draft.parts)
    issued = dates.issued(bulletin, stamped, drafts, spoken)
    drafts.reverse()
    stories = [_story(drafts.pop(), bulletin, issued, vocabulary, spoken) for _ in range(len(drafts))]
    return Reading(bulletin, issued, tuple(stories), tuple(dropped))


def _cut(bulletin: Bulletin, *, explain: bool) -> tuple[list[Draft], list[Dropped], list[Marked]]:
    """The stories of a bulletin, what is dropped, and the blocks that may tell its date."""
    drafts: list[Draft] = []
    dropped: list[Dropped] = []
    stamped: list[Marked] = []

    def reader(start: int, end: int) -> Sequence[Tagged]:
        marked = mark(bulletin.lines[start - 1 : end - 1], bulletin.standings, start)
        return tagging.tag(marked, explain=explain)

    for tagged in takes.read(len(bulletin.lines), reader):
        of_take, out = segment.cut(tagged)
        drafts += of_take
        dropped += _as_printed(bulletin, out)
        stamped += (one.marked for one in tagged if one.marked.label in dates.STAMPS)
    return drafts, dropped, stamped


def mark(
    lines: Sequence[str], standings: Mapping[int, Standing] = blocks.NOWHERE, first: int = 1
) -> tuple[Marked, ...]:
    """The blocks of a bulletin's lines, each with what it looks like: what `tagging` is given."""
    return context.relabel(captions.join(label.label(blocks.split(lines, standings, first))))


def _story(
    draft: Draft, bulletin: Bulletin, issued: Issued, vocabulary: Vocabulary | None, spoken: str | None
) -> Story:
    draft = replace(draft, parts=tuple(replace(part, text=clean.text(part.text)) for part in draft.parts))
    draft = datelines.take_off(draft)
    body = tuple(photos.develop(part) for part in draft.parts)
    headline = clean.headline(draft.headline)
    texts = _texts(body, Role.PARAGRAPH, Role.ITEM)
    return Story(
        headline=headline,
        kind=draft.kind,
        body=body,
        lines=draft.lines,
        bulletin=bulletin.name,
        issued=issued,
        place=places.locate(
            headline,
            texts,
            captions=[piece.caption for piece in body if isinstance(piece, Photo)],
            crossheads=_texts(body, Role.CROSSHEAD),
            dateline=draft.dateline,
            vocabulary=vocabulary,
        ),
        language=language.of([headline, *texts]) or spoken,
        byline=draft.byline and clean.text(draft.byline),
        dateline=draft.dateline,
        why=draft.why,
        confidence=draft.confidence,
    )


def _texts(body: Sequence[Part | Photo], *roles: Role) -> list[str]:
    return [piece.text for piece in body if isinstance(piece, Part) and piece.role in roles]


def _as_printed(bulletin: Bulletin, dropped: Sequence[Dropped]) -> Iterator[Dropped]:
    """What was dropped, each line as it stood in the bulletin."""
    return (replace(one, text=bulletin.lines[one.line - 1].strip()) for one in dropped)
