"""An account of a conversion for other programs: `bulletin convert --json`, one record a bulletin."""

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from . import page
from .convert import Outcome
from .errors import BadInput
from .model import Action, Decision, Entry
from .settings import Settings
from .store import Content

SIGNS = {
    Action.CREATE: "new",
    Action.UPDATE: "updated",
    Action.KEEP: "same",
    Action.LEAVE: "edited",
    Action.CONFLICT: "conflict",
    Action.GONE: "deleted",
    Action.FOREIGN: "in way",
    Action.EARLIER: "earlier",
}
"""What is said of each action, in a word or two."""


class Accountant:
    """Writes down what became of bulletins; files are named as seen from one folder."""

    def __init__(self, site: Settings, folder: Path) -> None:
        self._site = site
        self._folder = folder
        self._content = Content(site.content)

    def record(self, outcome: Outcome) -> dict[str, Any]:
        """What became of a bulletin. Of one that has not changed, nothing is told but that."""
        receipt = outcome.receipt
        return {
            "bulletin": outcome.bulletin,
            "file": self._seen(self._site.seeds / outcome.bulletin),
            "issued": receipt.issued.isoformat() if receipt else None,
            "issued_basis": receipt.basis if receipt else None,
            "unchanged": outcome.unchanged,
            "stories": [self._story(*done) for done in outcome.done],
            "problems": [self._problem(problem) for problem in outcome.problems],
        }

    def _story(self, entry: Entry, decision: Decision) -> dict[str, Any]:
        path = entry.identity.path
        fields = page.front_matter(self._content.read(path))
        is_to_come = entry.identity.date > datetime.now(UTC)
        return {
            "headline": self._headline(entry, decision, fields),
            "file": self._seen(self._content.root / path),
            "line": entry.line,
            "regions": list(self._regions(fields)),
            "draft": fields.get("Status", "").casefold() == page.DRAFT,
            "waits_until": entry.identity.date.isoformat() if is_to_come else None,
            "action": SIGNS[decision.action],
            "look": list(entry.look),
        }

    @staticmethod
    def _headline(entry: Entry, decision: Decision, fields: Mapping[str, str]) -> str:
        """That of the bulletin; of a story that an editor has made his own, the one that stands in its file."""
        return (decision.action in {Action.LEAVE, Action.CONFLICT} and fields.get("Title")) or entry.headline

    def _regions(self, fields: Mapping[str, str]) -> Iterator[str]:
        """The regions that stand in a story's file, the main one first."""
        known = {region.name for region in (*self._site.vocabulary.regions, self._site.vocabulary.world)}
        tags = fields.get("Tags", "").split(page.SEPARATOR.strip())
        yield from dict.fromkeys(
            name for tag in (fields.get("Region", ""), *tags) if (name := tag.strip()) and name in known
        )

    def _problem(self, problem: BadInput) -> dict[str, Any]:
        file = Path(problem.file)
        known = file if file.is_absolute() else self._site.seeds / file
        shown = self._seen(known) if known.exists() else problem.file
        return {"file": shown, "line": problem.line, "what": problem.what, "remedy": problem.remedy}

    def _seen(self, path: Path) -> str:
        """A file as seen from the folder, with forward slashes."""
        path = path if path.is_absolute() else self._folder / path
        return (path.relative_to(self._folder) if path.is_relative_to(self._folder) else path).as_posix()
