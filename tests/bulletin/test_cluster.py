"""A real Dask cluster on this machine: a scheduler and two workers, each a process of its own."""

import os
import signal
import subprocess
import sys
import time
from collections import deque
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from importlib.util import find_spec
from pathlib import Path

import pytest

from bulletin import cluster, desk, program, regions
from bulletin.desk import Job
from bulletin.errors import BadInput
from making import BULLETINS

if not os.environ.get("CI") and find_spec("distributed") is None:
    pytest.skip("distributed is not installed (requirements/dev.txt)", allow_module_level=True)

DAY = datetime(2026, 3, 9, tzinfo=UTC)
QUIET = ["--no-dashboard", "--host", "127.0.0.1"]
# Runs dask where this program is not installed.
WITHOUT = "import sys; sys.modules['bulletin'] = None; from dask.__main__ import main; main()"

Start = Callable[..., "subprocess.Popen[bytes]"]


@pytest.fixture(scope="module")
def start(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Start]:
    """The function that starts a part of a cluster; all end with the module."""
    started = []
    folder = tmp_path_factory.mktemp("cluster")

    def dask(*arguments: str, program: tuple[str, ...] = ("-m", "dask")) -> "subprocess.Popen[bytes]":
        with (folder / "log.txt").open("ab") as log:
            command = [sys.executable, *program, *arguments, *QUIET]
            started.append(subprocess.Popen(command, cwd=folder, stdout=log, stderr=log, start_new_session=True))
        return started[-1]

    yield dask
    for one in started:
        if one.poll() is None:
            os.killpg(one.pid, signal.SIGKILL)
        one.wait()


def scheduler(start: Start, file: Path, **how: tuple[str, ...]) -> tuple["subprocess.Popen[bytes]", str]:
    """A scheduler and its address, once it can be reached."""
    from distributed.utils import json

    process = start("scheduler", "--port", "0", "--scheduler-file", str(file), **how)
    for _ in range(400):
        if file.exists() and file.stat().st_size:
            return process, json.loads(file.read_text())["address"]
        time.sleep(0.05)
    raise AssertionError("the scheduler did not start")


def wait_for(address: str, workers: int) -> None:
    from distributed import Client

    with Client(address, set_as_default=False, timeout=20) as client:
        for _ in range(400):
            if len(client.nthreads()) == workers:
                return
            time.sleep(0.05)
    raise AssertionError(f"there are not {workers} workers")


@pytest.fixture(scope="module")
def two_workers(start: Start, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The address of a cluster with two workers."""
    _, address = scheduler(start, tmp_path_factory.mktemp("scheduler") / "scheduler.json")
    start("worker", address, "--nworkers", "2", "--nthreads", "1")
    wait_for(address, 2)
    return address


def bulletin(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "bulletin", *arguments]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


def files(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_cluster_converts_as_this_machine_does(tmp_path: Path, two_workers: str) -> None:
    sites = [tmp_path / "here", tmp_path / "there"]
    for site in sites:
        (site / "seeds").mkdir(parents=True)
        for path in BULLETINS:
            (site / "seeds" / path.name).write_bytes(path.read_bytes())
            os.utime(site / "seeds" / path.name, (1_770_000_000, 1_770_000_000))
        (site / "seeds" / "empty.txt").write_bytes(b"")
    here = bulletin(sites[0], "convert")
    there = bulletin(sites[1], "convert", "--scheduler", two_workers)
    assert (there.stdout, there.stderr, there.returncode) == (here.stdout, here.stderr, here.returncode)
    assert (
        there.stderr == "Needs an editor: empty.txt: the file is empty. Paste the bulletin into it and save it again\n"
    )
    assert files(sites[1] / "content") == files(sites[0] / "content")


def test_workers_know_the_sites_own_regions(tmp_path: Path, two_workers: str) -> None:
    table = tmp_path / "own.tsv"
    table.write_text(regions.DEFAULT.read_text("utf-8").replace("\tAfrica", "\tAfrique"), "utf-8")
    job = Job("a.txt", b"Ferry sails again to Malawi\n\nThe ferry left Nkhata Bay in Malawi at dawn.\n", DAY)
    ((_, found),) = desk.read([job], regions.load(table), scheduler=two_workers)
    assert not isinstance(found, BadInput)
    assert found.stories[0].place.region == "Afrique"


def test_another_version_is_refused(two_workers: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("importlib.metadata.version", lambda _: "9.9")
    program.edition.cache_clear()
    problem = refused(two_workers)
    program.edition.cache_clear()
    assert "the scheduler has dateline-press 0." in problem
    assert "this machine has 9.9" in problem
    assert "Install the same dateline-press for the scheduler and each worker" in problem


def test_a_worker_without_the_program_is_named(start: Start, two_workers: str) -> None:
    worker = start("worker", two_workers, "--nthreads", "1", "--no-nanny", program=("-c", WITHOUT))
    wait_for(two_workers, 3)
    assert "has no dateline-press or an old one" in refused(two_workers)
    os.killpg(worker.pid, signal.SIGTERM)
    wait_for(two_workers, 2)


def test_a_cluster_of_no_workers(start: Start, tmp_path: Path) -> None:
    _, address = scheduler(start, tmp_path / "scheduler.json")
    assert f"this cluster has no workers. Start some: dask worker {address}" in refused(address)


@pytest.mark.parametrize("address", ["tcp://127.0.0.1:1", "nonsense", "http://127.0.0.1:80"])
def test_an_address_where_there_is_no_scheduler(address: str) -> None:
    assert refused(address).startswith(f"{address}: no Dask scheduler answers there (")


def refused(address: str) -> str:
    """Why a cluster is not used."""
    with pytest.raises(BadInput) as found, cluster.hired(address, patience=0.5):
        pass
    return str(found.value)


def test_a_cluster_that_is_lost_on_the_way(start: Start, tmp_path: Path) -> None:
    process, address = scheduler(start, tmp_path / "scheduler.json")
    start("worker", address, "--nthreads", "1")
    wait_for(address, 1)
    jobs = [Job(path.name, path.read_bytes(), DAY) for path in BULLETINS * 20]
    run = desk.read(jobs, scheduler=address)
    next(run)
    os.killpg(process.pid, signal.SIGKILL)
    with pytest.raises(BadInput, match="the cluster was lost"):
        list(run)


def test_nothing_is_handed_out_to_a_cluster_that_is_lost(start: Start, tmp_path: Path) -> None:
    process, address = scheduler(start, tmp_path / "scheduler.json")
    start("worker", address, "--nthreads", "1")
    wait_for(address, 1)
    with cluster.hired(address) as staff:
        os.killpg(process.pid, signal.SIGKILL)
        with pytest.raises(BadInput, match="the cluster was lost"):
            deque((staff.take_back(staff.hand_out(len, "any work")) for _ in range(200)), maxlen=0)


def test_wrong_usage_is_said_without_a_traceback(tmp_path: Path) -> None:
    (tmp_path / "seeds").mkdir()
    done = bulletin(tmp_path, "convert", "--scheduler", "nonsense")
    assert done.returncode == 2
    assert "nonsense: no Dask scheduler answers there" in done.stderr
    assert "Traceback" not in done.stderr
