"""All stories that were ever converted, as their receipts have them.

Is a new story among them, and which does it go on with? The same story in a morning's and an evening's bulletin is one
story. A story that tells what happened next is another: its text is new, but its places and names are the first's.
"""

from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from math import log

from .knowledge import fold
from .likeness import alike, first_hashes
from .model import Entry, Receipt, Traits

# Texts of one day that are so much alike are one story told twice; with the same headline, less is enough. On another
# day more is asked for: tomorrow's weather report is today's with other numbers.
SAME_TEXT = 0.5
SAME_HEADLINE = 0.2
SAME_ON_ANOTHER_DAY = 0.8
# How many days a story may be told again, and how many after the last one it may go on.
AGAIN_WITHIN = timedelta(days=3)
ON_WITHIN = timedelta(days=14)
# A name is rare that this share of the stories of those days have, or this many.
RARE_SHARE, RARE_STORIES = 0.02, 2
# How many rare names two stories must share to belong to one thread, and how much of all their names these must weigh.
RARE_NAMES = 2
ENOUGH = 0.3


@dataclass(frozen=True, slots=True)
class Known:
    """A story as a bulletin had it."""

    bulletin: str
    issued: date
    entry: Entry

    @property
    def place(self) -> str:
        """Bulletin and line, in words."""
        return f"{self.bulletin}, line {self.entry.line}"


_Index = defaultdict[str, list[Known]]


@dataclass(frozen=True, slots=True)
class Kin:
    """A known story that a new one is, or goes on with, and why."""

    known: Known
    why: str


@dataclass(frozen=True, slots=True)
class Newcomer:
    """What is asked about a story that its bulletin's receipt does not have."""

    headline: str
    body: str
    """Digest of its text."""
    traits: Traits
    issued: date


