#!/usr/bin/env python3
"""Reads bulletins that nobody would write, for as long as it is told, and keeps those that are read wrongly.

Coverage of `bulletin` guides it (atheris, libFuzzer). What must hold of each bulletin says tests/oracle.py; besides,
none may take longer than five seconds. It goes on after a finding: each kind is kept once, as a file, and counted.

Needs requirements/fuzz.txt. Run it with the project's Python, on bytes or on bulletins made of telling pieces:

    .venv/bin/python tools/fuzz.py bytes --seconds 600
    .venv/bin/python tools/fuzz.py pieces --seconds 600 --findings FOLDER
"""

import argparse
import json
import os
import resource
import sys
import time
import traceback
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

import atheris

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "tests"))

with atheris.instrument_imports(include=["bulletin"]):
    import oracle

OURS = ("bulletin", "tests")
SLOWEST = 5.0
HANGS, MOST_MEMORY = 60, 4096  # in seconds, in MB: libFuzzer itself ends the run
LONGEST = 4_000
MOST_PIECES = 60
STARTS = ("hostile/bulletins", "corpus/synthetic", "corpus/negative")
ENDINGS = (".txt", ".md", ".html", ".eml")
HEADS = (
    "",
    "",
    "",
    "<html>",
    "<!doctype html><html><body>",
    "From: desk@paper.example\nSubject: Night file\nMIME-Version: 1.0\nContent-Type: text/html\n\n",
    "From: desk@paper.example\nSubject: Night file\nMIME-Version: 1.0\nContent-Type: text/plain\n\n",
)
GLUES = ("\n", "\n", "\n\n", " ", "", "\r\n", "\u2028", "\v")
PIECES = (
    *("Ferry sails again to the islands off Malawi", "TRAM DRIVERS GET WARMER CABS", "37", "3. City rations water"),
    *("The ferry left at dawn with 300 people, the harbour board said on Monday.", "What happened?", "(", "[", "*"),
    *(
        "By Ada Bell",
        "NAIROBI, Mar 9 (Reuters) - The court has ruled.",
        "[Ana Rojas/Reuters]",
        "Image caption, The pier",
    ),
    *("Advertisement", "* * *", "--", "###", "-30-", "Published On 9 Mar 2026", "Date: Mon, 9 Mar 2026 06:30:00 +0000"),
    *(
        "Status: published",
        "Save_As: ../../x",
        "Slug: ../../x",
        "Title: taken",
        "{filename}/a.md",
        "{static}/x",
        "|filename|x",
    ),
    *(
        "{{ x }}",
        "{% include 'x' %}",
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "</figcaption></figure>",
    ),
    *(
        "[a](javascript:alert(1))",
        "![a](data:text/html,x)",
        "[a]: http://x.example",
        "[^1]: note",
        "*[HTML]: x",
        "{: .x onclick=y }",
    ),
    *(
        "<div>",
        "</div>",
        "<p>",
        "</p>",
        "<h2>",
        "</h2>",
        "<li>",
        "<br>",
        "<table><tr><td>",
        "<nav>",
        "</nav>",
        "<pre>",
        "<svg>",
    ),
    *(
        "<figure>",
        "<figcaption>",
        "</figcaption>",
        "</figure>",
        "<img alt='The pier'>",
        "<span class=credit>",
        "<style>",
        "<!--",
        "-->",
    ),
    *(
        "&lt;script&gt;",
        "&#10;",
        "&#x202e;",
        "&amp;lt;b&amp;gt;",
        "&nbsp",
        "<![CDATA[",
        "]]>",
        "<?xml",
        "\u202e",
        "\u2066",
        "\u200f",
    ),
    *("العربية", "עברית", "Москва", "раураl", "ｆｕｌｌ", "🏴󠁧󠁢󠁥󠁮󠁧󠁿", "👩‍🚒", "é", "e\u0301", "\u00ad", "\ufeff", "\x1b[31m"),
    *(
        "- item",
        "1. item",
        "> quoted",
        "    indented",
        "~~~",
        "```",
        "===",
        "---",
        "| a | b |",
        ": definition",
        "# #",
        "\\",
        "`",
        "_x_",
    ),
)


