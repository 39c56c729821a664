"""Other themes and other people's plugins work under the quick Pelican, and make what they make without it."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from fastbuild.hands import FEWEST_JOBS

# A plugin's own stamp of the build's time.
NOW = re.compile(rb"<lastmod>[^<]*</lastmod>")
PLUGINS = [
    "pelican.plugins.neighbors",
    "pelican.plugins.related_posts",
    "pelican.plugins.series",
    "pelican.plugins.sitemap",
]
SETTINGS = """
AUTHOR, SITENAME, SITEURL, PATH, TIMEZONE = "Ana", "Marsa News", "https://news.example/repo", "content", "UTC"
FEED_ALL_ATOM, DEFAULT_PAGINATION, CACHE_PATH = "feeds/all.xml", 10, "cache"
SITEMAP, THEME = {{"format": "xml"}}, "{theme}"
PLUGINS = {plugins}
{more}
"""
STORIES = 60
STEADY_READER = """
from bulletin.wiring import StoryReader
READERS = {"md": StoryReader}
"""


@pytest.fixture
def room(tmp_path: Path) -> Path:
    (tmp_path / "content/pages").mkdir(parents=True)
    (tmp_path / "content/pages/about.md").write_text("Title: About us\n\nWho *we* are.\n")
    for number in range(STORIES):
        fields = [f"Title: Story {number}", f"Date: 2026-{1 + number // 20:02}-{1 + number % 20:02}"]
        fields += [f"Tags: {'even' if number % 2 else 'odd'}, all", f"Category: {'news' if number % 3 else 'notes'}"]
        fields += ["Series: ferry"] if number % 7 == 0 else []
        link = f"[the next]({{filename}}{(number + 1) % STORIES}.md)"
        text = f"Text *of* story {number}.\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\nThen {link}."
        (tmp_path / f"content/{number}.md").write_text("\n".join(fields) + f"\n\n{text}\n")
    return tmp_path


SHOWS_FIELDS = """{% for each in articles if each.title == "Story 0" %}
{{ each.title }}: {{ each.mark }}, {{ each.kept }}, {{ each.fingerprint }}
{% endfor %}"""


def said(room: Path, name: str, theme: str, plugins: list[str], more: str = "") -> str:
    """All that a build says."""
    (room / f"{name}.py").write_text(SETTINGS.format(theme=theme, plugins=plugins, more=more))
    command = [sys.executable, "-m", "pelican", "-s", f"{name}.py", "-o", name, "--fatal", "errors", "--verbose"]
    done = subprocess.run(command, cwd=room, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout + done.stderr


def built(room: Path, name: str, theme: str, plugins: list[str], more: str = "") -> dict[str, bytes]:
    said(room, name, theme, plugins, more)
    files = (path for path in (room / name).rglob("*") if path.is_file())
    return {path.relative_to(room / name).as_posix(): NOW.sub(b"", path.read_bytes()) for path in files}


@pytest.mark.parametrize("theme", ["simple", "notmyidea"])
@pytest.mark.parametrize("plugins", [[], PLUGINS], ids=["alone", "with plugins"])
@pytest.mark.parametrize("reader", ["", STEADY_READER], ids=["stories read each time", "stories recalled"])
def test_the_same_site(room, theme, plugins, reader):
    slow = built(room, "slow", theme, plugins, reader)
    quick = f'{reader}\nPELICAN_CLASS = "fastbuild.FastPelican"'
    fast = built(room, "fast", theme, [*plugins, "fastbuild"], quick)
    again = built(room, "fast", theme, [*plugins, "fastbuild"], quick)
    assert fast == again
    assert slow.keys() == fast.keys()
    # Styles and scripts are packed.
    different = [name for name in slow if slow[name] != fast[name] and not name.startswith("theme/")]
    assert different == []
    assert len(fast) > STORIES


def test_fields_of_any_name_are_what_the_story_says(room):
    first = room / "content/0.md"
    first.write_text(f"Mark: two stars\nKept: in a drawer\nFingerprint: ours\n{first.read_text()}")
    (room / "templates").mkdir()
    (room / "templates/index.html").write_text(SHOWS_FIELDS)
    more = f'{STEADY_READER}\nTHEME_TEMPLATES_OVERRIDES = ["templates"]\n'
    slow = built(room, "slow", "simple", [], more)
    quick = f'{more}\nPELICAN_CLASS = "fastbuild.FastPelican"'
    fast = [built(room, "fast", "simple", ["fastbuild"], quick) for _ in range(2)]
    assert b"Story 0: two stars, in a drawer, ours" in slow["index.html"]
    assert slow["index.html"] == fast[0]["index.html"] == fast[1]["index.html"]


REORDERS = """
from pelican import signals

