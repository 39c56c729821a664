"""Seeds to content: have them read, decide, act, and a receipt for each bulletin.

What a run changes follows from the bulletins and from what lies in the content folder; a second run changes nothing.
"""

import errno
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import datetime
from itertools import zip_longest
from pathlib import Path

from . import desk, identity, journal, ledger, lock, page, store
from .amendments import thread_key
from .archive import Archive, Known, Newcomer
from .desk import Job
from .errors import BadInput
from .journal import Plan
from .likeness import print_of, terms_of
from .memory import Memory
from .model import Action, Decision, Entry, Identity, Issued, Kind, Reading, Receipt, Role, Story, Traits
from .settings import Settings
from .store import FRESH, Content, digest, digest_of_file

WRITTEN = frozenset({Action.CREATE, Action.UPDATE, Action.KEEP})
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

    They are read side by side; what is done with the stories is done here, bulletin by bulletin, whoever has read them.
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
    newsroom = _Newsroom(settings, content, archive.ids(), orphans, archive)
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


def _dated_as_before(reading: Reading, last: Receipt | None) -> Reading:
    """A bulletin that states no day keeps the one that it had, whatever becomes of its file."""
    if last is None or reading.issued.stated:
        return reading
    issued = Issued(last.issued, last.basis, stated=False)
    return replace(reading, issued=issued, stories=tuple(replace(story, issued=issued) for story in reading.stories))


def _of_disk(name: str, error: OSError) -> BadInput:
    file = f": {error.filename}" if error.filename else ""
    what = f"a file cannot be written or read ({error.strerror or error}){file}"
    return BadInput(name, what, "See that the folder may be written to and the disk has room, and convert again")


@dataclass(frozen=True, slots=True)
class _Newsroom:
    """What all bulletins of a run share."""

    settings: Settings
    content: Content
    ids: set[str]
    orphans: list[Receipt]
    """Receipts of bulletins that are no longer there: one of them may have been renamed."""
    archive: Archive

    def remember(self, receipt: Receipt) -> None:
        """Write a receipt and know what it says."""
        self.content.write_receipt(receipt)
        self.archive.put(receipt)

    def mark_told_later(self, known: Known, bulletin: str) -> None:
        """Have the receipt of an earlier version say which bulletin tells the story later."""
        receipt = self.archive.receipt(known.bulletin)
        if receipt:
            story_id = known.entry.identity.story_id
            marked = (
                replace(entry, told_later=bulletin) if entry.identity.story_id == story_id else entry
                for entry in receipt.entries
            )
            self.remember(replace(receipt, entries=tuple(marked)))

    def agree(self) -> None:
        """See that of each story one bulletin's version is followed, as it is unless a run was cut short."""
        for version, latest in list(self.archive.contested()):
            self.mark_told_later(version, latest.bulletin)

    def take_over(self) -> None:
        """Have stories that have left the bulletin whose version their files followed follow the one that is left.

        Its receipt forgets the bulletin's digest, so that the next run reads it again.
        """
        for receipt in list(self.archive.left_behind()):
            entries = tuple(self.archive.freed(entry) for entry in receipt.entries)
            self.remember(replace(receipt, digest="", entries=entries))


def _outcome(job: Job, reading: Reading | BadInput, newsroom: _Newsroom) -> Outcome:
    if isinstance(reading, BadInput):
        return Outcome(job.name, problems=(reading,))
    try:
        return _convert_one(job, reading, newsroom)
    except BadInput as problem:
        return Outcome(job.name, problems=(problem,))


