"""What may happen to a site between two builds."""

import shutil
from collections.abc import Callable
from pathlib import Path
from random import Random

from conftest import CONTENT
from workshop import ROOT, WHOLE


def files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def different(one: Path, other: Path) -> list[str]:
    """The files that are not the same in two sites."""
    own, others = files(one), files(other)
    return sorted(name for name in own.keys() | others.keys() if own.get(name) != others.get(name))


STORY = """Title: {title}
Date: 2026-11-{day:02}
Slug: {slug}
Tags: {region}; {country}
Region: {region}
Story_ID: {slug}

The {title} was the talk of the town.
"""
PLACES = [("Europe", "Portugal"), ("Africa", "Malawi"), ("Asia Pacific", "Fiji"), ("World", "World")]


class Newsroom:
    """A site to which things happen."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.settings: dict[str, object] = {}
        self.number = 0
        shutil.copytree(CONTENT, folder / "content")
        shutil.copytree(ROOT / "theme", folder / "theme")

    @property
    def stories(self) -> list[Path]:
        return sorted((self.folder / "content/2026").rglob("*.md"))

    def rewrite(self, path: Path, old: str, new: str) -> None:
        path.write_text(path.read_text("utf-8").replace(old, new, 1), "utf-8")

    def line(self, path: Path, key: str, value: str) -> None:
        """Write a field of a story anew."""
        head, blank, body = path.read_text("utf-8").partition("\n\n")
        lines = [line for line in head.splitlines() if not line.startswith(f"{key}:")]
        path.write_text("\n".join([*lines, f"{key}: {value}"]) + blank + body, "utf-8")


def add(room: Newsroom, chance: Random) -> None:
    room.number += 1
    region, country = chance.choice(PLACES)
    day, slug = chance.randrange(1, 27), f"story-{room.number}"
    path = room.folder / f"content/2026/11/{day:02}/{slug}.md"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(STORY.format(title=f"Story {room.number}", day=day, slug=slug, region=region, country=country))


def edit(room: Newsroom, chance: Random) -> None:
    path = chance.choice(room.stories)
    path.write_text(path.read_text("utf-8") + f"\nAnd {chance.randrange(99)} more.\n", "utf-8")


def delete(room: Newsroom, chance: Random) -> None:
    if len(room.stories) > 5:
        chance.choice(room.stories).unlink()


def retitle(room: Newsroom, chance: Random) -> None:
    room.line(chance.choice(room.stories), "Title", f"Another headline, the {chance.randrange(99)}th")


def redate(room: Newsroom, chance: Random) -> None:
    room.line(chance.choice(room.stories), "Date", f"2026-{chance.randrange(9, 12)}-{chance.randrange(1, 27):02}")


def withdraw(room: Newsroom, chance: Random) -> None:
    path = chance.choice(room.stories)
    room.line(path, "Status", chance.choice(["withdrawn", "draft", "published"]))
    room.line(path, "Reason", "2026-11-22: It was not so.")


def correct(room: Newsroom, chance: Random) -> None:
    room.line(chance.choice(room.stories), "Correction", f"2026-11-{chance.randrange(21, 28)}: It was so.")


def thread(room: Newsroom, chance: Random) -> None:
    room.line(chance.choice(room.stories), "Thread", chance.choice(["ferry", "market", "none"]))


def write_page(room: Newsroom, chance: Random) -> None:
    page = room.folder / "content/pages/charter.md"
    page.write_text(f"Title: Our charter {chance.randrange(9)}\nSlug: charter\n\nWe say what we know.\n")


def set_something(room: Newsroom, chance: Random) -> None:
    name, values = chance.choice(
        [
            ("SITENAME", ["Dateline", "The Marsa News"]),
            ("REWRITTEN_NOTICE", [True, False]),
            ("DEFAULT_LANG", ["en", "es"]),
            ("SHARE_IMAGES", [True, False]),
            ("TIMEZONE", ["UTC", "Africa/Nairobi"]),
            ("RELATIVE_URLS", [True, False]),
            ("PLUGINS", [WHOLE, [name for name in WHOLE if name != "finder"]]),
        ]
    )
    room.settings[name] = chance.choice(values)


def change_template(room: Newsroom, chance: Random) -> None:
    path = room.folder / "theme/templates" / chance.choice(["_footer.html", "_show.html", "article.html", "_day.html"])
    path.write_text(path.read_text("utf-8") + f"{{# {chance.randrange(99)} #}}\n", "utf-8")


def change_style(room: Newsroom, chance: Random) -> None:
    path = room.folder / "theme/static/dateline.css"
    path.write_text(path.read_text("utf-8") + f"p {{ margin: {chance.randrange(99)}px }}\n", "utf-8")


def damage_the_cache(room: Newsroom, chance: Random) -> None:
    kept = sorted((room.folder / ".cache of site/fastbuild").glob("*.sqlite"))
    if kept:
        path = chance.choice(kept)
        path.write_bytes(chance.choice([b"", b"nonsense", path.read_bytes()[: chance.randrange(1, 9000)]]))


def meddle_with_the_site(room: Newsroom, chance: Random) -> None:
    page = chance.choice(sorted((room.folder / "site").rglob("*.html")))
    page.write_text("meddled") if chance.random() < 0.5 else page.unlink()


CHANGES: list[Callable[[Newsroom, Random], None]] = [
    *(add, edit, edit, delete, retitle, redate, withdraw, correct, thread, write_page),
    *(set_something, change_template, change_style, damage_the_cache, meddle_with_the_site),
]
