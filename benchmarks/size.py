#!/usr/bin/env python3
"""Time and memory of one bulletin of 1, 10 and 100 MB: a second a megabyte should stay what it is."""

import argparse
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from load import large


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("megabytes", nargs="*", type=float, default=[1.0, 10.0, 100.0])
    given = parser.parse_args()
    print(f"{'MB':>6} {'s':>8} {'cpu s':>8} {'s/MB':>7} {'peak MB':>8} {'peak/MB':>8}")
    with tempfile.TemporaryDirectory() as folder:
        for megabytes in given.megabytes:
            path = Path(folder) / f"2026-11-19-{megabytes:g}.txt"
            path.write_bytes(large(megabytes))
            taken, cpu, peak = run(path)
            row = f"{megabytes:6g} {taken:8.1f} {cpu:8.1f} {taken / megabytes:7.2f} {peak:8.0f} {peak / megabytes:8.1f}"
            print(row, flush=True)


def run(path: Path) -> tuple[float, float, float]:
    """Seconds, seconds of processor, and megabytes at most, of `bulletin inspect --json`."""
    begin = time.perf_counter()
    command = [sys.executable, "-m", "bulletin", "inspect", "--json", str(path)]
    child = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    _, status, used = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        sys.exit(f"{path.name}: exit code {child.returncode}")
    # Linux tells kilobytes, macOS bytes.
    unit = 1_000_000 if sys.platform == "darwin" else 1000
    return time.perf_counter() - begin, used.ru_utime + used.ru_stime, used.ru_maxrss / unit


if __name__ == "__main__":
    main()
