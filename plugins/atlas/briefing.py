"""The day in two minutes: which stories of an edition are told in brief."""

from collections.abc import Iterable, Iterator, Sequence

from .model import Entry

WORDS = 460
"""Two minutes, at 230 words a minute."""
MOST = 10


def choose_brief(entries: Sequence[Entry], lead: Entry) -> tuple[Entry, ...]:
    """Choose the stories that are told in a sentence each beside the lead.

    The first of every region goes before the second of any, so that a reader has been everywhere.

    Args:
        entries: An edition, in the bulletin's order.
        lead: The story that stands above them; it takes its share of the time.

    Returns:
        Stories with a summary, in the bulletin's order.
    """
    told = [entry for entry in entries if entry.summary and entry is not lead]
    chosen: list[Entry] = []
    left = WORDS - _words(lead)
    for entry in _firsts_of_regions_first(told):
        left -= _words(entry)
        if left < 0 or len(chosen) == MOST:
            break
        chosen.append(entry)
    return tuple(entry for entry in told if entry in chosen)


def _firsts_of_regions_first(entries: Iterable[Entry]) -> Iterator[Entry]:
    regions = set()
    later = []
    for entry in entries:
        if entry.region in regions:
            later.append(entry)
        else:
            regions.add(entry.region)
            yield entry
    yield from later


def _words(entry: Entry) -> int:
    return len(entry.headline.split()) + len(entry.summary.split())
