"""What the stories' own files leave to an editor, and what would take a story off the site.

Drafts, embargoes, photos without a credit, stories of no region; files that cannot be understood.
"""

import re
from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

from dateutil.parser import parse as parse_date
from slugify import slugify

from bulletin import figures, page, regions
from bulletin.errors import BadInput
from bulletin.regions import Vocabulary

from .model import Finding, Gravity, Kind

BETWEEN_TAGS = re.compile(r"[;,]")
# Pages of the site, which are no stories.
PAGES = "pages"
# The language of the names in the usual table of regions.
ENGLISH = "en"


@dataclass(frozen=True, slots=True)
class Shown:
    """What is known of the built site."""

    newest: datetime | None = None
    """When the newest story on it came out: what is later waits. The clock tells where None."""
    slugs: Container[str] = ()
    """The last folder of the address of each page."""
    language: str = ENGLISH
    names: Mapping[str, str] = field(default_factory=dict)
    """The slug of each region and country on its page of regions, and what the site calls it."""


def check(content: Path, site: Shown, table: Path | None = None) -> Iterator[Finding]:
    """What an editor may want to look at before the site is published, and what has to be mended.

    Args:
        content: the folder of the stories.
        site: what was built of them.
        table: the site's own table of regions.
    """
    vocabulary = regions.load(table)
    # A site in another language may name the usual regions in that: its page of regions tells how.
    names_tell = table is not None or site.language.startswith(ENGLISH) or bool(site.names)
    for path in sorted(content.rglob("*.md")):
        file = path.relative_to(content)
        if any(part.startswith(".") for part in file.parts):
            continue
        if file.parts[0] == PAGES:
            yield from check_page(file.as_posix(), path.read_bytes())
        else:
            yield from check_story(file.as_posix(), path.read_bytes(), site, vocabulary, names_tell=names_tell)


def check_page(file: str, raw: bytes) -> Iterator[Finding]:
    """What is wrong with the file of a page that is no story."""
    try:
        faults = page.check(file, raw)
    except BadInput as refusal:
        yield _refused("page", file, raw, refusal)
        return
    for fault in faults:
        yield _warning(Kind.STORY, file, fault.what, fault.remedy, fault.line)


def check_story(
    file: str, raw: bytes, site: Shown, vocabulary: Vocabulary, *, names_tell: bool = True
) -> Iterator[Finding]:
    """What is left to do in a story's file.

    Args:
        file: its name, for the messages.
        raw: its bytes.
        site: what was built.
        vocabulary: the regions.
        names_tell: whether it is known what the site calls its regions.
    """
    try:
        faults = page.check(file, raw)
        text = raw.decode("utf-8-sig")
        fields = {key.lower(): value for key, value in page.front_matter(text).items()}
        _refuse_undated(file, fields, site)
    except BadInput as refusal:
        yield _refused("story", file, raw, refusal)
        return
    for fault in faults:
        yield _warning(Kind.STORY, file, fault.what, fault.remedy, fault.line)
    status = fields.get("status", "").lower() or page.PUBLISHED
    if status == page.DRAFT:
        remedy = "Read it over, then write Status: published, or delete the file"
        yield _warning(Kind.DRAFT, file, "a draft waits for an editor", remedy, _line(raw, "Status"))
    elif status == page.PUBLISHED:
        yield from _embargo(file, raw, fields, site.newest or datetime.now(UTC))
        yield from _place(file, raw, fields, vocabulary)
        yield from _region(file, raw, fields, _named(vocabulary, site.names)) if names_tell else ()
        yield from _credits(file, raw, text)


def _refused(what: str, file: str, raw: bytes, refusal: BadInput) -> Finding:
    """A file of which nothing is published: its address would be lost, unless it is to have none."""
    gravity = Gravity.WARNING if page.is_kept_back(raw) else Gravity.ERROR
    said = f"the {what} is not published: {refusal.what}"
    return Finding(Kind.STORY, file, said, refusal.remedy, gravity, refusal.line)


