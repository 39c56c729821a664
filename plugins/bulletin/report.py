"""The state of the newsroom, from the receipts and what lies in the content folder."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from . import figures, knowledge, page, store
from .errors import BadInput
from .model import Entry, Receipt
from .settling import A_DRAFT, HEADLINE_ONLY, NO_PLACE, WITHOUT_CREDIT
from .store import FRESH, Content

CONFLICT, DELETED, EDITED = "conflict", "deleted", "edited"
WITHOUT_STORIES = "no stories of it: it cannot be read, or has not been converted yet (.venv/bin/invoke convert)"


def newsroom(content: Content, seeds: Path) -> dict[str, Any]:
    """The state of everything, as one record.

    Args:
        content: the stories, as editors have left them.
        seeds: the folder of the bulletins.

    Returns:
        `bulletins`, each with its stories and what an editor may want to look at in each; `waiting`, the names of
        those that no stories have come of; `threads`, each with its stories in order of time; `totals`.
    """
    receipts = list(content.receipts())
    bulletins = [_bulletin(receipt, content) for receipt in receipts]
    stories = [story for bulletin in bulletins for story in bulletin["stories"]]
    known = {receipt.bulletin for receipt in receipts}
    present = store.seeds([seeds]) if seeds.exists() else ()
    return {
        "totals": _totals(bulletins, stories),
        "bulletins": bulletins,
        "waiting": [name for name, _ in present if name not in known],
        "threads": list(_threads(receipts)),
    }


def as_page(state: Mapping[str, Any]) -> str:
    """The state as one page of HTML, that needs nothing else."""
    import jinja2

    loader = jinja2.FileSystemLoader(knowledge.DATA)
    template = jinja2.Environment(loader=loader, autoescape=True, trim_blocks=True).get_template("report.html")
    return template.render(state, without_stories=WITHOUT_STORIES)


def _totals(bulletins: list[dict[str, Any]], stories: Iterable[Mapping[str, Any]]) -> dict[str, int]:
    states = Counter(story["state"] for story in stories if story["state"])
    told = [story for story in stories if not story["told_later"]]
    return {
        "bulletins": len(bulletins),
        "stories": len(told),
        "drafts": sum(story["draft"] for story in told),
        "conflicts": states[CONFLICT],
        "edited": states[EDITED],
        "deleted": states[DELETED],
        "to look at": sum(bool(story["look"]) for story in told),
    }


def _bulletin(receipt: Receipt, content: Content) -> dict[str, Any]:
    return {
        "bulletin": receipt.bulletin,
        "issued": receipt.issued.isoformat(),
        "issued_basis": receipt.basis,
        "repairs": list(receipt.repairs),
        "dropped": len(receipt.dropped),
        "stories": [_story(entry, content) for entry in receipt.entries],
    }


def _story(entry: Entry, content: Content) -> dict[str, Any]:
    state = "" if entry.told_later else _state(entry, content)
    text = content.read(entry.identity.path) if state in (EDITED, CONFLICT) else None
    return {
        "headline": entry.headline,
        "file": entry.identity.path,
        "line": entry.line,
        "state": state,
        "draft": state != DELETED and (entry.is_draft if text is None else _is_draft(text)),
        "thread": entry.thread,
        "why": entry.why,
        "told_later": entry.told_later,
        "versions": list(entry.versions),
        "look": [] if entry.told_later else list(_look(entry, state, text)),
    }


def _state(entry: Entry, content: Content) -> str:
    """What an editor did to a story's file."""
    path = entry.identity.path
    if content.exists(path + FRESH):
        return CONFLICT
    on_disk = content.digest(path)
    if on_disk is None:
        return DELETED
    return EDITED if on_disk != entry.wrote else ""


def _is_draft(text: str) -> bool:
    """Whether a file says that it is a draft."""
    return page.front_matter(text).get("Status", "").casefold() == page.DRAFT


def _look(entry: Entry, state: str, text: str | None) -> Iterator[str]:
    """What an editor may want to look at: in a file that has been edited, what is to be seen in it now."""
    if state == DELETED:
        yield "deleted by an editor"
    else:
        yield from entry.look if text is None else _look_now(entry, text)
    if state == CONFLICT:
        yield f"changed in the bulletin too: compare with {entry.identity.path}{FRESH}"
    if not entry.line:
        yield "no longer in the bulletin"


def _look_now(entry: Entry, text: str) -> Iterator[str]:
    try:
        page.check("", text.encode())
    except BadInput as refusal:
        yield f"not published: {refusal.what}"
        return
    fields, body = page.front_matter(text), page.text_of(text)
    if _is_draft(text):
        yield next((look for look in entry.look if look.startswith(A_DRAFT)), A_DRAFT)
    if not any(map(str.strip, body)):
        yield HEADLINE_ONLY
    if NO_PLACE in entry.look and not (fields.get("Region") or fields.get("Countries")):
        yield NO_PLACE
    for line in figures.without_credit(text):
        yield f"{WITHOUT_CREDIT} (line {line} of its file)"
    on_top = page.photo_credits(text)
    for line, credit in figures.only_below(on_top, text):
        yield f"credit only under the photo: {credit} (line {line} of its file)"
    for credit in figures.only_on_top(on_top, body):
        yield f"credit only on top of its file: {credit}"


def _threads(receipts: Iterable[Receipt]) -> Iterator[dict[str, Any]]:
    """The threads that conversion found; what editors wrote into their files since is on the site."""
    found: defaultdict[str, dict[str, Entry]] = defaultdict(dict)
    entries = [entry for receipt in receipts for entry in receipt.entries if not entry.told_later]
    keys = {entry.thread for entry in entries if entry.thread}
    for entry in entries:
        key = entry.thread or entry.identity.story_id
        if key in keys:
            found[key][entry.identity.story_id] = entry
    for key, stories in found.items():
        in_time = sorted(stories.values(), key=lambda entry: (entry.identity.date, entry.line))
        yield {
            "thread": key,
            "stories": [
                {"headline": one.headline, "file": one.identity.path, "why": one.why if one.thread else ""}
                for one in in_time
            ],
        }
