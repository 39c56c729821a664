"""What the benchmarks read: the project's own bulletins, and larger ones made of them."""

import random
import re
import statistics
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

ROOT = Path(__file__).parents[1]
SAMPLE = ROOT / "seeds" / "2026-11-19-evening.txt"
NAME = re.compile(r"\b[A-Z][a-z]{4,}\b")


# Bulletins of a day's size, in many conventions; the others are whole web pages, and more of them than are needed here.
SHELVES = ("negative", "synthetic", "wild")


def bulletins(shelves: Sequence[str] = SHELVES) -> list[tuple[str, bytes]]:
    """Some shelves of the corpus: names and bytes."""
    paths = sorted(path for shelf in shelves for path in (ROOT / "tests" / "corpus" / shelf).iterdir())
    return [(path.name, path.read_bytes()) for path in paths if not path.name.endswith(".json")]


def varied(text: str, seed: int) -> str:
    """The same bulletin with other names and numbers."""
    chance = random.Random(seed)
    names = sorted(set(NAME.findall(text)))
    text = NAME.sub(lambda match: match[0] if chance.random() < 0.5 else chance.choice(names), text)
    return re.sub(r"\b\d{2,3}\b", lambda _: str(chance.randint(10, 999)), text)


def archive(number: int) -> Iterator[tuple[str, bytes]]:
    """As many bulletins as are asked for, no two alike."""
    texts = [(name, raw.decode("utf-8", "replace")) for name, raw in bulletins()]
    for at in range(number):
        name, text = texts[at % len(texts)]
        yield f"{at:06}-{name}", varied(text, at).encode()


def large(megabytes: float) -> bytes:
    """One bulletin of that size: the sample's stories over and over, no two alike."""
    text = SAMPLE.read_text("utf-8")
    found, size, at = [], 0, 0
    while size < megabytes * 1_000_000:
        found.append(varied(text, at).encode())
        size, at = size + len(found[-1]), at + 1
    return b"\n".join(found)


def seconds(work: Callable[[], object], times: int) -> tuple[float, float]:
    """How long it takes: the best of several times, and the median."""
    taken = []
    for _ in range(times):
        begin = time.perf_counter()
        work()
        taken.append(time.perf_counter() - begin)
    return min(taken), statistics.median(taken)
