"""Which headings begin a story: headline against crosshead.

Each heading is weighed by what stands before and after it; each piece of evidence has a weight in points and says
its name, and a heading whose points come to more than a doubt is a headline. Then the bulletin is asked for its
habits: what its sure headlines have in common and its sure crossheads lack (numbers, capitals, a double gap) speaks
for the rest.

The weights were set by reasoning and by trial on our own bulletins; each is a point of view on one kind of layout, none
is decisive alone, and all are here.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from . import knowledge
from .knowledge import fold
from .model import Label, Marked

BODY = frozenset({Label.PROSE, Label.ITEM, Label.CAPTION})
TOPIC = frozenset({Label.PROSE, Label.HEADING})
ENDINGS: Mapping[Label, float] = {Label.SLUGLINE: 5, Label.SECTION: 5, Label.SIGNOFF: 4, Label.RULE: 3}
OPENINGS = frozenset({Label.BYLINE, Label.PUBLISHED})
OPENED, DATELINED, ANCHORED, LEFT_OUT, SHARED, DANGLING = 4.0, 3.0, 2.5, -2.0, 2.0, 4.0
ANNOUNCED, ON_TOPIC, QUOTED, CORRECTED, HABIT = 2.5, 2.0, -1.0, 3.0, 2.0
ASKED, IN_LIST, DECK = -1.0, -9.0, -9.0
TOO_LONG, SHORT_QUESTION = 0.3, 6
SURE_HEADLINE, SURE_CROSSHEAD = 2.0, -1.0
FIRST = 10.0
DOUBT = 0.4
# A habit is what four in five do, and one in five at most of the others.
MOST = 0.8

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
CORRECTION = re.compile(r"(?:corrections?|clarifications?|corrected|errat(?:um|a))\b\s*(?:[:–—-]|$)", re.IGNORECASE)
DATELINE = re.compile(r"[A-ZÀ-Þ][A-ZÀ-Þ .'’-]{2,40}(?:, [\w .]{2,40}){0,3}(?: \([\w .-]{2,30}\))? ?[-–—] ?\S")


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a heading begins a story, with what told."""

    is_headline: bool
    points: float
    why: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Setting:
    """A heading with its surroundings, as evidence is taken from them."""

    marked: Sequence[Marked]
    at: int
    story: int
    """Where the headline of the story so far stands."""
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
        for one in islice(self.marked, self.at + 1, None):
            if one.label is Label.HEADING:
                return
            yield one

    def texts_before(self) -> list[str]:
        """The text above, also across headings, nearest first."""
        above = reversed(self.marked[max(0, self.at - 2 * BEFORE) : self.at])
        return [one.text for one in islice((one for one in above if one.label in BODY), BEFORE)]

    def topic(self) -> list[str]:
        """Headline and first paragraphs of the story so far."""
        story = islice(self.marked, self.story, self.at)
        return [one.text for one in islice((one for one in story if one.label in TOPIC), LEDE + 1)]

    def texts_after(self, most: int) -> list[str]:
        """The text below, as far as the next heading."""
        return [one.text for one in islice((one for one in self.until_heading() if one.label in BODY), most)]


Points = tuple[float, str]
Evidence = Callable[[Setting], Points | None]
Sign = Callable[[Setting], bool]


def weigh(marked: Sequence[Marked]) -> dict[int, Verdict]:
    """A verdict for each heading, by its position among the blocks."""
    settings = {}
    found: dict[int, list[Points]] = {}
    for setting, points in _walk(marked):
        settings[setting.at], found[setting.at] = setting, points
    for at, habit in _habits(settings, {at: _sum(points) for at, points in found.items()}) if found else ():
        found[at].append(habit)
    return {
        at: Verdict(_sum(points) > DOUBT, _sum(points), tuple(why for _, why in points)) for at, points in found.items()
    }


def _walk(marked: Sequence[Marked]) -> Iterator[tuple[Setting, list[Points]]]:
    """Evidence for each heading; what the story so far is about depends on the headings before."""
    anchor = _anchor(marked)
    story: int | None = None
    for at, one in enumerate(marked):
        if one.label is not Label.HEADING:
            continue
        setting = Setting(marked, at, at if story is None else story, anchor)
        points = _evidence(setting)
        if story is None:
            points.append((FIRST, "first heading of the bulletin"))
        if _sum(points) > DOUBT:
            story = at
        yield setting, points


def _sum(points: Sequence[Points]) -> float:
    return sum(weight for weight, _ in points)


def _evidence(setting: Setting) -> list[Points]:
    return [points for points in (evidence(setting) for evidence in EVIDENCE) if points is not None]


def _ended(setting: Setting) -> Points | None:
    """The story before was closed."""
    best = max(setting.since_text(), key=lambda one: ENDINGS.get(one.label, 0), default=None)
    if best is None or best.label not in ENDINGS:
        return None
    return ENDINGS[best.label], f"after a {best.label}"


def _shared(setting: Setting) -> Points | None:
    told = any(one.why == "share and follow" for one in setting.since_text())
    return (SHARED, "after the share buttons of a page") if told else None


def _opened(setting: Setting) -> Points | None:
    for one in setting.until_heading():
        if one.label in OPENINGS:
            return OPENED, f"a {one.label} below it"
        if one.label in BODY:
            return None
    return None


def _datelined(setting: Setting) -> Points | None:
    lede = setting.texts_after(1)
    return (DATELINED, "a dateline below it") if lede and DATELINE.match(lede[0]) else None


def _anchored(setting: Setting) -> Points | None:
    if setting.anchor is None:
        return None
    texts = 0
    for one in setting.until_heading():
        if one.label is Label.FURNITURE and fold(one.text) == setting.anchor:
            return ANCHORED, f"“{one.text}” below it, as below the first headline"
        texts += one.label in BODY
        if texts > ANCHOR_REACH:
            break
    return LEFT_OUT, "nothing below it that stands below other headlines"