@dataclass(slots=True)
class Log:
    """What was found so far."""

    folder: Path
    executions: int = 0
    slowest: float = 0.0
    kinds: Counter[str] = field(default_factory=Counter)
    started: float = field(default_factory=time.monotonic)

    def note(self, kind: str, name: str, raw: bytes) -> None:
        """Count a finding, and keep the first of its kind."""
        self.kinds[kind] += 1
        if self.kinds[kind] == 1:
            self.folder.mkdir(parents=True, exist_ok=True)
            path = self.folder / f"{sha256(kind.encode()).hexdigest()[:12]}{Path(name).suffix}"
            path.write_bytes(raw)
            print(f"{path}: {kind}", flush=True)

    def show(self) -> None:
        """Print the figures."""
        found = {
            "seconds": round(time.monotonic() - self.started),
            "executions": self.executions,
            "slowest": round(self.slowest, 2),
            "most_memory_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
            "findings": dict(self.kinds),
        }
        print(json.dumps(found), flush=True)


def read(log: Log, name: str, raw: bytes) -> None:
    """Read a bulletin, and note what is wrong."""
    started = time.perf_counter()
    try:
        reading = oracle.compose(name, raw)
        if reading:
            oracle.check(reading)
    except Exception as error:  # every kind of fault is a finding
        log.note(_kind(error), name, raw)
    took = time.perf_counter() - started
    log.slowest = max(log.slowest, took)
    if took > SLOWEST:
        log.note("slow", name, raw)
    log.executions += 1


def _kind(error: Exception) -> str:
    """What tells a fault from others: its type, and the last two places of ours that it went through."""
    frames = [one for one in traceback.extract_tb(error.__traceback__) if Path(one.filename).parent.name in OURS]
    places = ", ".join(f"{Path(one.filename).name}:{one.lineno}" for one in frames[-2:])
    return f"{type(error).__name__} at {places}"


def of_bytes(raw: bytes) -> tuple[str, bytes]:
    """A bulletin of any bytes; the last one tells its name."""
    return f"2026-03-09{ENDINGS[raw[-1] % len(ENDINGS)] if raw else '.txt'}", raw


def of_pieces(raw: bytes) -> tuple[str, bytes]:
    """A bulletin put together from telling pieces: the bytes choose."""
    data = atheris.FuzzedDataProvider(raw)
    name = f"2026-03-09{data.PickValueInList(list(ENDINGS))}"
    head = data.PickValueInList(list(HEADS))
    return name, f"{head}{''.join(_pieces(data))}".encode("utf-8", "surrogatepass")


def _pieces(data: "atheris.FuzzedDataProvider") -> Iterator[str]:
    for _ in range(data.ConsumeIntInRange(1, MOST_PIECES)):
        if not data.remaining_bytes():
            return
        if data.ConsumeProbability() < 0.1:
            yield data.ConsumeUnicodeNoSurrogates(data.ConsumeIntInRange(0, 30))
        else:
            yield data.PickValueInList(list(PIECES)) * data.PickValueInList([1, 1, 1, 1, 2, 40])
        yield data.PickValueInList(list(GLUES))


WAYS: dict[str, Callable[[bytes], tuple[str, bytes]]] = {"bytes": of_bytes, "pieces": of_pieces}


def main() -> None:
    """Read until the time is over."""
    parser = argparse.ArgumentParser(description="Reads bulletins that nobody would write.")
    parser.add_argument("way", choices=WAYS)
    parser.add_argument("--seconds", type=int, default=600)
    parser.add_argument("--findings", type=Path, default=Path("findings"))
    given = parser.parse_args()
    log = Log(given.findings)

    def one(raw: bytes) -> None:
        read(log, *WAYS[given.way](raw))
        if time.monotonic() - log.started > given.seconds:
            log.show()
            os._exit(bool(log.kinds))  # libFuzzer would take any other end for a crash

    flags = [
        f"-timeout={HANGS}",
        f"-rss_limit_mb={MOST_MEMORY}",
        f"-max_len={LONGEST}",
        "-len_control=0",
        "-verbosity=0",
    ]
    starts = [str(ROOT / "tests" / name) for name in STARTS] if given.way == "bytes" else []
    # The first folder is where libFuzzer adds what leads to new code.
    grown = given.findings / "grown"
    grown.mkdir(parents=True, exist_ok=True)
    atheris.Setup([sys.argv[0], *flags, f"-artifact_prefix={given.findings}/", str(grown), *starts], one)
    atheris.Fuzz()


main()
