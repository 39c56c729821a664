"""One bulletin's stories: known again or new, decided on, written, and remembered in a receipt."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from itertools import zip_longest

from . import gazetteer, identity, journal, ledger, page
from .amendments import thread_key
from .archive import Known, Newcomer
from .errors import BadInput
from .journal import Plan
from .likeness import print_of, terms_of
from .model import Action, Decision, Entry, Identity, Issued, Kind, Reading, Receipt, Role, Story, Traits
from .newsroom import Newsroom
from .store import FRESH, digest

WRITTEN = frozenset({Action.CREATE, Action.UPDATE, Action.KEEP})
# What an editor may want to look at.
A_DRAFT, HEADLINE_ONLY, NO_PLACE, WITHOUT_CREDIT = (
    "a draft",
    "headline only",
    "no place found",
    "photo without a credit",
)


@dataclass(frozen=True, slots=True)
class Settled:
    """What became of a bulletin."""

    receipt: Receipt
    done: tuple[tuple[Entry, Decision], ...]
    """Its stories, in its order."""
    problems: tuple[BadInput, ...]
    """What needs an editor."""


def settle(name: str, received: datetime, reading: Reading, newsroom: Newsroom) -> Settled:
    """Decide on all stories of a bulletin, write what is to be written, and its receipt.

    Args:
        name: the bulletin's.
        received: when it was last written.
        reading: what was read from it.
        newsroom: what all bulletins share.

    Raises:
        BadInput: its receipt is damaged, or somebody saved one of the files meanwhile.
        OSError: the disk refuses.
    """
    content = newsroom.content
    journal.recover(content, name)
    own = content.receipt(name)
    bodies = [digest(page.body(story)) for story in reading.stories]
    renamed = None if own else identity.renamed(bodies, newsroom.orphans)
    last = own or renamed
    reading = _dated_as_before(reading, last)
    known = last.entries if last else ()
    traits = list(map(_traits, reading.stories))
    matches = identity.recognise(reading.stories, bodies, known, [one.printed for one in traits])
    met = {entry.identity.story_id for entry in matches if entry}
    mine = {name, *([renamed.bulletin] if renamed else []), *met}
    run = _Settling(newsroom, Plan(content), received, name, mine)
    rows = zip(reading.stories, bodies, traits, matches, strict=True)
    results = [run.settle(story, body, own_traits, entry) for story, body, own_traits, entry in rows]
    vanished = [replace(entry, line=0) for entry in known if entry.identity.story_id not in met]
    receipt = _receipt(reading, [*(entry for entry, _ in results), *vanished])
    run.plan.carry_out(receipt, renamed)
    if renamed:
        newsroom.orphans.remove(renamed)
        newsroom.archive.drop(renamed.bulletin)
    newsroom.archive.put(receipt)
    for version in run.overtaken:
        newsroom.mark_told_later(version, name)
    return Settled(receipt, tuple(results), tuple(run.problems))


def _dated_as_before(reading: Reading, last: Receipt | None) -> Reading:
    """A bulletin that states no day keeps the one that it had, whatever becomes of its file."""
    if last is None or reading.issued.stated:
        return reading
    issued = Issued(last.issued, last.basis, stated=False)
    return replace(reading, issued=issued, stories=tuple(replace(story, issued=issued) for story in reading.stories))


def _traits(story: Story) -> Traits:
    texts = [*story.texts(Role.PARAGRAPH), *story.texts(Role.ITEM)]
    return Traits(print_of(texts), terms_of(texts, gazetteer.is_well_known), story.place.countries)


@dataclass(slots=True)
class _Settling:
    """One bulletin on its way to disk."""

    newsroom: Newsroom
    plan: Plan
    received: datetime
    bulletin: str
    mine: set[str]
    """Ids and bulletins in which no other version of a story is looked for."""
    problems: list[BadInput] = field(default_factory=list)
    overtaken: list[Known] = field(default_factory=list)
    """Earlier versions, in other bulletins, of stories that this one has."""

    def settle(self, story: Story, body: str, traits: Traits, last: Entry | None) -> tuple[Entry, Decision]:
        """Decide on one story's file, do it, and say what is to be remembered."""
        last = last or self._found_again(story, body) or self._told_before(story, body, traits)
        who = last.identity if last else identity.mint(story, self.newsroom.settings.zone, self.newsroom.ids, self.plan)
        thread, why = (last.thread, last.why) if last else self._thread(story, body, traits)
        self.newsroom.ids.add(who.story_id)
        self.mine.add(who.story_id)
        is_draft = story.confidence < self.newsroom.settings.draft_below and (last is None or last.is_draft)
        fresh = self._fresh(story, who, is_draft=is_draft, thread=thread)
        decision = ledger.decide(
            last, self.plan.digest(who.path), fresh, fresh_lies_beside=self.newsroom.content.exists(who.path + FRESH)
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
        kin = self.newsroom.archive.same(_newcomer(story, body, traits), self.mine)
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
        kin = self.newsroom.archive.earlier(_newcomer(story, body, traits), self.mine)
        if kin is None:
            return "", ""
        before = kin.known.entry
        said = page.front_matter(self.newsroom.content.read(before.identity.path)).get("Thread", "")
        thread = thread_key(said or before.thread, before.identity.story_id)
        return (thread, f"goes on with {before.headline}: {kin.why}") if thread else ("", "")

    def _fresh(self, story: Story, who: Identity, *, is_draft: bool, thread: str = "") -> str:
        """Digest of the page; which bulletin holds the story, and where, is no part of what it says: it may move."""
        return digest(self._render(replace(story, bulletin="", lines=(0,)), who, is_draft=is_draft, thread=thread))

    def _render(
        self, story: Story, who: Identity, modified: datetime | None = None, *, is_draft: bool, thread: str = ""
    ) -> str:
        return page.render(story, who, self.newsroom.settings.vocabulary, modified, is_draft=is_draft, thread=thread)

    def _found_again(self, story: Story, body: str) -> Entry | None:
        """The entry of a story whose file is there but whose receipt was lost: it says its id itself."""
        who = identity.natural(story, self.newsroom.settings.zone)
        fields = page.front_matter(self.newsroom.content.read(who.path))
        if who.story_id in self.newsroom.ids or fields.get("Story_ID") != who.story_id:
            return None
        is_draft = fields.get("Status") == page.DRAFT
        wrote = digest(self._render(story, who, is_draft=is_draft))
        fresh = self._fresh(story, who, is_draft=is_draft)
        return Entry(who, story.headline, story.line, body, fresh, wrote, is_draft=is_draft)

    def _modified(self, entry: Entry, last: Entry | None) -> datetime | None:
        """When the text was last changed after publication; a draft, and a story before its date, was not public."""
        if last is None or (last.body == entry.body and last.headline == entry.headline):
            return last.modified if last else None
        is_public = not page.is_kept_back(self.newsroom.content.read(entry.identity.path).encode())
        return self.received if is_public and self.received > entry.identity.date else last.modified

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
        lines = zip_longest(self.newsroom.content.read(path).splitlines(), text.splitlines())
        first = next((number for number, (one, two) in enumerate(lines, 1) if one != two), 1)
        self._report(path, decision.why, remedy, first)

    def _report(self, path: str, what: str, remedy: str, line: int | None = None) -> None:
        self.problems.append(BadInput(str(self.newsroom.content.root / path), what, remedy, line))


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
        yield f"{A_DRAFT}: where it begins and ends is only {story.percent_sure}% sure"
    if story.kind is Kind.STUB:
        yield HEADLINE_ONLY
    if story.place.region is None:
        yield NO_PLACE
    for photo in story.photos:
        if not page.shown_credit(photo):
            yield f"{WITHOUT_CREDIT} (line {photo.line})"
