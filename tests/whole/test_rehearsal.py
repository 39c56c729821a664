"""A rehearsal of publishing: a remote, a newsroom's clone, a bulletin, and a reader with a browser."""

import json
import re
import socket
import subprocess
import sys
import time
from collections import deque
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urldefrag, urlsplit
from urllib.request import urlopen
from xml.etree import ElementTree as ET

import pytest

from commanding import EDITOR, git, invoke, make_project

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, Response

BULLETIN = """Lighthouse keepers of Ouessant hand in their keys

The last two keepers of the lighthouse on Ouessant, off the coast of France, handed in their keys on Saturday.

A sensor will switch on the lamp. “It never made coffee for anybody,” said Maëlle Tanguy, who kept it for 19 years.

Market women of Kisumu buy a cold store together

Eighty traders in Kisumu, Kenya, have bought a cold store. Each paid in two shillings a day for three years.

The store runs on the sun, and closes at nine.
"""
KISUMU = "2026/11/21/market-women-of-kisumu-buy-a-cold-store-together"
OUESSANT = "2026/11/21/lighthouse-keepers-of-ouessant-hand-in-their-keys"
LEFT = "net::ERR_ABORTED"
"""What becomes of an icon when its page is left before it has come."""
SEARCH_FILES = "pagefind/"
"""What is below changes in names too: they are made of what stands in the files."""


@dataclass(frozen=True)
class Rehearsal:
    newsroom: Path
    remote: Path
    shown: Path
    """A clone of the branch that is shown, as the web has it."""
    address: str

    def publish(self) -> str:
        done = invoke(self.newsroom, "publish", **environment(self.newsroom))
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def commit(self, message: str) -> None:
        git(self.newsroom, "add", "--all")
        git(self.newsroom, *WHO, "commit", "--quiet", "--message", message)

    def edit(self, story: str, before: str, after: str) -> None:
        """What an editor does: change a story where it says something, and commit it."""
        path = self.newsroom / "content" / f"{story}.md"
        text = path.read_text("utf-8")
        assert before in text
        path.write_text(text.replace(before, after, 1), "utf-8")
        self.commit(f"An edit: {after}")

    def story_id(self, story: str) -> str:
        text = (self.newsroom / "content" / f"{story}.md").read_text("utf-8")
        return re.findall(r"^Story_ID: (\w+)$", text, re.MULTILINE)[0]

    def tip(self) -> str:
        return git(self.remote, "rev-parse", "gh-pages").strip()

    def changed(self) -> set[str]:
        """The paths that the last publication changed; those of the search as one."""
        names = git(self.remote, "diff", "--name-only", "--no-renames", "gh-pages~1", "gh-pages").splitlines()
        return {SEARCH_FILES if name.startswith(SEARCH_FILES) else name for name in names}


WHO = ("-c", "user.name=Editor", "-c", "user.email=editor@news.example")


def environment(newsroom: Path) -> dict[str, str]:
    """The clone's own programs do it, not those of the tree that is tested from."""
    return {**EDITOR, "PYTHONPATH": str(newsroom / "plugins"), "DATELINE_SITEURL": ""}


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@pytest.fixture(scope="module")
def rehearsal(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Rehearsal]:
    folder = tmp_path_factory.mktemp("rehearsal")
    first, remote, newsroom, shown = (folder / name for name in ("first", "remote.git", "newsroom", "shown"))
    address = f"http://127.0.0.1:{free_port()}/repo"
    make_project(first)
    git(folder, "init", "--quiet", "--bare", "--initial-branch", "main", str(remote))
    git(first, "init", "--quiet", "--initial-branch", "main")
    git(first, "add", "--all")
    git(first, *WHO, "commit", "--quiet", "--message", "The project as it comes")
    git(first, "push", "--quiet", str(remote), "main")
    git(folder, "clone", "--quiet", str(remote), str(newsroom))
    one = Rehearsal(newsroom, remote, shown, address)
    done = invoke(newsroom, "new-site", "--name", "Marsa News", "--address", address, "--yes", **environment(newsroom))
    assert done.returncode == 0, done.stderr
    (newsroom / "seeds" / "2026-11-21-morning.txt").write_text(BULLETIN, "utf-8")
    assert invoke(newsroom, "convert", **environment(newsroom)).returncode == 0
    one.commit("A bulletin")
    assert "files changed on gh-pages" in one.publish()
    git(folder, "clone", "--quiet", "--branch", "gh-pages", "--single-branch", str(remote), str(shown))
    with served(shown, address):
        yield one


class served:  # noqa: N801 - it is a context
    """The site on the web, below the path of its address."""

    def __init__(self, folder: Path, address: str) -> None:
        port = str(urlsplit(address).port)
        command = [sys.executable, "-m", "preview", "site", str(folder), "--address", address, "--port", port]
        self.address = address
        self.server = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    def __enter__(self) -> None:
        for _ in range(200):
            with suppress(OSError), urlopen(f"{self.address}/"):
                return
            time.sleep(0.05)
        raise AssertionError(f"no answer from {self.address}")

    def __exit__(self, *_: object) -> None:
        self.server.terminate()
        self.server.wait(timeout=20)


@pytest.fixture
def page(browser: "Browser") -> "Iterator[tuple[Page, list[str]]]":
    """A tab, and what goes wrong in it."""
    with browser.new_context() as context:
        tab, wrong = context.new_page(), list[str]()
        tab.on("console", lambda said: wrong.append(f"{tab.url}: {said.text}") if said.type == "error" else None)
        tab.on("pageerror", lambda error: wrong.append(f"{tab.url}: {error}"))
        tab.on(
            "requestfailed",
            lambda request: (
                wrong.append(f"{tab.url}: {request.url}: {request.failure}") if request.failure != LEFT else None
            ),
        )
        tab.on("response", lambda answer: wrong.append(f"{tab.url}: {told(answer)}") if answer.status >= 400 else None)
        yield tab, wrong