def _length(setting: Setting) -> Points | None:
    """Headlines have six to sixteen words, crossheads two to five."""
    words = len(setting.heading.text.split())
    points = min(2.0, max(-2.0, (words - 6) / 2)) - max(0.0, (words - 16) * TOO_LONG)
    return points, f"{words} words"


def _asked(setting: Setting) -> Points | None:
    """A short question is what an explainer puts over its parts."""
    text = setting.heading.text
    return (ASKED, "a short question") if text.endswith("?") and len(text.split()) <= SHORT_QUESTION else None


def _in_list(setting: Setting) -> Points | None:
    """A bullet or number right above or below: an item of a list, not a headline."""
    beside = setting.marked[max(0, setting.at - 1) : setting.at + 2]
    return (IN_LIST, "in a list") if sum(one.listed for one in beside) > 1 and setting.heading.listed else None


def _is_deck(setting: Setting) -> Points | None:
    """The second line of a headline: it stands right below one whose words come again in the text."""
    if setting.story != setting.at - 1:
        return None
    announced = _stems([setting.marked[setting.story].text]) & _stems(setting.texts_after(LEDE))
    return (DECK, "right below a headline for the same text") if len(announced) >= ENOUGH_WORDS / 2 else None


def _announced(setting: Setting) -> Points | None:
    """A headline's words come again in its lede; a crosshead's were there before."""
    words = _stems([setting.heading.text])
    below = _stems(setting.texts_after(LEDE))
    if not words or not below:
        return None
    new = words - _stems(setting.texts_before())
    share = (len(new & below) - len((words - new) & below) / 2) / max(len(words), ENOUGH_WORDS)
    return ANNOUNCED * share, "its new words come again below" if share > 0 else "its words are known from above"


def _on_topic(setting: Setting) -> Points | None:
    """Text below that speaks of what the story so far is about: the same story goes on."""
    topic = _stems(setting.topic())
    below = _stems(setting.texts_after(AFTER))
    if setting.story == setting.at or not below:
        return None
    known = len(topic & below)
    return ON_TOPIC * (
        ENOUGH_WORDS / 2 - min(known, ENOUGH_WORDS)
    ) / ENOUGH_WORDS, f"{known} words of the story before below it"


def _quoted(setting: Setting) -> Points | None:
    return (QUOTED, "a quotation") if QUOTATION.fullmatch(setting.heading.text) else None


def _corrected(setting: Setting) -> Points | None:
    return (CORRECTED, "announces a correction") if CORRECTION.match(setting.heading.text) else None


def _dangling(setting: Setting) -> Points | None:
    if setting.texts_after(1):
        return None
    is_last = all(one.label is not Label.HEADING for one in setting.marked[setting.at + 1 :])
    return (DANGLING, "a headline with nothing below it") if is_last else None


EVIDENCE: tuple[Evidence, ...] = (
    _ended,
    _shared,
    _opened,
    _datelined,
    _anchored,
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


def _anchor(marked: Sequence[Marked]) -> str | None:
    """Furniture that comes again in the bulletin and stands shortly below its first heading."""
    first = next((at for at, one in enumerate(marked) if one.label is Label.HEADING), None)
    if first is None:
        return None
    times = Counter(fold(one.text) for one in marked if one.label is Label.FURNITURE)
    texts = 0
    for one in marked[first + 1 :]:
        texts += one.label in BODY
        if one.label is Label.HEADING or texts > ANCHOR_REACH:
            return None
        if one.label is Label.FURNITURE and times[fold(one.text)] > 1:
            return fold(one.text)
    return None


def _habits(settings: Mapping[int, Setting], points: Mapping[int, float]) -> Iterator[tuple[int, Points]]:
    """Signs that sure headlines share and sure crossheads lack, told of every heading but the first."""
    first, *rest = points
    sure = [settings[at] for at in rest if points[at] >= SURE_HEADLINE]
    others = [settings[at] for at in rest if points[at] <= SURE_CROSSHEAD]
    if not sure:
        return
    for name, has in SIGNS.items():
        common = _share(has, [*sure, settings[first]] if len(sure) == 1 else sure)
        strange = _share(has, others)
        if common >= MOST and strange <= 1 - MOST:
            for at in rest:
                yield at, (HABIT, f"{name}, as headlines here") if has(settings[at]) else (-HABIT, f"not {name}")
        elif common <= 1 - MOST and strange >= MOST:
            for at in rest:
                if has(settings[at]):
                    yield at, (-HABIT, f"{name}, as crossheads here")


def _share(has: Sign, settings: Sequence[Setting]) -> float:
    return sum(map(has, settings)) / len(settings) if settings else 0.0


SIGNS: Mapping[str, Sign] = {
    "listed": lambda setting: setting.heading.listed,
    "in capitals": lambda setting: setting.heading.shouted,
    "set off by two blank lines": lambda setting: setting.heading.block.gap >= 2,
    "underlined": lambda setting: setting.heading.why == "underlined",
    "marked as a heading": lambda setting: setting.heading.why == "marked as a heading",
    "with a byline or a date below": lambda setting: _opened(setting) is not None,
    "with a dateline below": lambda setting: _datelined(setting) is not None,
    "after the end of a story": lambda setting: bool(_ended(setting) or _shared(setting)),
}


def _stems(texts: Sequence[str]) -> set[str]:
    """The beginnings of the words that say what the texts are about."""
    empty = knowledge.function_words()
    words = (word for text in texts for word in WORD.findall(fold(text)))
    return {word[:STEM] for word in words if len(word) >= SHORTEST_STEM and word not in empty}
