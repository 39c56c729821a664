"""A receipt as text, and back: one record a line, in the bulletin's order, so that git merges it line by line.

An intent is the receipt that is to be, below a line of its own.
"""

import json
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Any

from .errors import BadInput
from .model import Dropped, Entry, Identity, Intent, Receipt, Traits

Record = Mapping[str, Any]


def write(receipt: Receipt) -> str:
    """The receipt's text, with a newline at the end."""
    return "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in _records(receipt))


def parse(name: str, text: str) -> Receipt:
    """A receipt from its text.

    Raises:
        BadInput: it is damaged; the message names the line.
    """
    records = _read(name, text)
    try:
        return _receipt(records)
    except (KeyError, TypeError, ValueError, IndexError):
        raise _damaged(name, 1) from None


def write_intent(intent: Intent) -> str:
    """The intent's text."""
    return json.dumps({"instead_of": intent.instead_of}, ensure_ascii=False) + "\n" + write(intent.receipt)


def parse_intent(name: str, text: str) -> Intent:
    """An intent from its text.

    Raises:
        BadInput: it is damaged; the message names the line.
    """
    records = _read(name, text)
    try:
        return Intent(_receipt(records[1:]), records[0]["instead_of"])
    except (KeyError, TypeError, ValueError, IndexError):
        raise _damaged(name, 1) from None


def _read(name: str, text: str) -> list[Record]:
    records: list[Record] = []
    for number, line in enumerate(text.removesuffix("\n").split("\n"), 1):
        try:
            record = json.loads(line)
        except ValueError:
            raise _damaged(name, number) from None
        if not isinstance(record, dict):
            raise _damaged(name, number)
        records.append(record)
    return records


def _damaged(name: str, line: int) -> BadInput:
    return BadInput(
        name, "this receipt is damaged", "Restore it from git; without it, edited stories look foreign", line
    )


def _records(receipt: Receipt) -> Iterator[Record]:
    yield {
        "bulletin": receipt.bulletin,
        "digest": receipt.digest,
        "issued": receipt.issued.isoformat(),
        "basis": receipt.basis,
        "repairs": receipt.repairs,
    }
    for entry in receipt.entries:
        yield _of_entry(entry)
    for dropped in receipt.dropped:
        yield {"dropped": dropped.line, "text": dropped.text, "why": dropped.why}


def _of_entry(entry: Entry) -> Record:
    return {
        "story": entry.identity.story_id,
        "headline": entry.headline,
        "line": entry.line,
        "slug": entry.identity.slug,
        "date": entry.identity.date.isoformat(),
        "look": entry.look,
        "draft": entry.is_draft,
        "body": entry.body,
        "rendered": entry.rendered,
        "wrote": entry.wrote,
        "modified": entry.modified.isoformat() if entry.modified else None,
        "offered": entry.offered,
        "print": entry.traits.printed,
        "terms": entry.traits.terms,
        "countries": entry.traits.countries,
        "why": entry.why,
        "thread": entry.thread,
        "told_later": entry.told_later,
        "versions": entry.versions,
    }


def _receipt(records: list[Record]) -> Receipt:
    head = records[0]
    return Receipt(
        bulletin=head["bulletin"],
        digest=head["digest"],
        issued=date.fromisoformat(head["issued"]),
        basis=head["basis"],
        repairs=tuple(head["repairs"]),
        entries=tuple(_entry(record) for record in records if "story" in record),
        dropped=tuple(
            Dropped(record["dropped"], record["text"], record["why"]) for record in records if "dropped" in record
        ),
    )


def _entry(record: Record) -> Entry:
    return Entry(
        identity=Identity(record["story"], record["slug"], datetime.fromisoformat(record["date"])),
        headline=record["headline"],
        line=record["line"],
        look=tuple(record["look"]),
        is_draft=record.get("draft", False),
        body=record["body"],
        rendered=record["rendered"],
        wrote=record["wrote"],
        modified=datetime.fromisoformat(record["modified"]) if record["modified"] else None,
        offered=record["offered"],
        traits=Traits(record.get("print", ""), tuple(record.get("terms", ())), tuple(record.get("countries", ()))),
        why=record.get("why", ""),
        thread=record.get("thread", ""),
        told_later=record.get("told_later", ""),
        versions=tuple(record.get("versions", ())),
    )
