"""What is made of templates is kept from build to build, as long as they and what they call are the same."""

import sqlite3
from pathlib import Path

import pytest
from jinja2 import DictLoader, Environment, pass_context

from fastbuild.sight import Eyes
from fastbuild.templates import Templates

TEXTS = {
    "base": "{{ site }}: {% block body %}{% endblock %}",
    "a": "{% extends 'base' %}{% block body %}{{ story.title|loud }}{% endblock %}",
}


def loud(text):
    return text.upper()


@pass_context
def loud_in_its_place(context, text):
    return f"{text.upper()} ({context['site']})"


class Site:
    """A site of a few templates."""

    def __init__(self, folder):
        self.settings = {"CACHE_PATH": str(folder), "PLUGINS": [], "SITENAME": "The Quay"}
        self.texts = dict(TEXTS)
        self.loud = loud
        self.options = {}

    def build(self, monkeypatch):
        """What a page says, what its template may see, and how many templates had to be read for that."""
        work = []
        for name in ("_parse", "_compile"):
            real = getattr(Environment, name)
            told = lambda *given, real=real, name=name: (work.append(name), real(*given))[1]  # noqa: E731
            monkeypatch.setattr(Environment, name, told)
        environment = Environment(loader=DictLoader(self.texts), **self.options)
        environment.filters["loud"], environment.reads = self.loud, {"loud": ()}
        environment.bytecode_cache = kept = Templates(self.settings)
        template = environment.get_template("a")
        sight = Eyes(environment).sight(template)
        page = template.render(site="The Quay", story={"title": "Ink"})
        kept.settle()
        monkeypatch.undo()
        return page, sight.reaches.keys(), len(work)

    def record(self, statement):
        [path] = Path(self.settings["CACHE_PATH"], "fastbuild").glob("templates-*.sqlite")
        with sqlite3.connect(path) as base:
            base.execute(statement)


@pytest.fixture
def site(tmp_path):
    return Site(tmp_path)


def test_what_is_the_same_is_neither_read_nor_compiled_again(site, monkeypatch):
    *first, work = site.build(monkeypatch)
    assert first == ["The Quay: INK", {"site", "story"}]
    assert work
    assert site.build(monkeypatch) == (*first, 0)


def test_a_template_that_has_changed_is_read_and_with_it_what_extends_it(site, monkeypatch):
    site.build(monkeypatch)
    site.texts["base"] = "{{ day }}: {% block body %}{% endblock %}"
    page, sees, work = site.build(monkeypatch)
    assert (page, sees) == (": INK", {"day", "story"})
    assert work


def test_a_filter_that_is_called_in_another_way_makes_other_code(site, monkeypatch):
    site.build(monkeypatch)
    site.loud = loud_in_its_place
    assert site.build(monkeypatch)[0] == "The Quay: INK (The Quay)"


def test_what_a_filter_makes_of_a_text_is_not_kept(site, monkeypatch):
    site.texts["a"] = "{{ 'ferry'|loud }}"
    assert site.build(monkeypatch)[0] == "FERRY"
    site.loud = lambda text: text.title()
    site.loud.__module__ = loud.__module__
    assert site.build(monkeypatch)[0] == "Ferry"


def test_other_options_of_the_environment_make_other_code(site, monkeypatch):
    site.texts["a"] = "{% if story %}\n{{ site }}{% endif %}"
    assert site.build(monkeypatch)[0] == "\nThe Quay"
    site.options = {"trim_blocks": True}
    assert site.build(monkeypatch)[0] == "The Quay"


@pytest.mark.parametrize("damage", ["UPDATE templates SET made = x'00'", "UPDATE templates SET made = 'text'"])
def test_what_is_damaged_is_made_anew(site, monkeypatch, damage):
    *first, work = site.build(monkeypatch)
    site.record(damage)
    assert site.build(monkeypatch) == (*first, work)
    assert site.build(monkeypatch) == (*first, 0)


def test_where_nothing_can_be_kept_all_is_made_each_time(site, monkeypatch, tmp_path):
    (tmp_path / "fastbuild").write_text("a file where a folder should be")
    assert site.build(monkeypatch) == site.build(monkeypatch)
