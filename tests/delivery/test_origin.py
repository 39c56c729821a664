"""What somebody has published is not taken off the site by a colleague who lacks it, whatever comes first."""

from collections.abc import Callable
from pathlib import Path

import pytest

from commanding import git
from delivery import origin, site_branch
from delivery.errors import NotPublished
from delivery.origin import Origin
from delivery.repository import Repository
from delivery.site_branch import Published

Clone = Callable[[str], Path]
MONDAY = "content/2026/11/23/monday.md"
LACKED = r"made with changes that are not in this folder: editor@news\.example has published them before"


@pytest.fixture
def rooms(clone: Clone) -> tuple[Path, Path]:
    """Ann's folder and Bea's, which both have the story of Monday."""
    ann = clone("ann")
    save(ann, MONDAY, "Trams run on Monday")
    commit(ann)
    git(ann, "push", "--quiet", "origin", "main")
    return ann, clone("bea")


def save(room: Path, name: str, text: str) -> None:
    path = room / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")


def commit(room: Path) -> None:
    git(room, "add", "--all", "seeds", "content")
    git(room, "commit", "--quiet", "--message", "Stories")


def publish(room: Path, *, anyway: bool = False) -> Published:
    """Publish a site that shows the stories of a folder, but for drafts."""
    stories = [path.read_text("utf-8") for path in sorted((room / "content").rglob("*.md"))]
    save(room, "output/index.html", "\n".join(text for text in stories if "draft" not in text))
    return site_branch.publish(Repository(room, "origin"), room / "output", "gh-pages", None, anyway=anyway)


def shown(room: Path) -> str:
    return git(room.parent / "remote.git", "show", "gh-pages:index.html")


def said(room: Path) -> Origin:
    return origin.said_in(git(room.parent / "remote.git", "log", "-1", "--format=%B", "gh-pages"))


def test_published_then_committed_then_published_again(rooms: tuple[Path, Path]) -> None:
    ann, bea = rooms
    save(bea, MONDAY, "No trams on Monday")
    first = publish(bea)
    assert first.is_loose
    commit(bea)
    git(bea, "push", "--quiet", "origin", "main")
    second = publish(bea)
    assert (second.files, second.is_renewed, second.is_loose) == (0, True, False)
    assert said(bea) == Origin(git(bea, "rev-parse", "HEAD").strip())
    assert publish(bea) == Published(second.commit, 0)
    with pytest.raises(NotPublished, match="made from stories that are not in this folder"):
        publish(ann)
    assert shown(ann) == "No trams on Monday"
    git(ann, "pull", "--quiet")
    assert publish(ann) == Published(second.commit, 0)


def test_published_and_not_committed_yet(rooms: tuple[Path, Path]) -> None:
    ann, bea = rooms
    save(bea, MONDAY, "No trams on Monday")
    publish(bea)
    save(ann, "content/2026/11/24/tuesday.md", "A tram on Tuesday")
    with pytest.raises(NotPublished, match=LACKED):
        publish(ann)
    commit(ann)
    with pytest.raises(NotPublished, match=LACKED):
        publish(ann)
    assert shown(ann) == "No trams on Monday"
    commit(bea)
    git(bea, "push", "--quiet", "origin", "main")
    git(ann, "pull", "--quiet", "--rebase")
    publish(ann)
    assert shown(ann) == "No trams on Monday\nA tram on Tuesday"


def test_committed_and_pushed_before_it_is_published(rooms: tuple[Path, Path]) -> None:
    ann, bea = rooms
    save(bea, MONDAY, "No trams on Monday")
    commit(bea)
    git(bea, "push", "--quiet", "origin", "main")
    assert not publish(bea).is_loose
    with pytest.raises(NotPublished, match="made from stories that are not in this folder"):
        publish(ann)
    git(ann, "pull", "--quiet")
    assert publish(ann).files == 0


def test_a_story_that_was_deleted_stays_so(rooms: tuple[Path, Path]) -> None:
    ann, bea = rooms
    save(bea, "content/2026/11/24/tuesday.md", "A tram on Tuesday")
    (bea / MONDAY).unlink()
    publish(bea)
    with pytest.raises(NotPublished, match=LACKED):
        publish(ann)
    commit(bea)
    git(bea, "push", "--quiet", "origin", "main")
    git(ann, "pull", "--quiet")
    assert publish(ann).files == 0


def test_one_goes_on_from_what_one_has_published_oneself(rooms: tuple[Path, Path]) -> None:
    ann, bea = rooms
    save(bea, MONDAY, "No trams on Monday")
    publish(bea)
    save(bea, MONDAY, "No trams at all on Monday")
    publish(bea)
    commit(bea)
    publish(bea)
    git(bea, "commit", "--quiet", "--amend", "--message", "Another message")
    assert publish(bea).is_renewed
    git(bea, "push", "--quiet", "origin", "main")
    git(ann, "pull", "--quiet")
    assert publish(ann).files == 0
    assert shown(ann) == "No trams at all on Monday"


def test_what_changed_again_before_it_was_committed_has_to_be_published_again(rooms: tuple[Path, Path]) -> None:
    ann, bea = rooms
    save(bea, "content/2026/11/24/tuesday.md", "draft 1")
    publish(bea)
    save(bea, "content/2026/11/24/tuesday.md", "draft 2")
    commit(bea)
    git(bea, "push", "--quiet", "origin", "main")
    git(ann, "pull", "--quiet")
    with pytest.raises(NotPublished, match="have them published once more there"):
        publish(ann)
    assert publish(bea).is_renewed
    assert publish(ann).files == 0


def test_the_same_changes_in_two_folders_are_the_same(rooms: tuple[Path, Path]) -> None:
    ann, bea = rooms
    for room in rooms:
        save(room, "content/2026/11/24/Üzüm \t.md", "Grapes on Tuesday")
    first = publish(bea)
    assert publish(ann) == Published(first.commit, 0, is_loose=True)
    save(ann, MONDAY, "No trams on Monday")
    assert publish(ann).files == 1


def test_the_branch_names_no_file(rooms: tuple[Path, Path]) -> None:
    _, bea = rooms
    save(bea, "content/2026/11/24/minister-to-resign.md", "draft")
    publish(bea)
    assert len(said(bea).loose) == 1
    assert "minister" not in git(bea.parent / "remote.git", "log", "--format=%B", "gh-pages")


def test_what_else_lies_in_the_folder_or_is_staged_does_not_count(rooms: tuple[Path, Path]) -> None:
    ann, _ = rooms
    save(ann, "notes.txt", "not for the site")
    git(ann, "add", "notes.txt")
    before = git(ann, "status", "--porcelain", "--", "notes.txt", "content", "seeds")
    assert not publish(ann).is_loose
    assert git(ann, "status", "--porcelain", "--", "notes.txt", "content", "seeds") == before


def test_a_folder_without_a_commit_yet(rooms: tuple[Path, Path]) -> None:
    ann, _ = rooms
    git(ann, "checkout", "--quiet", "--orphan", "fresh")
    git(ann, "rm", "--quiet", "-r", "--cached", ".")
    publish(ann)
    assert said(ann).commit is None
    assert len(said(ann).loose) == 2
    commit(ann)
    assert publish(ann).is_renewed
