"""Seeds to content: read, compose, decide, act, and a receipt for each bulletin.

What a run changes follows from the bulletins and from what lies in the content folder; a second run changes nothing.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from itertools import zip_longest
from pathlib import Path

from . import identity, ledger, page, pipeline, store
from .errors import BadInput
from .model import Action, Decision, Entry, Kind, Reading, Receipt, Story
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


def convert(settings: Settings, paths: Sequence[Path] = ()) -> Iterator[Outcome]:
    """Convert bulletins, one outcome each as it is done. A bulletin that cannot be read costs only itself.

    Args:
        settings: the site's.
        paths: files and folders; without any, the site's own seeds.

    Raises:
        BadInput: a path does not exist.
    """
    content = Content(settings.content)
    ids = {entry.identity.story_id for one in content.receipts() for entry in one.entries}
    for name, path in store.seeds(paths or [settings.seeds]):
        try:
            outcome = _convert_one(name, path, settings, content, ids)
        except BadInput as problem:
            outcome = Outcome(name, problems=(problem,))
        yield outcome


def _convert_one(name: str, path: Path, settings: Settings, content: Content, ids: set[str]) -> Outcome:
    raw, received = store.load(path, settings.zone)
    last = content.receipt(name)
    reading = pipeline.compose(name, raw, received.date(), settings.vocabulary)
    run = _Run(settings, content, received, ids)
    known = last.entries if last else ()
    bodies = [digest(page.body(story)) for story in reading.stories]
    matches = identity.recognise(reading.stories, bodies, known)
    results = [
        run.settle(story, body, entry) for story, body, entry in zip(reading.stories, bodies, matches, strict=True)
    ]
    vanished = [replace(entry, line=0) for entry in known if entry not in matches]
    receipt = _receipt(reading, [*(entry for entry, _ in results), *vanished])
    content.write_receipt(receipt)
    return Outcome(name, receipt, tuple(results), tuple(run.problems))


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
        who = last.identity if last else identity.mint(story, self.settings.zone, self.ids, self.content)
        self.ids.add(who.story_id)
        # Where a story stands in the bulletin is no part of what it says: it may move without being changed.
        fresh = digest(page.render(replace(story, lines=(0,)), who, self.settings.vocabulary))
        decision = ledger.decide(
            last, self.content.digest(who.path), fresh, fresh_lies_beside=self.content.exists(who.path + FRESH)
        )
        entry = Entry(who, story.headline, story.line, body, fresh, None, look=tuple(_look(story)))
        return self._act(story, replace(entry, modified=self._modified(entry, last)), last, decision), decision

    def _modified(self, entry: Entry, last: Entry | None) -> datetime | None:
        """When the text was last changed after publication."""
        if last is None or (last.body == entry.body and last.headline == entry.headline):
            return last.modified if last else None
        return max(self.received, entry.identity.date)

    def _act(self, story: Story, entry: Entry, last: Entry | None, decision: Decision) -> Entry:
        text = page.render(story, entry.identity, self.settings.vocabulary, entry.modified)
        path = entry.identity.path
        if decision.action in WRITTEN:
            self.content.write(path, text)
            return replace(entry, wrote=digest(text))
        if decision.action is Action.FOREIGN or last is None:
            self._report(path, decision.why, "Rename that file, or delete it, and convert again")
            return entry
        if decision.action is Action.CONFLICT:
            self._report_conflict(path, text, decision)
            self.content.write(path + FRESH, text)
            return replace(last, line=entry.line, look=entry.look, offered=entry.rendered)
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


def _look(story: Story) -> Iterator[str]:
    """What an editor may want to look at; none of it keeps the story from being published."""
    if story.kind is Kind.STUB:
        yield "headline only"
    if story.place.region is None:
        yield "no place found"
    for photo in story.photos:
        if not page.shown_credit(photo):
            yield f"photo without a credit (line {photo.line})"
