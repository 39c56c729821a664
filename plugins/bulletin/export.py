"""A reading for other programs and for the eye: the record of `inspect --json`, and the bulletin line by line."""

import json
from collections.abc import Iterator
from typing import Any

from .model import Dropped, Part, Photo, Place, Reading, Role, Story

# List items are paragraphs to whoever reads the record.
TEXTS = (Role.PARAGRAPH, Role.ITEM)


def record(reading: Reading) -> dict[str, Any]:
    """What was read, in the shape of the contract (docs/commands.md)."""
    return {
        **_head(reading),
        "stories": list(map(_story, reading.stories)),
        "dropped": list(map(_out, reading.dropped)),
    }


def written(reading: Reading) -> Iterator[str]:
    """The record as one line of JSON, piece by piece: of a large bulletin it is never in memory as a whole."""
    yield _json(_head(reading)).removesuffix("}")
    for name, pieces in (("stories", map(_story, reading.stories)), ("dropped", map(_out, reading.dropped))):
        yield f', "{name}": ['
        for at, piece in enumerate(pieces):
            yield f"{', ' if at else ''}{_json(piece)}"
        yield "]"
    yield "}\n"


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def _head(reading: Reading) -> dict[str, Any]:
    return {
        "bulletin": reading.bulletin.name,
        "issued": reading.issued.day.isoformat() if reading.issued.stated else None,
        "issued_basis": reading.issued.basis,
    }


def _out(one: Dropped) -> dict[str, Any]:
    return {"line": one.line, "text": one.text, "why": one.why}


def refused(name: str, why: str) -> Iterator[str]:
    """The record of a bulletin that could not be read, as `written` gives those of others."""
    yield _json({"bulletin": name, "issued": None, "issued_basis": None, "stories": [], "dropped": [], "error": why})
    yield "\n"


def _story(story: Story) -> dict[str, Any]:
    return {
        "headline": story.headline,
        "kind": story.kind.value,
        "line": story.line,
        "paragraphs": [piece.text for piece in story.body if isinstance(piece, Part) and piece.role in TEXTS],
        "crossheads": list(story.texts(Role.CROSSHEAD)),
        "photos": [_photo(photo) for photo in story.photos],
        "byline": story.byline,
        "dateline": story.dateline,
        "countries": list(story.place.countries),
        "region": story.place.region,
        "regions": list(story.place.regions),
        "evidence": list(story.place.evidence),
        "confidence": story.place.confidence,
        "lang": story.language,
        "cut": round(story.confidence, 2),
    }


def _photo(photo: Photo) -> dict[str, Any]:
    return {
        "caption": photo.caption,
        "photographer": photo.photographer,
        "agency": photo.agency,
        "credit": photo.credit,
        "line": photo.line,
    }


def line_by_line(reading: Reading) -> Iterator[tuple[int, str, str, str]]:
    """Each line that is not blank: its number, what it became, why, and its text."""
    became = {number: ("dropped", one.why) for one in reading.dropped for number in (one.line,)}
    for story in reading.stories:
        became |= dict.fromkeys(story.lines, ("headline", _of_headline(story)))
        for piece in story.body:
            became |= dict.fromkeys(piece.lines, _became(piece))
    for number, text in enumerate(reading.bulletin.lines, 1):
        if number in became:
            yield number, *became[number], text.strip()


def places(reading: Reading) -> dict[int, tuple[str, str]]:
    """What each story is about, by the line of its headline: countries and regions, and the words that told."""
    return {story.line: _about(story.place) for story in reading.stories}


def _about(place: Place) -> tuple[str, str]:
    if not place.evidence:
        return "no place", "no name told enough"
    where = ", ".join(place.divisions or place.countries) or "no one country"
    return (
        f"{where}: {', '.join(place.regions) or 'no region'}",
        f"{place.confidence:.0%} sure; {', '.join(place.evidence)}",
    )


def _of_headline(story: Story) -> str:
    return f"{f'{story.why}; ' if story.why else ''}{story.percent_sure}% sure where the story begins and ends"


def _became(piece: Part | Photo) -> tuple[str, str]:
    if isinstance(piece, Part):
        return piece.role.value, piece.why
    return "photo", f"credit: {piece.credit}" if piece.credit else "no credit"
