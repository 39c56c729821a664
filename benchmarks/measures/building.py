"""The site that is measured: the samples and an invented archive, built as it is published."""

import filecmp
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import newsroom
from load import ROOT
from proof.model import Gravity
from proof.proofread import proofread

from .model import Found, Miss, Table

PICTURE = ROOT / "tests" / "theme" / "content" / "pictures" / "quay.svg"
SHOWN = '<img src="{static}/pictures/quay.svg" alt="Water and a grey sky" width="320" height="180">'
FIGURE = '<figure class="photo">\n'


def gather(content: Path, stories: int) -> None:
    """Lay the samples and an archive into a content folder; one story gets a picture."""
    shutil.copytree(ROOT / "content", content, ignore=shutil.ignore_patterns(".receipts"))
    newsroom.write(content, stories, with_hostile=True)
    (content / "pictures").mkdir(exist_ok=True)
    shutil.copy(PICTURE, content / "pictures")
    story = next(path for path in sorted(content.rglob("*.md")) if FIGURE in path.read_text("utf-8"))
    story.write_text(story.read_text("utf-8").replace(FIGURE, f"{FIGURE}{SHOWN}\n", 1), "utf-8")


def build(content: Path, output: Path, address: str) -> None:
    """Build a site from nothing, as `invoke publish` does."""
    settings = f'CACHE_PATH="{output}.cache"'
    command = [sys.executable, "-m", "pelican", str(content), "-o", str(output)]
    command += ["-s", str(ROOT / "publishconf.py"), "--fatal", "errors", "-e", "BULLETIN_CONVERT=false", settings]
    subprocess.run(command, cwd=ROOT, env={**os.environ, "DATELINE_SITEURL": address}, check=True)


def differing(one: Path, other: Path) -> Found:
    """Files that two builds of the same content do not have in common, byte for byte."""
    files = {path.relative_to(root) for root in (one, other) for path in root.rglob("*") if path.is_file()}
    unequal = [file for file in sorted(files) if not _are_equal(one / file, other / file)]
    missed = [Miss("two builds are equal", str(file), "differs, or is missing in one of them") for file in unequal]
    return [Table("Two builds", ("files", "not equal"), ((len(files), len(unequal)),))], missed


def _are_equal(one: Path, other: Path) -> bool:
    return one.is_file() and other.is_file() and filecmp.cmp(one, other, shallow=False)


def broken(sites: Mapping[str, Path]) -> Found:
    """Links and anchors that lead nowhere, and all else that a proofreader finds.

    Args:
        sites: built sites, by the path that they are published at.
    """
    missed: list[Miss] = []
    rows: list[tuple[object, ...]] = []
    for where, output in sites.items():
        findings = [finding for finding in proofread(output).findings if finding.gravity is Gravity.ERROR]
        missed += [Miss(f"links and anchors at {where}", finding.file, finding.what) for finding in findings]
        rows.append((where, sum(1 for _ in output.rglob("*.html")), len(findings)))
    return [Table("Links and anchors", ("site at", "pages", "lead nowhere"), tuple(rows))], missed