class Archive:
    """The entries of all receipts, found by what they say."""

    def __init__(self, receipts: Iterable[Receipt]) -> None:
        self._receipts: dict[str, Receipt] = {}
        self._alive: dict[str, set[int]] = {}
        self._days: Counter[date] = Counter()
        self._by_id: _Index = defaultdict(list)
        self._by_headline: _Index = defaultdict(list)
        self._by_hash: _Index = defaultdict(list)
        self._by_term: _Index = defaultdict(list)
        for receipt in receipts:
            self.put(receipt)

    def put(self, receipt: Receipt) -> None:
        """Take in what became of a bulletin, in place of what was known of it."""
        self.drop(receipt.bulletin)
        self._receipts[receipt.bulletin] = receipt
        self._days[receipt.issued] += len(receipt.entries)
        alive = self._alive[receipt.bulletin] = set()
        for entry in receipt.entries:
            known = Known(receipt.bulletin, receipt.issued, entry)
            alive.add(id(known))
            self._by_id[entry.identity.story_id].append(known)
            self._by_headline[fold(entry.headline)].append(known)
            for hashed in first_hashes(entry.traits.printed):
                self._by_hash[hashed].append(known)
            for term in entry.traits.terms:
                self._by_term[term].append(known)

    def drop(self, bulletin: str) -> None:
        """Forget a bulletin. Its entries stay in the lists, where they are passed over."""
        old = self._receipts.pop(bulletin, None)
        if old:
            self._days[old.issued] -= len(old.entries)
            del self._alive[bulletin]

    def receipt(self, bulletin: str) -> Receipt | None:
        """What is known of a bulletin."""
        return self._receipts.get(bulletin)

    def ids(self) -> set[str]:
        """The ids of all stories."""
        return {entry.identity.story_id for receipt in self._receipts.values() for entry in receipt.entries}

    def contested(self) -> Iterator[tuple[Known, Known]]:
        """Each version that is followed beside a later one, with the latest."""
        for versions in self._by_id.values():
            followed = [one for one in self._present(versions) if one.entry.line and not one.entry.told_later]
            if len(followed) > 1:
                *earlier, latest = sorted(followed, key=lambda one: (one.issued, one.bulletin))
                yield from ((one, latest) for one in earlier)

    def left_behind(self) -> Iterator[Receipt]:
        """The bulletins that hold a story whose file follows a version elsewhere that is no longer there."""
        for receipt in self._receipts.values():
            if any(self.freed(entry) is not entry for entry in receipt.entries):
                yield receipt

    def freed(self, entry: Entry) -> Entry:
        """An entry as it is to be remembered when the bulletin that told its story later has the story no more.

        What was written last is what was written of the later version: the file is ours still, and follows this one.
        """
        if not entry.told_later or not entry.line:
            return entry
        later = [one.entry for one in self._present(self._by_id[entry.identity.story_id]) if not one.entry.told_later]
        if any(one.line for one in later):
            return entry
        last = later[0] if later else entry
        return replace(entry, told_later="", wrote=last.wrote, rendered=last.rendered, modified=last.modified)

    def same(self, new: Newcomer, besides: Container[str]) -> Kin | None:
        """The story that a new one is another version of.

        Args:
            new: the story.
            besides: ids of stories that it cannot be, and names of bulletins whose stories it cannot be.

        Returns:
            The likeliest, or None where it is a story of its own.
        """
        lists = [
            self._by_headline[fold(new.headline)],
            *map(self._by_hash.__getitem__, first_hashes(new.traits.printed)),
        ]
        near = {
            id(known): known
            for known in self._present(one for each in lists for one in each)
            if abs(known.issued - new.issued) <= AGAIN_WITHIN and not _is_out(known, besides)
        }
        found = [(_likeness(new, known), known) for known in near.values() if not known.entry.told_later]
        likeness, best = max(found, key=lambda pair: pair[0], default=(0.0, None))
        return Kin(best, f"{likeness:.0%} alike, in {best.place}") if best and likeness else None

    def earlier(self, new: Newcomer, besides: Container[str]) -> Kin | None:
        """The story that a new one goes on with: the latest of those that share a country and rare names.

        Args:
            new: the story.
            besides: as for `same`.
        """
        lists = {term: self._before(new, term, besides) for term in new.traits.terms}
        stories = sum(count for day, count in self._days.items() if timedelta() <= new.issued - day <= ON_WITHIN)
        rare = max(RARE_STORIES, RARE_SHARE * stories)
        hits: Counter[int] = Counter()
        near: dict[int, Known] = {}
        for known in (one for each in lists.values() if len(each) <= rare for one in each):
            hits[id(known)] += 1
            near[id(known)] = known
        found = [
            (share, near[at])
            for at, count in hits.items()
            if count >= RARE_NAMES and (share := self._shared(new.traits, near[at].entry.traits, stories))
        ]
        if not found:
            return None
        share, best = max(found, key=lambda pair: (pair[1].issued, pair[0], pair[1].bulletin, -pair[1].entry.line))
        names = sorted(set(new.traits.terms) & set(best.entry.traits.terms))
        return Kin(best, f"{share:.0%} sure, by {', '.join(names)}")

    def _before(self, new: Newcomer, term: str, besides: Container[str]) -> list[Known]:
        """The stories of the days before that have a name."""
        return [
            known
            for known in self._present(self._by_term[term])
            if timedelta() <= new.issued - known.issued <= ON_WITHIN and not _is_out(known, besides)
        ]

    def _present(self, known: Iterable[Known]) -> Iterator[Known]:
        """Those that are not from a receipt that there is another of now."""
        return (one for one in known if id(one) in self._alive.get(one.bulletin, ()))

    def _shared(self, new: Traits, old: Traits, stories: int) -> float:
        """How much of the names of two stories is the same; 0 where that is too little to make them one thread."""
        if not set(new.countries) & set(old.countries):
            return 0.0

        def weigh(terms: Iterable[str]) -> float:
            return sum(log(1 + (stories + 1) / (1 + len(self._by_term.get(term, ())))) for term in terms)

        share = weigh(set(new.terms) & set(old.terms)) / min(weigh(new.terms), weigh(old.terms))
        return share if share >= ENOUGH else 0.0


def _is_out(known: Known, besides: Container[str]) -> bool:
    return known.bulletin in besides or known.entry.identity.story_id in besides


def _likeness(new: Newcomer, known: Known) -> float:
    """How surely two are one story; 0 where they are not."""
    old, same_day = known.entry, new.issued == known.issued
    same_headline = fold(new.headline) == fold(old.headline)
    if not new.traits.printed or not old.traits.printed:
        # A headline without a story, and the story: only the headline can tell.
        return 1.0 if same_headline and same_day else 0.0
    if new.body == old.body:
        return 1.0
    enough = (SAME_HEADLINE if same_headline else SAME_TEXT) if same_day else SAME_ON_ANOTHER_DAY
    likeness = alike(new.traits.printed, old.traits.printed)
    return likeness if likeness >= enough else 0.0
