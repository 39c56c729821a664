"""The desk: whoever reads the bulletins, the readings are the same, and one that goes wrong costs one."""

import os
import pickle
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

import misfortunes
from bulletin import desk, pipeline, regions
from bulletin.desk import Job
from bulletin.errors import BadInput
from making import BULLETINS

DAY = datetime(2026, 3, 9, tzinfo=UTC)
SHORT = b"Ferry sails again\n\nThe ferry left Nkhata Bay in Malawi at dawn, the harbour board said.\n"


def corpus() -> list[Job]:
    return [Job(path.name, path.read_bytes(), DAY) for path in BULLETINS]


def short(*names: str) -> list[Job]:
    return [Job(name, SHORT, DAY) for name in names]


def told(found: list[tuple[Job, desk.Read]]) -> list[tuple[str, object]]:
    """Each bulletin's name, and its reading or what is wrong with it, as they are compared."""
    return [(job.name, str(one) if isinstance(one, BadInput) else one) for job, one in found]


@pytest.fixture
def shared(monkeypatch: pytest.MonkeyPatch) -> None:
    """Few bulletins are shared out as many are."""
    monkeypatch.setattr(desk, "WORTH_A_POOL", -1)
    monkeypatch.setattr(desk, "SHEAF", 2 * (desk.LEAST + len(SHORT)))


@pytest.mark.usefixtures("shared")
def test_all_cores_read_as_one_does() -> None:
    jobs = [
        *corpus(),
        Job("empty.txt", b"", DAY),
        Job("gone.txt", refused=BadInput("gone.txt", "gone", "Look")),
        *corpus(),
    ]
    assert told(list(desk.read(jobs, cores=2))) == told(list(desk.read(jobs, cores=1)))


@pytest.mark.usefixtures("shared")
def test_readers_know_the_sites_own_regions(tmp_path: Path) -> None:
    table = tmp_path / "own.tsv"
    table.write_text(regions.DEFAULT.read_text("utf-8").replace("\tAfrica", "\tAfrique"), "utf-8")
    found = desk.read(short("a.txt", "b.txt", "c.txt"), regions.load(table), cores=2)
    assert [one.stories[0].place.region for _, one in found if not isinstance(one, BadInput)] == ["Afrique"] * 3


def test_few_bulletins_and_a_large_one_are_read_here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(desk, "WORTH_A_POOL", 100_000)
    monkeypatch.setattr(desk, "_staff", lambda *_: pytest.fail("others were asked to read"))
    large = Job("large.txt", b"".join(b"Ferry %d sails\n\nIt left at dawn.\n\n" % at for at in range(4000)), DAY)
    assert len(large.raw) > desk.WORTH_A_POOL
    assert len(list(desk.read([*short("a.txt", "b.txt"), large], cores=2))) == 3


@pytest.mark.parametrize("cores", [1, 2])
@pytest.mark.usefixtures("shared")
def test_bulletins_are_asked_for_only_a_little_ahead(monkeypatch: pytest.MonkeyPatch, cores: int) -> None:
    monkeypatch.setattr(desk, "MOST_OUT", 0)
    asked = 0

    def many() -> Iterator[Job]:
        nonlocal asked
        for job in short(*(f"{number}.txt" for number in range(60))):
            asked += 1
            yield job

    ahead = [asked - given for given, _ in enumerate(desk.read(many(), cores=cores), 1)]
    # Of two bulletins each: two sheaves for each reader, one for which there is no room yet; and one that is too many.
    most = 2 * (2 * 2 + 1) + 1
    assert max(ahead) <= (most if cores > 1 else 0)


def test_a_fault_of_the_program_costs_one_bulletin(monkeypatch: pytest.MonkeyPatch) -> None:
    compose = pipeline.compose
    monkeypatch.setattr(
        pipeline, "compose", lambda name, *rest, **how: compose(name, *rest, **how) if name != "b.txt" else 1 / 0
    )
    (_, first), (_, second), (_, third) = desk.read(short("a.txt", "b.txt", "c.txt"))
    assert first.stories
    assert third.stories
    assert "b.txt: the program has a fault: ZeroDivisionError: division by zero (" in str(second)
    assert "test_desk:" in str(second)


@pytest.mark.parametrize("raw", [misfortunes.DEADLY, misfortunes.UNSENDABLE])
@pytest.mark.usefixtures("shared")
def test_a_bulletin_that_kills_its_reader_costs_itself(monkeypatch: pytest.MonkeyPatch, raw: bytes) -> None:
    monkeypatch.setattr(desk, "read_all", misfortunes.read_all)
    jobs = [*short("a.txt", "b.txt"), Job("bad.txt", raw, DAY), *short(*"cdefgh")]
    found = list(desk.read(jobs, cores=2))
    assert [job.name for job, one in found if isinstance(one, BadInput)] == ["bad.txt"]
    assert [job.name for job, _ in found] == [job.name for job in jobs]
    assert "bad.txt: the process that read it died" in str(found[2][1])


@pytest.mark.usefixtures("shared")
def test_an_end_when_one_reader_after_another_dies(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(desk, "read_all", misfortunes.read_all)
    jobs = [Job(f"{number}.txt", misfortunes.DEADLY, DAY) for number in range(5)]
    run = desk.read(jobs, cores=2)
    with pytest.raises(BadInput, match="one process after another died"):
        list(run)


def test_what_is_wrong_survives_the_way_between_processes() -> None:
    problem = BadInput("a.txt", "it is empty", remedy="Fill it", line=3)
    assert str(pickle.loads(pickle.dumps(problem))) == "a.txt:3: it is empty. Fill it"
    assert pickle.loads(pickle.dumps(regions.load())) == regions.load()


class Run:
    """`bulletin inspect` of many bulletins, each more than a pipe holds: the first is given back, others are out."""

    def __init__(self, folder: Path) -> None:
        for number in range(60):
            (folder / f"{number}.txt").write_bytes(b"\n\n".join([SHORT] * 2_000))
        names = [path.name for path in folder.iterdir()]
        self.process = subprocess.Popen(
            [sys.executable, "-m", "bulletin", "inspect", "--json", *names],
            cwd=folder,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            start_new_session=True,
            # Whoever runs the tests in a shell's background hands down that SIGINT is ignored.
            preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
            text=True,
        )
        assert self.process.stdout
        assert self.process.stdout.readline().startswith('{"bulletin"')
        assert self.living() > 2

    def living(self) -> int:
        """How many of its processes are left."""
        listed = subprocess.run(["ps", "-e", "-o", "sid=,stat="], capture_output=True, text=True, check=True).stdout
        rows = (line.split() for line in listed.splitlines())
        return sum(int(sid) == self.process.pid and not state.startswith("Z") for sid, state in rows)

    def are_gone(self) -> bool:
        for _ in range(100):
            if not self.living():
                return True
            time.sleep(0.05)
        return False


@pytest.mark.parametrize("is_group", [True, False])
def test_an_interrupted_run_leaves_nothing_behind(tmp_path: Path, is_group: bool) -> None:
    run = Run(tmp_path)
    (os.killpg if is_group else os.kill)(run.process.pid, signal.SIGINT)
    _, errors = run.process.communicate(timeout=20)
    assert (run.process.returncode, errors) == (1, "\nAborted!\n")
    assert run.are_gone()


def test_readers_do_not_outlive_who_started_them(tmp_path: Path) -> None:
    run = Run(tmp_path)
    run.process.kill()
    run.process.communicate(timeout=20)
    assert run.are_gone()
