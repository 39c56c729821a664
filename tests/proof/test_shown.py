"""What the gate says on a terminal, as JSON, and with its exit code."""

import json
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import faultless
from proof.model import Finding, Gravity, Kind
from proof.shown import TITLES, shown


def finding(kind: Kind, file: str, what: str, gravity: Gravity = Gravity.WARNING, line: int | None = None) -> Finding:
    return Finding(kind, file, what, "Do this", gravity, line)


def lines(findings: Iterable[Finding], *, in_full: bool = False) -> list[str]:
    return list(shown(tuple(findings), in_full=in_full))


def test_every_kind_has_a_title() -> None:
    assert set(TITLES) == set(Kind)


def test_the_same_warning_of_200_stories_is_told_once() -> None:
    many = [finding(Kind.CREDIT, f"content/{number:03}.md", "a photo has no credit", line=9) for number in range(200)]
    assert lines(many) == [
        "warning: photos without a credit, or with two (200)",
        *(f"  content/{number:03}.md:9: a photo has no credit" for number in range(5)),
        "  and 195 more",
        "  -> Do this.",
    ]
    assert len(lines(many, in_full=True)) == 202


def test_a_link_that_all_pages_have_does_not_hide_another() -> None:
    every = [finding(Kind.LINK, f"{number}.html", "the link a/ leads nowhere", Gravity.ERROR) for number in range(900)]
    other = finding(Kind.LINK, "899.html", "the link b/ leads nowhere", Gravity.ERROR)
    assert lines([*every, other]) == [
        "error: addresses that lead nowhere (901)",
        "  0.html and 899 more: the link a/ leads nowhere",
        "  899.html: the link b/ leads nowhere",
        "  -> Do this.",
    ]


def test_errors_stand_first() -> None:
    found = lines([finding(Kind.PICTURE, "a", "x"), finding(Kind.FEED, "b", "y", Gravity.ERROR)])
    assert [line.split(":")[0] for line in found if not line.startswith(" ")] == ["error", "warning"]


def test_what_to_do_has_one_full_stop() -> None:
    told = Finding(Kind.STORY, "a.md", "it is withdrawn", "Write Reason: 2026-11-21: Why it was withdrawn.")
    assert lines([told])[-1] == "  -> Write Reason: 2026-11-21: Why it was withdrawn."


FINDINGS = st.builds(
    finding,
    st.sampled_from(Kind),
    st.sampled_from("abc"),
    st.sampled_from(["leads nowhere", "is not there"]),
    st.sampled_from(Gravity),
)


@given(st.lists(FINDINGS, max_size=60))
def test_all_places_are_told_in_full_and_few_otherwise(findings: list[Finding]) -> None:
    in_full = lines(findings, in_full=True)
    assert sum(line.startswith("  ") and not line.startswith("  ->") for line in in_full) == len(findings)
    kinds = {(each.gravity, each.kind) for each in findings}
    assert len(lines(findings)) <= 8 * len(kinds)


@pytest.fixture
def newsroom(tmp_path: Path) -> Path:
    faultless.write(tmp_path)
    return tmp_path


def proof(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "proof", *arguments]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


def test_the_command_ends_with_the_forecast_and_a_count(newsroom: Path) -> None:
    done = proof(newsroom, "output", "--content", "content")
    assert done.returncode == 0, done.stderr
    forecast, count = done.stdout.splitlines()
    assert forecast.startswith("the archive reaches 1 GB in ")
    assert count == "0 errors, 0 warnings"


def test_warnings_do_not_stop_and_errors_do(newsroom: Path) -> None:
    story = newsroom / "content" / faultless.FILE
    faultless.put(story, faultless.FERRY.replace("Status: published", "Status: draft"))
    done = proof(newsroom, "output", "--content", "content")
    assert done.returncode == 0
    assert done.stdout.endswith("0 errors, 1 warning\n")
    assert f"  content/{faultless.FILE}:6: a draft waits for an editor" in done.stdout.splitlines()
    assert proof(newsroom, "output").stdout.endswith("0 errors, 0 warnings\n")
    faultless.put(
        newsroom / "output" / "about" / "index.html",
        faultless.page("About", '<h2 id="aims"></h2><a href="gone/">x</a>'),
    )
    done = proof(newsroom, "output")
    assert done.returncode == 1
    assert "  output/about/index.html: the link gone/ leads nowhere" in done.stdout.splitlines()
    assert done.stdout.endswith("1 error, 0 warnings\n")


def test_json_has_one_object_a_finding_and_the_forecast(newsroom: Path) -> None:
    faultless.put(
        newsroom / "output" / "about" / "index.html", faultless.page("About", '<h2 id="aims"></h2><img src="../x.png">')
    )
    story = newsroom / "content" / faultless.FILE
    faultless.put(story, faultless.FERRY.replace("Status: published", "Status: draft"))
    done = proof(newsroom, "output", "--content", "content", "--json")
    assert done.returncode == 1
    *findings, forecast = map(json.loads, done.stdout.splitlines())
    keys = ["gravity", "kind", "file", "line", "what", "remedy"]
    assert [list(each) for each in findings] == [keys] * 3
    assert [(each["gravity"], each["kind"], each["file"], each["line"]) for each in findings] == [
        ("error", "picture", "output/about/index.html", None),
        ("warning", "alternative", "output/about/index.html", None),
        ("warning", "draft", f"content/{faultless.FILE}", 6),
    ]
    assert (forecast["kind"], forecast["gravity"], forecast["stories"]) == ("forecast", "note", 1)
    assert forecast["reaches"] is None or len(forecast["reaches"]) == len("2026-11-20")
