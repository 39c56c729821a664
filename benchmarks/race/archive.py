"""The stories of newsroom.py, and the bulletins that come after them."""

import html
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from slugify import slugify

import newsroom
from bulletin import page

IN_A_BULLETIN = 6
FIRST_OF_THE_DAY = timedelta(hours=6)
ESCAPED = re.compile(r"\\([^\w\s])")
DATE = re.compile(r"^Date: .*$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Story:
    """A published story, as far as the race needs it."""

    path: str
    """Of its file, below the folder of the stories."""
    title: str
    slug: str
    when: datetime
    """No two stories have the same, so that their order is everywhere the same."""
    region: str
    countries: tuple[str, ...]
    teaser: str
    """Plain text."""
    body: str
    """Markdown."""
    file: str
    """The whole file, as an editor of Dateline has it."""

    @property
    def place(self) -> str:
        """The folder of its page."""
        return f"{self.when:%Y/%m/%d}/{self.slug}"


def archive(stories: int) -> list[Story]:
    """So many stories, the oldest first, without those that are not published."""
    with TemporaryDirectory() as folder:
        content = Path(folder)
        newsroom.write(content, stories)
        texts = [(str(path.relative_to(content)), path.read_text("utf-8")) for path in content.rglob("*.md")]
    return list(_published(texts))


def bulletins(number: int) -> list[list[Story]]:
    """The stories of the days after the archive."""
    found = []
    desk = newsroom.Desk()
    for day in range(1, number + 1):
        # Some of a day's stories are drafts, and some a headline alone: the first of a long day that are neither.
        texts = newsroom.edition(newsroom.LAST_DAY + timedelta(days=day), 3 * IN_A_BULLETIN, 1, desk)
        found.append([story for story in _published(texts) if story.teaser][:IN_A_BULLETIN])
    return found


def places(stories: Sequence[Story]) -> dict[str, object]:
    """Names of all regions and countries by what stands for them in addresses, and which of them are regions."""
    names = {slugify(place.name): place.name for place in newsroom.vocabulary().countries.values()}
    names |= {slugify(region.name): region.name for region in newsroom.vocabulary().regions}
    names[_world()] = newsroom.vocabulary().world.name
    return {"names": names, "regions": sorted({story.region for story in stories})}


def plain(markdown: str) -> str:
    """What a paragraph of `bulletin.page` says, without what keeps it from being read as marks."""
    return ESCAPED.sub(r"\1", html.unescape(markdown))


def _published(texts: Sequence[tuple[str, str]]) -> Iterator[Story]:
    at, last = 0, ""
    for path, text in sorted(texts):
        fields = page.front_matter(text)
        if fields["Status"] == page.PUBLISHED:
            day = path.rpartition("/")[0]
            at, last = (at + 1 if day == last else 0), day
            yield _story(path, text, at)


def _story(path: str, text: str, at: int) -> Story:
    fields = page.front_matter(text)
    when = datetime.fromisoformat(fields["Date"]) + FIRST_OF_THE_DAY + timedelta(minutes=at)
    countries = newsroom.vocabulary().countries
    codes = filter(None, fields.get("Countries", "").split(", "))
    return Story(
        path=path,
        title=fields["Title"],
        slug=fields["Slug"],
        when=when,
        region=slugify(fields["Region"]) if "Region" in fields else _world(),
        countries=tuple(slugify(countries[code].name) for code in codes),
        teaser=plain(fields.get("Summary", "")),
        body=text.partition("\n\n")[2],
        file=DATE.sub(f"Date: {when.isoformat(' ')}", text, count=1),
    )


def _world() -> str:
    return slugify(newsroom.vocabulary().world.name)
