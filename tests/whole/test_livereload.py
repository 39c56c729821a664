"""The site follows what is written, in a browser."""

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from commanding import ROOT, make_newsroom

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

STORY = "2026/03/09/ferry-sails-again-to-the-islands-off-malawi"
SECONDS = 20
"""How long is waited for what should take less than one."""


@dataclass(frozen=True)
class Desk:
    """A newsroom at work, and a reader's tab."""

    newsroom: Path
    said: Path
    tab: "Page"
    address: str

    def change(self, name: str, before: str, after: str) -> None:
        """Put something in place of another in a file, as editors' programs do: a new file takes the old one's name."""
        path = self.newsroom / name
        text = path.read_text("utf-8")
        assert before in text
        beside = path.with_name(f".{path.name}.swp")
        beside.write_text(text.replace(before, after, 1), "utf-8")
        beside.replace(path)

    def shows(self, text: str) -> None:
        until(lambda: text in self.tab.inner_text("body"), lambda: self.said.read_text("utf-8"))

    def says(self, text: str) -> None:
        until(lambda: text in self.said.read_text("utf-8"), lambda: self.said.read_text("utf-8"))


def until(is_so: Callable[[], bool], told: Callable[[], str]) -> None:
    end = time.monotonic() + SECONDS
    while time.monotonic() < end:
        with suppress(Exception):  # the page is being left
            if is_so():
                return
        time.sleep(0.05)
    raise AssertionError(told())


@pytest.fixture
def desk(tmp_path: Path, browser: "Browser") -> Iterator[Desk]:
    newsroom, said = make_newsroom(tmp_path / "newsroom"), tmp_path / "said.txt"
    (newsroom / "plugins").unlink()
    shutil.copytree(ROOT / "plugins", newsroom / "plugins", ignore=shutil.ignore_patterns("__pycache__", "*.egg-info"))
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    environment = {**os.environ, "PYTHONPATH": str(newsroom / "plugins"), "PYTHONUNBUFFERED": "1"}
    command = [sys.executable, "-m", "invoke", "livereload", "--port", str(port)]
    with said.open("wb") as file, browser.new_context() as context:
        server = subprocess.Popen(
            command, cwd=newsroom, env=environment, stdout=file, stderr=file, start_new_session=True
        )
        try:
            desk = Desk(newsroom, said, context.new_page(), f"http://127.0.0.1:{port}")
            desk.says("Built in")
            yield desk
        finally:
            os.killpg(server.pid, signal.SIGINT)
            server.wait(timeout=SECONDS)
    assert said.read_text("utf-8").splitlines()[-1] == "Ended."
    assert "Traceback" not in said.read_text("utf-8"), said.read_text("utf-8")


def watched(desk: Desk, path: str) -> list[str]:
    """Open a page and wait until it is told of changes; what the browser complains of."""
    wrong: list[str] = []
    desk.tab.on("console", lambda line: wrong.append(line.text) if line.type == "error" else None)
    with desk.tab.expect_event("websocket") as opened:
        desk.tab.goto(f"{desk.address}/{path}")
    opened.value.wait_for_event("framereceived")
    desk.tab.wait_for_timeout(200)
    return wrong


def test_whatever_is_changed_is_shown(desk: Desk) -> None:
    wrong = watched(desk, f"{STORY}/")
    desk.change(f"content/{STORY}.md", "at dawn", "at noon")
    desk.shows("at noon")
    desk.change("theme/templates/base.html", "</body>", "<p>A line of the template</p></body>")
    desk.shows("A line of the template")
    desk.change("pelicanconf.py", 'SITENAME = "', 'SITENAME = "Morning ')
    desk.shows("Morning ")
    desk.change("theme/static/parts/base.css", "body {", "body {\n  outline: 7px solid red;")
    until(lambda: desk.tab.evaluate("getComputedStyle(document.body).outlineWidth") == "7px", lambda: "no style")
    desk.tab.goto(f"{desk.address}/")
    desk.tab.wait_for_timeout(500)
    (desk.newsroom / "seeds" / "2026-03-10.txt").write_text(
        "Harbour of Mombasa gets a crane\n\nThe port of Mombasa in Kenya has bought a crane, its director said.\n",
        "utf-8",
    )
    desk.shows("Harbour of Mombasa gets a crane")
    table = desk.newsroom / "plugins" / "bulletin" / "data" / "agencies.txt"
    table.write_text(table.read_text("utf-8") + "Mombasa Wire\n", "utf-8")
    desk.change(f"content/{STORY}.md", "at noon", "at night")
    desk.tab.goto(f"{desk.address}/{STORY}/")
    desk.shows("at night")
    assert wrong == []
    assert "/livereload.js" not in (desk.newsroom / "output" / "index.html").read_text("utf-8")


def test_mistakes_are_said_with_file_and_line_and_end_nothing(desk: Desk) -> None:
    watched(desk, f"{STORY}/")
    text = (desk.newsroom / "theme/templates/base.html").read_text("utf-8")
    line = text[: text.index("</body>")].count("\n") + 1
    desk.change("theme/templates/base.html", "</body>", "{% if %}</body>")
    desk.says(f"theme/templates/base.html:{line}: ")
    desk.change("theme/templates/base.html", "{% if %}</body>", "{{ nobody.knows }}</body>")
    desk.says(f"theme/templates/base.html:{line}: UndefinedError")
    desk.change("theme/templates/base.html", "{{ nobody.knows }}</body>", "</body>")
    desk.says("base.html: built in")
    settings = (desk.newsroom / "pelicanconf.py").read_text("utf-8")
    line = settings.count("\n") + 1
    (desk.newsroom / "pelicanconf.py").write_text(f"{settings}A = = 1\n", "utf-8")
    desk.says(f"pelicanconf.py:{line}: the settings cannot be read (invalid syntax)")
    (desk.newsroom / "pelicanconf.py").write_text(settings, "utf-8")
    desk.change(f"content/{STORY}.md", "Date: ", "Date: x")
    desk.says(f"content/{STORY}.md:2: 'x2026-03-09")
    desk.change(f"content/{STORY}.md", "Date: x", "Date: ")
    (desk.newsroom / "seeds" / "2026-03-10.txt").write_bytes(b"")
    desk.says("2026-03-10.txt: the file is empty")
    desk.change(f"content/{STORY}.md", "at dawn", "at noon")
    desk.shows("at noon")
    assert len(re.findall(r"^Built in", desk.said.read_text("utf-8"), re.MULTILINE)) == 1
