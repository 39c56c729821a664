"""Faults, each put into a site that has none (faults/*.txt): it is found, in its file, and nothing else is."""

from pathlib import Path

import pytest

from cases import Case, parametrize
from faultless import put, write
from proof.model import Finding, Kind
from proof.proofread import proofread

HERE = Path(__file__).parent / "faults"
NOTHING = "nothing"
# They need more than a text that is replaced: test_proofread.py.
ELSEWHERE = {Kind.SITE, Kind.SIZE, Kind.WEIGHT, Kind.FORECAST}


def found(folder: Path, given: str) -> tuple[str, list[Finding]]:
    """The file in which a text was replaced, and all that is found then."""
    output, content = write(folder)
    file, *lines = given.split("\n")
    old, new = ("\n".join(line[2:] for line in lines if line[0] == sign) for sign in "-+")
    path = (content if file.endswith(".md") else output) / file
    before = path.read_text("utf-8")
    assert old in before
    put(path, before.replace(old, new, 1))
    proof = proofread(output, content)
    return file, [*proof.findings, *proof.matters]


def said(finding: Finding) -> str:
    line = f", line {finding.line}" if finding.line else ""
    return f"{finding.gravity} {finding.kind}{line}: {finding.what}"


def check(folder: Path, case: Case) -> None:
    file, findings = found(folder, case.given)
    assert ("\n".join(map(said, findings)) or NOTHING) == case.expected
    assert {finding.file for finding in findings} <= {file}
    assert all(finding.remedy for finding in findings)


def test_the_site_without_a_fault_has_none(tmp_path: Path) -> None:
    proof = proofread(*write(tmp_path))
    assert (proof.findings, proof.matters) == ((), ())


@parametrize(HERE / "pages.txt")
def test_a_fault_of_a_page(tmp_path: Path, case: Case) -> None:
    check(tmp_path, case)


@parametrize(HERE / "feeds.txt")
def test_a_fault_of_a_feed_a_list_or_a_stylesheet(tmp_path: Path, case: Case) -> None:
    check(tmp_path, case)


@parametrize(HERE / "stories.txt")
def test_what_a_story_leaves_to_an_editor(tmp_path: Path, case: Case) -> None:
    check(tmp_path, case)


@parametrize(HERE / "right.txt")
def test_what_is_right_is_left_in_peace(tmp_path: Path, case: Case) -> None:
    check(tmp_path, case)


@pytest.mark.parametrize("kind", sorted(set(Kind) - ELSEWHERE))
def test_each_kind_has_a_case(kind: Kind) -> None:
    assert any(f" {kind}" in path.read_text("utf-8").replace(",", ":") for path in HERE.glob("*.txt"))
