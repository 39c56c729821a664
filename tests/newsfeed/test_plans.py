"""Which feeds and archives are made when stories change, where what was made is kept and where nothing is."""

import subprocess
import sys
from collections import Counter
from copy import deepcopy
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from pelican.contents import Tag
from pelican.settings import DEFAULT_CONFIG
from pelican.writers import Writer

from newsfeed.generator import FeedGenerator

SETTINGS = deepcopy(DEFAULT_CONFIG) | {"SITENAME": "News", "SITEURL": "https://news.example", "FEED_MAX_ITEMS": 4}
FIRST = datetime(2026, 1, 1, tzinfo=UTC)
NEWEST_LAST = 8
ALL, EVEN, ODD = "feeds/all", "feeds/tag/even", "feeds/tag/odd"


def in_every_format(*stems):
    return {f"{stem}.{ending}" for stem in stems for ending in ("rss.xml", "atom.xml", "json")}


@dataclass(eq=False)
class Story:
    """A story of Pelican's own class, as far as feeds ask."""

    number: int
    text: str = "Text."
    story_id: str = ""
    notices: tuple[Any, ...] = ()
    asked: Counter[str] = field(default_factory=Counter)

    @property
    def title(self) -> str:
        return f"Story {self.number}"

    @property
    def url(self) -> str:
        return f"{self.number}/"

    @property
    def date(self) -> datetime:
        return FIRST + timedelta(self.number)

    @property
    def tags(self) -> list[Tag]:
        return [Tag("odd" if self.number % 2 else "even", SETTINGS)]

    @property
    def metadata(self) -> dict[str, Any]:
        self.asked["metadata"] += 1
        own = {"story_id": self.story_id} if self.story_id else {}
        return {"tags": self.tags, "corrections": self.notices, **own}

    relative_source_path = property(lambda self: f"{self.number}.md")
    lang = "en"
    summary = "<p>Summary.</p>"

    def get_content(self, siteurl: str) -> str:
        self.asked["text"] += 1
        return f"<p>{self.text}</p>"


@dataclass(eq=False)
class KeptStory(Story):
    """A story of which is kept what is made of it, as fastbuild's have it."""

    shelf: dict[Any, Any] = field(default_factory=dict)

    def kept(self, name, make):
        key = name, self.number, self.text, self.story_id, repr(self.notices)
        if key not in self.shelf:
            self.shelf[key] = make()
        return self.shelf[key]


@dataclass(eq=False)
class UnmarkedStory(KeptStory):
    """One of which there is no telling what it is now."""

    def kept(self, name, make):
        return make()


class RememberingWriter:
    """Leaves a file that stands as it would be, as fastbuild's does."""

    def __init__(self) -> None:
        self.files: dict[str, str] = {}
        self.rendered: set[str] = set()
        self._shown: dict[str, bytes | None] = {}

    def write_text(self, path, make, shows=None):
        if shows is None or self._shown.get(path) != shows:
            self.files[path] = make()
            self.rendered.add(path)
        self._shown[path] = shows


class Newsroom:
    """Builds the feeds of a few stories again and again."""

    def __init__(self, output: Path) -> None:
        self.shelf: dict[Any, Any] = {}
        self.writer = RememberingWriter()
        self.stories: list[Story] = [KeptStory(number, shelf=self.shelf) for number in range(NEWEST_LAST)]
        self._output = output

    def build(self, writer: Any = None) -> set[str]:
        """Build them; the documents that were rendered, beside the list of all feeds, which always is."""
        self.writer.rendered.clear()
        for story in self.stories:
            story.asked.clear()
        newest_first = sorted(self.stories, key=lambda story: story.date, reverse=True)
        tagged: dict[Tag, list[Story]] = {}
        for story in newest_first:
            tagged.setdefault(story.tags[0], []).append(story)
        context = {"articles": newest_first, "articles_and_withdrawn": newest_first, "tags": list(tagged.items())}
        settings = SETTINGS | {"OUTPUT_PATH": str(self._output)}
        FeedGenerator(context, settings, "content", DEFAULT_CONFIG["THEME"], str(self._output)).generate_output(
            writer or self.writer
        )
        return self.writer.rendered - {"feeds/regions.opml"}

    def by_pelican(self) -> dict[str, str]:
        """The feeds of the same stories as Pelican's own classes and the plugin make them."""
        kept = self.stories
        self.stories = [Story(each.number, each.text, each.story_id, each.notices) for each in kept]
        self.build(Writer(str(self._output), SETTINGS))
        self.stories = kept
        files = (path for path in self._output.rglob("*") if path.is_file())
        return {path.relative_to(self._output).as_posix(): path.read_text("utf-8") for path in files}


@pytest.fixture
def newsroom(tmp_path):
    room = Newsroom(tmp_path)
    room.build()
    return room


def test_nothing_is_rendered_and_no_story_fetched_where_nothing_changed(newsroom):
    assert newsroom.build() == set()
    assert not any(story.asked for story in newsroom.stories)


