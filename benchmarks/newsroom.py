#!/usr/bin/env python3
"""An archive of invented stories, as files of the shape that `bulletin convert` writes.

    .venv/bin/python benchmarks/newsroom.py --stories 500 --folder /tmp/newsroom/content [--hostile] [--seed 1]

The newest edition is that of the last day, the archive goes back from there. The same options give the same bytes.
"""

import argparse
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from functools import cache
from pathlib import Path
from random import Random
from typing import TypeVar
from zoneinfo import ZoneInfo

import grammar
import hostile
from bulletin import identity, page, regions
from bulletin.model import Issued, Kind, Part, Photo, Place, Role, Story

Thing = TypeVar("Thing")

LAST_DAY = date(2026, 11, 21)
FEWEST, MOST = 6, 20
SHORTEST, LONGEST = 80, 900
HEADLINE = range(20, 91)
ZONE = ZoneInfo("UTC")
LANGUAGES = {"en": 92, "es": 3, "fr": 3, "ar": 2}
KINDS = {Kind.STORY: 80, Kind.BRIEF: 12, Kind.STUB: 7, Kind.CORRECTION: 1}
# Of a hundred stories, how many:
PLACELESS, ABROAD, BYLINED, DATELINED, PICTURED, LISTED = 5, 15, 45, 30, 55, 12
GOING_ON, CORRECTED, FILED, MOVED = 6, 3, 2, 1
# Of a thousand:
WITHDRAWN, DRAFTED = 6, 4
# How many stories back a thread goes on from.
MEMORY = 60
BASES = {"file name": 85, "day of receipt": 10, "inferred: caption of that day": 5}
NOWHERE = "the old town", "the country"


@dataclass(frozen=True, slots=True)
class Scene:
    """Where a story happens, and what its sentences share."""

    place: Place
    fixed: dict[str, str]


@dataclass(slots=True)
class Desk:
    """What is remembered from one story to the next."""

    ids: set[str] = field(default_factory=set)
    paths: set[str] = field(default_factory=set)
    heads: list[str] = field(default_factory=list)
    """The thread of each of the latest stories."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--stories", type=int, default=500)
    parser.add_argument("--folder", type=Path, required=True, help="the content folder to write into")
    parser.add_argument("--hostile", action="store_true", help="more stories, with what breaks pages in every field")
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    print(f"{write(given.folder, given.stories, given.seed, with_hostile=given.hostile):,} stories")


def write(folder: Path, stories: int, seed: int = 1, *, with_hostile: bool = False) -> int:
    """Write an archive into a content folder; how many stories it has."""
    written = 0
    desk = Desk()
    for day, number in editions(stories, seed):
        inside = folder / f"{day:%Y/%m/%d}"
        inside.mkdir(parents=True, exist_ok=True)
        texts = edition(day, number, seed, desk)
        if with_hostile and day == LAST_DAY:
            texts = [*texts, *(file_of(story, Random(seed), desk, tag) for story, tag in hostile.stories(day))]
        for name, text in texts:
            (folder / name).write_text(text, "utf-8")
        written += len(texts)
    return written


def editions(stories: int, seed: int) -> list[tuple[date, int]]:
    """Each day and how many stories it brings, the oldest first; the newest is as full as can be."""
    found: list[tuple[date, int]] = []
    left = stories
    while left > 0:
        day = LAST_DAY - timedelta(days=len(found))
        number = min(left, Random(f"{seed} {day}").randint(FEWEST, MOST) if found else MOST)
        found.append((day, number))
        left -= number
    return found[::-1]


def edition(day: date, number: int, seed: int, desk: Desk) -> list[tuple[str, str]]:
    """The files of a day's stories: names below the content folder, and texts."""
    chance = Random(f"{seed} {day} stories")
    files, line = [], 1
    for _ in range(number):
        story = invent(day, line, chance)
        files.append(file_of(story, chance, desk))
        line += 2 * len(story.body) + 4
    return files


def invent(day: date, line: int, chance: Random) -> Story:
    """A story, as if it had been read from the day's bulletin."""
    language = pick(LANGUAGES, chance)
    kind = pick(KINDS, chance)
    scene = stage(language, chance)
    say = Voice(grammar_of(language), chance, scene.fixed)
    return Story(
        headline=headline(say, kind),
        kind=kind,
        body=tuple(body(say, kind)),
        lines=(line,),
        bulletin=f"{day}-evening.txt",
        issued=Issued(day, pick(BASES, chance)),
        place=scene.place,
        language=language,
        byline=say("name") if kind is Kind.STORY and happens(BYLINED, chance) else None,
        dateline=scene.fixed["place"] if scene.place.countries and happens(DATELINED, chance) else None,
    )


@dataclass(frozen=True, slots=True)
class Voice:
    """A grammar that tells of one story."""

    grammar: grammar.Grammar
    chance: Random
    fixed: dict[str, str]

    def __call__(self, slot: str) -> str:
        """A text for a slot."""
        return self.grammar.say(slot, self.chance, self.fixed)


def headline(say: Voice, kind: Kind) -> str:
    """A headline of a length that newsrooms write."""
    slot = "correction_headline" if kind is Kind.CORRECTION else "headline"
    return next(text for text in iter(lambda: say(slot), "") if len(text) in HEADLINE)


def body(say: Voice, kind: Kind) -> Iterator[Part | Photo]:
    """The story below its headline."""
    if kind is Kind.BRIEF:
        yield paragraph(say("brief"))
    elif kind is Kind.CORRECTION:
        yield paragraph(say("correction"))
    elif kind is Kind.STORY:
        yield from long_body(say)


