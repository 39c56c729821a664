"""docs/publishers.md leads from a clone to a site of one's own: its commands are typed, word by word, with real git."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from commanding import EDITOR, ROOT, git, make_project

GUIDE = (ROOT / "docs" / "publishers.md").read_text("utf-8")
COMMAND = re.compile(r"^ {8}(\S.*)$", re.MULTILINE)
ADDRESS = "https://github.com/OWNER/REPOSITORY.git"
SAID = {".venv/bin/invoke new-site --without-samples": "--name=Marsa --address=OWNER/REPOSITORY --yes"}
"""What a person answers."""


def steps() -> list[str]:
    part = GUIDE.partition("### From a clone to your own repository\n")[2].partition("\n### ")[0]
    return COMMAND.findall(part)


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    """A clone of the project, whose remote is the project's and not one's own."""
    project = make_project(tmp_path / "project")
    git(project, "init", "--quiet", "--initial-branch", "main")
    git(project, "add", "--all")
    subprocess.run(
        ["git", "commit", "--quiet", "--message", "The project"], cwd=project, env={**os.environ, **EDITOR}, check=True
    )
    git(tmp_path, "clone", "--quiet", str(project), "news")
    (tmp_path / "news" / "seeds" / "2026-03-09.txt").write_text(
        "Ferry sails again to the islands off Malawi\n\nThe ferry left Nkhata Bay at dawn with 300 people.\n", "utf-8"
    )
    return tmp_path / "news"


def typed(folder: Path, command: str, repository: Path) -> str:
    """What a command says when a person types it, whose repository on GitHub is a folder here."""
    line = f"{command} {SAID.get(command, '')}".replace(ADDRESS, str(repository))
    line = line.replace(".venv/bin/invoke", f"{sys.executable} -m invoke")
    environment = {**os.environ, **EDITOR, "PYTHONPATH": str(folder / "plugins"), "DATELINE_SITEURL": ""}
    done = subprocess.run(
        line,
        shell=True,
        cwd=folder,
        env=environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, f"{command}\n{done.stdout}\n{done.stderr}"
    return done.stdout


def test_from_a_clone_to_a_repository_of_ones_own(clone: Path) -> None:
    repository = clone.parent / "own.git"
    git(clone.parent, "init", "--quiet", "--bare", "--initial-branch", "main", str(repository))
    assert [command.split()[0:2] for command in steps()] == [
        *(["git", "remote"], [".venv/bin/invoke", "new-site"], [".venv/bin/invoke", "convert"]),
        *(["git", "add"], ["git", "commit"], ["git", "push"], [".venv/bin/invoke", "publish"]),
    ]
    said = [typed(clone, command, repository) for command in steps()]
    assert "choose gh-pages once" in said[-1]
    assert "is committed" not in said[-1]
    assert 'SITENAME = "Marsa"' in git(repository, "show", "main:pelicanconf.py")
    assert "https://owner.github.io/REPOSITORY/" in git(repository, "show", "gh-pages:404.html")
    assert git(repository, "ls-tree", "--name-only", "main", "seeds/").split() == [
        "seeds/2026-03-09.txt",
        "seeds/README.md",
    ]
    assert git(clone.parent / "project", "branch", "--list", "gh-pages") == ""
