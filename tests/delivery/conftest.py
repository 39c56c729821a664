"""A remote and two people who publish to it."""

from collections.abc import Callable
from pathlib import Path

import pytest

from commanding import EDITOR, git

Clone = Callable[[str], Path]


@pytest.fixture(autouse=True)
def _somebody(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in EDITOR.items():
        monkeypatch.setenv(name, value)


@pytest.fixture
def clone(tmp_path: Path) -> Clone:
    """Makes clones of a remote that has one bulletin; each is called like its owner."""
    remote = tmp_path / "remote.git"
    git(tmp_path, "init", "--quiet", "--bare", "--initial-branch", "main", str(remote))

    def cloned(owner: str) -> Path:
        git(tmp_path, "clone", "--quiet", str(remote), owner)
        return tmp_path / owner

    first = cloned("first")
    (first / "seeds").mkdir()
    (first / "seeds" / "monday.txt").write_text("Monday", "utf-8")
    git(first, "switch", "--quiet", "--create", "main")
    git(first, "add", "--all")
    git(first, "commit", "--quiet", "--message", "Monday")
    git(first, "push", "--quiet", "origin", "main")
    return cloned