def reorder(generator):
    tags = dict((tag.name, stories) for tag, stories in generator.tags.items())
    tags["all"].reverse()
    tags["odd"].append(next(story for story in generator.articles if story not in tags["odd"]))
    generator.tags.update({tag: stories[:5] for tag, stories in generator.tags.items() if tag.name == "even"})

def register():
    signals.article_generator_finalized.connect(reorder)
"""
SHOWS_DATES = (
    "{% for story in articles %}{{ story.title }}, {% endfor %}|{% for day in dates %}{{ day.title }}, {% endfor %}"
)


def test_a_list_that_a_plugin_puts_into_another_order_still_has_its_days_in_order(room):
    (room / "reorders.py").write_text(REORDERS)
    (room / "templates").mkdir()
    (room / "templates/tag.html").write_text(SHOWS_DATES)
    more = f'{STEADY_READER}\nPLUGIN_PATHS, THEME_TEMPLATES_OVERRIDES = ["."], ["templates"]\n'
    slow = built(room, "slow", "simple", ["reorders"], more)
    fast = built(room, "fast", "simple", ["reorders", "fastbuild"], f'{more}\nPELICAN_CLASS = "fastbuild.FastPelican"')
    tags = {name for name in slow if name.startswith("tag/")}
    assert len(tags) > 3
    assert {name: slow[name] for name in tags} == {name: fast[name] for name in tags}
    shown, in_order = slow["tag/all.html"].split(b"|")
    assert sorted(shown.split(b", ")) == sorted(in_order.split(b", "))
    assert shown != in_order


LETTERS = """
from pelican import signals
from pelican.generators import Generator

class Letters(Generator):
    def generate_output(self, writer):
        for letter in "abc":
            self.context["letter"] = letter
            writer.write_file(f"{letter}.html", self.env.from_string("{{ letter }} {{ SITENAME }}"), self.context)
        del self.context["letter"]
        writer.write_file("none.html", self.env.from_string("{{ letter|default('none') }}"), self.context)

def register():
    signals.get_generators.connect(lambda pelican: Letters, weak=False)
"""


def test_what_a_plugin_changes_between_two_pages_is_another_on_each(room):
    (room / "letters.py").write_text(LETTERS)
    more = f'{STEADY_READER}\nPLUGIN_PATHS = ["."]\n'
    slow = built(room, "slow", "simple", ["letters"], more)
    quick = f'{more}\nPELICAN_CLASS = "fastbuild.FastPelican"'
    fast = [built(room, "fast", "simple", ["letters", "fastbuild"], quick) for _ in range(2)]
    assert [slow[f"{name}.html"] for name in ("a", "c", "none")] == [b"a Marsa News", b"c Marsa News", b"none"]
    assert slow == fast[0] == fast[1]


def test_a_build_after_the_first_and_one_after_a_new_story_render_what_has_changed(room):
    """In a first build copies of the process read the stories, later this one does: that makes no other site."""
    quick = f'{STEADY_READER}\nTHEME_TEMPLATES_OVERRIDES = ["templates"]\nPELICAN_CLASS = "fastbuild.FastPelican"'
    (room / "templates").mkdir()
    (room / "templates/article.html").write_text("{{ article.title }}")

    def rendered() -> int:
        return said(room, "steady", "simple", ["fastbuild"], quick).count("Rendered")

    for number in range(FEWEST_JOBS):
        plain = f"Title: Note {number}\nDate: 2025-01-01\nCategory: notes\n\nText.\n"
        (room / f"content/note-{number}.md").write_text(plain)
    every = rendered()
    (room / "content/new.md").write_text("Title: One more\nDate: 2026-05-05\nCategory: news\n\nText.\n")
    for _ in range(3):
        assert rendered() <= every - FEWEST_JOBS


AS_PEOPLE_WRITE_THEM = """
import shutil
from pathlib import Path

from markdown.extensions import Extension
from markdown.preprocessors import Preprocessor
from pelican import signals

ASKED = []

class Included(Preprocessor):
    def run(self, lines):
        return [Path("included.txt").read_text() if line == "Text *of* story 3." else line for line in lines]

class Including(Extension):
    def extendMarkdown(self, md):
        md.preprocessors.register(Included(md), "included", 1)

def include(pelican):
    pelican.settings["MARKDOWN"].setdefault("extensions", []).append(Including())

def note_down(text):
    ASKED.append(text)
    return text

def equip(generator):
    generator.env.filters["noted"] = note_down
    assert "static" in generator.settings["THEME_STATIC_PATHS"]
    assert not hasattr(generator, "articles") or not hasattr(generator, "pages")

