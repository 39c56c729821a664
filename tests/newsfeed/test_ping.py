"""Telling a hub of feeds that have changed, with a real hub and a real site on this machine."""

import json
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial
from http.server import BaseHTTPRequestHandler, SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Event, Thread
from urllib.parse import parse_qs

import pytest
from click.testing import CliRunner, Result

from newsfeed import hub, pinged
from newsfeed.__main__ import main

FEEDS = (
    *("feeds/all.atom.xml", "feeds/all.json", "feeds/all.rss.xml", "feeds/corrections.rss.xml"),
    *("feeds/tag/kenya.json", "feeds/tag/kenya.rss.xml"),
)
NO_FEEDS = (
    *("feeds/all/2026-11-1.rss.xml", "feeds/tag/kenya/2026-11-1.atom.xml", "feeds/regions.opml"),
    *("feeds/tag/index.html", "index.html"),
)


@dataclass
class Hub:
    """A hub: what it has heard, and how it answers."""

    heard: list[str] = field(default_factory=list)
    forms: list[dict[str, list[str]]] = field(default_factory=list)
    gets: int = 0
    status: int = 204
    headers: dict[str, str] = field(default_factory=dict)
    says: bytes = b""
    refused: str = ""
    """The end of the only address that it refuses, if it does not refuse all."""
    speaks: Event = field(default_factory=Event)
    address: str = ""

    def __post_init__(self) -> None:
        self.speaks.set()


def serving(handler: object) -> ThreadingHTTPServer:
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)  # type: ignore[arg-type]
    server.daemon_threads = True
    Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
    return server


def address_of(server: ThreadingHTTPServer) -> str:
    return f"http://127.0.0.1:{server.server_port}"


@pytest.fixture
def a_hub() -> Iterator[Hub]:
    state = Hub()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            form = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
            state.speaks.wait(30)
            state.forms.append(form)
            topic = form["hub.url"][0]
            status = state.status if topic.endswith(state.refused) else 202
            if status < 300:
                state.heard.append(topic)
            self.send_response(status)
            for name, value in state.headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(state.says)))
            self.end_headers()
            self.wfile.write(state.says)

        def do_GET(self) -> None:
            state.gets += 1
            self.send_response(200)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            pass

    server = serving(Handler)
    state.address = address_of(server) + "/"
    yield state
    state.speaks.set()
    server.shutdown()
    server.server_close()


@dataclass
class Site:
    """A built site, the folder that is published, and its settings."""

    folder: Path
    address: str = ""
    looks: int = 0
    late: int = 0
    """How many looks it takes until the published site is the built one."""

    @property
    def output(self) -> Path:
        return self.folder / "output"

    def write(self, path: str, text: str = "") -> None:
        file = self.output / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(f"{self.address}/{path} {text}", "utf-8")

    def settings(self, **settings: str | None) -> None:
        lines = [f"{name} = {value!r}\n" for name, value in {"SITEURL": self.address, **settings}.items()]
        (self.folder / "publishconf.py").write_text("CACHE_PATH = '.cache'\n" + "".join(lines))

    def addresses(self, *feeds: str) -> list[str]:
        return [f"{self.address}/{feed}" for feed in feeds]


