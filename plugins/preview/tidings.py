"""Converts the bulletins before a build, and tells what became of each that has news."""

import logging
from collections.abc import Iterator, Mapping
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from bulletin import settings
from bulletin.account import SIGNS
from bulletin.convert import Outcome, convert
from bulletin.model import Action, Decision, Entry

from .model import Line, Tiding

# What was so before is not said again.
QUIET = frozenset({Action.KEEP, Action.EARLIER})
# Only of these is it known that their file says what was read in the bulletin.
WRITTEN = frozenset({Action.CREATE, Action.UPDATE})
log = logging.getLogger(__name__)


def converted(given: Mapping[str, Any], folder: Path) -> Iterator[Tiding]:
    """Convert the bulletins of a site.

    Args:
        given: Pelican's settings.
        folder: That of the site.

    Raises:
        BadInput: A setting cannot be used.
        NotNow: Another conversion does not end, or the disk refuses.
    """
    site = settings.of_mapping(given, folder)
    with closing(convert(site, tell=log.warning)) as outcomes:
        for outcome in outcomes:
            if lines := tuple(_lines(outcome, given["DRAFT_URL"])):
                yield lines


def waiting(given: Mapping[str, Any], output: Path) -> tuple[str, ...]:
    """The pages of all drafts on the built site, by their addresses in it."""
    drafts = output / given["DRAFT_URL"].partition("{")[0]
    pages = sorted(drafts.rglob("index.html")) if drafts != output else []
    return tuple(f"{page.parent.relative_to(output).as_posix()}/" for page in pages)


def _lines(outcome: Outcome, address: str) -> Iterator[Line]:
    stories = [_story(*done, address) for done in outcome.done if done[1].action not in QUIET]
    if stories:
        number = len(outcome.done)
        yield Line(f"{outcome.bulletin}: {number} {'story' if number == 1 else 'stories'} found")
        yield from stories
    yield from (Line(f"Needs an editor: {problem}") for problem in outcome.problems)


def _story(entry: Entry, decision: Decision, address: str) -> Line:
    """A story and what is to be said of it; of one that readers will not see, where an editor does."""
    identity = entry.identity
    is_to_come = identity.date > datetime.now(UTC)
    notes = [*entry.look, *(["waits for its date"] if is_to_come else [])]
    text = f"  {SIGNS[decision.action]:8} {entry.headline}" + (f"  ({', '.join(notes)})" if notes else "")
    waits = is_to_come or entry.is_draft
    draft = address.format(date=identity.date, slug=identity.slug) if waits and decision.action in WRITTEN else ""
    return Line(text, draft)
