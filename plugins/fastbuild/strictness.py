"""Says which pages are made anew in each build, to the author of a theme who wants to know."""

import logging
from collections.abc import Mapping
from typing import Any

from .reaches import Reach
from .sight import UnclearError

log = logging.getLogger(__name__)

SETTING = "FASTBUILD_STRICT"
OF_ALL_STORIES = frozenset(
    {"articles", "authors", "categories", "dates", "drafts", "hidden_articles", "period_archives", "tags"}
)
"""What Pelican hands every template, and what is another with every story that comes or goes."""


class Strictness:
    """Whether a theme may have pages of which nobody can tell that they stand."""

    def __init__(self, settings: Mapping[str, Any]) -> None:
        """Nothing is said where it may.

        Args:
            settings: The site's.
        """
        self.is_wanted = bool(settings.get(SETTING))
        self._said: set[tuple[str, str]] = set()

    def unclear(self, unclear: UnclearError) -> None:
        """Nobody can tell what a template may see."""
        self._say(f"{unclear.file}, line {unclear.line}", unclear.why)

    def unlike(self, place: str, reach: Reach) -> None:
        """A template sees something that can be another without being seen to be.

        Args:
            place: Where.
            reach: What leads to it.
        """
        self._say(
            place,
            f"“{reach}” leads to something that can become another unseen. "
            "Have its plugin hand over plain values, or frozen dataclasses of such",
        )

    def wide(self, place: str, name: str) -> None:
        """The page of a story shows all stories.

        Args:
            place: Where.
            name: Of the list.
        """
        self._say(
            place,
            f"“{name}” changes with every story, and with it the pages of all stories. "
            "Have a plugin hand each story what its page shows of others",
        )

    def _say(self, place: str, why: str) -> None:
        if self.is_wanted and (place, why) not in self._said:
            self._said.add((place, why))
            log.error("%s: pages are made anew in each build: %s", place, why)