def told(answer: "Response") -> str:
    return f"{answer.url} is {answer.status}"


def crawl(tab: "Page", address: str) -> tuple[set[str], set[str]]:
    """Go from page to page by the links that a reader has: the pages seen, and all that they lead to on the site."""
    seen, linked, ahead = set[str](), set[str](), deque([f"{address}/"])
    while ahead:
        at = ahead.popleft()
        seen.add(at)
        tab.goto(at)
        found = tab.eval_on_selector_all(
            "[href], [src], meta[content^=http]", "all => all.map(one => one.href || one.src || one.content)"
        )
        for link in {urldefrag(one).url for one in found if isinstance(one, str)}:
            if link.startswith(f"{address}/") and link not in linked:
                linked.add(link)
                if link.endswith("/") and link not in seen:
                    ahead.append(link)
    return seen, linked


def test_every_page_link_and_feed_works(rehearsal: Rehearsal, page: "tuple[Page, list[str]]") -> None:
    tab, wrong = page
    address = rehearsal.address
    seen, linked = crawl(tab, address)
    assert wrong == []
    pages = {f"{address}/{path.parent.relative_to(rehearsal.shown).as_posix()}/" for path in pages_of(rehearsal.shown)}
    pages = {one.replace("/./", "/") for one in pages}
    assert pages - seen == set(), "no link leads there"
    for link in sorted(linked - seen):
        answer = tab.request.get(link)
        assert answer.status == 200, link
    feeds = {link for link in linked if "/feeds/" in link}
    assert {f"{address}/feeds/all.rss.xml", f"{address}/feeds/tag/kenya.json", f"{address}/feeds/regions.opml"} <= feeds
    for link in feeds:
        body = tab.request.get(link).body()
        assert json.loads(body) if link.endswith(".json") else ET.fromstring(body) is not None
    assert f"{address}/{KISUMU}/" in seen


def pages_of(folder: Path) -> list[Path]:
    """The pages that readers are to find."""
    return [
        path
        for path in folder.rglob("index.html")
        if ".git" not in path.parts and 'http-equiv="refresh"' not in path.read_text("utf-8")
    ]


def test_a_reader_finds_the_new_story(rehearsal: Rehearsal, page: "tuple[Page, list[str]]") -> None:
    tab, wrong = page
    tab.goto(f"{rehearsal.address}/search/")
    tab.get_by_role("searchbox").fill("shillings")
    tab.get_by_role("link", name="Market women of Kisumu").click()
    tab.wait_for_url(f"{rehearsal.address}/{KISUMU}/**")
    assert "closes at nine" in tab.inner_text("main")
    assert wrong == []


@pytest.mark.parametrize("path", ["nowhere", "2026/11/21/nowhere/", "tag/a/b/c/d.html"])
def test_what_is_missing_is_said_at_any_depth(rehearsal: Rehearsal, page: "tuple[Page, list[str]]", path: str) -> None:
    tab, wrong = page
    answer = tab.goto(f"{rehearsal.address}/{path}")
    assert answer is not None
    assert answer.status == 404
    assert wrong[0].endswith("is 404")
    assert [line for line in wrong if "404" not in line] == []
    assert tab.evaluate("document.styleSheets.length") > 0
    tab.get_by_role("link", name="Marsa News").first.click()
    tab.wait_for_url(f"{rehearsal.address}/")


def test_a_second_publication_makes_no_commit(rehearsal: Rehearsal) -> None:
    tip = rehearsal.tip()
    assert "Nothing has changed" in rehearsal.publish()
    assert rehearsal.tip() == tip


def test_a_correction_changes_what_it_touches_and_nothing_else(rehearsal: Rehearsal) -> None:
    note = "Correction: 2026-11-22: The store closes at ten, not at nine."
    rehearsal.edit(KISUMU, "closes at nine", "closes at ten")
    rehearsal.edit(KISUMU, "\n\n", f"\n{note}\n\n")
    rehearsal.publish()
    assert rehearsal.changed() == {
        f"{KISUMU}/index.html",
        *("2026/11/21/print.html", "corrections/index.html", "sitemap.xml", SEARCH_FILES),
        *feeds("all", "corrections", "tag/africa", "tag/kenya"),
    }


def test_another_headline_changes_where_it_stands_and_nothing_else(rehearsal: Rehearsal) -> None:
    rehearsal.edit(OUESSANT, "Title: Lighthouse keepers of Ouessant", "Title: The last keepers of Ouessant")
    rehearsal.publish()
    assert rehearsal.changed() == {
        *("index.html", "regions/index.html", "tag/europe/index.html", "tag/france/index.html"),
        *("2026/index.html", "2026/11/index.html", "2026/11/21/index.html", "2026/11/21/print.html"),
        *(f"{OUESSANT}/index.html", f"{KISUMU}/index.html"),
        *(f"share/{rehearsal.story_id(OUESSANT)}.png", "sitemap-news.xml", SEARCH_FILES),
        *feeds("all", "tag/europe", "tag/france"),
    }


def feeds(*names: str) -> set[str]:
    return {f"feeds/{name}.{kind}" for name in names for kind in ("rss.xml", "atom.xml", "json")}
