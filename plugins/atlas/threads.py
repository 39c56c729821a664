"""Stories that follow up on one another."""

from collections.abc import Mapping, Sequence

from .model import Entry, Thread


def make_threads(entries: Sequence[Entry]) -> dict[str, Thread]:
    """Tell for every story that is not alone in its thread what came before it and after, by its address.

    Args:
        entries: In reading order; those of one day stay in it.
    """
    heads = {entry.story_id: entry.thread for entry in entries if entry.story_id and entry.thread}
    threads: dict[str, list[Entry]] = {}
    for entry in sorted(entries, key=lambda entry: entry.published):
        if entry.thread:
            threads.setdefault(_root(entry.thread, heads), []).append(entry)
    return {
        entry.address: Thread(tuple(thread[:at]), tuple(thread[at + 1 :]))
        for thread in threads.values()
        if len(thread) > 1
        for at, entry in enumerate(thread)
    }


def _root(key: str, heads: Mapping[str, str]) -> str:
    """The key of the thread that a thread was joined to, by the key of its first story.

    So an editor joins two threads by one line. Stories that name each other in a circle are one thread.
    """
    seen = [key]
    while (key := heads.get(key, key)) not in seen:
        seen.append(key)
    return min(seen[seen.index(key) :])
