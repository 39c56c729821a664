"""The commands of tasks.py, as a newsroom uses them."""

import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from runpy import run_path
from threading import Thread
from urllib.error import HTTPError
from urllib.parse import parse_qs
from urllib.request import urlopen

import pytest

from commanding import EDITOR, ROOT, git, invoke

SITENAME = run_path(str(ROOT / "pelicanconf.py"))["SITENAME"]
NAMES = (
    *("build", "build-published", "check", "clean", "convert", "gh-pages", "inspect", "livereload", "new-site", "ping"),
    *("preview", "publish", "rebuild", "regenerate", "report", "reserve", "rsync", "serve", "tests"),
)


def test_all_commands_are_there_with_a_word_of_help(newsroom: Path) -> None:
    found = json.loads(invoke(newsroom, "--list", "--list-format", "json").stdout)["tasks"]
    assert tuple(task["name"] for task in found) == NAMES
    assert all(task["help"] for task in found)


def test_build_converts_builds_and_says_where(newsroom: Path) -> None:
    done = invoke(newsroom, "build", "--say-where")
    assert done.returncode == 0, done.stderr
    assert f"The site is in {newsroom / 'output'}" in done.stdout
    assert (newsroom / "output" / "index.html").is_file()
    assert invoke(newsroom, "check").stdout.endswith("0 errors, 0 warnings\n")


def test_build_goes_on_past_a_broken_bulletin_and_says_so(newsroom: Path) -> None:
    (newsroom / "seeds" / "broken.txt").write_bytes(b"")
    done = invoke(newsroom, "build")
    assert done.returncode == 0
    assert "Needs an editor: broken.txt: the file is empty" in done.stderr
    assert "Something needs an editor" in done.stdout
    assert invoke(newsroom, "convert").returncode == 1


def test_check_finds_what_is_broken(newsroom: Path) -> None:
    assert invoke(newsroom, "check").returncode == 1
    invoke(newsroom, "build")
    shutil.rmtree(newsroom / "output" / "about")
    done = invoke(newsroom, "check")
    assert done.returncode == 1
    assert "leads nowhere" in done.stdout


def test_check_tells_what_is_left_to_editors(newsroom: Path) -> None:
    (newsroom / "content" / "ferry.md").write_text("Title: Ferry\nDate: 2026-03-09\nStatus: draft\n\nIt sails.\n")
    invoke(newsroom, "build")
    done = invoke(newsroom, "check", "--json")
    assert done.returncode == 0
    draft, forecast = map(json.loads, done.stdout.splitlines())
    assert (draft["kind"], draft["file"], draft["line"]) == ("draft", "content/ferry.md", 3)
    assert forecast["kind"] == "forecast"


def test_clean_takes_only_what_was_built(newsroom: Path) -> None:
    invoke(newsroom, "build")
    assert invoke(newsroom, "clean").returncode == 0
    assert not (newsroom / "output").exists()
    assert list((newsroom / "content").rglob("*.md"))


def test_publish_asks_for_the_sites_address(newsroom: Path) -> None:
    settings = newsroom / "publishconf.py"
    settings.write_text(re.sub(r'or "http[^"]*"', 'or "https://newsroom.example"', settings.read_text()))
    for command in ("publish", "preview", "gh-pages"):
        done = invoke(newsroom, command, DATELINE_SITEURL="")
        assert done.returncode == 2
        assert "Set SITEURL, or DATELINE_SITEURL" in done.stderr
    done = invoke(newsroom, "publish", DATELINE_SITEURL="news.example")
    assert "must begin with https://" in done.stderr
    done = invoke(newsroom, "publish", DATELINE_SITEURL="http://marsa.github.io/news")
    assert done.returncode == 2
    assert "without its style. Write https://marsa.github.io/news\n" in done.stderr
    done = invoke(newsroom, "build-published", DATELINE_SITEURL="https://github.com/marsa/news")
    assert done.returncode == 2
    assert "where the repository is, not its site. Write https://marsa.github.io/news\n" in done.stderr


def test_files_with_spaces_in_their_names(newsroom: Path) -> None:
    folder = newsroom / "seeds" / "last week"
    folder.mkdir()
    (newsroom / "seeds" / "2026-03-09.txt").rename(folder / "monday's file 2026-03-09.txt")
    done = invoke(newsroom, "inspect", "seeds/last week/monday's file 2026-03-09.txt")
    assert "headline   Ferry sails again" in done.stdout
    assert "2 new" in invoke(newsroom, "convert", "--seeds", "seeds/last week").stdout


