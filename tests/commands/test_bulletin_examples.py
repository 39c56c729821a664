"""The bulletins in the documents that show how one is written are cut as they are written."""

import json
import re
import subprocess
import sys
from datetime import date
from pathlib import Path
from textwrap import dedent

import pytest

from bulletin import pipeline
from bulletin.model import Photo, Reading
from bulletin.settings import DRAFT_BELOW

ROOT = Path(__file__).parents[2]
GUIDE = (ROOT / "docs" / "editors.md").read_text("utf-8")
NOTE = (ROOT / "seeds" / "README.md").read_text("utf-8")
EXAMPLE = next(text for text in re.findall(r"```text\n(.*?)```", GUIDE, re.DOTALL) if "\n---\n" in text)
CAPTIONS = next(text for text in re.findall(r"```text\n(.*?)```", GUIDE, re.DOTALL) if "\nPhoto: " in text)
HEADLINES = ["Market hall gets a new roof", "Library opens on Sundays", "Football club looks for a keeper"]
IN_ONE_TOWN = sorted((ROOT / "tests" / "corpus" / "known-failures").glob("*.gold.json"))
WITH_RULES = EXAMPLE
WITH_BLANK_LINES = EXAMPLE.replace("\n---\n", "\n\n")
IN_SEEDS = dedent(NOTE[NOTE.index("    ") :])


def read(text: str) -> Reading:
    return pipeline.compose("bulletin.txt", text.encode(), date(2026, 11, 25))


@pytest.mark.parametrize(
    ("text", "headlines"),
    [(WITH_RULES, HEADLINES), (WITH_BLANK_LINES, HEADLINES), (IN_SEEDS, HEADLINES[:2])],
    ids=["rules", "blank lines", "seeds"],
)
def test_each_headline_begins_a_story_that_is_sure_to_be_cut_rightly(text: str, headlines: list[str]) -> None:
    stories = read(text).stories
    assert [story.headline for story in stories] == headlines
    assert min(story.confidence for story in stories) >= DRAFT_BELOW


def test_title_and_address_are_in_no_story() -> None:
    told = " ".join(piece.text for story in read(EXAMPLE).stories for piece in story.body)
    assert "town hall of Tanga" not in told
    assert "Press office" not in told


@pytest.mark.parametrize("below", HEADLINES)
def test_captions_with_their_credit_are_pictures_wherever_they_stand(below: str) -> None:
    first, second = CAPTIONS.strip().split("\n\n")
    text = EXAMPLE.replace(f"\n{below}\n", f"\n{below}\n\n{first}\n").replace(
        "Bring gloves if you have any.\n", f"Bring gloves.\n\n{second}\n"
    )
    stories = read(text).stories
    assert [story.headline for story in stories] == HEADLINES
    pictures = {
        piece.photographer: piece.agency for story in stories for piece in story.body if isinstance(piece, Photo)
    }
    assert pictures == {"Amina Juma": "Tanga Library", "Juma Said": "Town of Tanga"}


def test_a_caption_without_a_credit_is_no_headline() -> None:
    stories = read(
        EXAMPLE.replace(
            "until then.\n", "until then.\n\nTraders look up at the roof of the market hall in Tanga, Tanzania\n"
        )
    ).stories
    assert [story.headline for story in stories] == HEADLINES
    assert min(story.confidence for story in stories) >= DRAFT_BELOW
    assert stories[0].body[-1].text == "Traders look up at the roof of the market hall in Tanga, Tanzania"


def test_a_dateline_with_its_country_places_the_story() -> None:
    dateline = re.search(r"`(MARSA, Kenya[^`]*)`", GUIDE)
    assert dateline
    story = read(f"Council buys two lorries\n\n{dateline[1]} The council of Marsa has bought two lorries.").stories[0]
    assert (story.dateline, story.place.countries) == ("Marsa, Kenya", ("KE",))


def test_rules_mend_a_bulletin_that_was_cut_wrongly(tmp_path: Path) -> None:
    written = tmp_path / "seeds" / "2026-11-25.txt"
    written.parent.mkdir()
    for text in (EXAMPLE.replace("---\n\n", ""), EXAMPLE):
        written.write_text(text, "utf-8")
        subprocess.run([sys.executable, "-m", "bulletin", "convert"], cwd=tmp_path, capture_output=True, check=False)
    stories = [path.read_text("utf-8") for path in (tmp_path / "content" / "2026").rglob("*.md")]
    assert sorted(story.splitlines()[0] for story in stories) == sorted(f"Title: {headline}" for headline in HEADLINES)
    assert all("Status: published" in story for story in stories)


@pytest.mark.parametrize("gold", IN_ONE_TOWN, ids=[path.name.removesuffix(".gold.json") for path in IN_ONE_TOWN])
def test_rules_part_the_short_stories_of_one_town(gold: Path) -> None:
    labels = json.loads(gold.read_text("utf-8"))
    text = gold.with_name(labels["file"]).read_text("utf-8")
    headlines = [story["headline"] for story in labels["stories"]]
    for headline in headlines:
        text = text.replace(f"\n\n{headline}\n", f"\n\n---\n\n{headline}\n")
    sure = [story.headline for story in read(text).stories if story.confidence >= DRAFT_BELOW]
    assert set(headlines) <= set(sure)
