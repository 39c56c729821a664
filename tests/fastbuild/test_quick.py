"""The quick Pelican makes what Pelican makes, says what Pelican says, and reads only what has changed."""

import logging
import re
import sqlite3
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, ClassVar

import pytest
from pelican import contents
from pelican.generators import ArticlesGenerator
from pelican.log import LimitFilter
from pelican.readers import BaseReader
from pelican.settings import DEFAULT_CONFIG

from conftest import many_stories
from fastbuild import addresses, generators
from fastbuild.reading import QuickReaders
from fastbuild.shelf import Shelf

WHOLE = {
    "PLUGINS": ["bulletin", "atlas", "newsfeed", "cards", "finder", "signposts", "hosting", "house", "fastbuild"],
    "BULLETIN_CONVERT": False,
}
AS_PELICAN_DOES = WHOLE | {"PELICAN_CLASS": "pelican.Pelican"}
ENOUGH_FOR_PROCESSES = 60
TIMES_AND_PLACES_IN_THE_PROGRAM = re.compile(r"in \d+\.\d+ seconds|\[\d\d:\d\d:\d\d\]|\w+\.py:\d+")


def files(site):
    return {path.relative_to(site.output): path.read_bytes() for path in site.output.rglob("*") if path.is_file()}


@pytest.fixture
def site_for_processes(small_site):
    many_stories(small_site / "content", ENOUGH_FOR_PROCESSES)
    return small_site


@pytest.mark.parametrize("published", [False, True], ids=["at home", "published"])
def test_it_builds_and_says_what_pelican_does(published, site_for_processes, build):
    (site_for_processes / "content/no-title.md").write_text("Date: 2026-11-20\n\nText.\n", "utf-8")
    sites = [
        build(site_for_processes, published=published, output="quick", more=WHOLE),
        build(site_for_processes, published=published, output="quick again, from what is kept", more=WHOLE),
        build(site_for_processes, published=published, output="slow", more=AS_PELICAN_DOES),
    ]
    built = [files(site) for site in sites]
    said = [sorted(TIMES_AND_PLACES_IN_THE_PROGRAM.sub("", site.said).split("WARNING")) for site in sites]
    assert built[0] == built[1] == built[2]
    assert said[0] == said[1] == said[2]
    assert len(said[0]) > 1


def test_a_page_that_cannot_be_rendered_is_named(site_for_processes, build):
    overrides = site_for_processes / "templates"
    overrides.mkdir()
    (overrides / "article.html").write_text("{% if 'stop 7 ' in article.title %}{{ 1 // 0 }}{% endif %}")
    with pytest.raises(AssertionError) as failure:
        build(site_for_processes, more={**WHOLE, "THEME_TEMPLATES_OVERRIDES": [str(overrides)]})
    said = " ".join(str(failure.value).split())
    assert re.search(r"tram-stop-7-moves/index.html cannot be made: \S+article.html, line 1: ZeroDivisionError", said)


class CountingReader(BaseReader):
    """Notes every file that it reads."""

    enabled = True
    file_extensions: ClassVar = ["count"]
    made_of = ("SITENAME",)

    def read(self, source_path):
        with (Path(source_path).parent.parent / "journal").open("a") as journal:
            journal.write(f"{Path(source_path).name}\n")
        text = Path(source_path).read_text()
        if "broken" in text:
            raise ValueError(text)
        if "remark" in text:
            logging.getLogger("test").warning("%s is worth a remark", Path(source_path).name)
        return text, {
            "title": "T",
            "tags": self.process_metadata("tags", "a, b"),
            "date": datetime(2026, 11, 20, tzinfo=UTC),
        }


@pytest.fixture
def room(tmp_path):
    (tmp_path / "content").mkdir()
    for number in range(3):
        (tmp_path / f"content/{number}.count").write_text(f"text {number}")
    return tmp_path


def read_all(room: Path, **changed: Any) -> tuple[list[str], list[Any]]:
    """The files that a new build reads, and what it gets of all."""
    settings = DEFAULT_CONFIG | {"CACHE_PATH": str(room / "cache"), "PATH": str(room / "content"), **changed}
    readers = QuickReaders(settings)
    readers.readers = {"count": CountingReader(settings)}
    names = sorted(path.name for path in (room / "content").iterdir())
    readers.read_ahead(room / "content", names)
    got = []
    for name in names:
        content, fields = readers.get_cached_data(str(room / "content" / name), (None, None))
        got.append((content, [tag.name for tag in fields["tags"]] if fields else None))
    journal = room / "journal"
    read = journal.read_text().split() if journal.exists() else []
    journal.unlink(missing_ok=True)
    return read, got


ALL = ["0.count", "1.count", "2.count"]
TEXTS = [(f"text {number}", ["a", "b"]) for number in range(3)]


def test_what_has_not_changed_is_not_read_again(room):
    assert read_all(room) == (ALL, TEXTS)
    assert read_all(room) == ([], TEXTS)
    (room / "content/1.count").write_text("other text")
    assert read_all(room) == (["1.count"], [TEXTS[0], ("other text", ["a", "b"]), TEXTS[2]])


def test_what_was_read_with_other_settings_or_by_another_program_is_read_again(room, monkeypatch):
    read_all(room)
    assert read_all(room, SITENAME="Another")[0] == ALL
    assert read_all(room, SITEURL="https://news.example")[0] == []
    monkeypatch.setattr(CountingReader, "__module__", "fastbuild.other")
    assert read_all(room)[0] == ALL


