"""Only pages that would show something else are rendered, and none that should be is left out."""

import os
import shutil
from collections.abc import Iterator
from random import Random

import pytest

from newsroom_changes import CHANGES, Newsroom, add, different, write_page
from workshop import Workshop

SEQUENCES = int(os.environ.get("DATELINE_SEQUENCES", "8"))
LONGEST = 4


@pytest.fixture(scope="module")
def workshop() -> Iterator[Workshop]:
    shop = Workshop()
    yield shop
    shop.close()


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
        names = [change.__name__ for change in changes]
        assert different(room.folder / "site", room.folder / "clean") == [], f"sequence {number}: {names}"
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
