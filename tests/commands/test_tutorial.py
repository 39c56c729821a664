"""docs/tutorial.md does what it says: its bulletin is cut as it tells, and each change is made as it is written."""

import re
import shutil
from pathlib import Path

import pytest

import make_pictures

ROOT = Path(__file__).parents[2]
TUTORIAL = (ROOT / "docs" / "tutorial.md").read_text("utf-8")
PICTURE = re.compile(r"!\[([^]]*)\]\(pictures/([^)]+)\)")


@pytest.fixture(scope="module")
def walked(tmp_path_factory):
    """The site as it is at the tutorial's end."""
    site = tmp_path_factory.mktemp("news")
    for name in make_pictures.NEEDED:
        (shutil.copytree if (ROOT / name).is_dir() else shutil.copy)(ROOT / name, site / name)
    name, text = make_pictures.bulletin(TUTORIAL)
    (site / "seeds" / name).write_text(text, "utf-8")
    make_pictures.build(site)
    for change in make_pictures.changes(TUTORIAL):
        make_pictures.apply(change, site)
    make_pictures.build(site)
    return site


def test_the_bulletin_becomes_the_three_stories_that_the_tutorial_names(walked):
    stories = sorted(path.relative_to(walked).as_posix() for path in (walked / "content/2026/11/21").iterdir())
    assert [story for story in stories if f"`{story}`" in TUTORIAL] == [stories[1], stories[2]]
    assert len(stories) == 3


def test_headline_credit_and_withdrawal_are_on_the_site(walked):
    def page(path: str) -> str:
        return (walked / "output" / path).read_text("utf-8")

    front, feed = page("index.html"), page("feeds/all.rss.xml")
    assert "Lamu school opens a library in a fishing dhow" in front
    assert "Iquique" not in front
    assert "<title>Withdrawn: Iquique port to close for a week in December</title>" in feed
    assert "Salim Athman" in page("credits/index.html")
    assert "Iquique" in page("corrections/index.html")


def test_pictures_are_there_small_and_described():
    pictures = PICTURE.findall(TUTORIAL)
    assert len(pictures) == 4
    for words, name in pictures:
        assert words
        assert (ROOT / "docs" / "pictures" / name).stat().st_size <= make_pictures.MOST_BYTES
