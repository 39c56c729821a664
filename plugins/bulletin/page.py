"""A story as the Markdown file that Pelican reads and a person corrects, and back to its front matter."""

import html
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from itertools import chain, groupby

from dateutil.parser import parse as parse_date

from . import amendments, escape, head, stamp
from .amendments import WITHDRAWN
from .errors import BadInput
from .head import DRAFT as DRAFT
from .head import PUBLISHED as PUBLISHED
from .head import STATUSES as STATUSES
from .head import Fault, Fields, Head
from .model import Identity, Part, Photo, Role, Story
from .regions import Vocabulary

LONGEST_SUMMARY = 300
SENTENCE_END = re.compile(r"[.!?…][\"'”’»)\]]*(?=\s|$)")
SEPARATOR = "; "
# In what is to be written.
EXAMPLE = "2026-11-21"


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
    """The fields on top of a story's file as Pelican's reader takes them; of one that stands there twice, the first.

    Names are as they are written.
    """
    top = head.read(head.lines_of(text))
    return {top.written[key]: lines[0][1] for key, lines in top.fields.items()}


def photo_credits(text: str) -> str:
    """All that stands behind `Photo_Credits` on top of a story's file, also in several lines."""
    return SEPARATOR.join(line for _, line in head.read(head.lines_of(text)).fields.get("photo_credits", ()))


def text_of(text: str) -> list[str]:
    """The lines of a story's file below its fields."""
    lines = head.lines_of(text)
    return lines[head.read(lines).end :]


def check(name: str, raw: bytes) -> tuple[BadInput, ...]:
    """See that a story's file, which a person may have edited, can be published.

    Args:
        name: the file, for the messages.
        raw: its bytes.

    Returns:
        What is to be mended in a story that can be published all the same.

    Raises:
        BadInput: it is no UTF-8, has a line among its fields that is none, has no title, or a field that cannot be
            understood.
    """
    lines = lines_of(name, raw)
    return faults(name, lines, head.read(lines))


def lines_of(name: str, raw: bytes) -> list[str]:
    """The lines of a story's file.

    Raises:
        BadInput: it is no UTF-8.
    """
    try:
        return head.lines_of(raw.decode("utf-8"))
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        raise BadInput(name, "the letters cannot be read", "Save the file as UTF-8", line) from None


def faults(name: str, lines: Sequence[str], top: Head) -> tuple[BadInput, ...]:
    """As `check`, of a file whose fields have been read."""
    for line, what, remedy in chain(head.slips(lines, top), _faults_that_refuse(top.fields)):
        raise BadInput(name, what, remedy, line)
    return tuple(
        BadInput(name, what, remedy, line)
        for find in (_faults_of_notices, _faults_of_withdrawal, _faults_of_thread, _faults_of_aliases)
        for line, what, remedy in find(top.fields)
    )


def is_kept_back(raw: bytes) -> bool:
    """Whether the fields of a story's file say that it is not on the site, whatever else may be wrong with it."""
    fields = head.read(head.lines_of(raw.decode("utf-8", "replace"))).fields
    return _first(fields, "status")[1].lower() in (DRAFT, head.SKIP)


def _faults_that_refuse(fields: Fields) -> Iterator[Fault]:
    """What keeps a story from being published."""
    if not _first(fields, "title")[1]:
        yield 1, "there is no Title", 'Write "Title: ..." on the first line'
    at, status = _first(fields, "status")
    if "status" in fields and status.lower() not in STATUSES:
        yield at, f"the Status {status!r} is none", f"Write one of: {', '.join(STATUSES)}"
    for key in ("date", "modified"):
        at, value = _first(fields, key)
        if value and not _is_moment(value):
            yield at, f"{value!r} is no date", f"Write it like {EXAMPLE} 14:30"


def _first(fields: Fields, key: str) -> tuple[int, str]:
    return next(iter(fields.get(key, ())), (1, ""))


def _faults_of_notices(fields: Fields) -> Iterator[Fault]:
    for name in ("Correction", "Reason"):
        lines = fields.get(name.lower())
        if not lines:
            continue
        wrong = [(at, day) for at, line in lines if (day := amendments.undatable(line))]
        for at, day in wrong:
            yield at, f"{day!r} is no date", f"Write it like {name}: {EXAMPLE}: What is to be said."
        said = amendments.amendments([line for _, line in lines])
        if not said:
            yield lines[0][0], f"the {name} says nothing", "Write what readers are to know, or delete the line"
        elif not said[0].when and not wrong and "modified" not in fields:
            yield lines[0][0], f"the {name} has no date", f"Write {name}: {EXAMPLE}: What is to be said."


def _faults_of_withdrawal(fields: Fields) -> Iterator[Fault]:
    at, status = _first(fields, "status")
    is_withdrawn = status.lower() == WITHDRAWN
    if is_withdrawn and "reason" not in fields:
        yield at, "the story is withdrawn without a Reason", f"Write Reason: {EXAMPLE}: Why it was withdrawn."
    if "reason" in fields and not is_withdrawn:
        yield fields["reason"][0][0], "a Reason stands here, but the story is not withdrawn", "Write Status: withdrawn"


def _faults_of_thread(fields: Fields) -> Iterator[Fault]:
    lines = fields.get("thread", ())
    if lines and (len(lines) > 1 or not lines[0][1]):
        remedy = "Write one word that the stories have in common, or none"
        yield lines[-1][0], "a story has one Thread", remedy


def _faults_of_aliases(fields: Fields) -> Iterator[Fault]:
    for at, line in fields.get("aliases", ()):
        for written, address in amendments.addresses(line):
            if address is None:
                yield at, f"{written!r} is no address of a story", "Write it like 2026/03/09/the-old-slug/"


def _is_moment(text: str) -> bool:
    if stamp.moment_of(text):
        return True
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