def test_what_is_planned_is_what_pelican_s_own_classes_make(newsroom):
    notice = SimpleNamespace(when=FIRST + timedelta(30), heading="Correction", text="It was Tuesday.")
    newsroom.stories[2] = replace(newsroom.stories[2], notices=(notice,))
    newsroom.build()
    assert "It was Tuesday." in newsroom.writer.files["feeds/corrections.rss.xml"]
    assert newsroom.writer.files == newsroom.by_pelican()


def test_an_edit_renders_what_its_story_stands_in(newsroom):
    newsroom.stories[1] = replace(newsroom.stories[1], text="Other.", asked=Counter())
    assert newsroom.build() == {f"{ALL}/2026-01-1.atom.xml"} | in_every_format(ODD)
    assert newsroom.writer.files == newsroom.by_pelican()


def test_an_edit_fetches_the_stories_of_its_documents_alone(newsroom):
    newsroom.stories[-1] = replace(newsroom.stories[-1], text="Other.", asked=Counter())
    assert newsroom.build() == in_every_format(ALL, ODD)
    assert [story.number for story in newsroom.stories if story.asked] == [NEWEST_LAST - 1]


def test_a_new_story_leaves_old_archives_as_they_are(newsroom):
    before = {path for path in newsroom.writer.files if path.startswith(f"{ALL}/")}
    newsroom.stories.append(KeptStory(NEWEST_LAST, shelf=newsroom.shelf))
    newsroom.stories.append(KeptStory(NEWEST_LAST + 1, shelf=newsroom.shelf))
    rendered = newsroom.build()
    assert before
    # The last archive leads on to the new one.
    assert len(before & rendered) == 1
    assert newsroom.writer.files == newsroom.by_pelican()


def test_a_clash_of_ids_comes_and_goes(newsroom, caplog):
    newsroom.stories[0] = replace(newsroom.stories[0], story_id="k7", asked=Counter())
    newsroom.build()
    alone = dict(newsroom.writer.files)
    newsroom.stories[5] = replace(newsroom.stories[5], story_id="k7", asked=Counter())
    assert f"{ALL}/2026-01-1.atom.xml" in newsroom.build()
    assert "“Story 0”: its Story_ID is another story's" in caplog.text
    assert newsroom.writer.files == newsroom.by_pelican() != alone
    assert newsroom.build() == set()
    caplog.clear()
    newsroom.stories[5] = replace(newsroom.stories[5], story_id="", asked=Counter())
    assert f"{ALL}/2026-01-1.atom.xml" in newsroom.build()
    assert not caplog.text
    assert newsroom.writer.files == alone == newsroom.by_pelican()


def test_a_story_of_which_nothing_is_kept_is_read_each_time_and_rendered_where_it_says_something_else(newsroom):
    newsroom.stories[1] = UnmarkedStory(1)
    assert newsroom.build() == set()
    assert newsroom.stories[1].asked["text"]
    newsroom.stories[1] = UnmarkedStory(1, "Another text.")
    assert newsroom.build() == {f"{ALL}/2026-01-1.atom.xml"} | in_every_format(ODD)


SITE = """
AUTHOR, SITENAME, SITEURL, PATH, TIMEZONE = "Ana", "Marsa News", "https://news.example/repo", "content", "UTC"
FEED_MAX_ITEMS, CACHE_PATH, THEME = 4, "cache", "simple"
FEED_ALL_ATOM = CATEGORY_FEED_ATOM = TRANSLATION_FEED_ATOM = AUTHOR_FEED_ATOM = AUTHOR_FEED_RSS = None
PLUGINS = {plugins}
{more}
"""


def built(room, name, plugins, more=""):
    (room / f"{name}.py").write_text(SITE.format(plugins=plugins, more=more))
    command = [sys.executable, "-m", "pelican", "-s", f"{name}.py", "-o", name, "--fatal", "errors"]
    done = subprocess.run(command, cwd=room, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    feeds = (path for path in (room / name / "feeds").rglob("*") if path.is_file())
    return {path.relative_to(room / name).as_posix(): path.read_bytes() for path in feeds}


def test_a_site_has_the_same_feeds_with_fastbuild_and_without(tmp_path):
    def write(number, *fields):
        lines = (f"Title: Story {number}", f"Date: 2026-01-{number + 1:02}", "Tags: ferry, all", *fields)
        (tmp_path / f"content/{number}.md").write_text("\n".join([*lines, "", f"Text *of* story {number}."]))

    (tmp_path / "content").mkdir()
    for number in range(NEWEST_LAST):
        write(number)
    for change in [(), (0, "Story_ID: k7"), (5, "Story_ID: k7"), (5,), (NEWEST_LAST,), (1, "Summary: Other.")]:
        if change:
            write(*change)
        quick = built(tmp_path, "quick", ["newsfeed", "fastbuild"], 'PELICAN_CLASS = "fastbuild.FastPelican"')
        slow = built(tmp_path, "slow", ["newsfeed"])
        assert quick == slow
    assert len(quick) > len(in_every_format(ALL, "feeds/tag/ferry", "feeds/tag/all", "feeds/corrections"))