@pytest.fixture
def site(tmp_path: Path, a_hub: Hub, monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    state = Site(tmp_path)

    class Handler(SimpleHTTPRequestHandler):
        def do_GET(self) -> None:
            state.looks += 1
            if state.looks > state.late:
                super().do_GET()
            else:
                self.send_response(200)
                self.end_headers()
                self.wfile.write(b"what it was before")

        def log_message(self, *_: object) -> None:
            pass

    server = serving(partial(Handler, directory=str(state.output)))
    state.address = address_of(server)
    for path in (*FEEDS, *NO_FEEDS):
        state.write(path)
    state.settings(FEED_HUB=a_hub.address)
    monkeypatch.setattr(hub, "PAUSE", 0.001)
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    yield state
    server.shutdown()
    server.server_close()


def ping(site: Site, *options: str) -> Result:
    result = CliRunner().invoke(
        main, ["ping", str(site.output), "--settings", str(site.folder / "publishconf.py"), *options]
    )
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exc_info
    return result


def unused_address() -> str:
    server = ThreadingHTTPServer(("127.0.0.1", 0), BaseHTTPRequestHandler)
    server.server_close()
    return address_of(server) + "/"


def test_the_first_time_the_hub_is_told_of_every_feed_and_then_of_what_has_changed(site: Site, a_hub: Hub) -> None:
    done = ping(site)
    assert done.exit_code == 0
    assert (
        f"Told {a_hub.address} of 6 feeds (feeds/all.atom.xml, feeds/all.json, feeds/all.rss.xml, ...)" in done.output
    )
    assert a_hub.heard == site.addresses(*FEEDS)

    a_hub.heard.clear()
    done = ping(site)
    assert (done.exit_code, a_hub.heard) == (0, [])
    assert "No feed has changed" in done.output

    site.write("feeds/tag/kenya.rss.xml", "Ferry sails again")
    site.write("feeds/tag/kenya/2026-11-1.atom.xml", "Ferry sails again")
    done = ping(site)
    assert "of 1 feed (feeds/tag/kenya.rss.xml)" in done.output
    assert a_hub.heard == site.addresses("feeds/tag/kenya.rss.xml")


def test_what_a_hub_reads(site: Site, a_hub: Hub) -> None:
    ping(site)
    (feed,) = site.addresses("feeds/all.json")
    assert {"hub.mode": ["publish"], "hub.url": [feed], "hub.topic": [feed]} in a_hub.forms


def test_a_feed_that_is_gone_and_comes_back_is_news(site: Site, a_hub: Hub) -> None:
    ping(site)
    (site.output / "feeds/tag/kenya.json").unlink()
    site.write("feeds/all.json", "Ferry sails again")
    ping(site)
    site.write("feeds/tag/kenya.json")
    a_hub.heard.clear()
    ping(site)
    assert a_hub.heard == site.addresses("feeds/tag/kenya.json")


def test_a_site_that_serves_the_old_feeds_for_a_while_is_waited_for(site: Site, a_hub: Hub) -> None:
    site.late = 3
    done = ping(site, "--wait", "60")
    assert (done.exit_code, site.looks) == (0, 4)
    assert a_hub.heard == site.addresses(*FEEDS)


def test_the_feed_that_is_looked_at_is_one_that_has_changed(site: Site, a_hub: Hub) -> None:
    ping(site)
    site.write("feeds/tag/kenya.json", "Ferry sails again")
    assert "/feeds/tag/kenya.json is the new one" in ping(site).output


def test_a_site_that_stays_old_has_no_hub_told(site: Site, a_hub: Hub) -> None:
    site.late = 10**9
    done = ping(site, "--wait", "0.05")
    assert (done.exit_code, a_hub.heard) == (1, [])
    assert "/feeds/all.atom.xml: after 0.05 seconds it still serves something else. No hub was told" in done.output
    assert ping(site, "--wait", "0").exit_code == 0
    assert a_hub.heard == site.addresses(*FEEDS)


def test_a_site_that_has_not_been_published(site: Site, a_hub: Hub) -> None:
    site.settings(FEED_HUB=a_hub.address, SITEURL=f"{site.address}/repo")
    site.address += "/repo"
    site.write("feeds/all.atom.xml")
    done = ping(site, "--wait", "0.05")
    assert (done.exit_code, a_hub.heard) == (1, [])
    assert "it answers 404 File not found" in done.output


def test_a_site_that_does_not_answer(site: Site, a_hub: Hub) -> None:
    site.address = unused_address().rstrip("/")
    site.write("feeds/all.atom.xml")
    site.settings(FEED_HUB=a_hub.address)
    done = ping(site, "--wait", "0.05")
    assert (done.exit_code, a_hub.heard) == (1, [])
    assert "it does not answer (Connection refused)" in done.output


def test_feeds_that_were_built_for_reading_at_home(site: Site, a_hub: Hub) -> None:
    (site.output / "feeds/all.atom.xml").write_text("http://localhost:8000/feeds/all.atom.xml")
    done = ping(site)
    assert (done.exit_code, a_hub.heard) == (1, [])
    assert f"it was not built for {site.address}" in done.output


def test_a_hub_that_refuses_is_told_again_next_time(site: Site, a_hub: Hub) -> None:
    a_hub.status, a_hub.says = 403, b"No  more\n today\x1b[31m"
    a_hub.headers = {"Content-Type": "text/plain; charset=utf-8"}
    done = ping(site)
    assert done.exit_code == 1
    (line,) = done.stderr.splitlines()
    assert line.startswith(
        f"{a_hub.address} refuses 6 feeds (feeds/all.atom.xml, feeds/all.json, feeds/all.rss.xml, ...)"
    )
    assert "403 Forbidden (No more today[31m)" in line
    a_hub.status = 204
    assert ping(site).exit_code == 0
    assert a_hub.heard == site.addresses(*FEEDS)


def test_only_the_feed_that_was_refused_is_told_again(site: Site, a_hub: Hub) -> None:
    a_hub.status, a_hub.refused = 500, "all.json"
    done = ping(site)
    assert done.exit_code == 1
    assert "of 5 feeds" in done.stdout
    assert "refuses 1 feed (feeds/all.json): 500 Internal Server Error" in done.stderr
    a_hub.status = 204
    a_hub.heard.clear()
    ping(site)
    assert a_hub.heard == site.addresses("feeds/all.json")


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_hub_that_has_moved_is_not_followed(site: Site, a_hub: Hub, status: int) -> None:
    a_hub.status, a_hub.headers = status, {"Location": a_hub.address + "new"}
    done = ping(site)
    assert (done.exit_code, a_hub.gets) == (1, 0)
    assert f"{status}: it has moved to {a_hub.address}new" in done.stderr


def test_a_silent_hub_is_asked_once(site: Site, a_hub: Hub, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hub, "SILENCE", 0.2)
    a_hub.speaks.clear()
    done = ping(site, "--wait", "0")
    assert done.exit_code == 1
    (line,) = done.stderr.splitlines()
    assert line.startswith(f"{a_hub.address} does not answer (timed out): it was not told of 6 feeds")
    a_hub.speaks.set()
    monkeypatch.undo()
    assert "of 6 feeds" in ping(site, "--wait", "0").stdout


def test_a_hub_that_is_not_there(site: Site) -> None:
    site.settings(FEED_HUB=unused_address())
    done = ping(site)
    assert done.exit_code == 1
    assert "does not answer (Connection refused)" in done.stderr


@pytest.mark.parametrize("address", [None, ""])
def test_no_hub_is_set(site: Site, address: str | None) -> None:
    site.settings(FEED_HUB=address)
    done = ping(site)
    assert done.exit_code == 2
    assert "No hub is set" in done.output
    assert 'FEED_HUB = "https://' in done.output
    done = ping(site, "--if-set")
    assert (done.exit_code, done.output) == (0, "")


@pytest.mark.parametrize(
    "address",
    [
        *("hub.example", "file:///etc/hostname", "ftp://hub.example/", "https://", "http://[", "https://a b/"),
        *("http://127.0.0.1:port/", "http://127.0.0.1:99999999/"),
    ],
)
def test_an_address_that_no_hub_can_have(site: Site, address: str) -> None:
    site.settings(FEED_HUB=address)
    done = ping(site)
    assert done.exit_code == 2
    assert f"FEED_HUB: {address!r} is no hub's address" in done.output


def test_an_address_that_cannot_be_asked(site: Site) -> None:
    site.settings(FEED_HUB="http://hub..example/")
    done = ping(site)
    assert done.exit_code == 1
    assert "http://hub..example/ does not answer" in done.stderr


@pytest.mark.parametrize("address", ["", "https://newsroom.example", "file:///srv/site"])
def test_a_site_that_is_published_nowhere(site: Site, a_hub: Hub, address: str) -> None:
    site.settings(FEED_HUB=a_hub.address, SITEURL=address)
    done = ping(site)
    assert (done.exit_code, a_hub.heard) == (2, [])
    assert "SITEURL" in done.output


def test_settings_that_cannot_be_read(site: Site) -> None:
    (site.folder / "publishconf.py").write_text("FEED_HUB = ")
    done = ping(site)
    assert done.exit_code == 2
    assert "publishconf.py:1: the settings cannot be read (invalid syntax)" in done.output


def test_a_site_without_feeds(site: Site, a_hub: Hub) -> None:
    (site.output / "feeds").rename(site.output / "elsewhere")
    done = ping(site)
    assert (done.exit_code, a_hub.heard) == (1, [])
    assert "There are no feeds" in done.output


@pytest.mark.parametrize("damage", ["", "{", "[]", "7", '{"x": 1}', "\udcff"])
def test_a_damaged_record_is_none(site: Site, a_hub: Hub, damage: str) -> None:
    ping(site)
    a_hub.heard.clear()
    (site.folder / ".cache" / "pinged.json").write_text(damage, "utf-8", "surrogateescape")
    assert ping(site).exit_code == 0
    assert a_hub.heard == site.addresses(*FEEDS)
    assert "No feed has changed" in ping(site).output


def test_a_record_that_cannot_be_kept(site: Site, a_hub: Hub) -> None:
    (site.folder / ".cache").write_text("in the way")
    done = ping(site)
    assert (done.exit_code, a_hub.heard) == (0, site.addresses(*FEEDS))
    assert "cannot be kept" in done.stderr


def test_each_site_and_each_hub_has_a_record_of_its_own(tmp_path: Path) -> None:
    path = tmp_path / "pinged.json"
    here = pinged.Pinged(path, "https://news.example", "https://hub.example/")
    here.keep({"feeds/all.json": "1"})
    there = pinged.Pinged(path, "https://news.example", "https://another.example/")
    assert there.told() == {}
    there.keep({"feeds/all.json": "2"})
    assert here.told() == {"feeds/all.json": "1"}
    assert len(json.loads(path.read_text())) == 2
    assert [file.name for file in tmp_path.iterdir()] == ["pinged.json"]


def test_as_a_program_without_pelican(site: Site, a_hub: Hub) -> None:
    program = "import runpy, sys; runpy.run_module('newsfeed', run_name='__main__', alter_sys=True)"
    check = "import atexit; atexit.register(lambda: print('pelican' in sys.modules))"
    arguments = ["ping", "output", "--settings", "publishconf.py"]
    done = subprocess.run(
        [sys.executable, "-c", f"import sys; {check}; {program}", *arguments],
        cwd=site.folder,
        capture_output=True,
        text=True,
        stdin=subprocess.DEVNULL,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines()[-2:] == [
        f"Told {a_hub.address} of 6 feeds (feeds/all.atom.xml, feeds/all.json, feeds/all.rss.xml, ...).",
        "False",
    ]