def test_without_a_site_there_is_nothing_to_serve(newsroom: Path) -> None:
    done = invoke(newsroom, "serve")
    assert done.returncode == 1
    assert "Build it first" in done.stderr


def with_remote(newsroom: Path) -> Path:
    """The repository that a newsroom publishes to."""
    remote = newsroom.parent / "remote.git"
    git(newsroom.parent, "init", "--bare", "--quiet", str(remote))
    git(newsroom, "init", "--quiet")
    git(newsroom, "remote", "add", "origin", str(remote))
    return remote


@pytest.mark.parametrize(
    ("address", "domain"), [("https://newsroom.github.io/bulletins", None), ("https://news.example", "news.example")]
)
def test_publish_pushes_the_site_to_a_real_remote(newsroom: Path, address: str, domain: str | None) -> None:
    remote = with_remote(newsroom)
    done = invoke(newsroom, "publish", DATELINE_SITEURL=address, **EDITOR)
    assert done.returncode == 0, done.stdout + done.stderr
    assert re.search(r"^Published: \d+ files changed on gh-pages\.", done.stdout, re.MULTILINE)
    files = git(remote, "ls-tree", "-r", "--name-only", "gh-pages").splitlines()
    assert {"index.html", ".nojekyll", "404.html", "feeds/all.rss.xml"} <= set(files)
    assert ("CNAME" in files) == (domain is not None)
    if domain:
        assert git(remote, "show", "gh-pages:CNAME").strip() == domain
    assert f'href="{address}/' in git(remote, "show", "gh-pages:404.html")
    command = done.stdout.partition("Not all that the site is made from is committed.")[2].splitlines()[1].strip()
    subprocess.run(command, cwd=newsroom, env={**os.environ, **EDITOR}, shell=True, check=True)  # as a person types it
    assert "pelicanconf.py" in git(remote, "ls-tree", "--name-only", "HEAD")
    assert git(newsroom, "status", "--porcelain", "--", *command.partition(" &&")[0].split()[2:]) == ""


def test_nothing_is_published_with_a_broken_link(newsroom: Path) -> None:
    (newsroom / "content" / "pages" / "bad.md").write_text("Title: Bad\nSlug: bad\n\n[gone](gone-for-good/)\n")
    with_remote(newsroom)
    done = invoke(newsroom, "publish", DATELINE_SITEURL="https://news.example")
    assert done.returncode == 1
    assert "Not published: mend" in done.stderr


@pytest.mark.skipif(shutil.which("rsync") is None, reason="rsync is not installed")
def test_rsync_brings_the_site_to_a_web_server_once_it_is_proofread(newsroom: Path, tmp_path: Path) -> None:
    there = tmp_path / "var www"
    done = invoke(newsroom, "rsync", "--to", str(there), DATELINE_SITEURL="https://news.example/daily")
    assert done.returncode == 0, done.stdout + done.stderr
    assert 'href="https://news.example/daily/' in (there / "404.html").read_text("utf-8")
    assert (there / "_headers").is_file()
    done = invoke(newsroom, "rsync", "--to", str(there), DATELINE_SITEURL="https://news.example/daily")
    assert done.stdout.splitlines()[-1] == f"Nothing has changed: {there} stays as it is."
    (newsroom / "content" / "pages" / "bad.md").write_text("Title: Bad\nSlug: bad\n\n[gone](gone-for-good/)\n")
    done = invoke(newsroom, "rsync", "--to", str(there), DATELINE_SITEURL="https://news.example/daily")
    assert (done.returncode, (there / "bad").exists()) == (1, False)
    assert "Not published: mend what is listed above first." in done.stderr


@pytest.fixture
def web(newsroom: Path) -> Iterator[tuple[str, list[str]]]:
    """A server that shows what was built, and is a hub too: its address, and what it was told of."""
    told: list[str] = []

    class Web(SimpleHTTPRequestHandler):
        def do_POST(self) -> None:
            told.extend(parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())["hub.url"])
            self.send_response(HTTPStatus.ACCEPTED if self.path == "/hub" else HTTPStatus.NOT_FOUND)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Web, directory=str(newsroom / "output"))) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}", told
        server.shutdown()


def with_hub(newsroom: Path, hub: str) -> None:
    settings = newsroom / "pelicanconf.py"
    settings.write_text(re.sub("(?m)^FEED_HUB = .*$", f'FEED_HUB = "{hub}"', settings.read_text("utf-8")), "utf-8")