def _refuse_undated(file: str, fields: Mapping[str, str], site: Shown) -> None:
    """A story needs a date. Pelican may have it from a setting or the file's name: then the story has its page.

    Raises:
        BadInput: There is none.
    """
    slug = fields.get("slug") or slugify(fields["title"])
    if not fields.get("date") and slug not in site.slugs:
        remedy = f'Write "Date: {page.EXAMPLE} 14:30" on a line of its own below the Title'
        raise BadInput(file, "there is no Date", remedy, 1)


def _embargo(file: str, raw: bytes, fields: Mapping[str, str], newest: datetime) -> Iterator[Finding]:
    if not fields.get("date"):
        return
    moment = parse_date(fields["date"])
    if (moment if moment.tzinfo else moment.replace(tzinfo=newest.tzinfo)) > newest:
        what = f"the story is under embargo: it comes out with the first build after {fields['date']}"
        remedy = "Build and publish again then; for now, or if it is a slip, write another Date"
        yield _warning(Kind.EMBARGO, file, what, remedy, _line(raw, "Date"))


def _place(file: str, raw: bytes, fields: Mapping[str, str], vocabulary: Vocabulary) -> Iterator[Finding]:
    tags = (slugify(tag) for tag in BETWEEN_TAGS.split(fields.get("tags", "")))
    if not (fields.get("region") or fields.get("countries") or any(tag in _places(vocabulary) for tag in tags)):
        example, world = vocabulary.regions[0].name, vocabulary.world.name
        remedy = f"Write it, like Region: {example}, and in Tags; or Region: {world} if it is a story of no place"
        yield _warning(Kind.REGION, file, "the story has no region", remedy, _line(raw, "Tags"))


@cache
def _places(vocabulary: Vocabulary) -> frozenset[str]:
    """The slugs of all regions, countries, states and provinces; not that of stories with no place."""
    slugs = {region.slug for region in vocabulary.regions}
    slugs |= {place.slug for place in (*vocabulary.countries.values(), *vocabulary.divisions.values())}
    return frozenset(slugs)


def _named(vocabulary: Vocabulary, names: Mapping[str, str]) -> Mapping[str, str]:
    """The slug of each region, and what the site calls it; the vocabulary's name where it does not say so."""
    return {region.slug: names.get(region.slug, region.name) for region in (*vocabulary.regions, vocabulary.world)}


def _region(file: str, raw: bytes, fields: Mapping[str, str], regions_here: Mapping[str, str]) -> Iterator[Finding]:
    """A main region that the site does not have; the story is filed as if none stood there."""
    name = fields.get("region", "")
    names = regions_here.values()
    if name and slugify(name) not in regions_here and name.casefold() not in map(str.casefold, names):
        remedy = regions.suggestion(name, names)
        yield _warning(Kind.REGION, file, f"no region is called {name!r}", remedy, _line(raw, "Region"))


def _credits(file: str, raw: bytes, text: str) -> Iterator[Finding]:
    """Photos of which nobody is told who took them, and those of which two places tell two things."""
    for line in figures.without_credit(text):
        remedy = 'Write who took it: <span class="credit">Name / Agency</span> at the end of its caption'
        yield _warning(Kind.CREDIT, file, "a photo has no credit", remedy, line)
    on_top = page.photo_credits(text)
    for line, credit in figures.only_below(on_top, text):
        remedy = 'Write it there, too, as "Photo_Credits: Name / Agency", several with ; between them'
        what = f"the credit {credit!r} is under a photo, but not in Photo_Credits on top of the file"
        yield _warning(Kind.CREDIT, file, what, remedy, line)
    for credit in figures.only_on_top(on_top, page.text_of(text)):
        remedy = "Write the same in both places, or delete it on top"
        what = f"the credit {credit!r} stands on top of the file, but under no photo of the story"
        yield _warning(Kind.CREDIT, file, what, remedy, _line(raw, "Photo_Credits"))


def _line(raw: bytes, key: str) -> int:
    """The line of a field; the first where it does not stand there."""
    lines = enumerate(raw.decode("utf-8-sig").splitlines(), 1)
    return next((number for number, line in lines if line.lower().startswith(f"{key.lower()}:")), 1)


def _warning(kind: Kind, file: str, what: str, remedy: str, line: int | None) -> Finding:
    return Finding(kind, file, what, remedy, Gravity.WARNING, line)
