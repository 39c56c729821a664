"""Seeds to content: have them read, decide, act, and a receipt for each bulletin.

What a run changes follows from the bulletins and from what lies in the content folder; a second run changes nothing.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from itertools import zip_longest
from pathlib import Path

from . import desk, identity, ledger, page, store
from .desk import Job
from .errors import BadInput
from .model import Action, Decision, Entry, Identity, Issued, Kind, Reading, Receipt, Story
from .settings import Settings
from .store import FRESH, Content, digest

WRITTEN = frozenset({Action.CREATE, Action.UPDATE, Action.KEEP})


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a run did with one bulletin."""

    bulletin: str
    receipt: Receipt | None = None
    done: tuple[tuple[Entry, Decision], ...] = ()
    """The stories that the bulletin holds, in its order."""
    problems: tuple[BadInput, ...] = ()
    """What needs an editor."""


def convert(
    settings: Settings,
    paths: Sequence[Path] = (),
    *,
    scheduler: str | None = None,
    expect: Callable[[int], None] = lambda _: None,
) -> Iterator[Outcome]:
    """Convert bulletins, one outcome each as it is done. A bulletin that cannot be read costs only itself.

    They are read side by side; what is done with the stories is done here, bulletin by bulletin, whoever has read them.

    Args:
        settings: the site's.
        paths: files and folders; without any, the site's own seeds.
        scheduler: the address of a Dask cluster that reads them.
        expect: is told how many outcomes there will be.

    Raises:
        BadInput: a path does not exist, the cluster cannot be used.
    """
    content = Content(settings.content)
    own = list(store.seeds([settings.seeds])) if settings.seeds.exists() else []
    seeds = list(store.seeds(paths, settings.seeds)) if paths else own
    present = {name for name, _ in (*seeds, *own)}
    receipts = {one.bulletin: one for one in content.receipts()}
    ids = {entry.identity.story_id for one in receipts.values() for entry in one.entries}
    orphans = [one for name, one in receipts.items() if name not in present]
    expect(len(seeds))
    newsroom = _Newsroom(settings, content, ids, orphans)
    for job, reading in desk.read(_jobs(seeds, settings), settings.vocabulary, scheduler=scheduler):
        if isinstance(reading, BadInput):
            yield Outcome(job.name, problems=(reading,))
            continue
        try:
            outcome = _convert_one(job, reading, newsroom)
        except BadInput as problem:
            outcome = Outcome(job.name, problems=(problem,))
        except OSError as error:
            outcome = Outcome(job.name, problems=(_of_disk(job.name, error),))
        yield outcome


def _jobs(seeds: Iterable[tuple[str, Path]], settings: Settings) -> Iterator[Job]:
    for name, path in seeds:
        try:
            store.refuse_name(name)
            store.refuse_link(path, settings.seeds)
            yield Job(name, *store.load(path, settings.zone))
        except BadInput as problem:
            yield Job(name, refused=problem)


def _dated_as_before(reading: Reading, last: Receipt | None) -> Reading:
    """A bulletin that states no day keeps the one that it had, whatever becomes of its file."""
    if last is None or reading.issued.stated:
        return reading
    issued = Issued(last.issued, last.basis, stated=False)
    return replace(reading, issued=issued, stories=tuple(replace(story, issued=issued) for story in reading.stories))


def _of_disk(name: str, error: OSError) -> BadInput:
    what = f"a file cannot be written or read ({error.strerror or error}): {error.filename or ''}"
    return BadInput(name, what, "See that the folder may be written to and the disk has room, and convert again")


@dataclass(frozen=True, slots=True)
class _Newsroom:
    """What all bulletins of a run share."""

    settings: Settings
    content: Content
    ids: set[str]
    orphans: list[Receipt]
    """Receipts of bulletins that are no longer there: one of them may have been renamed."""


