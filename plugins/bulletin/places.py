"""What a story is about, geographically: its countries and regions, the main one first, each with its evidence.

What a name means is settled in `mentions`, how much the story is about it in `aboutness`; here it is decided which of
the places are told, and which regions follow. Thin evidence gives no place.
"""

from collections.abc import Sequence
from functools import lru_cache

from . import aboutness, gazetteer, mentions, regions
from .aboutness import NOWHERE, Candidate, Clue
from .gazetteer import Kind, Reading
from .model import Place
from .passages import Mention, Passage, Position, Trust
from .regions import Vocabulary

# How far below the first a second country or region may lie, in the units of aboutness: e to this power is how many
# times as likely the first is. Not learned: chosen by hand, on the labelled stories that name several countries.
_BESIDE = 3.0
_EVIDENCE = 6


def locate(
    headline: str,
    paragraphs: Sequence[str],
    *,
    captions: Sequence[str] = (),
    crossheads: Sequence[str] = (),
    dateline: str | None = None,
    vocabulary: Vocabulary | None = None,
) -> Place:
    """Find what a story is about, geographically.

    Args:
        headline: As printed, without numbering.
        paragraphs: The story's text in order, the lede first; may be empty.
        captions: Of its pictures, without credits.
        crossheads: Its sub-headings.
        dateline: Where it was filed ("Nairobi"), which need not be where it happened.
        vocabulary: The regions to choose from; those of the program when None.

    Returns:
        Countries and regions, main first, with the words that told; an empty Place where the evidence is thin.
    """
    known = vocabulary or regions.load()
    passages = passages_of(headline, paragraphs, captions, crossheads, dateline)
    clues = clues_in(passages, known)
    candidates = aboutness.ranked(clues)
    if candidates[0].area == NOWHERE:
        return Place()
    told = _told(candidates, known)
    names = _regions(candidates, told, known)
    areas = tuple(one.area for one in told)
    return Place(
        countries=tuple(dict.fromkeys(area[:2] for area in areas)),
        regions=names,
        evidence=_evidence(clues, areas, names, known),
        confidence=round(candidates[0].likelihood, 2),
        divisions=tuple(area for area in areas if area in known.divisions),
    )


def _area(reading: Reading, known: Vocabulary) -> str | None:
    """What a reading speaks for among the places of a vocabulary; None where it has none of them.

    Returns:
        The code of a division or a country, or the name of a region.
    """
    if reading.kind is Kind.BLOC:
        return _region_of_group(reading.code, known)
    return next((code for code in (reading.division, reading.code) if known.place(code)), None)


@lru_cache(maxsize=1024)
def _region_of_group(group: str, known: Vocabulary) -> str | None:
    return known.region_of_all(gazetteer.group(group))


def passages_of(
    headline: str,
    paragraphs: Sequence[str],
    captions: Sequence[str] = (),
    crossheads: Sequence[str] = (),
    dateline: str | None = None,
) -> list[Passage]:
    """A story's texts, each with its place in the story; the arguments are those of `locate`."""
    passages = [Passage(Position.HEADLINE, headline, 0)]
    passages += [Passage(Position.BODY if at else Position.LEDE, text, at) for at, text in enumerate(paragraphs)]
    passages += [Passage(Position.CROSSHEAD, text, 0) for text in crossheads]
    passages += [Passage(Position.CAPTION, text, 0) for text in captions]
    return [*passages, Passage(Position.DATELINE, dateline, 0)] if dateline else passages


def clues_in(passages: Sequence[Passage], known: Vocabulary) -> list[Clue]:
    """The names in a story that are believed to be places, those that the vocabulary has."""
    mentioned = mentions.read(passages, gazetteer.load())
    areas = [_area(mention.reading, known) for mention in mentioned]
    clues = [Clue(mention, area) for mention, area in zip(mentioned, areas, strict=True) if area]
    firm = {clue.mention.reading.code for clue in clues if clue.mention.trust is Trust.FIRM and not clue.mention.faint}
    return [clue for clue in clues if _is_believed(clue.mention, firm)]


def _is_believed(mention: Mention, firm: set[str]) -> bool:
    if mention.trust is Trust.FIRM or mention.reading.code in firm:
        return True
    return mention.trust is Trust.WEAK and (not firm or mention.reading.kind is Kind.COUNTRY)


def _told(candidates: Sequence[Candidate], known: Vocabulary) -> list[Candidate]:
    """The countries and divisions that the story is about: the first, and those that stand beside it."""
    top, *others = candidates
    told = [top, *(one for one in others if one.area and _stands_beside(one, top))]
    return [one for one in told if known.place(one.area)]


def _stands_beside(one: Candidate, top: Candidate) -> bool:
    prominent = one.in_headline or (one.in_lede and one.spread > 1) or one.spread > 3
    return prominent and one.score >= top.score - _BESIDE


def _regions(candidates: Sequence[Candidate], told: Sequence[Candidate], known: Vocabulary) -> tuple[str, ...]:
    """The regions that follow, with the larger ones that they are part of.

    Returns:
        The main one first, then others that the headline names and the story is about as well.
    """
    main = _home(candidates[0].area, known)
    if main is None:
        return ()
    named = [one for one in candidates if one.in_headline and (one in told or known.has(one.area))]
    near = candidates[0].score - _BESIDE
    # A union of states that headline and lede name is a party to what happens, however little else is said of it.
    homes = [_home(one.area, known) for one in named if one.score >= near or (one.in_lede and known.has(one.area))]
    chosen = [main, *(home for home in homes if home)]
    larger = (region for each in chosen for region in known.lineage(each))
    return tuple(dict.fromkeys((*chosen, *larger)))


def _home(area: str, known: Vocabulary) -> str | None:
    """The region of a country or division; a region itself."""
    return area if known.has(area) else known.region_of(area)


def _evidence(
    clues: Sequence[Clue], areas: tuple[str, ...], names: tuple[str, ...], known: Vocabulary
) -> tuple[str, ...]:
    """The words that told, most telling first."""
    told = [clue for clue in clues if clue.area in areas or clue.area in names]
    told = told or [clue for clue in clues if known.region_of(clue.area) in names]
    ranked = sorted(told, key=lambda clue: -aboutness.weight(clue.mention))
    texts = (f"{clue.mention.text} ({clue.area}, {clue.mention.passage.position})" for clue in ranked)
    return tuple(dict.fromkeys(texts))[:_EVIDENCE]