def draw(pelican):
    picture = Path(pelican.output_path, "small/ferry.txt")
    if not picture.exists():
        picture.parent.mkdir()
        picture.write_text("a ferry, made small")
    Path(pelican.output_path, "asked.txt").write_text(" ".join(ASKED))

def register():
    signals.initialized.connect(include)
    signals.generator_init.connect(equip)
    signals.finalized.connect(draw)
"""
OWN_WRITER = """
from pelican import signals
from pelican.writers import Writer

class Ours(Writer):
    def write_file(self, name, template, context, *given, **more):
        super().write_file(name, template, {**context, "SITENAME": "Ours"}, *given, **more)

def register():
    signals.get_writer.connect(lambda pelican: Ours, weak=False)
"""
ANNOUNCED = """
from pelican import signals

def begin(generator):
    generator.context["nav"] = {}

def announce(generator, content):
    generator.context["nav"].update(at=content.slug)

def register():
    signals.article_generator_init.connect(begin)
    signals.article_generator_write_article.connect(announce)
"""
CLEANED = 'PLUGIN_PATHS, DELETE_OUTPUT_DIRECTORY = ["."], True'


def test_plugins_as_people_write_them(room):
    """A Markdown extension that reads a file, a filter that notes things down, a picture made where it is missing."""
    (room / "peoples.py").write_text(AS_PEOPLE_WRITE_THEM)
    (room / "templates").mkdir()
    (room / "templates/article.html").write_text("{{ article.title|noted }} {{ article.content }}")
    (room / "templates/index.html").write_text("{% for each in articles %}{{ each.content|noted }}{% endfor %}")
    for number in range(STORIES, FEWEST_JOBS + 10):
        (room / f"content/{number}.md").write_text(f"Title: Note {number}\nDate: 2026-05-05\n\nText.\n")
    more = f'{STEADY_READER}\n{CLEANED}\nTHEME_TEMPLATES_OVERRIDES = ["templates"]\n'
    quick = f'{more}\nPELICAN_CLASS = "fastbuild.FastPelican"'
    for included in ("early", "early", "late"):
        (room / "included.txt").write_text(included)
        slow = built(room, "slow", "simple", ["peoples"], more)
        assert slow["small/ferry.txt"]
        assert built(room, "fast", "simple", ["peoples", "fastbuild"], quick) == slow


def test_a_plugin_with_a_writer_of_its_own(room):
    (room / "ours.py").write_text(OWN_WRITER)
    slow = built(room, "slow", "simple", ["ours"], CLEANED)
    quick = f'{CLEANED}\nPELICAN_CLASS = "fastbuild.FastPelican"'
    assert b"Ours" in slow["index.html"]
    assert all(built(room, "fast", "simple", ["ours", "fastbuild"], quick) == slow for _ in range(2))


@pytest.mark.parametrize("folder", ["", "pages/"], ids=["a story", "a page"])
def test_what_is_written_over_the_front_page_stays_there(room, folder):
    """On the second build it was as the last one left it, but for what this one had written there before."""
    own = "Title: Welcome\nDate: 2026-05-05\nSave_as: index.html\nUrl: index.html\n\nWho we are.\n"
    (room / f"content/{folder}home.md").write_text(own)
    (room / "templates").mkdir()
    for name in ("page", "article"):
        (room / f"templates/{name}.html").write_text(f"{{{{ {name}.title }}}} {{{{ {name}.content }}}}")
    for number in range(STORIES, FEWEST_JOBS + 10):
        (room / f"content/{number}.md").write_text(f"Title: Note {number}\nDate: 2026-05-05\n\nText.\n")
    more = f'{STEADY_READER}\nTHEME_TEMPLATES_OVERRIDES = ["templates"]\n'
    slow = built(room, "slow", "simple", [], more)
    quick = f'{more}\nPELICAN_CLASS = "fastbuild.FastPelican"'
    assert b"Who we are" in slow["index.html"]
    assert all(built(room, "fast", "simple", ["fastbuild"], quick) == slow for _ in range(3))


def test_what_a_plugin_changes_in_place_before_each_page_is_as_it_was_then(room):
    (room / "announced.py").write_text(ANNOUNCED)
    (room / "templates").mkdir()
    (room / "templates/article.html").write_text("{{ article.title }} {{ nav.at }}")
    more = f'{STEADY_READER}\nTHEME_TEMPLATES_OVERRIDES, PLUGIN_PATHS = ["templates"], ["."]\n'
    slow = built(room, "slow", "simple", ["announced"], more)
    quick = f'{more}\nPELICAN_CLASS = "fastbuild.FastPelican"'
    assert slow["story-7.html"] == b"Story 7 story-7"
    assert all(built(room, "fast", "simple", ["announced", "fastbuild"], quick) == slow for _ in range(2))
