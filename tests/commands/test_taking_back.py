"""What docs/editors.md tells to take back a wrong bulletin, done word by word: receipts are right again, too."""

import json
import re
import shlex
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from commanding import ROOT, git

GUIDE = (ROOT / "docs" / "editors.md").read_text("utf-8")
SECTION = GUIDE.partition("## Take back a wrong bulletin")[2].partition("\n## ")[0]
RIGHT = """Library opens on Sundays in Cusco

The library of Cusco in Peru will be open on Sunday mornings from January. Readers had asked for it for two years.

The reading room has forty seats and a stove, and the children have a corner of their own by the window.


Ferry sails again to the islands off Malawi

The ferry left Nkhata Bay in Malawi at dawn with 300 people, the harbour board of the lake said on Friday.

It had lain in the yard for a year, and the people of Likoma had gone to market in canoes.
"""
TRAMS = """

Tram drivers in Katowice get warmer cabs this winter

The trams of Katowice in Poland will have heated floors by the winter, the board of the trams said on Friday.
"""
WRONG = RIGHT.replace("forty", "fifty").replace("300", "310") + TRAMS
FERRY = "content/2026/03/09/ferry-sails-again-to-the-islands-off-malawi.md"
Convert = Callable[[], list[str]]


def told(command: str) -> str:
    """A command of the guide, which has to stand there to the letter."""
    assert re.search(rf"(^    |`){re.escape(command)}(`|$)", SECTION, re.MULTILINE), command
    return command


def do(site: Path, command: str, **names: str) -> str:
    for name, value in names.items():
        command = command.replace(name, value)
    return git(site, *shlex.split(command)[1:])


def commit(site: Path, message: str) -> None:
    git(site, "add", "--all")
    git(site, "commit", "--quiet", "--message", message)


def files(site: Path) -> dict[str, bytes]:
    found = (path for folder in ("content", "seeds") for path in (site / folder).rglob("*") if path.is_file())
    return {path.relative_to(site).as_posix(): path.read_bytes() for path in found if path.name != "made-with.txt"}


@pytest.fixture
def convert(tmp_path: Path) -> Convert:
    """Converts a site that has a bulletin, converted and committed; gives back what became of its stories."""

    def run() -> list[str]:
        command = [sys.executable, "-m", "bulletin", "convert", "--json"]
        done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=True)
        return [story["action"] for line in done.stdout.splitlines() for story in json.loads(line)["stories"]]

    git(tmp_path, "init", "--quiet")
    (tmp_path / ".gitignore").write_text(".cache/\n.content.lock\n", "utf-8")
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds" / "2026-03-09-morning.txt").write_text(RIGHT, "utf-8")
    assert run() == ["new", "new"]
    commit(tmp_path, "Morning")
    return run


def put_in_the_wrong_one(site: Path, convert: Convert, *, is_committed: bool) -> None:
    (site / "seeds" / "2026-03-09-wrong.txt").write_text(WRONG, "utf-8")
    if is_committed:
        commit(site, "Add files via upload")
    assert convert() == ["updated", "updated", "new"]
    if is_committed:
        commit(site, "Stories and receipts of the bulletins in seeds/")


def check_that_all_is_as_before(site: Path, before: dict[str, bytes], convert: Convert) -> None:
    assert files(site) == before
    assert convert() == []
    assert files(site) == before
    (site / "seeds" / "2026-03-09-morning.txt").write_text(RIGHT.replace("forty", "sixty"), "utf-8")
    assert sorted(convert()) == ["same", "updated"]


def test_before_it_is_committed(tmp_path: Path, convert: Convert) -> None:
    before = files(tmp_path)
    put_in_the_wrong_one(tmp_path, convert, is_committed=False)
    do(tmp_path, told("git stash push --include-untracked -- content seeds"))
    check_that_all_is_as_before(tmp_path, before, convert)


def test_its_commits_are_undone_the_newest_first(tmp_path: Path, convert: Convert) -> None:
    before = files(tmp_path)
    put_in_the_wrong_one(tmp_path, convert, is_committed=True)
    commits = do(tmp_path, told("git log --oneline -- content seeds")).splitlines()
    for line in commits[:2]:
        do(tmp_path, told("git revert --no-edit COMMIT"), COMMIT=line.split()[0])
    check_that_all_is_as_before(tmp_path, before, convert)


def test_all_is_set_back_to_a_commit(tmp_path: Path, convert: Convert) -> None:
    before = files(tmp_path)
    put_in_the_wrong_one(tmp_path, convert, is_committed=True)
    right = git(tmp_path, "log", "--oneline").splitlines()[2].split()[0]
    do(tmp_path, told("git restore --source=COMMIT --staged --worktree -- content seeds"), COMMIT=right)
    check_that_all_is_as_before(tmp_path, before, convert)


def test_a_story_that_was_deleted_comes_back(tmp_path: Path, convert: Convert) -> None:
    before, story = files(tmp_path), "content/2026/11/20/the-story.md"
    (tmp_path / FERRY).unlink()
    assert convert() == []
    do(tmp_path, told(f"git checkout HEAD -- {story}").replace(story, FERRY))
    assert files(tmp_path) == before
    (tmp_path / FERRY).unlink()
    commit(tmp_path, "Deleted")
    found = do(tmp_path, told(f"git log --oneline -- {story}").replace(story, FERRY)).split()[0]
    do(tmp_path, told(f"git checkout COMMIT~1 -- {story}").replace(story, FERRY), COMMIT=found)
    check_that_all_is_as_before(tmp_path, before, convert)


def test_a_copy_of_a_bulletin_gives_no_second_stories(tmp_path: Path, convert: Convert) -> None:
    (tmp_path / "seeds" / "2026-03-09-copy.txt").write_text(RIGHT, "utf-8")
    assert set(convert()) <= {"same", "earlier"}
    assert len(list((tmp_path / "content" / "2026").rglob("*.md"))) == 2
