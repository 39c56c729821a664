"""Stories made up for tests, and the bulletins of the corpus."""

from datetime import UTC, date, datetime
from pathlib import Path

from bulletin.model import Identity, Issued, Kind, Part, Photo, Place, Role, Story

CORPUS = Path(__file__).parent / "corpus"
BULLETINS = [path for path in sorted(CORPUS.glob("*/*")) if not path.name.endswith(".json")]
DAY = date(2026, 3, 9)
WHO = Identity("7k2m9qwx4bnd2", "ferry-sails-again", datetime(2026, 3, 9, tzinfo=UTC))


def paragraph(text: str, line: int = 3) -> Part:
    return Part(Role.PARAGRAPH, text, (line,))


def item(text: str, line: int = 3) -> Part:
    return Part(Role.ITEM, text, (line,))


def crosshead(text: str, line: int = 3) -> Part:
    return Part(Role.CROSSHEAD, text, (line,))


def story(*body: Part | Photo, headline: str = "Ferry sails again", place: Place | None = None) -> Story:
    return Story(headline, Kind.STORY, body, (1,), "a.txt", Issued(DAY, "file name", certain=True), place or Place())