def _convert_one(job: Job, reading: Reading, newsroom: _Newsroom) -> Outcome:
    settings, content = newsroom.settings, newsroom.content
    journal.recover(content, job.name)
    own = content.receipt(job.name)
    bodies = [digest(page.body(story)) for story in reading.stories]
    renamed = None if own else identity.renamed(bodies, newsroom.orphans)
    last = own or renamed
    reading = _dated_as_before(reading, last)
    known = last.entries if last else ()
    traits = list(map(_traits, reading.stories))
    matches = identity.recognise(reading.stories, bodies, known, [one.printed for one in traits])
    mine = {
        job.name,
        *([renamed.bulletin] if renamed else []),
        *(entry.identity.story_id for entry in matches if entry),
    }
    run = _Run(settings, content, Plan(content), job.received, newsroom.ids, newsroom.archive, job.name, mine)
    rows = zip(reading.stories, bodies, traits, matches, strict=True)
    results = [run.settle(story, body, own_traits, entry) for story, body, own_traits, entry in rows]
    met = {entry.identity.story_id for entry in matches if entry}
    vanished = [replace(entry, line=0) for entry in known if entry.identity.story_id not in met]
    receipt = _receipt(reading, [*(entry for entry, _ in results), *vanished])
    run.plan.carry_out(receipt, renamed)
    if renamed:
        newsroom.orphans.remove(renamed)
        newsroom.archive.drop(renamed.bulletin)
    newsroom.archive.put(receipt)
    for version in run.overtaken:
        newsroom.mark_told_later(version, job.name)
    return Outcome(job.name, receipt, tuple(results), tuple(run.problems))


def _traits(story: Story) -> Traits:
    texts = [*story.texts(Role.PARAGRAPH), *story.texts(Role.ITEM)]
    return Traits(print_of(texts), terms_of(texts), story.place.countries)


