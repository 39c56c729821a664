"""Seeds to content: which bulletins are read, in what order they are settled, and what a run leaves behind.

What a run changes follows from the bulletins and from what lies in the content folder; a second run changes nothing.
"""

import errno
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from . import desk, journal, lock, store
from .archive import Archive
from .desk import Job
from .errors import BadInput
from .memory import Memory
from .model import Decision, Entry, Reading, Receipt
from .newsroom import Newsroom
from .settings import Settings
from .store import Content, digest_of_file

# A full disk: bulletins that come after might be given what belongs to the one that could not be written.
FULL = {errno.ENOSPC, errno.EDQUOT}


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a run did with one bulletin."""

    bulletin: str
    receipt: Receipt | None = None
    done: tuple[tuple[Entry, Decision], ...] = ()
    """The stories that the bulletin holds, in its order."""
    problems: tuple[BadInput, ...] = ()
    """What needs an editor."""
    unchanged: bool = False
    """Whether it was passed over, since it is as it was when its receipt was written."""


def convert(
    settings: Settings,
    paths: Sequence[Path] = (),
    *,
    scheduler: str | None = None,
    everything: bool = False,
    expect: Callable[[int], None] = lambda _: None,
    tell: Callable[[str], None] = lambda _: None,
) -> Generator[Outcome, None, None]:
    """Convert bulletins, one outcome each as it is done. A bulletin that cannot be read costs only itself.

    They are read side by side, by whatever process; what becomes of their stories is settled bulletin by bulletin.
    Until the last outcome is taken, or the generator closed, no other conversion gets at the content folder.

    Args:
        settings: the site's.
        paths: files and folders; without any, the site's own seeds.
        scheduler: the address of a Dask cluster that reads them.
        everything: whether bulletins are read that have not changed since; those of `paths` always are.
        expect: is told how many outcomes there will be; a full disk ends the run sooner.
        tell: is told, in words, when another conversion has to be waited for.

    Raises:
        BadInput: a path does not exist, the cluster cannot be used.
        NotNow: another conversion does not end, or the disk refuses.
    """
    with lock.held(settings.content, tell):
        content = Content(settings.content)
        journal.recover_all(content)
        yield from _convert(settings, content, paths, scheduler, expect, everything=everything)


def _convert(
    settings: Settings,
    content: Content,
    paths: Sequence[Path],
    scheduler: str | None,
    expect: Callable[[int], None],
    *,
    everything: bool,
) -> Iterator[Outcome]:
    own = list(store.seeds([settings.seeds])) if settings.seeds.exists() else []
    seeds = list(store.seeds(paths, settings.seeds)) if paths else own
    present = {name for name, _ in (*seeds, *own)}
    memory = Memory(settings.memory)
    receipts = list(content.receipts(memory))
    orphans = [one for one in receipts if one.bulletin not in present]
    expect(len(seeds))
    archive = Archive(receipts)
    newsroom = Newsroom(settings, content, archive.ids(), orphans, archive)
    newsroom.agree()
    made_with = settings.fingerprint()
    trusted = not (everything or paths) and content.made_with() == made_with
    cut_short = set(content.unfinished())
    settled = {one.bulletin: one for one in receipts if trusted and one.bulletin not in cut_short and _is_settled(one)}
    passed: list[Receipt] = []
    has_problems = False
    jobs = _jobs(seeds, settings, settled, passed, memory)
    for job, reading in desk.read(jobs, settings.vocabulary, scheduler=scheduler):
        try:
            outcome = _outcome(job, reading, newsroom)
        except OSError as error:
            yield Outcome(job.name, problems=(_of_disk(job.name, error),))
            if error.errno in FULL:
                return
            has_problems = True
            continue
        has_problems |= bool(outcome.problems)
        yield outcome
    yield from (Outcome(receipt.bulletin, receipt, unchanged=True) for receipt in passed)
    with suppress(OSError):  # what is not noted down now, the next run finds out again
        newsroom.take_over()
        if not (paths or has_problems):
            content.write_made_with(made_with)
    memory.save()


def _jobs(
    seeds: Iterable[tuple[str, Path]],
    settings: Settings,
    settled: Mapping[str, Receipt],
    passed: list[Receipt],
    memory: Memory,
) -> Iterator[Job]:
    """The bulletins to be read; the receipts of those that need not be are put aside."""
    for name, path in seeds:
        try:
            store.refuse_name(name)
            store.refuse_link(path, settings.seeds)
            receipt = settled.get(name)
            if receipt and receipt.digest == _digest(path, memory):
                passed.append(receipt)
            else:
                yield Job(name, *store.load(path, settings.zone))
        except BadInput as problem:
            yield Job(name, refused=problem)


def _digest(path: Path, memory: Memory) -> str | None:
    """A bulletin's digest; None where it cannot be read, which reading it says."""
    try:
        return memory.recall(path, digest_of_file)
    except OSError:
        return None


def _is_settled(receipt: Receipt) -> bool:
    """Whether nothing is left to be done or said of a bulletin's stories while it stays the same."""
    return all(entry.told_later or (entry.wrote is not None and entry.offered is None) for entry in receipt.entries)


def _of_disk(name: str, error: OSError) -> BadInput:
    file = f": {error.filename}" if error.filename else ""
    what = f"a file cannot be written or read ({error.strerror or error}){file}"
    return BadInput(name, what, "See that the folder may be written to and the disk has room, and convert again")


def _outcome(job: Job, reading: Reading | BadInput, newsroom: Newsroom) -> Outcome:
    if isinstance(reading, BadInput):
        return Outcome(job.name, problems=(reading,))
    from .settling import settle  # as in `desk`

    try:
        settled = settle(job.name, job.received, reading, newsroom)
    except BadInput as problem:
        return Outcome(job.name, problems=(problem,))
    return Outcome(job.name, settled.receipt, settled.done, settled.problems)
