"""What holds of any bulletin, whatever its bytes: asked by the tests and by tools/fuzz.py."""

import re
import unicodedata
from collections import Counter
from datetime import date
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from runpy import run_path
from zoneinfo import ZoneInfo

from markdown import Markdown

from bulletin import export, identity, page, pipeline, regions
from bulletin.errors import BadInput
from bulletin.model import Part, Reading, Story

ROOT = Path(__file__).parents[1]
RECEIVED = date(2026, 3, 9)
ZONE = ZoneInfo("UTC")
FIELDS = frozenset(
    {"Title", "Date", "Slug", "Tags", "Region", "Countries", "Summary", "Photo_Credits", "Byline", "Dateline", "Lang"}
    | {"Status", "Thread", "Kind", "Source", "Story_ID", "Date_Basis"}
)
# What a story's text is made of, and all that its elements may say.
ELEMENTS = frozenset({"p", "h2", "ul", "li", "figure", "figcaption", "span"})
ATTRIBUTES = frozenset({"class", "id"})
SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
# Joiners that scripts and emoji are spelled with, marks of direction, and what flags of England and Wales are made of.
USEFUL = re.compile(
    "[\u200c-\u200f\u061c\u0600-\u0605\u06dd\u070f\u0890\u0891\u08e2\U000110bd\U000110cd\U00013430-\U0001343f]|\U0001f3f4[\U000e0030-\U000e007a]{3,6}\U000e007f"
)


def compose(name: str, raw: bytes) -> Reading | None:
    """A bulletin's reading, or nothing where an editor is told why it cannot be read; anything else is a fault."""
    try:
        return pipeline.compose(name, raw, RECEIVED, vocabulary())
    except BadInput:
        return None


def check(reading: Reading) -> None:
    """See that a reading is sound: no line is lost, no field taken over, nothing in a story is more than text."""
    check_lines(reading)
    for story in reading.stories:
        assert any(map(str.isalpha, story.headline)), story.headline
        check_page(story)


def check_lines(reading: Reading) -> None:
    """See that each line stands in exactly one place: a story, or what was dropped, with a reason."""
    written = [number for number, line in enumerate(reading.bulletin.lines, 1) if line.strip()]
    assert accounted(reading) == written
    assert [number for number, *_ in export.line_by_line(reading)] == written
    assert all(one.why for one in reading.dropped)


def accounted(reading: Reading) -> list[int]:
    """The numbers of all lines, as often as they are claimed."""
    lines = [number for story in reading.stories for number in story.lines]
    lines += [number for story in reading.stories for piece in story.body for number in piece.lines]
    return sorted(lines + [one.line for one in reading.dropped])


def check_page(story: Story) -> None:
    """See that a story's file has our fields, each once and with our value, and that its text is only text."""
    who = identity.natural(story, ZONE)
    assert SLUG.fullmatch(who.slug), who.slug
    text = page.render(story, who, vocabulary())
    page.check("a.md", text.encode())
    top = text.split("\n\n", 1)[0].removesuffix("\n").split("\n")
    names = Counter(line.partition(":")[0] for line in top)
    assert set(names) <= FIELDS, names
    assert set(names.values()) == {1}, names
    fields = page.front_matter(text)
    assert fields["Title"] == story.headline
    assert (fields["Slug"], fields["Story_ID"], fields["Status"]) == (who.slug, who.story_id, page.PUBLISHED)
    assert invisible(text) == set(), ascii(text)
    check_text(story, text)


def check_text(story: Story, text: str) -> None:
    """See that what a browser gets of a story's text is that text, and elements of ours."""
    html = markdown().reset().convert(text)
    assert foreign(html) == set()
    told = [
        piece.text if isinstance(piece, Part) else f"{piece.caption} {page.shown_credit(piece)}" for piece in story.body
    ]
    assert "".join("".join(_seen(html).texts).split()) == "".join("".join(told).split())


def invisible(text: str) -> set[str]:
    """The characters of a text that nobody sees and no script needs."""
    return {one for one in USEFUL.sub("", text) if one != "\n" and unicodedata.category(one) in ("Cc", "Cf", "Cs")}


def foreign(html: str) -> set[str]:
    """The elements and attributes of a body that no story of a bulletin has."""
    return _seen(html).foreign


def _seen(html: str) -> "_Seen":
    seen = _Seen()
    seen.feed(html)
    seen.close()
    return seen


class _Seen(HTMLParser):
    """What a browser gets."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.texts: list[str] = []
        self.foreign: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.foreign |= {tag} - ELEMENTS
        self.foreign |= {name for name, _ in attrs} - ATTRIBUTES

    def handle_data(self, data: str) -> None:
        self.texts.append(data)

    def handle_comment(self, data: str) -> None:
        self.foreign.add("a comment")

    def handle_decl(self, decl: str) -> None:
        self.foreign.add("a declaration")

    def handle_pi(self, data: str) -> None:
        self.foreign.add("an instruction")


@cache
def vocabulary() -> regions.Vocabulary:
    return regions.load()


@cache
def markdown() -> Markdown:
    """Markdown as the site has it."""
    given = run_path(str(ROOT / "pelicanconf.py"))["MARKDOWN"]
    return Markdown(**given, extensions=list(given["extension_configs"]))