def long_body(say: Voice) -> Iterator[Part | Photo]:
    chance = say.chance
    words, wanted = 0, SHORTEST + (LONGEST - SHORTEST) * chance.random() ** 2.2
    heads_every = chance.choice((0, 5, 6, 8)) if wanted > 250 else 0
    pictures = chance.choice((1, 1, 1, 2, 3)) if happens(PICTURED, chance) else 0
    at = 0
    while words < wanted:
        text = say("lede") if at == 0 else say("quote") if chance.random() < 0.3 else facts(say)
        words += text.count(" ") + 1
        yield paragraph(text)
        at += 1
        if pictures and at % 3 == 1:
            pictures -= 1
            yield photo(say)
        if heads_every and at % heads_every == 0 and words < wanted - 60:
            yield Part(Role.CROSSHEAD, say("crosshead"), ())
    if happens(LISTED, chance):
        yield paragraph(say("list_line"))
        for _ in range(chance.randint(2, 5)):
            yield Part(Role.ITEM, say("item"), ())


def facts(say: Voice) -> str:
    return " ".join({say("fact"): None for _ in range(say.chance.randint(1, 3))})


def paragraph(text: str) -> Part:
    return Part(Role.PARAGRAPH, text, ())


def photo(say: Voice) -> Photo:
    """A caption; most have a photographer and an agency, some an agency or an office alone, some nobody."""
    caption, throw = say("caption"), say.chance.random()
    if throw < 0.7:
        return Photo(caption, (), say("name"), say("agency"))
    if throw < 0.8:
        return Photo(caption, (), None, say("agency"))
    return Photo(caption, (), credit=say("office") if throw < 0.93 else None)


def file_of(story: Story, chance: Random, desk: Desk, tag: str = "") -> tuple[str, str]:
    """Name and text of a story's file, with what an editor wrote into it afterwards."""
    mark = identity.mint(story, ZONE, desk.ids, desk.paths)
    desk.ids.add(mark.story_id)
    desk.paths.add(mark.path)
    thread = chance.choice(desk.heads) if desk.heads and happens(GOING_ON, chance) else ""
    desk.heads = [*desk.heads[-MEMORY:], thread or mark.story_id]
    is_draft = chance.randrange(1000) < DRAFTED and not tag
    text = page.render(story, mark, vocabulary(), is_draft=is_draft, thread=thread)
    return mark.path, text if is_draft else edited(text, story, chance, tag)


def edited(text: str, story: Story, chance: Random, tag: str) -> str:
    """The file after an editor has had it: most are left as they were."""
    say = Voice(grammar_of(story.language or "en"), chance, stage(story.language or "en", chance).fixed)
    later = datetime.combine(story.issued.day, datetime.min.time(), UTC) + timedelta(hours=chance.randint(9, 60))
    front, _, rest = text.partition("\n\n")
    if tag or happens(FILED, chance):
        front = front.replace("\nTags: ", f"\nTags: {tag or say('topic')}; ", 1)
    if chance.randrange(1000) < WITHDRAWN:
        front = front.replace("\nStatus: published", "\nStatus: withdrawn", 1)
        front += f"\nReason: {later:%Y-%m-%d}: {say('reason')}"
    elif happens(CORRECTED, chance):
        front += f"\nCorrection: {later:%Y-%m-%d %H:%M}: {say('correction')}"
    if happens(MOVED, chance):
        front += f"\nAliases: {story.issued.day:%Y/%m/%d}/first-address-of-line-{story.line}/"
    return f"{front}\n\n{rest}"


def stage(language: str, chance: Random) -> Scene:
    """A place, now and then with a second country, and the thing that the story is about."""
    words = grammar_of(language)
    thing = words.say("thing", chance, {})
    if language == "en" and happens(PLACELESS, chance):
        return Scene(Place(), {"thing": thing, "place": NOWHERE[0], "country": NOWHERE[1]})
    code, name = where(language, chance)
    codes = [code, *([where("en", chance)[0]] if happens(ABROAD, chance) else [])]
    found = filter(None, map(vocabulary().region_of, codes))
    place = Place(tuple(dict.fromkeys(codes)), tuple(dict.fromkeys(found)))
    country = vocabulary().countries[code].name
    return Scene(place, {"thing": thing, "place": name, "country": country})


def where(language: str, chance: Random) -> tuple[str, str]:
    places, shares = gazetteer()[language]
    return chance.choices(places, cum_weights=shares)[0]


@cache
def gazetteer() -> dict[str, tuple[Sequence[tuple[str, str]], Sequence[int]]]:
    """By language: places (code and name), and their shares added up."""
    found: dict[str, tuple[list[tuple[str, str]], list[int]]] = {}
    for line in (grammar.FOLDER / "places.tsv").read_text("utf-8").splitlines():
        if not line.startswith("#"):
            language, code, share, name = line.split("\t")
            places, shares = found.setdefault(language, ([], []))
            places.append((code, name))
            shares.append(int(share) + (shares[-1] if shares else 0))
    return dict(found)


@cache
def grammar_of(language: str) -> grammar.Grammar:
    return grammar.load(language)


@cache
def vocabulary() -> regions.Vocabulary:
    return regions.load()


def pick(shares: dict[Thing, int], chance: Random) -> Thing:
    return chance.choices(list(shares), list(shares.values()))[0]


def happens(of_a_hundred: int, chance: Random) -> bool:
    return chance.random() * 100 < of_a_hundred


if __name__ == "__main__":
    main()
