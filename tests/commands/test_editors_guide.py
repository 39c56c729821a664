"""Every example of docs/editors.md, made in the sample stories as it is told, does what is told."""

import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from types import SimpleNamespace

import pytest

ROOT = Path(__file__).parents[2]
GUIDE = (ROOT / "docs" / "editors.md").read_text("utf-8")
EXAMPLE = re.compile(r"```diff\n (?P<file>\S+)\n(?P<lines>.*?)```", re.DOTALL)
NEW_FILE = re.compile(r"`(?P<file>content/[^`]+\.md)`:\n\n```text\n(?P<text>.*?)```", re.DOTALL)
SECOND = "content/2026/11/20/hurricane-odalys-in-cuba-list-of-key-events-day-7.md"


def hunks(lines: str) -> Iterator[tuple[str, str]]:
    """What stands there and what is to stand there instead."""
    rows = lines.splitlines()
    starts = [0, *(at + 1 for at, (one, two) in enumerate(pairwise(rows)) if one[0] == "+" and two[0] != "+")]
    for start, end in pairwise([*starts, len(rows)]):
        hunk = rows[start:end]
        yield (
            "\n".join(row[1:] for row in hunk if row[0] != "+"),
            "\n".join(row[1:] for row in hunk if row[0] != "-"),
        )


def follow_the_guide(site: Path) -> None:
    for found in EXAMPLE.finditer(GUIDE):
        file = site / found["file"]
        for old, new in hunks(found["lines"]):
            text = file.read_text("utf-8")
            assert old in text, f"{found['file']} has no {old!r}"
            file.write_text(text.replace(old, new, 1), "utf-8")
    for found in NEW_FILE.finditer(GUIDE):
        file = site / found["file"]
        file.parent.mkdir(exist_ok=True)
        file.write_text(found["text"], "utf-8")
    (site / SECOND).unlink()
    (site / "content" / "pictures").mkdir(exist_ok=True)
    shutil.copy(ROOT / "theme" / "static" / "icon-192.png", site / "content" / "pictures" / "exercise-book.jpg")


@pytest.fixture(scope="module")
def edited(tmp_path_factory: pytest.TempPathFactory) -> SimpleNamespace:
    """The samples after all that the guide tells, converted again and built."""
    site = tmp_path_factory.mktemp("site")
    for name in ("content", "seeds", "theme"):
        shutil.copytree(ROOT / name, site / name)
    for name in ("pelicanconf.py", "publishconf.py"):
        shutil.copy(ROOT / name, site)
    follow_the_guide(site)
    command = [sys.executable, "-m", "pelican", "content", "-s", "pelicanconf.py", "--fatal", "errors"]
    command += ["-e", f'PLUGIN_PATHS=["{ROOT / "plugins"}"]', 'DRAFT_SAVE_AS=""', 'DRAFT_LANG_SAVE_AS=""']
    done = subprocess.run(command, cwd=site, capture_output=True, text=True, check=False)
    said = done.stdout + done.stderr
    assert done.returncode == 0, said

    def page(path: str) -> str:
        return (site / "output" / path / "index.html").read_text("utf-8")

    return SimpleNamespace(page=page, output=site / "output", content=site / "content", said=said)


def test_nothing_in_the_examples_needs_mending(edited):
    assert "WARNING" not in edited.said
    assert not list(edited.content.rglob("*.fresh"))


def test_a_slip_is_mended_at_the_same_address(edited):
    story = edited.page("2026/11/19/ferry-returns-to-malawis-lake-islands-after-four-years-without-one")
    assert ">Ferry returns to Malawi’s lake islands after four years</h1>" in story


def test_a_correction_is_said_on_the_page_and_among_corrections(edited):
    story = edited.page("2026/11/19/ferry-returns-to-malawis-lake-islands-after-four-years-without-one")
    assert "counts 13 people lost" in story
    assert "said that 31 people were lost. It is 13." in story
    assert "said that 31 people were lost. It is 13." in edited.page("corrections")


def test_a_withdrawn_story_says_why_and_is_in_no_list(edited):
    address = "2026/11/19/kyrgyz-herders-to-be-paid-for-leaving-tired-pastures-alone"
    assert "We apologise to the herders." in edited.page(address)
    assert address not in edited.page("2026/11/19")


@pytest.mark.parametrize(
    "address",
    [
        "2026/11/20/vanuatu-moves-a-hospital-uphill-one-ward-at-a-time",
        "2026/11/19/seeds-kept-in-a-drawer-for-90-years-still-sprout-study-finds",
    ],
)
def test_a_draft_and_a_story_under_embargo_are_nowhere(edited, address):
    assert not (edited.output / address / "index.html").exists()
    assert not [page for page in edited.output.rglob("*.html") if address in page.read_text("utf-8")]


def test_of_two_merged_stories_the_second_leads_to_the_first_and_stays_away(edited):
    moved = edited.page("2026/11/20/hurricane-odalys-in-cuba-list-of-key-events-day-7")
    assert 'http-equiv="refresh"' in moved
    assert "hurricane-odalys-in-cuba-list-of-key-events-day-6/" in moved
    assert not (edited.content.parent / SECOND).exists()


def test_a_story_that_was_split_off_has_a_page_and_the_first_keeps_its_own(edited):
    assert "Entered by a person" in edited.page("2026/11/19/the-keepers-of-the-key")
    assert edited.page("2026/11/19/jordan-reopens-stretch-of-desert-railway-at-the-speed-of-a-bicycle")


def test_a_thread_ties_and_none_unties(edited):
    barges = edited.page("2026/11/19/barges-move-again-on-paraguay-river-after-five-months-of-low-water")
    assert "Later in this story" in barges
    assert "polish-mining-town" in barges
    assert "in this story" not in edited.page("2026/11/20/first-trial-of-strait-alarm-reaches-tangier-in-96-seconds")


def test_a_credit_stands_under_the_caption_beside_the_story_and_among_credits(edited):
    story = edited.page("2026/11/19/jordan-reopens-stretch-of-desert-railway-at-the-speed-of-a-bicycle")
    assert '<span class="credit">Rania Qubain / Department of Antiquities of Jordan</span>' in story
    assert '"credit">Rania Qubain / Department of Antiquities of Jordan</li>' in story
    assert "Rania Qubain" in edited.page("credits")


def test_a_picture_is_shown(edited):
    story = edited.page("2026/11/20/minnesota-city-forgives-water-debts-after-clerk-counts-who-was-cut-off")
    assert 'alt="A woman at a desk with an open exercise book"' in story
    assert (edited.output / "pictures" / "exercise-book.jpg").is_file()


def test_a_story_moves_to_another_region_and_to_another_address(edited):
    assert "a-choir-for-people" in edited.page("tag/united-kingdom")
    assert "a-choir-for-people" in edited.page("tag/europe")
    assert edited.page("2026/11/20/brick-kilns-near-khulna-to-close")
    old = edited.page("2026/11/20/bangladesh-court-orders-brick-kilns-near-khulna-to-close-for-the-winter")
    assert 'http-equiv="refresh"' in old


def test_a_story_written_by_hand_leads_the_front_page_of_its_day(edited):
    assert "Market hall in Mombasa reopens" in edited.page("")


def test_each_task_has_an_example():
    tasks = re.split(r"^## (?!Dry feet)", GUIDE, flags=re.MULTILINE)
    titles = [task.splitlines()[0] for task in tasks]
    of_stories = tasks[titles.index("Correct a story") : titles.index("Languages")]
    assert len(of_stories) == 11
    assert [task for task in of_stories if not (EXAMPLE.search(task) or NEW_FILE.search(task))] == []
