"""Stories that know other stories, as most plugins have it, and lists in parts: what they show is foreseen, too."""

import os
import shutil
from pathlib import Path
from random import Random

import pytest

from newsroom_changes import add, delete, different, edit, files, redate, retitle
from workshop import Workshop

SEQUENCES = int(os.environ.get("DATELINE_SEQUENCES", "8"))
PLUGIN = """
from itertools import pairwise
from pelican.plugins import signals

def introduce(generator):
    for newer, older in pairwise(generator.articles):
        older.next_article, newer.prev_article = newer, older
    for story in [*generator.articles, *generator.translations]:
        near = [other for other in generator.articles if other.category == story.category and other is not story]
        story.related = near[:2]
        story.series = {"number": len(near), "first": near[0] if near else None}
    generator.context["chosen"] = generator.articles[len(generator.articles) // 2]

def register():
    signals.article_generator_finalized.connect(introduce)
"""
ARTICLE = """{% from "macros.html" import link %}
{% if article.prev_article %}<a href="{{ article.prev_article.url }}">{{ article.prev_article.title }}</a>{% endif %}
{% if article.next_article %}{{ link(article.next_article) }}{% endif %}
{% for other in article.related %}{{ link(other) }}{% endfor %}
{{ article.series.number }} {{ article.series.first.title }} {{ article.title }} {{ article.content }}
{% for other in article.translations %}{{ other.title }}{% endfor %}
"""
MACROS = """{% macro link(story) %}<a href="{{ story.url }}">{{ story.title }}</a>{% endmacro %}
{% macro pages(page) %}{% if page.has_other_pages() %}
{% if page.has_previous() %}{{ page.paginator.page(page.previous_page_number()).url }}{% endif %}
{{ page.number }} of {{ page.paginator.num_pages }}
{% endif %}{% endmacro %}
"""
LIST = """{% from "macros.html" import link, pages %}
{% for story in articles_page.object_list %}{{ link(story) }} {{ story.summary }}{% endfor %}
{{ pages(articles_page) }}
"""
# These go on from what they come to: nobody can tell how far.
WALK = "{% for other in article.related %}{{ (other.prev_article or other).title }}{% endfor %}{{ article.title }}"
MONTH = "{% for story in dates %}{{ story.title }} {{ (story.next_article or story).title }}{% endfor %}"
CHAIN = "{{ articles_page.number }} {{ articles_page.paginator.page(1).object_list[0].title }}"
TEMPLATES = {
    "article.html": ARTICLE,
    "macros.html": MACROS,
    "tag.html": LIST,
    "index.html": LIST,
    "category.html": LIST.replace("story.summary", "story.date.isoformat()"),
    "chain.html": CHAIN,
    "period_archives.html": MONTH,
    "walk.html": WALK,
    "chosen.html": "{% from 'macros.html' import link %}{{ link(chosen) }} {{ chosen.prev_article.title }}",
}


