#!/usr/bin/env python3
"""Where the time of reading goes: room by room, and the functions that take most."""

import argparse
import cProfile
import pstats
import time
from collections import Counter
from collections.abc import Callable
from datetime import date
from functools import wraps

from bulletin import pipeline
from load import bulletins, large

ROOMS = (
    *(("read", "read"), ("blocks", "split"), ("label", "label"), ("captions", "join"), ("context", "relabel")),
    *(("tagging", "tag"), ("segment", "cut"), ("language", "of"), ("dates", "issued"), ("clean", "text")),
    *(("clean", "headline"),),
    *(("datelines", "take_off"), ("photos", "develop"), ("places", "locate")),
)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--large", type=float, metavar="MB", help="one bulletin of that size, not the corpus")
    parser.add_argument("--times", type=int, default=5)
    parser.add_argument("--functions", type=int, default=0, help="also so many functions, by cProfile")
    given = parser.parse_args()
    load = [("2026-11-19.txt", large(given.large))] if given.large else bulletins()
    compose_all(load)  # loads what is loaded once
    taken: Counter[str] = Counter()
    for room, name in ROOMS:
        module = getattr(pipeline, room)
        setattr(module, name, timed(getattr(module, name), room, taken))
    begin = time.perf_counter()
    for _ in range(given.times):
        compose_all(load)
    total = time.perf_counter() - begin
    taken["the rest"] = total - taken.total()
    print(f"{total / given.times:.3f} s for {sum(len(raw) for _, raw in load) / 1e6:.2f} MB")
    for room, share in taken.most_common():
        print(f"{room:12} {share / given.times:8.3f} s {share / total:6.1%}")
    if given.functions:
        with cProfile.Profile() as profile:
            compose_all(load)
        pstats.Stats(profile).sort_stats("tottime").print_stats(given.functions)


def compose_all(load: list[tuple[str, bytes]]) -> None:
    for name, raw in load:
        pipeline.compose(name, raw, date(2026, 1, 1))


def timed(work: Callable[..., object], room: str, taken: "Counter[str]") -> Callable[..., object]:
    @wraps(work)
    def measured(*given: object, **named: object) -> object:
        begin = time.perf_counter()
        try:
            return work(*given, **named)
        finally:
            taken[room] += time.perf_counter() - begin

    return measured


if __name__ == "__main__":
    main()
