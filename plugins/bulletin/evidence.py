"""What tells a headline from a crosshead: each piece of evidence is a function of a heading and its surroundings.

A piece of evidence gives points and says its name; what speaks for a headline is above nothing. The weights were set by
reasoning and by trial on our own bulletins; each is a point of view on one kind of layout, and none decides alone.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice

from . import datelines, knowledge
from .knowledge import fold
from .model import BODY, Label, Marked

Points = tuple[float, str]

TOPIC = frozenset({Label.PROSE, Label.HEADING})
ENDINGS: Mapping[Label, float] = {Label.SLUGLINE: 5, Label.SECTION: 5, Label.SIGNOFF: 4, Label.RULE: 3}
OPENINGS = frozenset({Label.BYLINE, Label.PUBLISHED})
OPENED, DATELINED, ANCHORED, LEFT_OUT, SHARED, DANGLING = 4.0, 3.0, 2.5, -2.0, 2.0, 4.0
ANNOUNCED, ON_TOPIC, QUOTED, CORRECTED = 2.5, 2.0, -1.0, 3.0
ASKED, IN_LIST, DECK = -1.0, -9.0, -9.0
TOP = 4.0
TOO_LONG, SHORT_QUESTION = 0.3, 6

# Text looked at on either side of a heading, in blocks.
BEFORE, AFTER = 10, 6
LEDE = 2
ANCHOR_REACH = 4

WORD = re.compile(r"[^\W\d_][\w’'-]+")
STEM = 5
SHORTEST_STEM = 4
# With fewer words than this in common or to compare, a share says little.
ENOUGH_WORDS = 4
QUOTATION = re.compile(r"[\"'“‘«„].*[\"'”’»]")
CORRECTION = re.compile(
    r"(?:corrections?(?: and clarifications?)?|clarifications?|corrected|errat(?:um|a))\b\s*(?:[:–—-]|$)", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Spot:
    """A heading with its surroundings, as evidence is taken from them."""

    marked: Sequence[Marked]
    at: int
    story: int
    """Where the headline of the story so far stands."""
    last: int
    """Where the bulletin's last heading stands."""
    top: int
    """The highest level of the headings that are marked with one; 0 where none is."""
    anchor: str | None
    """Furniture that stands shortly below the headlines of this bulletin."""

    @property
    def heading(self) -> Marked:
        """The heading itself."""
        return self.marked[self.at]

    def since_text(self) -> Iterator[Marked]:
        """Blocks between the text before and this heading, nearest first."""
        for one in reversed(self.marked[max(0, self.at - BEFORE) : self.at]):
            if one.label in BODY or one.label is Label.HEADING:
                return
            yield one

    def until_heading(self) -> Iterator[Marked]:
        """Blocks below this heading down to the next."""
        for at in range(self.at + 1, len(self.marked)):
            if self.marked[at].label is Label.HEADING:
                return
            yield self.marked[at]

    def texts_before(self) -> list[str]:
        """The text above, also across headings, nearest first."""
        above = reversed(self.marked[max(0, self.at - 2 * BEFORE) : self.at])
        return [one.text for one in islice((one for one in above if one.label in BODY), BEFORE)]

    def topic(self) -> list[str]:
        """Headline and first paragraphs of the story so far."""
        story = (self.marked[at] for at in range(self.story, self.at))
        return [one.text for one in islice((one for one in story if one.label in TOPIC), LEDE + 1)]

    def texts_after(self, most: int) -> list[str]:
        """The text below, as far as the next heading."""
        return [one.text for one in islice((one for one in self.until_heading() if one.label in BODY), most)]


Evidence = Callable[[Spot], Points | None]


def gather(spot: Spot) -> list[Points]:
    """All evidence on one heading."""
    return [points for points in (evidence(spot) for evidence in EVIDENCE) if points is not None]


def ended(spot: Spot) -> Points | None:
    """The story before was closed."""
    best = max(spot.since_text(), key=lambda one: ENDINGS.get(one.label, 0), default=None)
    if best is None or best.label not in ENDINGS:
        return None
    return ENDINGS[best.label], f"after a {best.label}"


def shared(spot: Spot) -> Points | None:
    """A page's share buttons stand above it."""
    told = any(one.why == "share and follow" for one in spot.since_text())
    return (SHARED, "after the share buttons of a page") if told else None


def opened(spot: Spot) -> Points | None:
    """A byline or a date stands below it, before any text."""
    for one in spot.until_heading():
        if one.label in OPENINGS:
            return OPENED, f"a {one.label} below it"
        if one.label in BODY:
            return None
    return None


