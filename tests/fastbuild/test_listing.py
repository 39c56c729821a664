"""The files of a folder are those that Pelican finds, and each tells its state."""

from pathlib import Path
from types import SimpleNamespace

import pytest
from pelican.generators import Generator
from pelican.settings import DEFAULT_CONFIG

from fastbuild import generators
from fastbuild.listing import files_below
from fastbuild.stamps import stamp_of_source

FILES = [
    *("a.md", "b.MD", ".md", "..md", ".hidden.md", "c.txt", "md", "d.tar.md", "news/e.md", "news/deep/f.html"),
    *("drafts/g.md", "news/drafts/h.md", "__pycache__/i.md", "folder.md/j.md", "k.md~", "#l.md#", "m"),
]
ENDINGS = ("md", "html")


@pytest.fixture
def content(tmp_path) -> Path:
    for name in FILES:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(name)
    (tmp_path / "linked.md").symlink_to("a.md")
    (tmp_path / "dangling.md").symlink_to("nothing.md")
    (tmp_path / "a folder elsewhere").symlink_to(tmp_path / "news")
    return tmp_path


@pytest.mark.parametrize("ignored", [DEFAULT_CONFIG["IGNORE_FILES"], [".*"], [], ["*.html", "d*"]])
@pytest.mark.parametrize("exclude", [[], ["drafts"], ["news/drafts"]])
@pytest.mark.parametrize("paths", [[""], "", ["news"], ["a.md", "c.txt", "nothing.md", "news/deep"], ["news", "news"]])
def test_they_are_those_that_pelican_finds(content, paths, exclude, ignored):
    asked = SimpleNamespace(path=str(content), settings={"IGNORE_FILES": ignored})
    asked.readers = SimpleNamespace(extensions=ENDINGS)
    asked._include_path = lambda *given: Generator._include_path(asked, *given)
    theirs = Generator.get_files(asked, paths, exclude)
    assert generators.ArticlesGenerator.get_files(asked, paths, exclude) == theirs


def test_each_tells_its_state(content):
    found = files_below(content, [""], [], frozenset(ENDINGS), [])
    stamps = {file: stamp_of_source(state) for file, state in found}
    assert stamps["./a.md"]
    assert stamps["./a.md"] == stamps["./linked.md"] == stamp_of_source((content / "a.md").stat)
    assert stamps["news/e.md"] == stamp_of_source((content / "news/e.md").stat)
    assert stamps["./dangling.md"] == b""
