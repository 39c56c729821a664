"""A newsroom's folder and the commands that are run in it."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
BULLETIN = """Ferry sails again to the islands off Malawi

The ferry left Nkhata Bay at dawn with 300 people, the harbour board said.

Tram drivers in Katowice get warmer cabs

The trams of Katowice will have heated floors by the winter.
"""
EDITOR = {f"GIT_{role}_{what}": "editor@news.example" for role in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}


def make_newsroom(folder: Path) -> Path:
    """A folder with the project's settings, theme and about page, and one bulletin of two stories."""
    folder.mkdir()
    for name in ("pelicanconf.py", "publishconf.py", "tasks.py"):
        shutil.copy(ROOT / name, folder)
    shutil.copytree(ROOT / "theme", folder / "theme")
    (folder / "seeds").mkdir()
    (folder / "seeds" / "2026-03-09.txt").write_text(BULLETIN, "utf-8")
    shutil.copytree(ROOT / "content" / "pages", folder / "content" / "pages")
    (folder / "plugins").symlink_to(ROOT / "plugins")
    return folder


def make_project(folder: Path) -> Path:
    """A folder with the project as it comes, with the samples."""
    folder.mkdir()
    for name in ("pelicanconf.py", "publishconf.py", "tasks.py", ".gitignore", ".gitattributes"):
        shutil.copy(ROOT / name, folder)
    for name in ("seeds", "content", "theme", "plugins"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__", "*.egg-info"))
    return folder


def invoke(folder: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run a command without a terminal."""
    return subprocess.run(
        [sys.executable, "-m", "invoke", *arguments],
        cwd=folder,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        stdin=subprocess.DEVNULL,
        check=False,
    )


def git(folder: Path, *arguments: str) -> str:
    """What git says."""
    return subprocess.run(["git", *arguments], cwd=folder, capture_output=True, text=True, check=True).stdout
