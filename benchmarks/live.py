#!/usr/bin/env python3
"""From saving a story until the browser shows it, while `invoke livereload` runs in a large archive.

    .venv/bin/python benchmarks/live.py [--stories 10000] [--changes 7] [--without SEARCH ...]

Beside it: how long the build takes that comes after. The archive is that of newsroom.py; the browser has the page of a
story open, to which a line is added each time.
"""

import argparse
import os
import re
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Page

import newsroom
from bulletin import page
from load import ROOT
from measures.browsing import chromium, window
from measures.serving import HOST, free_port

WIDTH = 1280
WAIT = 600
"""Seconds for a first build."""
PUBLISHED = f"\nStatus: {page.PUBLISHED}\n"
BUILT = re.compile(r"[Bb]uilt in ([\d.]+) seconds")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--stories", type=int, default=10_000)
    parser.add_argument("--changes", type=int, default=7)
    parser.add_argument("--without", nargs="*", default=[], metavar="SETTING", help="rooms that are switched off")
    parser.add_argument("--browser", type=Path, default=Path("/usr/bin/chromium"))
    parser.add_argument("--folder", type=Path, help="where the newsroom is set up, and stays")
    given = parser.parse_args()
    print(f"Other work on the machine: {os.getloadavg()[0]:.2f} processes", flush=True)
    with tempfile.TemporaryDirectory() as temporary:
        folder = (given.folder or Path(temporary)).resolve()
        open_newsroom(folder, given.stories, given.without)
        port = free_port()
        with livereload(folder, port) as said:
            builds = wait(said, 1)
            print(f"{given.stories:,} stories, first build {builds[0]:.1f} s", flush=True)
            with chromium(given.browser) as browser, window(browser, WIDTH) as tab:
                shown = list(changes(tab, folder, f"http://{HOST}:{port}", said, given.changes))
            builds = seconds(said)[1:]
    print(f"shown after: {statistics.median(shown):.2f} s ({', '.join(f'{each:.2f}' for each in sorted(shown))})")
    print(f"built after: {statistics.median(builds):.1f} s ({', '.join(f'{each:.1f}' for each in sorted(builds))})")


def open_newsroom(folder: Path, stories: int, without: Sequence[str]) -> None:
    """Set up a newsroom with an archive, unless one is there."""
    if (folder / "content").exists():
        return
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "seeds").mkdir()
    newsroom.write(folder / "content", stories)
    shutil.copytree(ROOT / "theme", folder / "theme")
    (folder / "plugins").symlink_to(ROOT / "plugins")
    off = "".join(f"\n{name} = False" for name in without)
    settings = (ROOT / "pelicanconf.py").read_text("utf-8")
    (folder / "pelicanconf.py").write_text(f"{settings}{off}\n", "utf-8")


@contextmanager
def livereload(folder: Path, port: int) -> Iterator[Path]:
    """Have it run, with what it says in a file."""
    said = folder / "said.txt"
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    environment = {**kept, "PYTHONPATH": str(ROOT / "plugins"), "PYTHONUNBUFFERED": "1"}
    command = [sys.executable, "-m", "preview", "live", "output", "--port", str(port)]
    with said.open("wb") as log:
        server = subprocess.Popen(command, cwd=folder, env=environment, stdout=log, stderr=log, start_new_session=True)
        try:
            yield said
        finally:
            os.killpg(server.pid, signal.SIGINT)
            server.wait()


def changes(tab: Page, folder: Path, address: str, said: Path, number: int) -> Iterator[float]:
    """Add lines to a story, and see how long it takes until the browser shows each."""
    stories = sorted((folder / "content").rglob("*.md"))
    story = next(path for path in stories[len(stories) // 2 :] if PUBLISHED in path.read_text("utf-8"))
    place = story.relative_to(folder / "content").with_suffix("")
    with tab.expect_event("websocket") as opened:
        tab.goto(f"{address}/{place}/")
    opened.value.wait_for_event("framereceived")
    for at in range(number):
        line = f"Line {at} of {time.time_ns()}"
        begin = time.perf_counter()
        story.write_text(f"{story.read_text('utf-8')}\n{line}.\n", "utf-8")
        until_shown(tab, line)
        yield time.perf_counter() - begin
        wait(said, at + 2)
        tab.wait_for_timeout(1000)  # the browser loads the page again


def until_shown(tab: Page, words: str) -> None:
    """Wait until a page says something; it may be loaded again meanwhile."""
    tab.wait_for_function("words => document.body?.innerText.includes(words)", arg=words, timeout=1000 * WAIT)


def wait(said: Path, number: int) -> list[float]:
    """Wait until so many builds are through; how long each took."""
    end = time.monotonic() + WAIT
    while len(seconds(said)) < number:
        if time.monotonic() > end:
            sys.exit(said.read_text("utf-8"))
        time.sleep(0.1)
    return seconds(said)


def seconds(said: Path) -> list[float]:
    """How long the builds took that have been told of."""
    return [float(taken) for taken in BUILT.findall(said.read_text("utf-8"))]


if __name__ == "__main__":
    main()