class Room:
    """A site of another theme and another plugin."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.number = 0
        for name, text in TEMPLATES.items():
            self.write(f"theme/templates/{name}", text)
        self.write("others.py", PLUGIN)
        for _ in range(12):
            add(self, Random(self.number))
        self.settings = {
            "PLUGIN_PATHS": [str(folder)],
            "PLUGINS": ["bulletin", "others", "fastbuild"],
            "DIRECT_TEMPLATES": ["index", "chain", "chosen"],
            "PAGINATED_TEMPLATES": {"index": 3, "tag": 3, "category": 3, "chain": 3},
            "AUTHOR_SAVE_AS": "",
            "YEAR_ARCHIVE_SAVE_AS": "",
            "MONTH_ARCHIVE_SAVE_AS": "month/{date:%Y-%m}.html",
            "DAY_ARCHIVE_SAVE_AS": "",
            "PAGE_PATHS": [],
            "ARTICLE_PATHS": ["2026"],
            "ARTICLE_TRANSLATION_ID": "slug",
            "ARTICLE_LANG_URL": "{lang}/{slug}/",
            "ARTICLE_LANG_SAVE_AS": "{lang}/{slug}/index.html",
            "SUMMARY_MAX_LENGTH": 5,
            "CATEGORY_SAVE_AS": "category/{slug}/index.html",
            "DEFAULT_CATEGORY": "misc",
            "TAG_SAVE_AS": "tag/{slug}/index.html",
            "THEME_STATIC_PATHS": [],
            "STATIC_PATHS": [],
        }

    @property
    def stories(self) -> list[Path]:
        return sorted((self.folder / "content/2026").rglob("*.md"))

    def write(self, name: str, text: str) -> None:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)

    def line(self, path: Path, key: str, value: str) -> None:
        head, blank, body = path.read_text().partition("\n\n")
        lines = [line for line in head.splitlines() if not line.startswith(f"{key}:")]
        path.write_text("\n".join([*lines, f"{key}: {value}"]) + blank + body)


def file_elsewhere(room: Room, chance: Random) -> None:
    room.line(chance.choice(room.stories), "Category", chance.choice(["misc", "ferries", "markets"]))


def translate(room: Room, chance: Random) -> None:
    original = chance.choice(room.stories)
    slug = next(line for line in original.read_text().splitlines() if line.startswith("Slug:"))
    text = f"Title: Tradução {chance.randrange(99)}\nDate: 2026-11-02\nLang: pt\n{slug}\n\nTexto.\n"
    room.write(f"content/2026/11/02/{original.stem.removesuffix('.pt')}.pt.md", text)


def walk(room: Room, chance: Random) -> None:
    room.line(chance.choice(room.stories), "Template", "walk")


CHANGES = [add, edit, delete, retitle, redate, file_elsewhere, translate, walk]


@pytest.fixture(scope="module")
def workshop():
    shop = Workshop()
    yield shop
    shop.close()


@pytest.fixture
def room(tmp_path, workshop):
    made = Room(tmp_path)
    workshop.build(made.folder, "site", hands=2, **made.settings)
    return made


def rendered(room: Room, workshop: Workshop) -> list[str]:
    return workshop.build(room.folder, "site", hands=2, **room.settings)


def test_after_any_changes_the_site_is_what_it_would_be_if_built_from_nothing(room, workshop):
    for number in range(SEQUENCES):
        chance = Random(number)
        changes = chance.choices(CHANGES, k=chance.randrange(1, 4))
        for change in changes:
            change(room, chance)
        rendered(room, workshop)
        workshop.build(room.folder, "clean", hands=1, **room.settings)
        names = [change.__name__ for change in changes]
        assert different(room.folder / "site", room.folder / "clean") == [], f"sequence {number}: {names}"
        for folder in ("clean", ".cache of clean"):
            shutil.rmtree(room.folder / folder)


# Nobody can tell what it shows.
ALWAYS = [*(f"chain{number}.html" for number in ("", *range(2, 5))), "month/2026-11.html"]


def test_nothing_else_is_rendered_where_nothing_has_changed(room, workshop):
    assert rendered(room, workshop) == ALWAYS


def test_an_edit_renders_the_story_those_who_show_it_and_the_parts_of_lists_that_show_it(room, workshop):
    before = files(room.folder / "site")
    story = next(path for path in room.stories if path.stem == "story-5")
    story.write_text(story.read_text().replace("was the talk", "became the talk"))
    again = rendered(room, workshop)
    site = files(room.folder / "site")
    own = next(name for name in site if "story-5" in name)
    others = {name for name in site if name.startswith("2026") and b"Story 5" in site[name]}
    lists = {name for name in site if name.startswith(("index", "tag", "category")) and b"Story 5" in site[name]}
    assert own in others
    assert len(others) >= 3
    assert len(lists) >= 3
    assert set(again) == others | lists | set(ALWAYS)
    assert before[own] != site[own]


def test_stories_with_translations_stand_too(room, workshop):
    for number in range(3):
        translate(room, Random(number))
    assert len(rendered(room, workshop)) > len(ALWAYS)
    assert rendered(room, workshop) == ALWAYS


def test_what_is_asked_of_a_story_that_is_shown_as_a_whole_counts_too(room, workshop):
    shown = (room.folder / "site/chosen.html").read_text()
    others = (
        path for path in room.stories if f"{path.stem.replace('-', ' ').title()}" == shown.split("</a> ")[1].strip()
    )
    room.line(next(others), "Title", "Another headline")
    assert "chosen.html" in rendered(room, workshop)
    assert (room.folder / "site/chosen.html").read_text().endswith(" Another headline")