def datelined(spot: Spot) -> Points | None:
    """The text below opens with a place and a day."""
    lede = spot.texts_after(1)
    return (DATELINED, "a dateline below it") if lede and datelines.split(lede[0]) else None


def _anchored(spot: Spot) -> Points | None:
    if spot.anchor is None:
        return None
    texts = 0
    for one in spot.until_heading():
        if one.label is Label.FURNITURE and fold(one.text) == spot.anchor:
            return ANCHORED, f"“{one.text}” below it, as below the first headline"
        texts += one.label in BODY
        if texts > ANCHOR_REACH:
            break
    return LEFT_OUT, "nothing below it that stands below other headlines"


def _level(spot: Spot) -> Points | None:
    """Where headings have levels, headlines have the highest."""
    if not spot.top or not spot.heading.level:
        return None
    is_top = spot.heading.level <= spot.top
    return (TOP, "of the highest level") if is_top else (-TOP, "of a lower level")


def _length(spot: Spot) -> Points | None:
    """Headlines have six to sixteen words, crossheads two to five."""
    words = len(spot.heading.text.split())
    points = min(2.0, max(-2.0, (words - 6) / 2)) - max(0.0, (words - 16) * TOO_LONG)
    return points, f"{words} words"


def _asked(spot: Spot) -> Points | None:
    """A short question is what an explainer puts over its parts."""
    text = spot.heading.text
    return (ASKED, "a short question") if text.endswith("?") and len(text.split()) <= SHORT_QUESTION else None


def _in_list(spot: Spot) -> Points | None:
    """A bullet or number right above or below: an item of a list, not a headline."""
    beside = spot.marked[max(0, spot.at - 1) : spot.at + 2]
    return (IN_LIST, "in a list") if sum(one.listed for one in beside) > 1 and spot.heading.listed else None


def _is_deck(spot: Spot) -> Points | None:
    """The second line of a headline: it stands right below one whose words come again in the text."""
    if spot.story != spot.at - 1:
        return None
    announced = _stems([spot.marked[spot.story].text]) & _stems(spot.texts_after(LEDE))
    return (DECK, "right below a headline for the same text") if len(announced) >= ENOUGH_WORDS / 2 else None


def _announced(spot: Spot) -> Points | None:
    """A headline's words come again in its lede; a crosshead's were there before."""
    words = _stems([spot.heading.text])
    below = _stems(spot.texts_after(LEDE))
    if not words or not below:
        return None
    new = words - _stems(spot.texts_before())
    share = (len(new & below) - len((words - new) & below) / 2) / max(len(words), ENOUGH_WORDS)
    return ANNOUNCED * share, "its new words come again below" if share > 0 else "its words are known from above"


def _on_topic(spot: Spot) -> Points | None:
    """Text below that speaks of what the story so far is about: the same story goes on."""
    topic = _stems(spot.topic())
    below = _stems(spot.texts_after(AFTER))
    if spot.story == spot.at or not below:
        return None
    known = len(topic & below)
    return ON_TOPIC * (
        ENOUGH_WORDS / 2 - min(known, ENOUGH_WORDS)
    ) / ENOUGH_WORDS, f"{known} words of the story before below it"


def _quoted(spot: Spot) -> Points | None:
    return (QUOTED, "a quotation") if QUOTATION.fullmatch(spot.heading.text) else None


def _corrected(spot: Spot) -> Points | None:
    return (CORRECTED, "announces a correction") if CORRECTION.match(spot.heading.text) else None


def _dangling(spot: Spot) -> Points | None:
    if spot.texts_after(1):
        return None
    return (DANGLING, "a headline with nothing below it") if spot.at == spot.last else None


EVIDENCE: tuple[Evidence, ...] = (
    ended,
    shared,
    opened,
    datelined,
    _anchored,
    _level,
    _length,
    _asked,
    _in_list,
    _is_deck,
    _announced,
    _on_topic,
    _quoted,
    _corrected,
    _dangling,
)


def _stems(texts: Iterable[str]) -> set[str]:
    return set().union(*map(_stems_of, texts))


@lru_cache(maxsize=256)
def _stems_of(text: str) -> frozenset[str]:
    """The beginnings of the words that say what a text is about."""
    empty = knowledge.function_words()
    words = WORD.findall(fold(text))
    return frozenset(word[:STEM] for word in words if len(word) >= SHORTEST_STEM and word not in empty)