@dataclass(slots=True)
class _Run:
    """One bulletin on its way to disk."""

    settings: Settings
    content: Content
    plan: Plan
    received: datetime
    ids: set[str]
    archive: Archive
    bulletin: str
    mine: set[str]
    """Ids and bulletins in which no other version of a story is looked for."""
    problems: list[BadInput] = field(default_factory=list)
    overtaken: list[Known] = field(default_factory=list)
    """Earlier versions, in other bulletins, of stories that this one has."""

    def settle(self, story: Story, body: str, traits: Traits, last: Entry | None) -> tuple[Entry, Decision]:
        """Decide on one story's file, do it, and say what is to be remembered."""
        last = last or self._found_again(story, body) or self._told_before(story, body, traits)
        who = last.identity if last else identity.mint(story, self.settings.zone, self.ids, self.plan)
        thread, why = (last.thread, last.why) if last else self._thread(story, body, traits)
        self.ids.add(who.story_id)
        self.mine.add(who.story_id)
        is_draft = story.confidence < self.settings.draft_below and (last is None or last.is_draft)
        fresh = self._fresh(story, who, is_draft=is_draft, thread=thread)
        decision = ledger.decide(
            last, self.plan.digest(who.path), fresh, fresh_lies_beside=self.content.exists(who.path + FRESH)
        )
        entry = Entry(
            identity=who,
            headline=story.headline,
            line=story.line,
            body=body,
            rendered=fresh,
            wrote=None,
            look=tuple(_look(story, is_draft=is_draft)),
            is_draft=is_draft,
            traits=traits,
            why=why,
            thread=thread,
            told_later=last.told_later if last else "",
            versions=last.versions if last else (),
        )
        return self._act(story, replace(entry, modified=self._modified(entry, last)), last, decision), decision

    def _told_before(self, story: Story, body: str, traits: Traits) -> Entry | None:
        """The entry of the same story in another bulletin, which has an earlier version of it, or a later one."""
        kin = self.archive.same(_newcomer(story, body, traits), self.mine)
        if kin is None:
            return None
        known = kin.known
        is_later = (story.issued.day, self.bulletin) > (known.issued, known.bulletin)
        if is_later or not known.entry.line:
            self.overtaken.append(known)
            return replace(known.entry, why=kin.why, versions=(*known.entry.versions, known.place))
        return replace(known.entry, why=kin.why, versions=(), told_later=known.bulletin)

    def _thread(self, story: Story, body: str, traits: Traits) -> tuple[str, str]:
        """The thread that a new story goes on with, and why; an editor who took the earlier one out of it is heard."""
        kin = self.archive.earlier(_newcomer(story, body, traits), self.mine)
        if kin is None:
            return "", ""
        before = kin.known.entry
        said = page.front_matter(self.content.read(before.identity.path)).get("Thread", "")
        thread = thread_key(said or before.thread, before.identity.story_id)
        return (thread, f"goes on with {before.headline}: {kin.why}") if thread else ("", "")

    def _fresh(self, story: Story, who: Identity, *, is_draft: bool, thread: str = "") -> str:
        """Digest of the page; which bulletin holds the story, and where, is no part of what it says: it may move."""
        return digest(self._render(replace(story, bulletin="", lines=(0,)), who, is_draft=is_draft, thread=thread))

    def _render(
        self, story: Story, who: Identity, modified: datetime | None = None, *, is_draft: bool, thread: str = ""
    ) -> str:
        return page.render(story, who, self.settings.vocabulary, modified, is_draft=is_draft, thread=thread)

    def _found_again(self, story: Story, body: str) -> Entry | None:
        """The entry of a story whose file is there but whose receipt was lost: it says its id itself."""
        who = identity.natural(story, self.settings.zone)
        fields = page.front_matter(self.content.read(who.path))
        if who.story_id in self.ids or fields.get("Story_ID") != who.story_id:
            return None
        is_draft = fields.get("Status") == page.DRAFT
        wrote = digest(self._render(story, who, is_draft=is_draft))
        fresh = self._fresh(story, who, is_draft=is_draft)
        return Entry(who, story.headline, story.line, body, fresh, wrote, is_draft=is_draft)

    def _modified(self, entry: Entry, last: Entry | None) -> datetime | None:
        """When the text was last changed after publication."""
        if last is None or (last.body == entry.body and last.headline == entry.headline):
            return last.modified if last else None
        return max(self.received, entry.identity.date)

    def _act(self, story: Story, entry: Entry, last: Entry | None, decision: Decision) -> Entry:
        path = entry.identity.path
        if decision.action is Action.EARLIER:
            return replace(entry, wrote=last.wrote if last else None)
        text = self._render(story, entry.identity, entry.modified, is_draft=entry.is_draft, thread=entry.thread)
        if decision.action in WRITTEN:
            self.plan.write(path, text)
            return replace(entry, wrote=digest(text))
        if decision.action is Action.FOREIGN or last is None:
            self._report(path, decision.why, "Rename that file, or delete it, and convert again")
            return entry
        if decision.action is Action.CONFLICT:
            fresh = entry.rendered
            self._report_conflict(path, text, decision)
            self.plan.write(path + FRESH, text)
            return replace(entry, rendered=last.rendered, wrote=last.wrote, offered=fresh)
        return replace(entry, wrote=last.wrote, modified=last.modified)

    def _report_conflict(self, path: str, text: str, decision: Decision) -> None:
        remedy = f"Compare it with {path}{FRESH}, take over what you want, and delete that file"
        lines = zip_longest(self.content.read(path).splitlines(), text.splitlines())
        first = next((number for number, (one, two) in enumerate(lines, 1) if one != two), 1)
        self._report(path, decision.why, remedy, first)

    def _report(self, path: str, what: str, remedy: str, line: int | None = None) -> None:
        self.problems.append(BadInput(str(self.content.root / path), what, remedy, line))


def _newcomer(story: Story, body: str, traits: Traits) -> Newcomer:
    return Newcomer(story.headline, body, traits, story.issued.day)


def _receipt(reading: Reading, entries: Sequence[Entry]) -> Receipt:
    bulletin = reading.bulletin
    return Receipt(
        bulletin=bulletin.name,
        digest=bulletin.digest,
        issued=reading.issued.day,
        basis=reading.issued.basis,
        repairs=bulletin.repairs,
        entries=tuple(entries),
        dropped=reading.dropped,
    )


def _look(story: Story, *, is_draft: bool) -> Iterator[str]:
    """What an editor may want to look at."""
    if is_draft:
        yield f"a draft: where it begins and ends is only {int(100 * story.confidence)}% sure"
    if story.kind is Kind.STUB:
        yield "headline only"
    if story.place.region is None:
        yield "no place found"
    for photo in story.photos:
        if not page.shown_credit(photo):
            yield f"photo without a credit (line {photo.line})"
