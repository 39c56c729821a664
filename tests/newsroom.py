"""A newsroom's folder for tests that go the whole way, and what must be on its pages."""

import os
import shutil
import subprocess
import sys
from pathlib import Path
from zoneinfo import ZoneInfo

from bs4 import Tag

from bulletin import pipeline, store
from bulletin.model import Part, Story

ROOT = Path(__file__).parents[1]


def site_folder(folder: Path, bulletins: dict[str, bytes]) -> Path:
    """A newsroom's folder: this project's settings, theme and pages, and bulletins of its own."""
    for name in ("pelicanconf.py", "publishconf.py", "tasks.py", "theme"):
        source = ROOT / name
        (shutil.copytree if source.is_dir() else shutil.copy)(source, folder / name)
    (folder / "plugins").symlink_to(ROOT / "plugins")
    shutil.copytree(ROOT / "content" / "pages", folder / "content" / "pages")
    (folder / "seeds").mkdir()
    for name, raw in bulletins.items():
        (folder / "seeds" / name).write_bytes(raw)
    return folder


def run(folder: Path, *command: str, **environment: str) -> subprocess.CompletedProcess[str]:
    done = subprocess.run(
        [sys.executable, "-m", *command],
        cwd=folder,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, f"{done.stdout}\n{done.stderr}"
    return done


def build(folder: Path, settings: str = "pelicanconf.py", **environment: str) -> subprocess.CompletedProcess[str]:
    return run(folder, "pelican", "content", "-s", settings, "-o", "output", "--fatal", "errors", **environment)


def publish_all(folder: Path) -> None:
    """Have no story wait as a draft: whoever writes like this is not sure to be read rightly."""
    with (folder / "pelicanconf.py").open("a", encoding="utf-8") as settings:
        settings.write("BULLETIN_DRAFT_BELOW = 0\n")


def stories(folder: Path) -> list[tuple[Story, str]]:
    """Each story of a folder's bulletins, with the path of its page."""
    content = store.Content(folder / "content")
    found = []
    for name, path in store.seeds([folder / "seeds"]):
        receipt = content.receipt(name)
        if receipt is None:  # it could not be read
            continue
        raw, received = store.load(path, ZoneInfo("UTC"))
        reading = pipeline.compose(name, raw, received.date())
        found += [
            (story, entry.identity.path.removesuffix(".md"))
            for story, entry in zip(reading.stories, receipt.entries, strict=True)
        ]
    return found


def words(text: str) -> str:
    return " ".join(text.split())


def shown(page: Tag) -> list[str]:
    """Every piece of text in a story's body, in order."""
    pieces = page.select_one(".body").find_all(["p", "li", "h2", "figcaption"]) if page.select_one(".body") else []
    return [words(piece.get_text()) for piece in pieces if piece.find_parent("li") is None]


def told(story: Story) -> list[str]:
    """What the page must show of a story, in order."""
    return [words(piece.text) if isinstance(piece, Part) else words(piece.caption) for piece in story.body]


def assert_page_tells(page: Tag, story: Story) -> None:
    """See that the text of a page is the text of its story."""
    assert words(page.h1.get_text()) == words(story.headline)
    found, expected = shown(page), told(story)
    assert len(found) == len(expected)
    for one, two in zip(found, expected, strict=True):
        assert one == two or one.startswith(f"{two} ")  # a credit follows its caption
