"""Take the pictures of the documents in docs/pictures/: the samples, and the tutorial walked to its end.

    pip install -r requirements/dev.txt && python tools/make_pictures.py [NAME ...]

Run by hand, when the site looks otherwise. It needs Chromium, as the tests do. The tutorial's bulletin and its
changes are read from docs/tutorial.md itself.
"""

import io
import mimetypes
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from PIL import Image
from playwright.sync_api import Browser, Route, sync_playwright

ROOT = Path(__file__).parents[1]
PICTURES = ROOT / "docs" / "pictures"
TUTORIAL = ROOT / "docs" / "tutorial.md"
CHROMIUM = "/usr/bin/chromium"
SITE = "http://localhost:8000/"
"""The address that a site at home has; nothing is served there, the browser is handed the files."""
MOST_BYTES = 80_000
COLOURS = 128
# What a build takes from the project; all else is nothing to a site.
NEEDED = ("content", "seeds", "plugins", "theme", "pelicanconf.py")
BULLETIN = re.compile(r"name it `(?P<name>[^`]+)`.*?```text\n(?P<text>.*?)```", re.DOTALL)
CHANGE = re.compile(r"\n\n(?P<old>(?: {4}.*\n)+)\nto\n\n(?P<new>(?: {4}.*\n)+)")
STORY = re.compile(r"`(content/[^`]+\.md)`")


class Picture(NamedTuple):
    """A picture of a page."""

    name: str
    page: str
    """Its path below the site's root."""
    height: int
    width: int = 900
    is_dark: bool = False
    scale: float = 0.72
    """How large a pixel of the page is in it."""


class Change(NamedTuple):
    """What the tutorial has a reader change in a story's file."""

    file: str
    old: str
    new: str


STORY_OF_SAMPLES = "2026/11/20/minnesota-city-forgives-water-debts-after-clerk-counts-who-was-cut-off/"
OF_SAMPLES = (
    Picture("front-page", "", height=1075),
    Picture("story", STORY_OF_SAMPLES, height=703, is_dark=True),
)
ON_A_PHONE = (
    Picture("on-a-phone", STORY_OF_SAMPLES, height=1000, width=390, scale=1),
    Picture("on-a-phone", "regions/", height=1000, width=390, scale=1, is_dark=True),
)
FIRST_OF_TUTORIAL = Picture("tutorial-front-page", "", height=560)
OF_TUTORIAL = (
    Picture("tutorial-story", "2026/11/21/lamu-school-opens-a-libary-in-a-fishing-dhow/", height=600),
    Picture("tutorial-withdrawn", "2026/11/21/iquique-port-to-close-for-a-week-in-december/", height=400),
    Picture("tutorial-feed", "feeds/all.rss.xml", height=700),
)


def bulletin(tutorial: str) -> tuple[str, str]:
    """The tutorial's bulletin: its file's name, and its text."""
    found = BULLETIN.search(tutorial)
    if found is None:
        raise ValueError("the tutorial has no bulletin")
    return found["name"], found["text"]


def changes(tutorial: str) -> Iterator[Change]:
    """What the tutorial has a reader change, in its order; "the same file" is the one that was named last."""
    for found in CHANGE.finditer(tutorial):
        *_, file = STORY.findall(tutorial[: found.start()])
        yield Change(file, _unindented(found["old"]), _unindented(found["new"]))


def apply(change: Change, site: Path) -> None:
    """Make a change.

    Args:
        change: The change.
        site: The folder that `content/` is in.

    Raises:
        ValueError: The file does not have what is to be changed.
    """
    file = site / change.file
    text = file.read_text("utf-8")
    if change.old not in text:
        raise ValueError(f"{change.file} has no {change.old!r}")
    file.write_text(text.replace(change.old, change.new, 1), "utf-8")


def build(site: Path) -> None:
    """Convert and build, as a reader at home does."""
    command = [sys.executable, "-m", "pelican", "content", "--settings", "pelicanconf.py", "--fatal", "errors"]
    subprocess.run(command, cwd=site, check=True, env={**os.environ, "PYTHONPATH": "plugins"})  # noqa: S603 - our own


def photographed(browser: Browser, picture: Picture, output: Path) -> Image.Image:
    """A page of a built site, from its top."""
    context = browser.new_context(
        viewport={"width": round(picture.width / picture.scale), "height": round(picture.height / picture.scale)},
        device_scale_factor=picture.scale,
        color_scheme="dark" if picture.is_dark else "light",
    )
    context.route(f"{SITE}**", lambda route: _hand_over(route, output))
    page = context.new_page()
    page.goto(SITE + picture.page)
    image = Image.open(io.BytesIO(page.screenshot()))
    context.close()
    return image.convert("RGB")


def keep(image: Image.Image, name: str) -> None:
    """Write a picture with few colours, which a page has.

    Raises:
        ValueError: It is too large for a page of a document all the same.
    """
    file = PICTURES / f"{name}.png"
    image.quantize(COLOURS, method=Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE).save(file, optimize=True)
    if file.stat().st_size > MOST_BYTES:
        raise ValueError(f"{file} has {file.stat().st_size} bytes; the most is {MOST_BYTES}")


def beside(images: list[Image.Image]) -> Image.Image:
    """Pictures of one height in a row."""
    row = Image.new("RGB", (sum(image.width for image in images), images[0].height))
    at = 0
    for image in images:
        row.paste(image, (at, 0))
        at += image.width
    return row


def main() -> None:
    """Take every picture, or those that are named."""
    wanted = sys.argv[1:]
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        for name, image in _pictures(browser, Path(folder)):
            if not wanted or name in wanted:
                keep(image, name)
        browser.close()


def _pictures(browser: Browser, site: Path) -> Iterator[tuple[str, Image.Image]]:
    for name in NEEDED:
        (shutil.copytree if (ROOT / name).is_dir() else shutil.copy)(ROOT / name, site / name)
    output = site / "output"
    build(site)
    for picture in OF_SAMPLES:
        yield picture.name, photographed(browser, picture, output)
    yield ON_A_PHONE[0].name, beside([photographed(browser, picture, output) for picture in ON_A_PHONE])
    tutorial = TUTORIAL.read_text("utf-8")
    name, text = bulletin(tutorial)
    (site / "seeds" / name).write_text(text, "utf-8")
    build(site)
    yield FIRST_OF_TUTORIAL.name, photographed(browser, FIRST_OF_TUTORIAL, output)
    for change in changes(tutorial):
        apply(change, site)
    build(site)
    for picture in OF_TUTORIAL:
        yield picture.name, photographed(browser, picture, output)


def _hand_over(route: Route, output: Path) -> None:
    """Give the browser the file that it asks for, as a web server does."""
    asked = output / route.request.url.removeprefix(SITE).partition("?")[0]
    file = asked / "index.html" if asked.is_dir() else asked
    if file.is_file():
        route.fulfill(body=file.read_bytes(), content_type=mimetypes.guess_type(file.name)[0] or "text/plain")
    else:
        route.abort()


def _unindented(lines: str) -> str:
    return "\n".join(line[4:] for line in lines.splitlines())


if __name__ == "__main__":
    main()
