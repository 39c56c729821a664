#!/usr/bin/env python3
"""Many bulletins: read by one process, by all cores, and by a Dask cluster of two workers on this machine."""

import argparse
import contextlib
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from bulletin import desk
from bulletin.desk import Job
from load import archive, seconds

DAY = datetime(2026, 1, 1, tzinfo=UTC)
DASK = [sys.executable, "-m", "dask"]
QUIET = ["--no-dashboard", "--host", "127.0.0.1"]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--bulletins", type=int, nargs="*", default=[100, 200, 400, 2000])
    parser.add_argument("--times", type=int, default=5)
    parser.add_argument("--cluster", action="store_true", help="with the cluster as well (extra `cluster`)")
    given = parser.parse_args()
    desk.WORTH_A_POOL = -1  # share out also what would be read in place
    list(desk.read(jobs(50), cores=1))  # loads what is loaded once
    with cluster() if given.cluster else contextlib.nullcontext() as address:
        print(f"seconds, best of {given.times} (median); start of the pool and the connection to the cluster included")
        for number in given.bulletins:
            load = jobs(number)
            ways = {
                "one process": {"cores": 1},
                "all cores": {},
                **({"cluster": {"scheduler": address}} if address else {}),
            }
            print(f"{number:,} bulletins, {sum(len(job.raw) for job in load) / 1e6:.2f} MB")
            for name, how in ways.items():
                best, median = seconds(lambda load=load, how=how: all(desk.read(load, **how)), given.times)
                print(f"  {name:12} {best:6.2f} ({median:.2f})")


def jobs(number: int) -> list[Job]:
    return [Job(name, raw, DAY) for name, raw in archive(number)]


@contextlib.contextmanager
def cluster() -> Iterator[str]:
    """The address of a cluster of two workers, while the block lasts."""
    from distributed import Client

    with tempfile.TemporaryDirectory() as folder, contextlib.ExitStack() as stack:
        file = Path(folder) / "scheduler.json"
        logs = stack.enter_context((Path(folder) / "log.txt").open("wb"))

        def start(*arguments: str) -> None:
            process = subprocess.Popen([*DASK, *arguments, *QUIET], cwd=folder, stdout=logs, stderr=logs)
            stack.callback(process.wait)
            stack.callback(process.terminate)

        start("scheduler", "--port", "0", "--scheduler-file", str(file))
        while not (file.exists() and file.stat().st_size):
            time.sleep(0.1)
        start("worker", "--scheduler-file", str(file), "--nworkers", "2", "--nthreads", "1")
        with Client(scheduler_file=str(file), set_as_default=False) as client:
            client.wait_for_workers(2)
            address = client.scheduler.address
        yield address


if __name__ == "__main__":
    main()
