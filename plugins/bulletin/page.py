"""A story as the Markdown file that Pelican reads and a person corrects, and back to its front matter."""

import html
import re
from collections.abc import Iterator, Mapping
from datetime import datetime
from itertools import groupby

from . import escape
from .model import Identity, Part, Photo, Role, Story
from .regions import Vocabulary

LONGEST_SUMMARY = 300
SENTENCE_END = re.compile(r"[.!?…][\"'”’»)\]]*(?=\s|$)")
FIELD = re.compile(r"(?P<key>[A-Za-z0-9_-]+):\s*(?P<value>.*)")
SEPARATOR = "; "


def render(story: Story, identity: Identity, vocabulary: Vocabulary, modified: datetime | None = None) -> str:
    """The text of the story's file, with a newline at the end.

    Args:
        story: what it says.
        identity: its permanent id, slug and date.
        vocabulary: names of regions and countries, for the tags.
        modified: when its text was last changed after publication, with zone.
    """
    fields = _fields(story, identity, vocabulary, modified)
    front = "\n".join(f"{key}: {value}" for key, value in fields.items() if value)
    return "\n\n".join([front, *_body(story)]) + "\n"


def body(story: Story) -> str:
    """The story's text without its front matter, as Markdown."""
    return "\n\n".join(_body(story))


def front_matter(text: str) -> Mapping[str, str]:
    """The `Key: value` lines on top of a story's file, up to the first line that is none."""
    fields: dict[str, str] = {}
    for line in text.splitlines():
        match = FIELD.fullmatch(line)
        if match is None:
            break
        fields[match["key"]] = match["value"].strip()
    return fields


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
    countries = [vocabulary.countries[code].name for code in story.place.countries]
    return {
        "Title": story.headline,
        "Date": identity.date.isoformat(" "),
        "Modified": modified.isoformat(" ", "seconds") if modified else None,
        "Slug": identity.slug,
        "Tags": SEPARATOR.join([*regions, *countries]),
        "Region": story.place.region,
        "Countries": ", ".join(story.place.countries),
        "Summary": escape.paragraph(summary(story)),
        "Photo_Credits": SEPARATOR.join(credits_of(story)),
        "Byline": story.byline,
        "Dateline": story.dateline,
        "Status": "published",
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
