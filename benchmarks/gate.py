#!/usr/bin/env python3
"""Time and memory of `python -m proof`: an archive of invented stories, built as it is published, is read over."""

import argparse
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from measures import building

ADDRESS = "https://newsroom.example.org/repo"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--stories", type=int, default=3000)
    parser.add_argument("--times", type=int, default=3)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        content, output = Path(folder, "content"), Path(folder, "output")
        building.gather(content, given.stories)
        building.build(content, output, ADDRESS)
        sizes = [path.stat().st_size for path in output.rglob("*") if path.is_file()]
        pages = sum(1 for _ in output.rglob("*.html"))
        print(
            f"{given.stories:,} stories: {len(sizes):,} files, {pages:,} pages, {sum(sizes) / 1e6:,.0f} MB", flush=True
        )
        for _ in range(given.times):
            taken, cpu, peak = run(output, content)
            print(f"{taken:6.1f} s {cpu:6.1f} s of processor, {peak:5.0f} MB at most in the first process", flush=True)


def run(output: Path, content: Path) -> tuple[float, float, float]:
    """Seconds, seconds of all processors, and megabytes at most of the first process."""
    begin = time.perf_counter()
    command = [sys.executable, "-m", "proof", str(output), "--content", str(content), "--json"]
    child = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    _, status, used = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        sys.exit(f"exit code {child.returncode}")
    # Linux tells kilobytes, macOS bytes.
    unit = 1_000_000 if sys.platform == "darwin" else 1000
    return time.perf_counter() - begin, used.ru_utime + used.ru_stime, used.ru_maxrss / unit


if __name__ == "__main__":
    main()
