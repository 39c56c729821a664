"""Real feed readers subscribe to a site on loopback, and look again after the newsroom has worked on."""

import os
import shutil
import sqlite3
import subprocess
import threading
import urllib.request
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.error import HTTPError

import pytest
from bs4 import BeautifulSoup
from reader import make_reader

from bulletin.model import Role
from newsroom import build, publish_all, site_folder, stories, words

BULLETIN = Path(__file__).parents[1] / "corpus" / "wild" / "title-case-with-bylines.txt"
FERRY, BRIDGE, MILL, TRAM = "Ferry is back", "Bridge closes", "Mill opens", "Tram moves"
STORY = """Title: {title}
Date: {day} 06:30:00+00:00
Tags: Europe; Poland
Region: Europe
Countries: PL
Summary: What became of it.
Byline: Ewa Zielony
Story_ID: {id}

The council of Tczew has said so in a letter of two pages.
"""


@dataclass(frozen=True, slots=True)
class Shown:
    """A story as a reader shows it."""

    title: str
    author: str
    published: datetime
    text: str
    is_new: bool


class Newsboat:
    """Debian's newsboat, by what it keeps in its cache."""

    def __init__(self, folder: Path, address: str) -> None:
        program = shutil.which("newsboat")
        if program is None:
            if os.environ.get("CI"):
                pytest.fail("newsboat is not installed")
            pytest.skip("newsboat is not installed (Debian: apt install newsboat)")
        self._home = folder
        (folder / "urls").write_text(f"{address}\n")
        self._cache = folder / "cache.db"
        self._command = [program, "-u", str(folder / "urls"), "-c", str(self._cache), "-x", "reload"]

    def poll(self) -> None:
        environment = {**os.environ, "HOME": str(self._home)}
        subprocess.run(self._command, check=True, capture_output=True, timeout=60, env=environment)

    def read_all(self) -> None:
        with closing(sqlite3.connect(self._cache)) as cache, cache:
            cache.execute("update rss_item set unread = 0")

    def shown(self) -> dict[str, Shown]:
        with closing(sqlite3.connect(self._cache)) as cache:
            rows = cache.execute("select guid, title, author, pubDate, content, unread from rss_item").fetchall()
        assert len({row[0] for row in rows}) == len(rows)
        return {
            guid: Shown(title, author, datetime.fromtimestamp(when, UTC), text, bool(unread))
            for guid, title, author, when, text, unread in rows
        }


class Lemon:
    """The feed reader library `reader`, with its own storage."""

    def __init__(self, folder: Path, address: str) -> None:
        self._reader = make_reader(str(folder / "reader.db"))
        self._reader.add_feed(address)

    def poll(self) -> None:
        for result in self._reader.update_feeds_iter(scheduled=False):
            assert not isinstance(result.value, Exception), result.value

    def read_all(self) -> None:
        for entry in self._reader.get_entries():
            self._reader.mark_entry_as_read(entry)

    def shown(self) -> dict[str, Shown]:
        return {
            entry.id: Shown(
                str(entry.title),
                str(entry.authors_str),
                entry.published or datetime.min.replace(tzinfo=UTC),
                entry.content[0].value,
                not entry.read,
            )
            for entry in self._reader.get_entries()
        }


READERS = {
    "newsboat, RSS": (Newsboat, "feeds/all.rss.xml"),
    "newsboat, Atom": (Newsboat, "feeds/all.atom.xml"),
    "reader, RSS": (Lemon, "feeds/all.rss.xml"),
    "reader, Atom": (Lemon, "feeds/all.atom.xml"),
    "reader, JSON Feed": (Lemon, "feeds/all.json"),
}


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *arguments: object) -> None:
        """Say nothing."""


