"""Kills, full disks, two conversions at once: each file is whole, and the next run makes all as it should be."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

import killing
from bulletin import ledger, lock, settings
from bulletin.convert import convert
from bulletin.errors import BadInput, NotNow
from bulletin.model import Entry
from making import WHO

PATIENCE = 600
LOCK = ".content.lock"
needs_fork = pytest.mark.skipif(not hasattr(os, "fork"), reason="processes cannot be forked here")


@pytest.fixture
def site(tmp_path: Path) -> Path:
    killing.first(tmp_path)
    return tmp_path


def whole(site: Path) -> killing.Tree:
    """Convert; all files."""
    for outcome in convert(settings.of_site(site)):
        assert outcome.problems == ()
    return killing.found(site / "content")


@needs_fork
@pytest.mark.parametrize("misfortune", ["kill", "full", "change"])
def test_at_each_point(tmp_path: Path, misfortune: str) -> None:
    program = [sys.executable, killing.__file__, str(tmp_path), misfortune]
    done = subprocess.run(program, capture_output=True, text=True, check=False, timeout=PATIENCE)
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    assert told["points"] > 60
    assert told["faults"] == []


def test_the_command_killed_at_random_moments(tmp_path: Path) -> None:
    assert [faults for _, faults in killing.at_random(tmp_path, killing.ROUNDS, 3)] == [[], [], []]


def entry(wrote: str | None) -> Entry:
    return Entry(WHO, "Headline", 1, "body", "page", wrote)


OLD, NEW = entry("old"), entry("new")


@pytest.mark.parametrize(
    ("last", "on_disk", "remembered"),
    [
        pytest.param(None, None, None, id="not written yet"),
        pytest.param(None, "new", NEW, id="written"),
        pytest.param(None, "edited", NEW, id="written, and edited since"),
        pytest.param(OLD, "old", OLD, id="not changed yet"),
        pytest.param(OLD, "new", NEW, id="changed"),
        pytest.param(OLD, "edited", OLD, id="edited since: the new version is to be offered"),
        pytest.param(OLD, None, OLD, id="deleted by an editor"),
    ],
)
def test_what_is_remembered_after_a_kill(last: Entry | None, on_disk: str | None, remembered: Entry | None) -> None:
    assert ledger.left_behind(last, NEW, on_disk) is remembered


def test_each_step_is_on_the_disk_before_the_next(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    steps: list[str] = []
    names: dict[int, str] = {}
    real_open, real_sync, real_replace = os.open, os.fsync, os.replace

    def opened(path: str | Path, *given: int) -> int:
        handle = real_open(path, *given)
        names[handle] = str(path)
        return handle

    def synced(handle: int) -> None:
        real_sync(handle)
        place = Path(names[handle])
        steps.append("file" if place.suffix == ".part" else f"folder {place.name}")

    def replaced(old: Path, new: Path) -> None:
        real_replace(old, new)
        steps.append(f"replace {Path(new).name}")

    killing.write_seeds(site, {"2026-03-11.txt": killing.LIBRARY})
    for name, real in (("open", opened), ("fsync", synced), ("replace", replaced)):
        monkeypatch.setattr(os, name, real)
    whole(site)
    assert steps == [
        "file",
        "replace 2026-03-11.txt.journal",
        *(f"folder {one}" for one in (site.name, "content", ".receipts")),
        "file",
        "replace library-in-nairobi-lends-out-umbrellas.md",
        *(f"folder {one}" for one in ("content", "2026", "03", "11")),
        "file",
        "replace 2026-03-11.txt.jsonl",
        "folder .receipts",
        "file",
        "replace made-with.txt",
        "folder .receipts",
    ]


def test_what_killed_runs_left_half_written_is_swept_and_only_that(site: Path) -> None:
    whole(site)
    ours = site / "content" / "2026" / "03" / ".ab_12xyz.part"
    theirs = [site / "content" / "film.part", site / "content" / ".film.mp4.part", site / ".ab_12xyz.part"]
    for path in (ours, *theirs):
        path.write_text("half")
    whole(site)
    assert not ours.exists()
    assert all(path.exists() for path in theirs)


def test_a_damaged_intent_costs_one_bulletin_and_nothing_is_written_for_it(site: Path) -> None:
    before = whole(site)
    damaged = site / "content" / ".receipts" / "2026-03-09.txt.journal"
    damaged.write_text("<<<<<<< HEAD\n")
    problems = [str(problem) for outcome in convert(settings.of_site(site)) for problem in outcome.problems]
    assert [f"{damaged}:1: this receipt is damaged" in problem for problem in problems] == [True]
    damaged.unlink()
    assert killing.found(site / "content") == before


def test_a_file_that_is_saved_while_its_bulletin_is_converted_is_not_overwritten(
    site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole(site)
    killing.write_seeds(site, {"2026-03-09.txt": killing.TRAMS.replace("300 people", "340 people")})
    story = site / "content" / killing.FERRY
    decide = ledger.decide

    def save(*given: object, **named: object) -> object:
        story.write_text("Title: Mine\n\nMine.\n")
        return decide(*given, **named)

    monkeypatch.setattr(ledger, "decide", save)
    (outcome,) = convert(settings.of_site(site))
    assert [str(problem).partition(": ")[2] for problem in outcome.problems] == [
        "it was saved by somebody while its bulletin was converted. Convert again"
    ]
    monkeypatch.undo()
    (outcome,) = convert(settings.of_site(site))
    assert "edited by a person, and changed in the bulletin since" in str(outcome.problems[0])
    assert story.read_text() == "Title: Mine\n\nMine.\n"


def finished(processes: Sequence["subprocess.Popen[str]"]) -> Iterator[tuple[int, str]]:
    for process in processes:
        _, said = process.communicate(timeout=PATIENCE)
        yield process.returncode, said


def test_the_second_of_two_waits_and_says_for_whom(site: Path) -> None:
    with lock.held(site / "content", tell=pytest.fail):
        second = killing.command(site)
        assert second.stderr
        line = second.stderr.readline()
        assert line.startswith(f"Waiting for another conversion (process {os.getpid()} on ")
        assert not (site / "content").exists()
    assert list(finished([second])) == [(0, "")]
    assert (site / "content" / killing.FERRY).is_file()


def test_two_at_once_make_what_one_makes(site: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    alone = tmp_path_factory.mktemp("alone")
    killing.first(alone)
    assert [code for code, _ in finished([killing.command(site), killing.command(site)])] == [0, 0]
    assert killing.found(site / "content") == whole(alone)


def test_a_conversion_that_does_not_end_is_named(site: Path) -> None:
    told: list[str] = []
    with lock.held(site / "content", told.append):
        second = lock.held(site / "content", told.append, patience=0.1)
        with pytest.raises(NotNow) as found:
            second.__enter__()
    assert f"another conversion (process {os.getpid()} on " in str(found.value)
    assert str(found.value).endswith("Wait until it has, or end it, and convert again")
    assert len(told) == 1


def test_a_lock_of_a_process_that_is_dead_stops_nobody(site: Path) -> None:
    (site / LOCK).write_text("\0process 1 on elsewhere, since 14:02")
    with lock.held(site / "content", tell=pytest.fail):
        assert f"process {os.getpid()}" in (site / LOCK).read_text()


def test_an_abandoned_conversion_gives_the_lock_back(site: Path) -> None:
    run = convert(settings.of_site(site))
    next(run)
    run.close()
    whole(site)


@pytest.mark.parametrize("command", ["convert", "report"])
def test_only_conversion_needs_a_lock(site: Path, command: str) -> None:
    (site / LOCK).mkdir()
    done = subprocess.run([sys.executable, "-m", "bulletin", command], cwd=site, capture_output=True, text=True)
    assert "Traceback" not in done.stderr
    assert done.returncode == (command == "convert")
    assert ("this file cannot be locked" in done.stderr) == (command == "convert")


def test_nothing_is_converted_where_the_last_run_cannot_be_finished(
    site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole(site)
    receipts = site / "content" / ".receipts"
    text = (receipts / "2026-03-09.txt.jsonl").read_text("utf-8")
    (receipts / "2026-03-09.txt.journal").write_text('{"instead_of": null}\n' + text, "utf-8")
    (receipts / "2026-03-09.txt.jsonl").unlink()
    monkeypatch.setattr(os, "replace", lambda *_: killing.full())
    with pytest.raises(BadInput, match="the last conversion was cut short, and cannot be finished"):
        list(convert(settings.of_site(site)))