def _convert_one(job: Job, reading: Reading, newsroom: _Newsroom) -> Outcome:
    settings, content = newsroom.settings, newsroom.content
    own = content.receipt(job.name)
    bodies = [digest(page.body(story)) for story in reading.stories]
    renamed = None if own else identity.renamed(bodies, newsroom.orphans)
    last = own or renamed
    reading = _dated_as_before(reading, last)
    run = _Run(settings, content, job.received, newsroom.ids)
    known = last.entries if last else ()
    matches = identity.recognise(reading.stories, bodies, known)
    results = [
        run.settle(story, body, entry) for story, body, entry in zip(reading.stories, bodies, matches, strict=True)
    ]
    met = {entry.identity.story_id for entry in matches if entry}
    vanished = [replace(entry, line=0) for entry in known if entry.identity.story_id not in met]
    receipt = _receipt(reading, [*(entry for entry, _ in results), *vanished])
    content.write_receipt(receipt)
    if renamed:
        newsroom.orphans.remove(renamed)
        content.drop_receipt(renamed)
    return Outcome(job.name, receipt, tuple(results), tuple(run.problems))


@dataclass(slots=True)
class _Run:
    """One bulletin on its way to disk."""

    settings: Settings
    content: Content
    received: datetime
    ids: set[str]
    problems: list[BadInput] = field(default_factory=list)

    def settle(self, story: Story, body: str, last: Entry | None) -> tuple[Entry, Decision]:
        """Decide on one story's file, do it, and say what is to be remembered."""
        last = last or self._found_again(story, body)
        who = last.identity if last else identity.mint(story, self.settings.zone, self.ids, self.content)
        self.ids.add(who.story_id)
        is_draft = story.confidence < self.settings.draft_below and (last is None or last.is_draft)
        fresh = self._fresh(story, who, is_draft=is_draft)
        decision = ledger.decide(
            last, self.content.digest(who.path), fresh, fresh_lies_beside=self.content.exists(who.path + FRESH)
        )
        look = tuple(_look(story, is_draft=is_draft))
        entry = Entry(who, story.headline, story.line, body, fresh, None, look=look, is_draft=is_draft)
        return self._act(story, replace(entry, modified=self._modified(entry, last)), last, decision), decision

    def _fresh(self, story: Story, who: Identity, *, is_draft: bool) -> str:
        """Digest of the page; which bulletin holds the story, and where, is no part of what it says: it may move."""
        return digest(self._render(replace(story, bulletin="", lines=(0,)), who, is_draft=is_draft))

    def _render(self, story: Story, who: Identity, modified: datetime | None = None, *, is_draft: bool) -> str:
        return page.render(story, who, self.settings.vocabulary, modified, is_draft=is_draft)

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
        text = self._render(story, entry.identity, entry.modified, is_draft=entry.is_draft)
        path = entry.identity.path
        if decision.action in WRITTEN:
            self.content.write(path, text)
            return replace(entry, wrote=digest(text))
        if decision.action is Action.FOREIGN or last is None:
            self._report(path, decision.why, "Rename that file, or delete it, and convert again")
            return entry
        if decision.action is Action.CONFLICT:
            fresh = entry.rendered
            self._report_conflict(path, text, decision)
            self.content.write(path + FRESH, text)
            return replace(entry, rendered=last.rendered, wrote=last.wrote, offered=fresh)
        return replace(entry, wrote=last.wrote, modified=last.modified)

    def _report_conflict(self, path: str, text: str, decision: Decision) -> None:
        remedy = f"Compare it with {path}{FRESH}, take over what you want, and delete that file"
        lines = zip_longest(self.content.read(path).splitlines(), text.splitlines())
        first = next((number for number, (one, two) in enumerate(lines, 1) if one != two), 1)
        self._report(path, decision.why, remedy, first)

    def _report(self, path: str, what: str, remedy: str, line: int | None = None) -> None:
        self.problems.append(BadInput(str(self.content.root / path), what, remedy, line))


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
