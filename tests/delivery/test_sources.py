"""Settings, bulletins and stories are committed and pushed, and nothing else."""

from collections.abc import Callable
from pathlib import Path

import pytest

from commanding import git
from delivery import sources
from delivery.errors import NotPublished
from delivery.repository import Repository

Clone = Callable[[str], Path]


def write(folder: Path, name: str, text: str) -> None:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")


def push(room: Path) -> str | None:
    return sources.push(Repository(room, "origin"))


def test_only_what_the_site_is_made_from_is_committed(clone: Clone) -> None:
    ann = clone("ann")
    write(ann, "seeds/tuesday.txt", "Tuesday")
    write(ann, "content/2026/11/24/tram.md", "Title: Tram")
    write(ann, "content/.receipts/tuesday.txt.jsonl", "{}")
    write(ann, "pelicanconf.py", "SITENAME = 'Tuesdays'")
    write(ann, "notes.txt", "not yet")
    git(ann, "add", "notes.txt")
    assert push(ann) == "Stories: 1 new; bulletins: 1 new; settings: 1 new"
    remote = ann.parent / "remote.git"
    assert git(remote, "ls-tree", "-r", "--name-only", "main").splitlines() == [
        *("content/.receipts/tuesday.txt.jsonl", "content/2026/11/24/tram.md"),
        *("pelicanconf.py", "seeds/monday.txt", "seeds/tuesday.txt"),
    ]
    assert git(ann, "status", "--porcelain") == "A  notes.txt\n"
    assert git(remote, "log", "-1", "--format=%s", "main") == "Stories: 1 new; bulletins: 1 new; settings: 1 new\n"


def test_what_is_taken_away_and_what_was_committed_by_hand(clone: Clone) -> None:
    ann = clone("ann")
    (ann / "seeds" / "monday.txt").unlink()
    (ann / "seeds").rmdir()
    assert push(ann) == "Bulletins: 1 taken away"
    git(ann, "commit", "--quiet", "--allow-empty", "--message", "By hand")
    assert push(ann) == "What had been committed before"
    assert push(ann) is None


def test_others_are_not_overtaken(clone: Clone) -> None:
    ann, bea = clone("ann"), clone("bea")
    write(bea, "seeds/tuesday.txt", "Tuesday")
    push(bea)
    write(ann, "seeds/wednesday.txt", "Wednesday")
    with pytest.raises(NotPublished, match=r"has what is not in this folder.*git pull --rebase"):
        push(ann)
    assert git(ann, "status", "--porcelain") == "?? seeds/wednesday.txt\n"


def test_what_cannot_be_committed_is_said(clone: Clone) -> None:
    ann = clone("ann")
    git(ann, "switch", "--quiet", "--detach")
    with pytest.raises(NotPublished, match="No branch is checked out"):
        push(ann)
    git(ann, "switch", "--quiet", "main")
    write(ann, "seeds/tuesday.txt", "Tuesday")
    hook = ann / ".git" / "hooks" / "pre-commit"
    hook.write_text("#!/bin/sh\necho 'not on Tuesdays' >&2\nexit 1\n")
    hook.chmod(0o755)
    with pytest.raises(NotPublished, match=r"does not commit the stories.*not on Tuesdays"):
        push(ann)


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        (
            [("A", "content/2026/a.md"), ("M", "content/2026/b.md"), ("D", "content/c.md")],
            "1 changed, 1 new, 1 taken away",
        ),
        ([("M", "content/.receipts/a.jsonl")], "Receipts of conversion"),
        ([("A", "content/pictures/a.png"), ("M", "seeds/a.txt")], "Bulletins: 1 changed; other files: 1 new"),
    ],
)
def test_the_message_says_what_has_changed(changes: list[tuple[str, str]], message: str) -> None:
    assert sources.describe(changes).endswith(message)
