"""A story as the Markdown file that Pelican reads and a person corrects, and back to its front matter."""

import html
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from itertools import groupby

from dateutil.parser import parse as parse_date

from . import escape
from .errors import BadInput
from .model import Identity, Part, Photo, Role, Story
from .regions import Vocabulary

LONGEST_SUMMARY = 300
SENTENCE_END = re.compile(r"[.!?…][\"'”’»)\]]*(?=\s|$)")
FIELD = re.compile(r"(?P<key>[A-Za-z0-9_-]+):\s*(?P<value>.*)")
SEPARATOR = "; "
PUBLISHED, DRAFT = "published", "draft"
# What an editor writes as `Thread` to take a story out of one.
NO_THREAD = "none"
STATUSES = (PUBLISHED, DRAFT, "hidden", "skip")


def render(
    story: Story,
    identity: Identity,
    vocabulary: Vocabulary,
    modified: datetime | None = None,
    *,
    is_draft: bool = False,
    thread: str = "",
) -> str:
    """The text of the story's file, with a newline at the end.

    Args:
        story: what it says.
        identity: its permanent id, slug and date.
        vocabulary: names of regions and countries, for the tags.
        modified: when its text was last changed after publication, with zone.
        is_draft: whether it waits for an editor.
        thread: the id of the story that begins the thread which it goes on.
    """
    status = DRAFT if is_draft else PUBLISHED
    fields = _fields(story, identity, vocabulary, modified) | {"Status": status, "Thread": thread}
    front = "\n".join(f"{key}: {value}" for key, value in fields.items() if value)
    return "\n\n".join([front, *_body(story)]) + "\n"


def body(story: Story) -> str:
    """The story's text without its front matter, as Markdown."""
    return "\n\n".join(_body(story))


def front_matter(text: str) -> Mapping[str, str]:
    """The `Key: value` lines on top of a story's file, up to the first line that is none."""
    return {match["key"]: match["value"] for match in _front_lines(text.splitlines())}


def check(name: str, raw: bytes) -> None:
    """See that a story's file, which a person may have edited, can be published.

    Args:
        name: the file, for the message.
        raw: its bytes.

    Raises:
        BadInput: it is no UTF-8, has no title, or a field that cannot be understood.
    """
    try:
        lines = raw.decode("utf-8-sig").splitlines()
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        raise BadInput(name, "the letters cannot be read", "Save the file as UTF-8", line) from None
    fields = {match["key"].lower(): (at, match["value"]) for at, match in enumerate(_front_lines(lines), 1)}
    if not fields.get("title", (1, ""))[1]:
        raise BadInput(name, "there is no Title", 'Write "Title: ..." on the first line', 1)
    status = fields.get("status", (1, "published"))
    if status[1].lower() not in STATUSES:
        raise BadInput(name, f"the Status {status[1]!r} is none", f"Write one of: {', '.join(STATUSES)}", status[0])
    for key in ("date", "modified"):
        at, value = fields.get(key, (1, ""))
        if value and not _is_moment(value):
            raise BadInput(name, f"{value!r} is no date", "Write it like 2026-03-09 14:30", at)


def _front_lines(lines: Sequence[str]) -> Iterator[re.Match[str]]:
    for line in lines:
        match = FIELD.fullmatch(line.rstrip())
        if match is None:
            return
        yield match


def _is_moment(text: str) -> bool:
    try:
        parse_date(text)
    except (ValueError, OverflowError):
        return False
    return True


def credits_of(story: Story) -> tuple[str, ...]:
    """Each credit once, as it is shown: "Name / Agency"."""
    return tuple(dict.fromkeys(filter(None, map(shown_credit, story.photos))))


def shown_credit(photo: Photo) -> str:
    """A credit as readers see it; empty where none is known."""
    names = [name for name in (photo.photographer, photo.agency) if name]
    return " / ".join(names) if photo.photographer else photo.credit or " / ".join(names)


def _fields(
    story: Story, identity: Identity, vocabulary: Vocabulary, modified: datetime | None
) -> dict[str, str | None]:
    regions = story.place.regions or (vocabulary.world.name,)
    places = map(vocabulary.place, (*story.place.countries, *story.place.divisions))
    tags = dict.fromkeys([*regions, *(place.name for place in places if place)])
    return {
        "Title": story.headline,
        "Date": identity.date.isoformat(" "),
        "Modified": modified.isoformat(" ", "seconds") if modified else None,
        "Slug": identity.slug,
        "Tags": SEPARATOR.join(tags),
        "Region": story.place.region,
        "Countries": ", ".join(story.place.countries),
        "Summary": escape.paragraph(summary(story)),
        "Photo_Credits": SEPARATOR.join(credits_of(story)),
        "Byline": story.byline,
        "Dateline": story.dateline,
        "Lang": story.language,
        "Status": None,
        "Thread": None,
        "Kind": story.kind.value,
        "Source": f"{story.bulletin}, line {story.line}",
        "Story_ID": identity.story_id,
        "Date_Basis": story.issued.basis,
    }


def summary(story: Story) -> str:
    """The first paragraph; a long one is cut after a sentence, or else after a word. Empty for a stub."""
    text = next(iter(story.texts(Role.PARAGRAPH) or story.texts(Role.ITEM)), "")
    if len(text) <= LONGEST_SUMMARY:
        return text
    ends = [match.end() for match in SENTENCE_END.finditer(text) if match.end() <= LONGEST_SUMMARY]
    return text[: ends[-1]] if ends else text[:LONGEST_SUMMARY].rsplit(" ", 1)[0].rstrip(" ,;:–—-") + "…"


def _body(story: Story) -> Iterator[str]:
    """The blocks of the file's text."""
    for is_item, pieces in groupby(story.body, key=lambda piece: isinstance(piece, Part) and piece.role is Role.ITEM):
        if is_item:
            yield "\n".join(f"- {escape.paragraph(piece.text)}" for piece in pieces if isinstance(piece, Part))
        else:
            yield from map(_block, pieces)


def _block(piece: Part | Photo) -> str:
    if isinstance(piece, Photo):
        return _figure(piece)
    return f"## {escape.heading(piece.text)}" if piece.role is Role.CROSSHEAD else escape.paragraph(piece.text)


def _figure(photo: Photo) -> str:
    credit = html.escape(shown_credit(photo), quote=False)
    caption = " ".join(
        filter(None, [html.escape(photo.caption, quote=False), credit and f'<span class="credit">{credit}</span>'])
    )
    return f'<figure class="photo">\n<figcaption>{caption}</figcaption>\n</figure>'
