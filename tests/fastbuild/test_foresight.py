"""Only pages that would show something else are rendered, and none that should be is left out."""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random

import pytest

from conftest import CONTENT
from workshop import ROOT, WHOLE, Workshop

SEQUENCES = int(os.environ.get("DATELINE_SEQUENCES", "12"))
LONGEST = 4


@pytest.fixture(scope="module")
def workshop() -> Iterator[Workshop]:
    shop = Workshop()
    yield shop
    shop.close()


def files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


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


def test_after_any_changes_the_site_is_what_it_would_be_if_built_from_nothing(tmp_path, workshop):
    room = Newsroom(tmp_path)
    workshop.build(room.folder, "site", hands=2, **room.settings)
    for number in range(SEQUENCES):
        chance = Random(number)
        changes = chance.choices(CHANGES, k=chance.randrange(1, LONGEST + 1))
        for change in changes:
            change(room, chance)
        workshop.build(room.folder, "site", hands=2, **room.settings)
        workshop.build(room.folder, "clean", hands=1, **room.settings)
        site, clean = files(room.folder / "site"), files(room.folder / "clean")
        different = sorted(name for name in site.keys() | clean.keys() if site.get(name) != clean.get(name))
        assert different == [], f"sequence {number}: {[change.__name__ for change in changes]}"
        for folder in ("clean", ".cache of clean"):
            shutil.rmtree(room.folder / folder)


@pytest.fixture
def room(tmp_path, workshop):
    made = Newsroom(tmp_path)
    workshop.build(made.folder, "site", hands=2)
    return made


def rendered(room: Newsroom, workshop: Workshop) -> list[str]:
    return workshop.build(room.folder, "site", hands=2, **room.settings)


LISTS = ["archives/index.html", "index.html", "llms.txt", "regions/index.html", "subscribe/index.html"]
OF_THE_DAY = ["2026/11/20/index.html", "2026/11/20/print.html"]
MOVED_TO_INK = "2026/11/20/ink/index.html"
INK = "2026/11/20/what-an-old-recipe-for-ink-tells-us/index.html"
BESIDE_INK = [
    "2026/11/19/s-p-500-an-editor-s-own-note/index.html",
    "2026/11/20/inquiry-opens-into-a-market-roof-in-dakar/index.html",
]


def test_nothing_is_rendered_where_nothing_has_changed(room, workshop):
    assert rendered(room, workshop) == []


def test_an_edit_renders_the_story_its_neighbours_and_its_lists(room, workshop):
    story = room.folder / "content/2026/11/20/ink.md"
    story.write_text(story.read_text("utf-8") + "\nAnd once more, for luck.\n", "utf-8")
    own = [INK, MOVED_TO_INK, "tag/world/index.html"]
    assert rendered(room, workshop) == sorted([*own, *BESIDE_INK, *OF_THE_DAY, *LISTS])


def test_a_new_story_renders_its_own_lists_and_what_stands_beside_it(room, workshop):
    add(room, Random(0))
    (story,) = (room.folder / "content").rglob("story-1.md")
    assert "2026/11/25" in str(story)
    assert "Region: World" in story.read_text()
    periods = [f"{period}index.html" for period in ("2026/", "2026/11/", "2026/11/20/", "2026/11/25/")]
    before = "2026/11/20/night-crossing-returns-to-lake-victoria/index.html"
    own = ["2026/11/25/story-1/index.html", "2026/11/25/print.html", "tag/world/index.html"]
    # An empty topic's page says where there are stories, and how many.
    empty = [f"tag/{slug}/index.html" for slug in ("asia", "middle-east", "asia-pacific", "fiji")]
    assert rendered(room, workshop) == sorted([*own, before, *periods, *LISTS, *empty])


def test_what_concerns_every_page_renders_every_page(room, workshop):
    pages = {path.relative_to(room.folder / "site").as_posix() for path in (room.folder / "site").rglob("*.html")}
    for change in ("setting", "template", "page"):
        if change == "setting":
            room.settings["SITENAME"] = "Another name"
        elif change == "template":
            room.rewrite(room.folder / "theme/templates/_footer.html", "<footer", "<!-- here --><footer")
        else:
            write_page(room, Random(0))
        assert pages <= set(rendered(room, workshop)), change


def test_a_page_that_somebody_meddled_with_is_rendered(room, workshop):
    (room.folder / "site" / INK).write_text("meddled")
    (room.folder / "site" / OF_THE_DAY[0]).unlink()
    assert rendered(room, workshop) == [OF_THE_DAY[0], INK]
