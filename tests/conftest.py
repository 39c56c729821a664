"""What tests of the built site share: a site on the disk and a browser to look at it."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

import hypothesis
import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser

ROOT = Path(__file__).parent.parent
CONTENT = Path(__file__).parent / "theme" / "content"
SITE_URL = "https://news.example/repo"
CHROMIUM = Path("/usr/bin/chromium")
# The programs that tests start keep what Python has compiled, also where somebody has told Python not to.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
# How long an example takes says more about the machine than about the program; the first one loads what is known.
hypothesis.settings.register_profile("any machine", deadline=None)
hypothesis.settings.load_profile("any machine")
QUIET_CHROMIUM = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@dataclass(frozen=True, slots=True)
class Site:
    """A built site and what it was built from."""

    content: Path
    output: Path
    address: str
    """Its whole address when published, else empty."""
    said: str = ""
    """What the build said, spaces evened out."""

    def page(self, path: str | Path) -> str:
        """The HTML of a page, by the path of its folder or file."""
        return (self.output / path / ("" if str(path).endswith(".html") else "index.html")).read_text("utf-8")

    def pages(self) -> list[Path]:
        return sorted(self.output.rglob("*.html"))

    def feeds(self, ending: str = "*") -> list[Path]:
        """The files of the feeds and of their archives, of all formats or of one."""
        return sorted(path for path in self.output.glob(f"feeds/**/*.{ending}") if path.is_file())


Build = Callable[..., Site]


def build_site(
    folder: Path, *, published: bool = False, output: str = "output", more: Mapping[str, object] = MappingProxyType({})
) -> Site:
    """Build `folder/content` into `folder/<output>` with the project's own settings, `more` of them, and theme."""
    site = Site(folder / "content", folder / output, SITE_URL if published else "")
    command = [sys.executable, "-m", "pelican", str(site.content), "-o", str(site.output), "--fatal", "errors"]
    command += ["-s", str(ROOT / ("publishconf.py" if published else "pelicanconf.py"))]
    command += ["-e", 'PLUGINS=["atlas", "newsfeed", "cards", "finder", "signposts", "hosting", "house", "fastbuild"]']
    command += [f'CACHE_PATH="{folder / ".cache"}"']
    command += [f"{name}={json.dumps(value)}" for name, value in more.items()]
    environment = {**os.environ, "DATELINE_SITEURL": SITE_URL, "COLUMNS": "400"}
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return replace(site, said=" ".join((done.stdout + done.stderr).split()))


def many_stories(content: Path, number: int) -> None:
    """Add stories about one country, one a day, so that its pages have to be split."""
    for index in range(number):
        day = f"2026-{1 + index // 28:02}-{1 + index % 28:02}"
        folder = content / day.replace("-", "/")
        folder.mkdir(parents=True, exist_ok=True)
        (folder / f"tram-stop-{index}-moves.md").write_text(
            f"Title: Tram stop {index} moves\nDate: {day}\nTags: Europe; Portugal\nRegion: Europe\n"
            f"Story_ID: tram{index:08}\n\nStop {index} moves round the corner.\n",
            "utf-8",
        )


@pytest.fixture(scope="session")
def build() -> Build:
    """The function that builds a site."""
    return build_site


@pytest.fixture
def small_site(tmp_path: Path) -> Path:
    """A folder with the small site's content, to be changed and built by one test."""
    shutil.copytree(CONTENT, tmp_path / "content")
    return tmp_path


@pytest.fixture(scope="session")
def big_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the content of the site that most tests read."""
    folder = tmp_path_factory.mktemp("site")
    shutil.copytree(CONTENT, folder / "content")
    many_stories(folder / "content", 85)
    return folder


@pytest.fixture(scope="session")
def local(big_site: Path) -> Site:
    """The site as it is built for reading at home."""
    return build_site(big_site, output="local")


@pytest.fixture(scope="session")
def published(big_site: Path) -> Site:
    """The site as it is published, under a sub-path."""
    return build_site(big_site, published=True, output="published")


@pytest.fixture(scope="module")
def browser() -> "Iterator[Browser]":
    """The system's Chromium. It leaves with its module: while it is there, nobody else can run an event loop."""
    if not CHROMIUM.exists():
        if os.environ.get("CI"):
            pytest.fail(f"No browser at {CHROMIUM}: install the chromium package")
        pytest.skip(f"no browser at {CHROMIUM}")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=str(CHROMIUM), args=QUIET_CHROMIUM)
        yield chromium
        chromium.close()
