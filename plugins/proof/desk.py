"""What the stories' own files leave to an editor: drafts, embargoes, photos without a credit, stories of no region."""

import re
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

from dateutil.parser import parse as parse_date
from slugify import slugify

from bulletin import page, regions
from bulletin.errors import BadInput
from bulletin.regions import Vocabulary

from .model import Finding, Gravity, Kind

FIGURE = re.compile(r"<figure\b.*?</figure>", re.DOTALL)
PICTURE = re.compile(r"!\[[^\]]*\]\([^)]+\)|<img\b")
CREDIT = re.compile(r"class=[\"']?credit\b")
FENCE = re.compile(r"\A---\s*\n")
BETWEEN_TAGS = re.compile(r"[;,]")
# Pages of the site, which are no stories.
PAGES = "pages"


def check(content: Path, newest: datetime | None, table: Path | None = None) -> Iterator[Finding]:
    """What an editor may want to look at before the site is published.

    Args:
        content: the folder of the stories.
        newest: when the newest story on the built site came out: what is later waits. The clock tells where None.
        table: the site's own table of regions.
    """
    vocabulary = regions.load(table)
    for path in sorted(content.rglob("*.md")):
        file = path.relative_to(content)
        if file.parts[0] != PAGES and not any(part.startswith(".") for part in file.parts):
            yield from check_story(file.as_posix(), path.read_bytes(), newest or datetime.now(UTC), vocabulary)


def check_story(file: str, raw: bytes, newest: datetime, vocabulary: Vocabulary) -> Iterator[Finding]:
    """What is left to do in a story's file.

    Args:
        file: its name, for the messages.
        raw: its bytes.
        newest: when the newest story on the site came out.
        vocabulary: the regions.
    """
    try:
        faults = page.check(file, raw)
    except BadInput as refusal:
        what = f"the story is not published: {refusal.what}"
        yield _warning(Kind.STORY, file, what, refusal.remedy, refusal.line)
        return
    for fault in faults:
        yield _warning(Kind.STORY, file, fault.what, fault.remedy, fault.line)
    text = FENCE.sub("", raw.decode("utf-8-sig"))
    fields = {key.lower(): value.strip() for key, value in page.front_matter(text).items()}
    status = fields.get("status", "").lower() or page.PUBLISHED
    if status == page.DRAFT:
        remedy = "Read it over, then write Status: published, or delete the file"
        yield _warning(Kind.DRAFT, file, "a draft waits for an editor", remedy, _line(raw, "Status"))
    elif status == page.PUBLISHED:
        yield from _embargo(file, raw, fields, newest)
        yield from _place(file, raw, fields, vocabulary)
        yield from _credits(file, raw.decode("utf-8-sig"))


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


def _credits(file: str, text: str) -> Iterator[Finding]:
    """Photos of which nobody is told who took them; captions without a picture are photos too."""
    figures = [(match.start(), match[0]) for match in FIGURE.finditer(text)]
    rest = FIGURE.sub(lambda match: " " * len(match[0]), text)
    alone = [(match.start(), "") for match in PICTURE.finditer(rest)]
    for start, figure in sorted(figures + alone):
        if not CREDIT.search(figure):
            remedy = 'Write who took it: <span class="credit">Name / Agency</span> at the end of its caption'
            yield _warning(Kind.CREDIT, file, "a photo has no credit", remedy, text.count("\n", 0, start) + 1)


def _line(raw: bytes, key: str) -> int:
    """The line of a field; the first where it does not stand there."""
    lines = enumerate(raw.decode("utf-8-sig").splitlines(), 1)
    return next((number for number, line in lines if line.lower().startswith(f"{key.lower()}:")), 1)


def _warning(kind: Kind, file: str, what: str, remedy: str, line: int | None) -> Finding:
    return Finding(kind, file, what, remedy, Gravity.WARNING, line)