@contextmanager
def serving(folder: Path) -> Iterator[str]:
    """A folder's built site on loopback."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(folder / "output")))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    server.server_close()
    thread.join()


def write(folder: Path, title: str, **fields: str) -> None:
    text = STORY.format(**{"title": title, "id": title.split()[0].lower(), "day": "2026-03-09"} | fields)
    (folder / "content" / f"{title.split()[0].lower()}.md").write_text(text, "utf-8")


def change(folder: Path, title: str, *fields: str, headline: str | None = None) -> None:
    path = folder / "content" / f"{title.split()[0].lower()}.md"
    text = path.read_text("utf-8").replace("Tags", "\n".join([*fields, "Tags"]))
    path.write_text(text.replace(f"Title: {title}", f"Title: {headline or title}"), "utf-8")


def age(folder: Path) -> None:
    """Have the feeds be of long ago: a server tells by whole seconds whether a file is new."""
    for path in (folder / "output" / "feeds").rglob("*.*"):
        os.utime(path, (1, 1))


@pytest.fixture
def newsroom(tmp_path: Path) -> Path:
    """A newsroom with three stories of one day, built."""
    folder = site_folder(tmp_path, {})
    for title in (FERRY, BRIDGE, MILL):
        write(folder, title)
    build(folder)
    age(folder)
    return folder


@pytest.mark.parametrize("name", READERS)
def test_a_reader_shows_title_author_date_and_full_text(name: str, newsroom: Path, tmp_path: Path) -> None:
    make, feed = READERS[name]
    with serving(newsroom) as address:
        reader = make(tmp_path, f"{address}/{feed}")
        reader.poll()
    shown = reader.shown().values()
    assert {each.title for each in shown} == {FERRY, BRIDGE, MILL}
    assert {each.author for each in shown} == {"Ewa Zielony"}
    assert {each.published for each in shown} == {datetime(2026, 3, 9, 6, 30, tzinfo=UTC)}
    assert all("The council of Tczew" in each.text for each in shown)


@pytest.mark.parametrize("name", READERS)
def test_a_reader_that_looks_again_finds_what_is_new_and_nothing_else(
    name: str, newsroom: Path, tmp_path: Path
) -> None:
    make, feed = READERS[name]
    with serving(newsroom) as address:
        reader = make(tmp_path, f"{address}/{feed}")
        reader.poll()
        reader.read_all()
        before = reader.shown()
        build(newsroom)
        reader.poll()
        assert reader.shown() == before
        change(newsroom, FERRY, "Correction: 2026-03-10: It carries 230.", "Slug: ferry-sails", headline="Ferry sails")
        change(newsroom, BRIDGE, "Status: withdrawn", "Reason: 2026-03-10: The letter was forged.")
        write(newsroom, TRAM, day="2026-03-10")
        build(newsroom)
        reader.poll()
    after = reader.shown()
    assert before.keys() < after.keys()
    [new] = after.keys() - before.keys()
    assert {guid for guid, each in after.items() if each.is_new} == {new}
    assert after[new].title == TRAM
    now = {before[guid].title: after[guid] for guid in before}
    assert now[MILL] == next(each for each in before.values() if each.title == MILL)
    assert now[FERRY].title == "Ferry sails"
    assert "It carries 230." in now[FERRY].text
    assert now[BRIDGE].title == f"Withdrawn: {BRIDGE}"
    assert "The letter was forged." in now[BRIDGE].text
    assert "Tczew" not in now[BRIDGE].text
    assert {each.published for each in now.values()} == {datetime(2026, 3, 9, 6, 30, tzinfo=UTC)}


def test_a_reader_shows_the_stories_of_a_bulletin(tmp_path: Path) -> None:
    folder = site_folder(tmp_path, {BULLETIN.name: BULLETIN.read_bytes()})
    publish_all(folder)
    build(folder)
    with serving(folder) as address:
        reader = Newsboat(tmp_path, f"{address}/feeds/all.rss.xml")
        reader.poll()
    shown = {
        words(each.title): words(BeautifulSoup(each.text, "html.parser").get_text()) for each in reader.shown().values()
    }
    told = {words(story.headline): story for story, _ in stories(folder)}
    assert shown.keys() == told.keys()
    for headline, story in told.items():
        assert all(words(paragraph) in shown[headline] for paragraph in story.texts(Role.PARAGRAPH))


@pytest.mark.parametrize("settings", ["pelicanconf.py", "publishconf.py"])
def test_a_feed_that_has_not_changed_is_not_fetched_again(settings: str, newsroom: Path) -> None:
    published = {"DATELINE_SITEURL": "https://news.example/repo"}
    build(newsroom, settings, **published)
    age(newsroom)

    def status(address: str, since: str) -> int:
        request = urllib.request.Request(address, headers={"If-Modified-Since": since})
        try:
            with urllib.request.urlopen(request) as answer:
                return answer.status
        except HTTPError as answer:
            return answer.code

    with serving(newsroom) as address:
        feeds = [f"{address}/feeds/{name}" for name in ("all.rss.xml", "all.atom.xml", "all.json", "regions.opml")]
        first = {}
        for feed in feeds:
            with urllib.request.urlopen(feed) as answer:
                first[feed] = answer.headers["Last-Modified"]
        build(newsroom, settings, **published)
        assert [status(feed, since) for feed, since in first.items()] == [304] * 4
        change(newsroom, FERRY, "Correction: 2026-03-10: It carries 230.")
        build(newsroom, settings, **published)
        assert [status(feed, since) for feed, since in first.items()] == [200, 200, 200, 304]
