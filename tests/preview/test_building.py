"""A build for one who watches it: what has changed, or what is wrong and where."""

import shutil
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import pytest

from commanding import make_newsroom
from preview import building
from preview.model import Built

Build = Callable[[], Built]
Glimpse = Callable[..., frozenset[str]]

STORY = "content/2026/03/09/ferry-sails-again-to-the-islands-off-malawi.md"
PAGE = "2026/03/09/ferry-sails-again-to-the-islands-off-malawi/index.html"


@pytest.fixture
def newsroom(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = make_newsroom(tmp_path / "newsroom")
    monkeypatch.chdir(folder)
    return folder


@pytest.fixture
def bench(newsroom: Path) -> Iterator[ProcessPoolExecutor]:
    """A process of its own, as livereload has: plugins stay connected to Pelican's signals there."""
    with ProcessPoolExecutor(1, get_context("spawn"), building.begin) as pool:
        yield pool


@pytest.fixture
def build(bench: ProcessPoolExecutor) -> Build:
    return lambda: bench.submit(building.build, "output").result()


@pytest.fixture
def glimpse(bench: ProcessPoolExecutor, newsroom: Path) -> Glimpse:
    return lambda *names: bench.submit(building.glimpse, [newsroom / name for name in names]).result()


def edit(path: Path, before: str, after: str) -> None:
    text = path.read_text("utf-8")
    assert before in text
    path.write_text(text.replace(before, after, 1), "utf-8")


def test_a_build_tells_what_has_changed_and_what_it_was_made_of(newsroom: Path, build: Build) -> None:
    built = build()
    assert built.trouble == ""
    assert {newsroom / "seeds", newsroom / "content", newsroom / "theme"} <= set(built.watched)
    assert build().changed == frozenset()
    edit(newsroom / "theme" / "static" / "parts" / "base.css", "body {", "body {\n  outline: 1px solid red;")
    assert build().changed == {"theme/dateline.css", "theme/story.css"}
    edit(newsroom / STORY, "at dawn", "at noon")
    changed = build().changed
    assert changed is not None
    assert PAGE in changed
    assert "2026/03/09/tram-drivers-in-katowice-get-warmer-cabs/index.html" not in changed


def test_a_story_that_changes_is_on_its_page_before_the_site_is_built(
    newsroom: Path, build: Build, glimpse: Glimpse
) -> None:
    build()
    output = newsroom / "output"
    before = {path: path.read_bytes() for path in output.rglob("*") if path.is_file()}
    edit(newsroom / STORY, "Title: Ferry sails", "Title: Old ferry sails")
    edit(newsroom / STORY, "\n\nThe ferry left", "\n\nThe ferry with its horn left")
    assert glimpse(STORY) == {PAGE}
    seen = (output / PAGE).read_bytes()
    assert b"with its horn" in seen
    assert b'"headline": "Old ferry sails' in seen.replace(b'"headline":"', b'"headline": "')
    assert {path for path, data in before.items() if path.read_bytes() != data} == {output / PAGE}
    changed = build().changed
    assert changed is not None
    assert {PAGE, "index.html"} <= changed
    assert b"with its horn" in (output / PAGE).read_bytes()
    assert b"Old ferry sails" in (output / "index.html").read_bytes()


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Title: ", "Slug: another-address\nTitle: "),
        ("Title: ", "Status: draft\nTitle: "),
        ("Date: ", "Date: some day in "),
    ],
)
def test_what_is_more_than_a_story_on_its_page_is_left_to_the_build(
    newsroom: Path, build: Build, glimpse: Glimpse, before: str, after: str
) -> None:
    build()
    page = (newsroom / "output" / PAGE).read_bytes()
    edit(newsroom / STORY, before, after)
    assert glimpse(STORY) == frozenset()
    assert (newsroom / "output" / PAGE).read_bytes() == page


def test_nothing_is_glimpsed_where_there_is_no_build_or_no_such_story(build: Build, glimpse: Glimpse) -> None:
    assert glimpse(STORY) == frozenset()
    build()
    assert glimpse("content/2026/03/09/nobody-knows-it.md", "theme/templates/base.html") == frozenset()


def test_a_changed_template_and_setting_are_not_taken_from_memory(newsroom: Path, build: Build) -> None:
    build()
    edit(newsroom / "theme" / "templates" / "base.html", "</body>", "<p>{{ SITENAME|upper }}</p></body>")
    edit(newsroom / "pelicanconf.py", 'SITENAME = "', 'SITENAME = "Morning ')
    build()
    assert "<p>MORNING " in (newsroom / "output" / "about" / "index.html").read_text("utf-8")


@pytest.mark.parametrize(
    ("name", "before", "after", "said"),
    [
        ("theme/templates/article.html", "{% block", "{% blok", "theme/templates/article.html:"),
        ("theme/templates/base.html", "</body>", "{{ nobody.knows }}</body>", "UndefinedError: 'nobody' is undefined"),
        (
            "pelicanconf.py",
            'SITENAME = "',
            'SITENAME = = "',
            "pelicanconf.py:8: the settings cannot be read (invalid syntax)",
        ),
        (
            "pelicanconf.py",
            'SITENAME = "',
            'SITENAME = missing + "',
            "pelicanconf.py:8: the settings cannot be read (NameError: name 'missing'",
        ),
    ],
)
def test_what_is_wrong_is_said_with_file_and_line(
    newsroom: Path, build: Build, name: str, before: str, after: str, said: str
) -> None:
    edit(newsroom / name, before, after)
    built = build()
    assert said in built.trouble
    assert built.trouble.startswith(f"{name}:")


def test_an_error_that_is_only_logged_ends_a_build_too(newsroom: Path, build: Build) -> None:
    edit(newsroom / "pelicanconf.py", 'PLUGINS = ["bulletin", ', 'PLUGINS = ["no_such_plugin", "bulletin", ')
    assert build().trouble == "Not built: what stands above ends a build"
    assert not (newsroom / "output" / "index.html").exists()


def test_it_is_told_what_became_of_a_bulletin(newsroom: Path, build: Build) -> None:
    edit(newsroom / "pelicanconf.py", "BULLETIN_DRAFT_BELOW = 0.54", "BULLETIN_DRAFT_BELOW = 1")
    built = build()
    ((found, ferry, _),) = built.tidings
    assert found.text == "2026-03-09.txt: 2 stories found"
    assert "new      Ferry sails again to the islands off Malawi  (a draft: " in ferry.text
    assert ferry.draft == "drafts/2026/03/09/ferry-sails-again-to-the-islands-off-malawi/"
    assert (newsroom / "output" / ferry.draft / "index.html").is_file()
    assert ferry.draft in built.drafts
    assert build().tidings == ()


def test_a_bulletin_that_needs_an_editor_is_told(newsroom: Path, build: Build) -> None:
    (newsroom / "seeds" / "broken.txt").write_bytes(b"")
    texts = [line.text for tiding in build().tidings for line in tiding]
    assert "Needs an editor: broken.txt: the file is empty. Paste the bulletin into it and save it again" in texts


def test_a_site_that_was_deleted_is_built_again(newsroom: Path, build: Build) -> None:
    build()
    shutil.rmtree(newsroom / "output")
    build()
    assert (newsroom / "output" / "index.html").is_file()
