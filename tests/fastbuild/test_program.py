"""What was made by another program is not trusted."""

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from fastbuild import program
from fastbuild.program import fingerprint_of_site
from keepsakes import foretold_of_stories


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., str]:
    """The fingerprint of a site with a theme and two plugins, one of them a single file."""
    (tmp_path / "theme").mkdir()
    (tmp_path / "theme/page.html").write_text("a")
    (tmp_path / "packed").mkdir()
    (tmp_path / "packed/__init__.py").write_text("")
    (tmp_path / "alone_in_a_file.py").write_text("")
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.chdir(tmp_path)

    def found(**settings: object) -> str:
        for name in ("packed", "alone_in_a_file"):
            sys.modules.pop(name, None)
        program._source.cache_clear()
        plugins = ["packed", "alone_in_a_file", "fastbuild"]
        return fingerprint_of_site(
            {"THEME": "theme", "PLUGINS": plugins, "CACHE_PATH": "x", "SITENAME": "N"} | settings
        )

    return found


def test_the_same_program_has_the_same_fingerprint(site):
    assert site() == site()
    assert site(CACHE_PATH="elsewhere") == site()


def test_what_rooms_note_down_for_each_other_makes_no_other_site(site):
    noted: dict[str, object] = {}
    foretold_of_stories(noted)
    assert noted
    assert site(**noted) == site()


@pytest.mark.parametrize("file", ["theme/page.html", "packed/__init__.py", "packed/data.txt", "alone_in_a_file.py"])
def test_each_file_of_it_counts(site, file):
    before = site()
    Path(file).write_text("b = 1")
    assert site() != before


@pytest.mark.parametrize("settings", [{"SITENAME": "M"}, {"MORE": [1, {"a": None}]}, {"PLUGINS": ["packed"]}])
def test_each_plain_setting_counts(site, settings):
    assert site(**settings) != site()


def slug_with(mark: str) -> Callable[[str], str]:
    def slug(text: str, more: str = mark) -> str:
        return text + mark + more

    return slug


def test_what_a_function_was_given_when_it_was_made_counts(site):
    assert site(SLUG=slug_with("-")) == site(SLUG=slug_with("-")) != site(SLUG=slug_with("_"))


def test_a_module_that_has_a_part_in_how_templates_are_read_counts(site, tmp_path):
    said = {"JINJA_ENVIRONMENT": {"extensions": ["shouting.Shout", "jinja2.ext.do"]}}
    (tmp_path / "shouting.py").write_text("early")
    early = site(**said)
    assert early == site(**said)
    (tmp_path / "shouting.py").write_text("later")
    assert early != site(**said)
