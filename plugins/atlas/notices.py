"""What the newsroom says of a story after its publication: corrections, and that it was withdrawn."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from bulletin.amendments import WITHDRAWN, Amendment, amendments

from .model import Entry, Notice, Noticed
from .wording import Words


def corrections_of(metadata: Mapping[str, Any], zone: ZoneInfo, words: Words) -> tuple[Notice, ...]:
    """Read a story's corrections.

    Args:
        metadata: The article's front matter, as Pelican has read it. It has a date.
        zone: The site's.
        words: Of the site's language.

    Returns:
        The corrections, the newest first. One without a day is of the day on which the story was modified, or else of
        the story's own: the clock is not asked, so that two builds say the same.
    """
    found = [_notice("correction", each, metadata, zone, words) for each in amendments(metadata.get("correction", ()))]
    return tuple(sorted(found, key=lambda notice: notice.when, reverse=True))


def withdrawal_of(metadata: Mapping[str, Any], zone: ZoneInfo, words: Words) -> Notice | None:
    """Read when and why a story was withdrawn; None for one that is not.

    Args:
        metadata: The article's front matter, as Pelican has read it. It has a date.
        zone: The site's.
        words: Of the site's language.
    """
    if str(metadata.get("status", "")).lower() != WITHDRAWN:
        return None
    reasons = amendments(metadata.get("reason", ())) or (
        Amendment(words.gettext("The newsroom has withdrawn this story.")),
    )
    return _notice("withdrawal", reasons[-1], metadata, zone, words)


def modified_by(notices: Sequence[Notice], metadata: Mapping[str, Any], zone: ZoneInfo) -> datetime | None:
    """When the story was last changed: a notice changes it, even where its file has no `Modified`."""
    own = metadata.get("modified")
    moments = [_zoned(own, zone)] if own else []
    moments += [max(notice.when, _zoned(metadata["date"], zone)) for notice in notices]
    return max(moments, default=None)


def all_notices(entries: Sequence[Entry]) -> tuple[Noticed, ...]:
    """The notices of all stories, the newest first.

    Of a withdrawn story its corrections are not repeated: they tell what it said.

    Args:
        entries: In reading order.
    """
    found = [Noticed(entry, notice) for entry in entries for notice in _notices(entry)]
    return tuple(sorted(found, key=lambda noticed: noticed.notice.when, reverse=True))


def _notices(entry: Entry) -> Iterator[Notice]:
    yield from (entry.withdrawal,) if entry.withdrawal else entry.corrections


def _notice(kind: str, amendment: Amendment, metadata: Mapping[str, Any], zone: ZoneInfo, words: Words) -> Notice:
    when = _zoned(amendment.when or metadata.get("modified") or metadata["date"], zone)
    headings = {"correction": words.gettext("Correction, %(day)s"), "withdrawal": words.gettext("Withdrawn, %(day)s")}
    return Notice(kind, when, headings[kind] % {"day": words.short_date(when)}, amendment.text)


def _zoned(when: datetime, zone: ZoneInfo) -> datetime:
    return when if when.tzinfo else when.replace(tzinfo=zone)
