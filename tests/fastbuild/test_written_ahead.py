"""Pages that show all stories are begun with before it is told what they show, where that has changed for certain."""

from types import SimpleNamespace

import pytest
from jinja2 import DictLoader, Environment
from pelican.log import LimitFilter
from pelican.settings import DEFAULT_CONFIG

from fastbuild import hands
from fastbuild.writer import QuickWriter, UnrenderableError

TEMPLATES = {
    "all": "{{ articles|join(' ') }}",
    "days": "{% for day in dates %}{{ day }} {% endfor %}",
    "first": "{{ articles.first }}",
    "none": "{{ SITENAME }}",
    "unclear": "{% include which %}",
}


class Room:
    """A site whose pages are written ahead in one build after another."""

    def __init__(self, folder):
        self._folder = folder
        self._templates = Environment(loader=DictLoader(TEMPLATES))
        self.templates = dict(TEMPLATES)

    def build(self, articles, *, has_news, caplog):
        """The pages that are rendered, by their templates."""
        settings = DEFAULT_CONFIG | {
            "OUTPUT_PATH": str(self._folder / "output"),
            "CACHE_PATH": str(self._folder / "cache"),
            "THEME": str(self._folder / "theme"),
            "PLUGINS": [],
        }
        context = {"SITENAME": "Marsa News", "localsiteurl": "", "which": "none", "RELATIVE_URLS": False}
        writer = QuickWriter(settings["OUTPUT_PATH"], settings)
        writer.shared = context

        def write():
            for name in self.templates:
                template = self._templates.get_template(name)
                writer.write_file(f"{name}.html", template, context, articles=articles, dates=articles)

        caplog.clear()
        LimitFilter._raised_messages.clear()
        with caplog.at_level("INFO", "fastbuild.writer"):
            writer.write_ahead(write, SimpleNamespace(has_news=has_news, volumes=lambda: ()))
            writer.write_later()
            writer.keep_promises()
        writer.close()
        return sorted(record.args[0].rpartition("/")[2].removesuffix(".html") for record in caplog.records)

    def shows(self, name):
        return (self._folder / "output" / f"{name}.html").read_text("utf-8")


@pytest.fixture(params=[1, 2])
def room(tmp_path, monkeypatch, request):
    monkeypatch.setattr(hands, "number_of_hands", lambda: request.param)
    return Room(tmp_path)


def test_they_show_what_there_is_now_and_stand_in_the_next_build(room, caplog):
    assert room.build(["a"], has_news=True, caplog=caplog) == sorted(TEMPLATES)
    assert room.build(["a"], has_news=False, caplog=caplog) == ["unclear"]
    assert room.build(["b", "a"], has_news=True, caplog=caplog) == ["all", "days", "unclear"]
    assert (room.shows("all"), room.shows("days"), room.shows("none")) == ("b a", "b a ", "Marsa News")
    assert room.build(["b", "a"], has_news=False, caplog=caplog) == ["unclear"]


def test_without_news_what_has_changed_is_found_all_the_same(room, caplog):
    room.build(["a"], has_news=True, caplog=caplog)
    assert room.build(["c"], has_news=False, caplog=caplog) == ["all", "days", "unclear"]
    assert room.shows("all") == "c"


def test_one_that_fails_is_said_with_its_name(room, caplog):
    room.build(["a"], has_news=True, caplog=caplog)
    with pytest.raises(UnrenderableError, match=r"all\.html cannot be made"):
        room.build(7, has_news=True, caplog=caplog)
