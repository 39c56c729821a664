"""docs/theme.md names every template, every block, and all that templates are given, and nothing that there is not."""

import ast
import re
from dataclasses import fields
from pathlib import Path
from runpy import run_path

import pytest
from jinja2 import Environment, meta, nodes
from pelican.settings import DEFAULT_CONFIG

from atlas.model import Atlas, Entry, TopicPage
from cards.model import ShareImage
from finder.generator import SearchForTemplates
from house.house import House
from newsfeed.shown import FeedsForTemplates

ROOT = Path(__file__).parents[2]
GUIDE = (ROOT / "docs" / "theme.md").read_text("utf-8")
TEMPLATES = sorted((ROOT / "theme" / "templates").iterdir())
NAMES = re.compile(r"`([a-z_]+)\b")
GIVEN = {
    "atlas": Atlas,
    "entry": Entry,
    "topic_page": TopicPage,
    "feeds": FeedsForTemplates,
    "house": House,
    "search": SearchForTemplates,
}


def section(title: str) -> str:
    return re.split(r"^## ", GUIDE.partition(f"\n## {title}\n")[2], flags=re.MULTILINE)[0]


def members(kind: type) -> set[str]:
    """What a template can ask of a value."""
    named = {name for name in vars(kind) if not name.startswith("_")}
    return named | {field.name for field in fields(kind)}


def keywords_given_to(owner: str) -> set[str]:
    """What the plugins put into the templates' filters or globals, by name."""
    calls = (
        node
        for path in (ROOT / "plugins").rglob("wiring.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call) and ast.unparse(node.func).endswith(f"env.{owner}.update")
    )
    return {str(keyword.arg) for call in calls for keyword in call.keywords}


def row_of(template: str) -> str:
    [row] = [line for line in GUIDE.splitlines() if line.startswith("| `") and f"`{template}`" in line.split("|")[1]]
    return row


def used_by(template: str) -> set[str]:
    """The names that a template expects somebody to have given it."""
    environment = Environment(extensions=["jinja2.ext.i18n"], autoescape=True)
    environment.filters.update(dict.fromkeys(keywords_given_to("filters"), str))
    tree = environment.parse((ROOT / "theme" / "templates" / template).read_text("utf-8"))
    expected = {name for name in meta.find_undeclared_variables(tree) if not name.isupper()}
    set_here = {name.name for name in tree.find_all(nodes.Name) if name.ctx == "store"}
    of_jinja = {"caller", "gettext", "ngettext", "_trans"}
    return expected - set_here - {macro.name for macro in tree.find_all(nodes.Macro)} - of_jinja - {"show"}


@pytest.mark.parametrize("template", [path.name for path in TEMPLATES])
def test_template_is_in_the_guide_with_all_that_it_uses(template):
    everywhere = {*NAMES.findall(section("What every template has")), "_", "page_address"}
    own = set(NAMES.findall(row_of(template).split("|")[3]))
    assert used_by(template) - everywhere - own == set()


def test_there_are_no_other_templates():
    named = re.findall(r"`(_?[\w-]+\.(?:html|txt|webmanifest))`", section("Pages and their templates"))
    named += re.findall(r"`(_\w+\.html)`", section("Parts of pages"))
    assert set(named) == {path.name for path in TEMPLATES}


@pytest.mark.parametrize("name", GIVEN)
def test_what_templates_are_given_is_in_the_guide(name):
    told = set(re.findall(rf"\b{name}\.([a-z_]+)", GUIDE)) - {"html", "js"}
    assert told == members(GIVEN[name])


def test_share_images_are_in_the_guide():
    assert "`share_image_of_site`" in GUIDE
    assert "`article.share_image`" in GUIDE
    assert all(f"`{field.name}`" in GUIDE for field in fields(ShareImage))


@pytest.mark.parametrize("owner", ["filters", "globals"])
def test_filters_and_functions_are_in_the_guide(owner):
    given = keywords_given_to(owner)
    assert given
    assert given - set(NAMES.findall(section("What every template has"))) == set()


def test_blocks_of_the_frame_are_in_the_guide():
    frame = (ROOT / "theme" / "templates" / "base.html").read_text("utf-8")
    told = re.findall(r"^\| `(\w+)` \|", section("The blocks of the frame"), re.MULTILINE)
    assert set(told) == set(re.findall(r"{% block (\w+) %}", frame))


def test_settings_in_the_guide_exist():
    ours = run_path(str(ROOT / "pelicanconf.py")).keys()
    named = set(re.findall(r"\b[A-Z]{3,}(?:_[A-Z]+)+\b|`([A-Z]{4,})`", GUIDE)) - {""}
    assert named - (ours | DEFAULT_CONFIG.keys()) == set()


def test_parts_of_the_stylesheets_are_in_the_guide():
    for path in (ROOT / "theme" / "static" / "parts").iterdir():
        assert f"| `parts/{path.name}` |" in GUIDE
