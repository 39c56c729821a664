"""What lines and texts share: a headline's words come again in its lede, a story goes on with the same people."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from functools import lru_cache

from . import datelines, gazetteer, knowledge
from .knowledge import fold
from .looks import FEW, LINE, SHARES, SHORT, TEXT, TITLE, WORDS_OF_TEXT, Look, Signs, step
from .model import Marked

WORD = re.compile(r"[^\W\d_][\w’'-]+")
STEM, SHORTEST_STEM = 5, 4
# Words that begin with a capital though no sentence does.
NAME = re.compile(r"(?<=[\w,;’'] )[^\W\d_a-z][\w’-]{2,}")

# Texts that are looked at: for a line's own words, for what its story is about, for a text's kin, for names.
LEDE, CONTEXT, KIN = 2, 4, 2
NAMES_ABOVE, NAMES_BELOW = 10, 6
PLACES_ABOVE, PLACES_BELOW = 6, 4
# A dateline this many blocks below is no longer a headline's.
REACH = 8
RIVALS = frozenset({TITLE, SHORT, LINE, TEXT, "caption"})
# A line with fewer words than this is measured as if it had them.
ENOUGH = 4


def signs(marked: Sequence[Marked], looks: Sequence[Look]) -> list[Signs]:
    """For each block what it has in common with the texts around it."""
    texts = Texts(
        [at for at, look in enumerate(looks) if look.kind == TEXT],
        [one.text for one, look in zip(marked, looks, strict=True) if look.kind == TEXT],
    )
    return [_of(one, look, texts, at) for at, (one, look) in enumerate(zip(marked, looks, strict=True))]


class Texts:
    """The texts of a bulletin, in order, and where they stand."""

    def __init__(self, places: Sequence[int], texts: Sequence[str]) -> None:
        self.places = places
        self.texts = texts

    def stems(self, start: int, end: int) -> frozenset[str]:
        """The stems of some of them."""
        return frozenset().union(*map(stems, self.texts[max(0, start) : max(0, end)]))

    def names(self, start: int, end: int) -> frozenset[str]:
        """The names in some of them."""
        return frozenset().union(*map(names, self.texts[max(0, start) : max(0, end)]))

    def countries(self, start: int, end: int) -> frozenset[str]:
        """The countries named in some of them."""
        return frozenset().union(*map(gazetteer.countries, self.texts[max(0, start) : max(0, end)]))


def _of(one: Marked, look: Look, texts: Texts, at: int) -> Signs:
    if look.kind not in (TITLE, SHORT, TEXT, LINE):
        return ()
    below = bisect_right(texts.places, at)
    above = below - (look.kind == TEXT)
    own = stems(one.text)
    if look.kind == TEXT and look.words > WORDS_OF_TEXT:
        known, coming = len(own & texts.stems(above - KIN, above)), len(own & texts.stems(below, below + KIN))
        return _kin(min(known, 4), min(coming, 3), opens=datelines.split(one.text) is not None)
    before, lede = texts.stems(above - CONTEXT, above), texts.stems(below, below + LEDE)
    common = texts.names(above - NAMES_ABOVE, above) & texts.names(below, below + NAMES_BELOW)
    before_places = texts.countries(above - PLACES_ABOVE, above)
    has_lede = below < len(texts.places) and texts.places[below] - at < REACH
    return _announcement(
        look.kind,
        share=step(len((own - before) & lede) / max(len(own), ENOUGH), SHARES),
        announced=min(len(own & lede), 4),
        known=min(len(own & before), 3),
        cohesion=step(len(before & texts.stems(below, below + CONTEXT)), FEW),
        common=step(len(common), FEW),
        lede_places=_places(before_places, texts.countries(below, below + 1)),
        places=_places(before_places, texts.countries(below, below + PLACES_BELOW)),
        dateline=has_lede and datelines.split(texts.texts[below]) is not None,
    )


def rivals(marked: Sequence[Marked], looks: Sequence[Look]) -> list[Signs]:
    """For lines above one text: which of them has most of its words. One is the headline; a deck, a menu are not."""
    long = [at for at, look in enumerate(looks) if look.kind == TEXT and look.words > WORDS_OF_TEXT]
    above: dict[int, list[int]] = {}
    for at, look in enumerate(looks):
        if look.kind in RIVALS and look.words <= WORDS_OF_TEXT:
            above.setdefault(bisect_right(long, at), []).append(at)
    found: list[Signs] = [()] * len(looks)
    for text, lines in above.items():
        lede = frozenset().union(*(stems(marked[at].text) for at in long[text : text + LEDE]))
        shared = [len(stems(marked[at].text) & lede) for at in lines]
        most = max(shared)
        first = next(at for at, number in zip(lines, shared, strict=True) if number >= most - 1)
        for at, number in zip(lines, shared, strict=True):
            found[at] = _rival(
                looks[at].kind, min(len(lines), 4), min(most, 4), min(most - number, 3), is_first=at == first
            )
    return found


@lru_cache(maxsize=2048)
def _rival(kind: str, lines: int, most: int, less: int, *, is_first: bool) -> Signs:
    order = "first of the best" if is_first else "not the first"
    return (
        f"rivals {lines}, {less} less than the best of {most}, {kind}",
        f"rivals {lines}, {order}, {kind}",
        f"{order} of rivals, {less} less, best {most} {kind}",
    )


def _places(above: frozenset[str], below: frozenset[str]) -> str:
    """Whether the texts below are about the same countries as those above."""
    if not below:
        return "none"
    return "first" if not above else "other" if above.isdisjoint(below) else "same"


@lru_cache(maxsize=128)
def _kin(known: int, coming: int, *, opens: bool) -> Signs:
    return (f"kin {known} {coming}", *(("dateline opens",) if opens else ()))


@lru_cache(maxsize=4096)
def _announcement(
    kind: str,
    *,
    share: int,
    announced: int,
    known: int,
    cohesion: int,
    common: int,
    lede_places: str,
    places: str,
    dateline: bool,
) -> Signs:
    return (
        f"announced {share} {kind}",
        f"announces {announced} {kind}",
        f"known {known} {kind}",
        f"cohesion {cohesion} {kind}",
        f"cohesion {cohesion} announced {share}",
        f"names in common {common} {kind}",
        f"places {places} {kind}",
        f"places of the lede {lede_places} {kind}",
        f"places {places}, names {min(common, 2)}, cohesion {min(cohesion, 3)} {kind}",
        *(("dateline below",) if dateline else ()),
    )


@lru_cache(maxsize=1024)
def stems(text: str) -> frozenset[str]:
    """The beginnings of the words that say what a text is about."""
    empty = knowledge.function_words()
    words = WORD.findall(fold(text))
    return frozenset(word[:STEM] for word in words if len(word) >= SHORTEST_STEM and word not in empty)


@lru_cache(maxsize=1024)
def names(text: str) -> frozenset[str]:
    """The names in a text, as far as capitals tell; those of days and months are nobody's."""
    return frozenset(name for name in NAME.findall(text) if not _is_of_time(name.casefold()))


def _is_of_time(word: str) -> bool:
    return word in knowledge.weekdays() or word in knowledge.months()
