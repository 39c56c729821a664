#!/usr/bin/env python3
"""Stories a second on one core after start-up, beside rendering the same text with Markdown in the same run."""

import argparse
from datetime import date

import markdown

from bulletin import pipeline
from bulletin.errors import BadInput
from bulletin.model import Reading
from load import bulletins, seconds, varied


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--copies", type=int, default=10, help="copies of the corpus, no two alike")
    parser.add_argument("--times", type=int, default=5)
    given = parser.parse_args()
    texts = [(name, raw.decode("utf-8", "replace")) for name, raw in bulletins()]
    load = [(name, varied(text, at).encode()) for at in range(given.copies) for name, text in texts]

    def read() -> list[Reading]:
        found = []
        for name, raw in load:
            try:
                found.append(pipeline.compose(name, raw, date(2026, 1, 1)))
            except BadInput:
                continue
        return found

    stories = sum(len(reading.stories) for reading in read())
    size = sum(len(raw) for _, raw in load)
    best, median = seconds(read, given.times)
    beside, _ = seconds(lambda: [markdown.markdown(raw.decode()) for _, raw in load], given.times)
    print(f"{len(load):,} bulletins, {stories:,} stories, {size / 1e6:.2f} MB, best of {given.times}")
    print(
        f"read:     {best:6.2f} s (median {median:.2f}), {stories / best:,.0f} stories/s, {size / best / 1e6:.2f} MB/s"
    )
    print(f"Markdown: {beside:6.2f} s; reading takes {best / beside:.2f} times as long as rendering the same text")


if __name__ == "__main__":
    main()
