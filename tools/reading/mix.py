"""New labelled bulletins made of the stories and the furniture of many, each set in a manner drawn by lot.

A bulletin teaches its own habits; hundreds of habits cannot be written by hand, but they can be mixed.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from itertools import groupby
from pathlib import Path
from random import Random

from bulletin import pipeline
from bulletin.model import Marked, Tag

from . import hard, order
from .gold import Example, open_blocks
from .vary import title_case

WORDS = Path(__file__).with_name("words.tsv")

NUMBERS_OF_STORIES = (2, 3, 3, 4, 4, 5, 6, 8, 10)
# How headlines are written, and how often.
HEADLINES: dict[str, tuple[int, Callable[[Marked, int], str]]] = {
    "as it is": (26, lambda one, _: one.block.text),
    "plain": (25, lambda one, _: one.text),
    "capitals": (8, lambda one, _: one.text.upper()),
    "title case": (9, lambda one, _: title_case(one.text)),
    "number": (8, lambda one, number: f"{number}. {one.text}"),
    "bracket": (3, lambda one, number: f"{number}) {one.text}"),
    "bullet": (3, lambda one, _: f"• {one.text}"),
    "hashes": (8, lambda one, _: f"## {one.text}"),
    "underlined": (5, lambda one, _: one.text),
    "arrows": (2, lambda one, _: f">> {one.text}"),
    "kicker": (6, lambda one, _: one.text),
}
CROSSHEADS: dict[str, tuple[int, Callable[[Marked], str]]] = {
    "as it is": (6, lambda one: one.block.text),
    "plain": (4, lambda one: one.text),
    "capitals": (1, lambda one: one.text.upper()),
}
# Blank lines: before each block, none, two before headlines, before headlines only, at random.
GAPS = {"all": 50, "none": 18, "double": 17, "headlines": 10, "random": 5}
BULLETS = ("• ", "- ", "* ")
CONTENTS_STYLES = ("", "- ", "number", "• ")
LONGEST_UNDERLINE = 60
MOST_RESULTS = 8
# What `label` says of them.
RESULTS = "a line of results"

Line = tuple[int, str, Tag]
"""Blank lines before it, its text, its tag."""
Text = tuple[str, Tag]


@dataclass(frozen=True, slots=True)
class Story:
    """A headline and the blocks down to the last one of its body."""

    headline: Marked
    blocks: tuple[tuple[Marked, Tag], ...]


@dataclass(slots=True)
class Stock:
    """What bulletins in one language are made of."""

    stories: list[Story] = field(default_factory=list)
    fronts: list[list[Text]] = field(default_factory=list)
    """What stands above the first headline."""
    between: list[list[Text]] = field(default_factory=list)
    """What stands between the body of a story and the next headline."""
    feet: list[list[Text]] = field(default_factory=list)
    """What stands below the last story."""
    asides: list[list[Text]] = field(default_factory=list)
    results: list[list[Text]] = field(default_factory=list)
    """Lines of results in the text of a story."""
    tops: list[str] = field(default_factory=list)
    bylines: list[str] = field(default_factory=list)


Stocks = dict[str, Stock]


@dataclass(frozen=True, slots=True)
class Manner:
    """How all of one bulletin is set."""

    headlines: str
    crossheads: str
    gaps: str
    own_byline: bool
    """Keeps the bylines that the stories have."""
    own_top: bool
    own_asides: bool
    byline: bool
    """Has bylines from elsewhere."""
    top: bool
    date: str | None
    separator: str | None
    anchor: str | None
    """A line of furniture in each story."""
    below: str | None
    """A line of furniture below each story."""
    between: float
    """How often the furniture of another bulletin stands between two stories."""
    asides: float
    hard_headlines: float
    """How often a headline looks like a crosshead: a quotation, two or three words."""
    hard_crossheads: float
    """How often a crosshead looks like a headline, or like a short sentence of the text."""
    results: float
    """How often a text ends with lines of results."""
    texts: int
    """How many texts of a story are kept; 0 for all: a press office may send two lines each."""


def stock(examples: Iterable[Example]) -> Stocks:
    """The parts of bulletins, by language."""
    stocks: defaultdict[str, Stock] = defaultdict(Stock)
    for example in examples:
        _put_in_stock(stocks[example.language], example)
    return {language: one for language, one in sorted(stocks.items()) if one.stories}


def bulletin_of(stocks: Stocks, rng: Random) -> Example:
    """A new bulletin."""
    languages = list(stocks)
    language = rng.choices(languages, [len(stocks[one].stories) for one in languages])[0]
    from_stock = stocks[language]
    manner = _manner(from_stock, rng)
    stories = rng.choices(from_stock.stories, k=rng.choice(NUMBERS_OF_STORIES))
    lines = _front(from_stock, stories, rng)
    for number, story in enumerate(stories, 1):
        lines += _headline(story, number, manner, rng)
        lines += _top(from_stock, story, manner, rng)
        lines += _body(from_stock, story, manner, rng)
        lines += _below(from_stock, manner, rng, is_last=number == len(stories))
    if rng.random() < 0.15:
        lines.append((1, rng.choice(from_stock.stories).headline.text, Tag.HEADLINE))
    if from_stock.feet and rng.random() < 0.5:
        lines += _loosely(rng.choice(from_stock.feet), rng)
    return _example(language, lines, manner.gaps, rng)


@cache
def words(kind: str) -> tuple[str, ...]:
    """The words of a kind."""
    rows = (line.split("\t") for line in WORDS.read_text("utf-8").splitlines() if line and not line.startswith("# "))
    return tuple(text for name, text in rows if name == kind)


def _put_in_stock(kept: Stock, example: Example) -> None:
    blocks = list(zip(example.marked, example.tags, strict=True))
    spans = list(order.stories(example.tags))
    if not spans:
        return
    if spans[0][0]:
        kept.fronts.append(_texts(blocks[: spans[0][0]]))
    for start, end in spans:
        last = max((at for at in range(start + 1, end) if example.tags[at] in order.BODY), default=start)
        inside = blocks[start + 1 : last + 1]
        kept.stories.append(Story(example.marked[start], tuple(inside)))
        if last + 1 < end:
            (kept.between if end < len(blocks) else kept.feet).append(_texts(blocks[last + 1 : end]))
        runs = groupby(inside, key=lambda both: both[1])
        kept.asides += [_texts(run) for tag, run in runs if tag is Tag.ASIDE]
        results = [(one, tag) for one, tag in inside if tag is Tag.TEXT and one.why == RESULTS]
        if len(results) > 1:
            kept.results.append(_texts(results[:MOST_RESULTS]))
        kept.tops += [one.block.text for one, tag in inside if tag is Tag.TOP]
        kept.bylines += [one.block.text for one, tag in blocks[start:end] if tag is Tag.BYLINE]


def _texts(blocks: Iterable[tuple[Marked, Tag]]) -> list[Text]:
    return [(one.block.text, tag) for one, tag in blocks]


def _manner(from_stock: Stock, rng: Random) -> Manner:
    def now_and_then(kind: str, share: float) -> str | None:
        return rng.choice(words(kind)) if rng.random() < share else None

    return Manner(
        headlines=rng.choices(list(HEADLINES), [often for often, _ in HEADLINES.values()])[0],
        crossheads=rng.choices(list(CROSSHEADS), [often for often, _ in CROSSHEADS.values()])[0],
        gaps=rng.choices(list(GAPS), list(GAPS.values()))[0],
        own_byline=rng.random() < 0.7,
        own_top=rng.random() < 0.6,
        own_asides=rng.random() < 0.7,
        byline=bool(from_stock.bylines) and rng.random() < 0.35,
        top=bool(from_stock.tops) and rng.random() < 0.25,
        date=now_and_then("date", 0.3),
        separator=now_and_then("separator", 0.22),
        anchor=now_and_then("anchor", 0.25),
        below=now_and_then("below", 0.1),
        between=rng.choice((0, 0, 0, 0.3, 0.8)) if from_stock.between else 0,
        asides=rng.choice((0, 0, 0, 0.05, 0.13)) if from_stock.asides else 0,
        hard_headlines=rng.choice((0, 0, 0.25)),
        hard_crossheads=rng.choice((0, 0, 0.4)),
        results=rng.choice((0, 0, 0, 0.3)) if from_stock.results else 0,
        texts=rng.choice((0, 0, 0, 0, 0, 0, 1, 2)),
    )


def _loosely(texts: Iterable[Text], rng: Random) -> list[Line]:
    """Lines of furniture, some of them with blank lines before them."""
    return [(int(rng.random() < 0.6), text, tag) for text, tag in texts]


def _outside(text: str, gap: int = 1) -> Line:
    return gap, text, Tag.OUTSIDE


def _front(from_stock: Stock, stories: Sequence[Story], rng: Random) -> list[Line]:
    lines: list[Line] = []
    chance = rng.random()
    if chance < 0.3 and from_stock.fronts:
        lines += _loosely(rng.choice(from_stock.fronts), rng)
    elif chance < 0.42:
        lines.append(_outside(rng.choice(words("masthead"))))
        if rng.random() < 0.7:
            lines.append(_outside(rng.choice(words("issue")), 0))
    if rng.random() < 0.12:
        lines += _contents(stories, rng)
    return lines


def _contents(stories: Sequence[Story], rng: Random) -> list[Line]:
    lines = [_outside(rng.choice(words("contents")))] if rng.random() < 0.6 else []
    style = rng.choice(CONTENTS_STYLES)
    for number, story in enumerate(stories, 1):
        mark = f"{number}. " if style == "number" else style
        lines.append(_outside(mark + story.headline.text, 0))
    return lines


def _headline(story: Story, number: int, manner: Manner, rng: Random) -> list[Line]:
    headline = story.headline
    if rng.random() < manner.hard_headlines:
        text = hard.headline(headline.text, _paragraphs(story.blocks), rng)
        headline = replace(headline, text=text, block=replace(headline.block, text=text))
    text = HEADLINES[manner.headlines][1](headline, number)
    lines: list[Line] = [(2 if manner.gaps == "double" else 1, text, Tag.HEADLINE)]
    if manner.headlines == "kicker" or rng.random() < 0.04:
        lines.insert(0, _outside(rng.choice(words("kicker"))))
    if manner.headlines == "underlined":
        lines.append(_outside("=" * min(len(text), LONGEST_UNDERLINE), 0))
    return lines


def _top(from_stock: Stock, story: Story, manner: Manner, rng: Random) -> list[Line]:
    """Byline and date from elsewhere, where there is a text to stand above."""
    if not any(tag is Tag.TEXT for _, tag in story.blocks):
        return []
    texts = []
    if manner.byline and rng.random() < 0.93:
        texts.append((rng.choice(from_stock.bylines), Tag.BYLINE))
    if manner.date and rng.random() < 0.95:
        texts.append((manner.date, Tag.TOP))
    if manner.top:
        texts.append((rng.choice(from_stock.tops), Tag.TOP))
    if rng.random() < 0.3:
        rng.shuffle(texts)
    return [(int(rng.random() < 0.7), text, tag) for text, tag in texts]


def _body(from_stock: Stock, story: Story, manner: Manner, rng: Random) -> list[Line]:
    gone = {
        *(() if manner.own_top else (Tag.TOP,)),
        *(() if manner.own_byline else (Tag.BYLINE,)),
        *(() if manner.own_asides else (Tag.ASIDE,)),
    }
    texts = sum(tag is Tag.TEXT for _, tag in story.blocks)
    lines: list[Line] = []
    seen = 0
    for at, (one, tag) in enumerate(story.blocks):
        if manner.texts and seen == manner.texts:
            break
        if tag in gone:
            continue
        if tag is Tag.CROSSHEAD and rng.random() < manner.hard_crossheads:
            text = hard.crosshead(one.text, _paragraphs(story.blocks[at:]), rng)
        else:
            text = _text(one, tag, manner, rng)
        lines.append((1, text, tag))
        if tag is not Tag.TEXT:
            continue
        seen += 1
        if manner.anchor and seen == min(2, texts - 1):
            lines.append((1, manner.anchor, Tag.ASIDE))
        if rng.random() < manner.asides:
            lines += _loosely(rng.choice(from_stock.asides), rng)
    if rng.random() < manner.results:
        lines += _loosely(rng.choice(from_stock.results), rng)
    return lines


def _paragraphs(blocks: Iterable[tuple[Marked, Tag]]) -> list[str]:
    return [one.block.text for one, tag in blocks if tag is Tag.TEXT]


def _text(one: Marked, tag: Tag, manner: Manner, rng: Random) -> str:
    if tag is Tag.CROSSHEAD:
        return CROSSHEADS[manner.crossheads][1](one)
    if tag is Tag.TEXT and one.listed and not one.numbered:
        return rng.choice(BULLETS) + one.text
    return one.block.text


def _below(from_stock: Stock, manner: Manner, rng: Random, *, is_last: bool) -> list[Line]:
    lines = [_outside(manner.below)] if manner.below else []
    if rng.random() < manner.between:
        lines += _loosely(rng.choice(from_stock.between), rng)
    if manner.separator and not is_last:
        lines.append(_outside(manner.separator))
    return lines


def _example(language: str, lines: Sequence[Line], gaps: str, rng: Random) -> Example:
    """The lines as the rooms before the tagging see them."""
    texts: list[str] = []
    tags: dict[int, Tag] = {}
    for gap, text, tag in lines:
        texts += [""] * _gap(gap, tag, gaps, rng) + [text]
        tags[len(texts)] = tag
    marked = open_blocks(pipeline.mark(texts))
    settled = order.settle([tags.get(one.block.line, Tag.OUTSIDE) for one in marked])
    return Example("mixed", "", language, marked, settled)


def _gap(gap: int, tag: Tag, gaps: str, rng: Random) -> int:
    if gaps == "none":
        return 0
    if gaps == "headlines":
        return int(tag is Tag.HEADLINE)
    if gaps == "random":
        return rng.choice((0, 1, 1, 2))
    return gap or int(rng.random() < 0.5)
