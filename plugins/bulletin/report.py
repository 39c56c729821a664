"""The state of the newsroom, from the receipts and what lies in the content folder."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from . import knowledge, page
from .model import Entry, Receipt
from .store import FRESH, Content

CONFLICT, DELETED, EDITED = "conflict", "deleted", "edited"


def newsroom(content: Content) -> dict[str, Any]:
    """The state of everything, as one record.

    Returns:
        `bulletins`, each with its stories and what an editor may want to look at in each; `threads`, each with its
        stories in order of time; `totals`.
    """
    receipts = list(content.receipts())
    bulletins = [_bulletin(receipt, content) for receipt in receipts]
    stories = [story for bulletin in bulletins for story in bulletin["stories"]]
    return {"totals": _totals(bulletins, stories), "bulletins": bulletins, "threads": list(_threads(receipts))}


def as_page(state: Mapping[str, Any]) -> str:
    """The state as one page of HTML, that needs nothing else."""
    import jinja2

    loader = jinja2.FileSystemLoader(knowledge.DATA)
    template = jinja2.Environment(loader=loader, autoescape=True, trim_blocks=True).get_template("report.html")
    return template.render(state)


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
    return {
        "headline": entry.headline,
        "file": entry.identity.path,
        "line": entry.line,
        "state": state,
        "draft": entry.is_draft and state != DELETED and _is_draft(entry, content),
        "thread": entry.thread,
        "why": entry.why,
        "told_later": entry.told_later,
        "versions": list(entry.versions),
        "look": [] if entry.told_later else list(_look(entry, state)),
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


def _is_draft(entry: Entry, content: Content) -> bool:
    """Whether what was written as a draft is one still."""
    return page.front_matter(content.read(entry.identity.path)).get("Status", "").casefold() == page.DRAFT


def _look(entry: Entry, state: str) -> Iterator[str]:
    yield from entry.look
    if state == DELETED:
        yield "deleted by an editor"
    if state == CONFLICT:
        yield f"changed in the bulletin too: compare with {entry.identity.path}{FRESH}"
    if not entry.line:
        yield "no longer in the bulletin"


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
