"""How well bulletins are read, against gold labels: the figures that a change may not lower."""

import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from bulletin.knowledge import fold

Record = Mapping[str, Any]
# A list of texts is right as far as it agrees; a value is right or wrong.
LISTS = ("headlines", "paragraphs", "crossheads", "captions", "credits")


class Figures:
    """Adds up hits, what was expected and what was found, under the name of each figure."""

    def __init__(self) -> None:
        self.hits: Counter[str] = Counter()
        self.expected: Counter[str] = Counter()
        self.found: Counter[str] = Counter()

    def compare(self, name: str, expected: Iterable[str], found: Iterable[str]) -> None:
        gold, got = Counter(map(plain, expected)), Counter(map(plain, found))
        self.hits[name] += (gold & got).total()
        self.expected[name] += gold.total()
        self.found[name] += got.total()

    def count(self, name: str, *, right: bool) -> None:
        self.compare(name, ["right"], ["right" if right else "wrong"])

    def f1(self) -> dict[str, float]:
        """Each figure; one that nothing was asked of is left out."""
        asked = {name: self.expected[name] + self.found[name] for name in self.expected}
        return {name: round(2 * self.hits[name] / total, 3) for name, total in asked.items() if total}


def score(gold: Record, read: Record, figures: Figures) -> None:
    """Compare one bulletin."""
    expected, found = gold["stories"], read["stories"]
    for name, texts in {
        "headlines": lambda story: [story["headline"]],
        "paragraphs": lambda story: story["paragraphs"],
        "crossheads": lambda story: story["crossheads"],
        "captions": lambda story: [photo["caption"] for photo in story["photos"]],
        "credits": lambda story: [f"{photo['photographer']} / {photo['agency']}" for photo in story["photos"]],
    }.items():
        figures.compare(
            name,
            [text for story in expected for text in texts(story)],
            [text for story in found for text in texts(story)],
        )
    if gold["issued"]:
        figures.count("issue date", right=read["issued"] == gold["issued"])
    _furniture(gold, read, figures)
    by_headline = {plain(story["headline"]): story for story in found}
    for story in expected:
        _story(story, by_headline.get(plain(story["headline"])), figures)


def _furniture(gold: Record, read: Record, figures: Figures) -> None:
    kept = {plain(text) for story in gold["stories"] for text in _texts(story)}
    leaked = {plain(text) for story in read["stories"] for text in _texts(story)}
    for line in gold["furniture"]:
        if plain(line) not in kept:
            figures.count("furniture kept out", right=plain(line) not in leaked)


def _texts(story: Record) -> list[str]:
    return [story["headline"], *story["paragraphs"], *story["crossheads"]]


def _story(gold: Record, read: Record | None, figures: Figures) -> None:
    is_exact = read is not None and all(
        [plain(text) for text in gold[key]] == [plain(text) for text in read[key]]
        for key in ("paragraphs", "crossheads")
    )
    figures.count("stories exactly right", right=is_exact)
    if read is None:
        return
    figures.count("main region", right=read["region"] == gold["region"])
    figures.count("main country", right=(read["countries"] or [None])[0] == (gold["countries"] or [None])[0])
    for key in ("byline", "dateline"):
        if gold[key]:
            figures.count(key, right=plain(read[key] or "") == plain(gold[key]))
    if gold["kind"] != "story":
        figures.count("kind", right=read["kind"] == gold["kind"])


def plain(text: str) -> str:
    """A text without the differences that no reader would call one."""
    dashes = unicodedata.normalize("NFKC", text).replace("–", "-").replace("—", "-")
    return fold(dashes).strip(" .")