def test_a_file_that_is_gone_is_forgotten(room):
    read_all(room)
    gone = room / "content/1.count"
    text = gone.read_text()
    gone.unlink()
    read_all(room)
    gone.write_text(text)
    assert read_all(room)[0] == ["1.count"]


def test_what_there_was_to_say_is_said_by_every_build(room, caplog, monkeypatch):
    monkeypatch.setattr(LimitFilter, "_raised_messages", set())
    (room / "content/1.count").write_text("remark")
    for _ in range(2):
        LimitFilter._raised_messages.clear()
        assert "1.count" in read_all(room)[0]
    assert [record.getMessage() for record in caplog.records] == ["1.count is worth a remark"] * 2


def test_a_file_that_cannot_be_read_is_left_to_pelican(room):
    (room / "content/1.count").write_text("broken")
    for _ in range(2):
        assert read_all(room)[1][1] == (None, None)


@pytest.mark.parametrize("damage", [b"", b"no data base", b"SQLite format 3\0 and then nothing"])
def test_a_damaged_shelf_is_made_anew(room, damage):
    read_all(room)
    (shelf,) = (room / "cache/fastbuild").glob("*.sqlite")
    shelf.write_bytes(damage)
    assert read_all(room) == (ALL, TEXTS)
    assert read_all(room) == ([], TEXTS)


def test_a_shelf_with_another_table_is_not_trusted(room):
    read_all(room)
    (shelf,) = (room / "cache/fastbuild").glob("*.sqlite")
    with sqlite3.connect(shelf) as base:
        base.execute("DROP TABLE kept")
        base.execute("CREATE TABLE kept (file TEXT PRIMARY KEY)")
        base.execute("INSERT INTO kept VALUES ('1.count')")
    assert read_all(room) == (ALL, TEXTS)


def test_a_shelf_in_use_or_in_a_place_that_cannot_be_is_done_without(room):
    (room / "cache").write_text("a file where the folder should be")
    assert read_all(room) == (ALL, TEXTS)


def test_old_shelves_go(tmp_path):
    for number in range(9):
        for name in ("stories", "pages"):
            Shelf(tmp_path, name, str(number)).close()
    assert len(list(tmp_path.iterdir())) == 4


def test_pages_and_stories_are_not_in_each_other_s_way(site_for_processes, build):
    build(site_for_processes, more=WHOLE)
    kept = []
    for name, table in (("stories", "stories"), ("pagesgenerator", "kept")):
        (path,) = (site_for_processes / ".cache/fastbuild").glob(f"{name}-*.sqlite")
        with sqlite3.connect(path) as base:
            kept.append(base.execute(f"SELECT count(*) FROM {table}").fetchone()[0])
    assert kept[0] > ENOUGH_FOR_PROCESSES
    assert kept[1] == 1


ARTICLE = {"title": "T", "slug": "a-slug", "date": datetime(2026, 11, 20, tzinfo=UTC), "lang": "en"}


@pytest.mark.parametrize(
    "pattern",
    [
        *("{slug}/", "{date:%Y}/{slug}", "{lang}/{slug}", "{date.year}/{slug}", "{category}/{slug}", "{path}"),
        *("{date:%Y-%m}/{date:%d}/{slug}", "{date:%b %d}/{slug}", "{date:%Y%m%dT%H%M}/{slug}", "{date}/{slug}"),
    ],
)
@pytest.mark.parametrize(
    "change",
    [
        {},
        {"slug": "other"},
        {"date": datetime(2025, 1, 1, tzinfo=UTC)},
        {"date": datetime(2026, 11, 20, 9, 30, tzinfo=UTC)},
        {"status": "draft"},
    ],
)
def test_an_address_is_what_pelican_says(pattern, change):
    settings = DEFAULT_CONFIG | {"PATH": "/content", "ARTICLE_URL": pattern, "DRAFT_URL": f"drafts/{pattern}"}
    pair = [
        kind("text", dict(ARTICLE) | {"category": contents.Category("News", settings)}, settings, "/content/a/b.md", {})
        for kind in (contents.Article, addresses.Article)
    ]
    assert pair[0].url == pair[1].url
    for article in pair:
        for name, value in change.items():
            setattr(article, name, value)
    assert pair[0].url == pair[1].url


def test_the_years_months_and_days_are_what_pelican_makes_of_them():
    class Story:
        def __init__(self, day):
            self.date = day

    days = [datetime(2026, 1 + number % 12, 1 + number % 28, tzinfo=UTC) for number in range(200)]
    stories = [Story(day) for day in days]
    dated = sorted(stories, key=lambda story: story.date, reverse=True)
    settings = {f"{part}_ARCHIVE_{what}": "{date:%Y/%m/%d}" for part in ("YEAR", "DAY") for what in ("SAVE_AS", "URL")}
    settings |= {"MONTH_ARCHIVE_SAVE_AS": "", "MONTH_ARCHIVE_URL": ""}
    theirs = ArticlesGenerator._build_period_archives(None, dated, stories, settings)
    ours = generators.ArticlesGenerator._build_period_archives(None, dated, stories, settings)
    assert ours == theirs
