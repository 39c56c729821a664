"""The author of a theme who wants to know is told which pages are made anew in each build, and in which line why."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SETTINGS = """
from bulletin.wiring import StoryReader
AUTHOR, SITENAME, SITEURL, PATH, TIMEZONE = "Ana", "Marsa News", "https://news.example", "content", "UTC"
FEED_ALL_ATOM = CATEGORY_FEED_ATOM = TRANSLATION_FEED_ATOM = AUTHOR_FEED_ATOM = AUTHOR_FEED_RSS = None
DIRECT_TEMPLATES, TAG_SAVE_AS, CATEGORY_SAVE_AS, AUTHOR_SAVE_AS = ["index"], "", "", ""
CACHE_PATH, THEME, READERS, PLUGIN_PATHS = "cache", "theme", {"md": StoryReader}, ["."]
PLUGINS, PELICAN_CLASS = ["helper", "fastbuild"], "fastbuild.FastPelican"
"""
HELPER = """
from pelican.plugins import signals

class Helper:
    def __init__(self, thing):
        self.thing = thing

def equip(generator):
    generator.env.filters["loud"] = str.upper
    generator.env.filters["murmur"] = lambda text: text.lower()
    generator.context["helper"] = Helper(Helper(1))

def introduce(generator):
    for story in generator.articles:
        story.others = [other for other in generator.articles if other is not story]

def register():
    signals.generator_init.connect(equip)
    if INTRODUCES:
        signals.article_generator_finalized.connect(introduce)
"""
STEADY = "{{ article.title }} {{ SITENAME }}"
CASES = {
    "another template, found while it runs": (
        "\n{% include which|default('part.html') %}",
        "article.html, line 2: pages are made anew in each build: the name of another template is found while it runs. "
        "Write it out",
    ),
    "the same in a template that it includes": (
        "{% include 'part.html' %}",
        "part.html, line 3: pages are made anew in each build: the name of another template is found while it runs. "
        "Write it out",
    ),
    "a filter of which nobody has said what it looks at": (
        "{{ article.title|murmur }}",
        "article.html, line 1: pages are made anew in each build: nobody has said what murmur looks at. "
        "Have its plugin say it in `reads`",
    ),
    "a filter that is found while it runs": (
        "{{ [article.title]|map(which|default('upper'))|list }}",
        "article.html, line 1: pages are made anew in each build: the name of a filter or a test is found while it "
        "runs. Write it out",
    ),
    "all stories on the page of one": (
        "<p>\n{% for other in articles[:3] %}{{ other.title }}{% endfor %}",
        "article.html, line 2: pages are made anew in each build: “articles” changes with every story, and with it the "
        "pages of all stories. Have a plugin hand each story what its page shows of others",
    ),
    "something that can become another unseen": (
        "<p>\n\n{{ helper.thing }}",
        "article.html, line 3: pages are made anew in each build: “helper.thing” leads to something that can "
        "become another unseen. Have its plugin hand over plain values, or frozen dataclasses of such",
    ),
}


@pytest.fixture
def room(tmp_path: Path) -> Path:
    for folder in ("content", "theme/templates"):
        (tmp_path / folder).mkdir(parents=True)
    for number in range(3):
        text = f"Title: Ferry {number}\nDate: 2026-11-0{number + 1}\nSlug: ferry-{number}\n\nText.\n"
        (tmp_path / f"content/{number}.md").write_text(text)
    (tmp_path / "theme/templates/index.html").write_text("{% for each in articles %}{{ each.title }}{% endfor %}")
    (tmp_path / "theme/templates/part.html").write_text("\n\n{% include which|default('least.html') %}")
    (tmp_path / "theme/templates/least.html").write_text("least")
    return tmp_path


def build(room, template, strict=True, introduces=False):
    """Whether it went well, and all that was said."""
    (room / "theme/templates/article.html").write_text(template)
    (room / "helper.py").write_text(f"INTRODUCES = {introduces}\n{HELPER}")
    (room / "conf.py").write_text(f"{SETTINGS}\nFASTBUILD_STRICT = {strict}\n")
    command = [sys.executable, "-m", "pelican", "-s", "conf.py", "-o", "output", "--fatal", "errors"]
    done = subprocess.run(command, cwd=room, capture_output=True, text=True, check=False, env={"COLUMNS": "1000"})
    return done.returncode == 0, " ".join((done.stdout + done.stderr).split())


@pytest.mark.parametrize(("template", "message"), CASES.values(), ids=CASES.keys())
def test_a_template_that_reaches_beyond_is_an_error(room, template, message):
    is_well, said = build(room, template)
    assert not is_well
    assert message in said


@pytest.mark.parametrize("template", [template for template, _ in CASES.values()], ids=CASES.keys())
def test_nobody_else_is_told(room, template):
    assert build(room, template, strict=False)[0]


def test_to_show_the_others_that_a_story_was_given_is_none(room):
    assert build(room, "{% for other in article.others %}{{ other.title }}{% endfor %}", introduces=True)[0]


def test_to_go_from_one_to_the_next_is_an_error(room):
    template = "{% for other in article.others %}{{ other.others[0].title }}{% endfor %}"
    is_well, said = build(room, template, introduces=True)
    assert not is_well
    assert "“article.others” leads to something that can become another unseen" in said


def test_a_template_that_keeps_to_its_story_is_none(room):
    assert build(room, STEADY)[0]


def test_a_story_that_leads_to_a_file_is_none(room):
    (room / "content/map.txt").write_text("x")
    with (room / "content/0.md").open("a") as story:
        story.write("\n[Map]({attach}map.txt)\n")
    assert build(room, STEADY + "{{ article.content }}")[0]


@pytest.mark.parametrize("settings", ["pelicanconf.py", "publishconf.py"])
def test_datelines_own_theme_reaches_no_further(tmp_path, settings):
    more = [f'CACHE_PATH="{tmp_path / "cache"}"', "FASTBUILD_STRICT=true", "SHARE_IMAGES=false", "SEARCH=true"]
    command = [sys.executable, "-m", "pelican", "content", "-o", str(tmp_path / "output"), "-s", settings]
    done = subprocess.run(
        [*command, "--fatal", "errors", "-e", *more], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert (tmp_path / "output/index.html").is_file()