def test_publish_tells_the_hub(newsroom: Path, web: tuple[str, list[str]]) -> None:
    address, told = web
    with_remote(newsroom)
    with_hub(newsroom, f"{address}/hub")
    done = invoke(newsroom, "publish", DATELINE_SITEURL=address, no_proxy="127.0.0.1", **EDITOR)
    assert done.returncode == 0, done.stdout + done.stderr
    assert f"Told {address}/hub of {len(told)} feeds" in done.stdout
    assert {f"{address}/feeds/all.rss.xml", f"{address}/feeds/tag/africa.rss.xml"} <= set(told)
    done = invoke(newsroom, "ping", DATELINE_SITEURL=address)
    assert done.returncode == 0
    assert "No feed has changed" in done.stdout


def test_a_site_is_published_even_if_the_hub_is_not_told(newsroom: Path, web: tuple[str, list[str]]) -> None:
    address, _ = web
    remote = with_remote(newsroom)
    with_hub(newsroom, f"{address}/wrong")
    done = invoke(newsroom, "publish", DATELINE_SITEURL=address, no_proxy="127.0.0.1", **EDITOR)
    assert done.returncode == 0
    assert "404 Not Found" in done.stderr
    assert "The site is published all the same" in done.stdout
    assert "index.html" in git(remote, "ls-tree", "--name-only", "gh-pages")


def test_ping_without_a_hub_says_how_to_set_one(newsroom: Path) -> None:
    done = invoke(newsroom, "ping")
    assert done.returncode == 2
    assert "FEED_HUB = " in done.stderr
    done = invoke(newsroom, "ping", "--if-set")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


@pytest.fixture
def port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextmanager
def running(newsroom: Path, *arguments: str, **environment: str) -> Iterator[Path]:
    """A command that goes on until it is ended, as Ctrl-C does; the file of what it says."""
    said = newsroom.parent / "said.txt"
    with said.open("wb") as file:
        server = subprocess.Popen(
            [sys.executable, "-m", "invoke", *arguments],
            cwd=newsroom,
            env={**os.environ, "PYTHONUNBUFFERED": "1", **environment},
            stdin=subprocess.DEVNULL,
            stdout=file,
            stderr=subprocess.STDOUT,
            start_new_session=True,
            # As at a terminal: tests that run in the background would hand on that Ctrl-C is to be ignored.
            preexec_fn=partial(signal.signal, signal.SIGINT, signal.SIG_DFL),
        )
        try:
            yield said
        finally:
            os.killpg(server.pid, signal.SIGINT)
            server.wait(timeout=60)


@pytest.mark.parametrize("command", ["serve", "livereload"])
def test_the_site_is_served(newsroom: Path, port: int, command: str) -> None:
    invoke(newsroom, "build")
    with running(newsroom, command, "--port", str(port)):
        assert SITENAME in fetched(f"http://127.0.0.1:{port}/")
        assert "<rss" in fetched(f"http://127.0.0.1:{port}/feeds/all.rss.xml")


def test_livereload_needs_no_site_and_ends_cleanly(newsroom: Path, port: int) -> None:
    with running(newsroom, "livereload", "--port", str(port)) as said:
        assert "Ferry sails again" in fetched(f"http://127.0.0.1:{port}/")
    assert said.read_text("utf-8").splitlines()[-1] == "Ended."
    assert "Traceback" not in said.read_text("utf-8")


def test_livereload_builds_a_site_that_was_deleted_again(newsroom: Path, port: int) -> None:
    with running(newsroom, "livereload", "--port", str(port)) as said:
        awaited(said, "Built in ")
        for _ in range(20):  # it may not be looking yet, and what is gone already cannot go again
            (newsroom / "output").mkdir(exist_ok=True)
            shutil.rmtree(newsroom / "output", ignore_errors=True)
            with suppress(AssertionError):
                awaited(said, "  output: built in ", tenths=80)
                break
        assert "Ferry sails again" in fetched(f"http://127.0.0.1:{port}/")
    assert re.search(r"^\S+  output: built in ", said.read_text("utf-8"), re.MULTILINE)


def test_livereload_says_what_became_of_a_bulletin(newsroom: Path, port: int) -> None:
    settings = newsroom / "pelicanconf.py"
    settings.write_text(settings.read_text("utf-8").replace("BULLETIN_DRAFT_BELOW = 0.54", "BULLETIN_DRAFT_BELOW = 1"))
    with running(newsroom, "livereload", "--port", str(port)) as said:
        draft = f"http://localhost:{port}/drafts/2026/03/09/ferry-sails-again-to-the-islands-off-malawi/"
        assert "Ferry sails again" in fetched(draft)
        awaited(said, "Stories that wait")
    lines = said.read_text("utf-8")
    assert "  2026-03-09.txt: 2 stories found\n    new      Ferry sails again" in lines
    assert f"to be read at {draft}\n" in lines
    assert f"Stories that wait, which only you see:\n  {draft}\n" in lines


def test_preview_shows_the_published_site_at_its_path(newsroom: Path, port: int) -> None:
    options = ("--port", str(port))
    with running(newsroom, "preview", *options, DATELINE_SITEURL="https://marsa.github.io/repo") as said:
        here = f"http://localhost:{port}/repo"
        assert f'href="{here}/feeds/all.rss.xml"' in fetched(f"{here}/")
        assert f"<loc>{here}/about/</loc>" in fetched(f"{here}/sitemap.xml")
        assert fetched(f"http://localhost:{port}/") == fetched(f"{here}/")
        for path, kind in KINDS.items():
            with urlopen(f"{here}/{path}") as answer:
                assert (answer.headers["Content-Type"], answer.headers["Cache-Control"]) == (kind, "no-store")
        for path in ("repo/nowhere", "repo/a/b/c/", "nowhere"):
            with pytest.raises(HTTPError) as error:
                urlopen(f"http://localhost:{port}/{path}")
            assert error.value.code == 404
            assert (SITENAME in error.value.read().decode()) == path.startswith("repo/")
    assert f"The site is at {here}/" in said.read_text("utf-8")
    assert not (newsroom / "output").exists()


KINDS = {
    "": "text/html; charset=utf-8",
    "feeds/all.rss.xml": "application/xml",
    "feeds/all.json": "application/json; charset=utf-8",
    "feeds/regions.opml": "text/x-opml; charset=utf-8",
    "site.webmanifest": "application/manifest+json",
    "theme/dateline.css": "text/css; charset=utf-8",
    "pagefind/pagefind.js": "text/javascript; charset=utf-8",
    "pagefind/wasm.en.pagefind": "application/octet-stream",
}


def test_preview_says_that_a_port_is_taken(newsroom: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        done = invoke(newsroom, "preview", "--port", str(port), DATELINE_SITEURL="https://news.org")
    assert done.returncode == 1
    assert f"Port {port} of 127.0.0.1 cannot be listened on" in done.stderr
    assert f"--port {port + 1}" in done.stderr


def test_build_published_builds_and_proofreads(newsroom: Path) -> None:
    done = invoke(newsroom, "build-published", DATELINE_SITEURL="https://news.org/repo")
    assert done.returncode == 0, done.stderr
    assert 'href="https://news.org/repo/' in (newsroom / "output" / "404.html").read_text("utf-8")


def awaited(said: Path, text: str, tenths: int = 200) -> None:
    """Come back when a command has said something."""
    for _ in range(tenths):
        if text in said.read_text("utf-8"):
            return
        time.sleep(0.1)
    raise AssertionError(f"{text!r} is not in {said.read_text('utf-8')}")


def fetched(address: str) -> str:
    """What a server answers, once it does."""
    for _ in range(300):
        with suppress(OSError), urlopen(address) as answer:
            return answer.read().decode()
        time.sleep(0.1)
    raise AssertionError(f"no answer from {address}")


def test_publish_by_push_leaves_the_rest_to_the_workflow(newsroom: Path) -> None:
    remote = with_remote(newsroom)
    git(newsroom, "checkout", "--quiet", "-b", "main")
    address = "https://marsa.github.io/repo"
    done = invoke(newsroom, "publish", "--by-push", DATELINE_SITEURL=address, **EDITOR)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "Pushed: Stories: 2 new; pages: 1 new; bulletins: 1 new; settings: 2 new." in done.stdout
    names = git(remote, "ls-tree", "-r", "--name-only", "main").splitlines()
    assert {name.split("/")[0] for name in names} == {"content", "seeds", "pelicanconf.py", "publishconf.py"}
    assert "gh-pages" not in git(remote, "branch", "--list")
    done = invoke(newsroom, "publish", "--by-push", DATELINE_SITEURL=address, **EDITOR)
    assert "Nothing has changed" in done.stdout


def test_publish_says_at_once_what_stands_in_the_way(newsroom: Path) -> None:
    done = invoke(
        newsroom, "publish", DATELINE_SITEURL="https://news.org", GIT_CEILING_DIRECTORIES=str(newsroom.parent)
    )
    assert done.returncode == 1
    assert "is no git repository" in done.stderr
    git(newsroom, "init", "--quiet")
    done = invoke(newsroom, "publish", DATELINE_SITEURL="https://news.org", **EDITOR)
    assert done.returncode == 1
    assert "git remote add origin" in done.stderr
    assert not (newsroom / "output").exists()
