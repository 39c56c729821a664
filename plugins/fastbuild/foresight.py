"""Tells before a page is rendered whether it would be what it is."""

import hashlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from jinja2 import Environment, Template

from .likeness import Likeness
from .program import fingerprint_of_site
from .remembered import Pages
from .shelf import Shelf
from .sight import Eyes


class Foresight:
    """What the pages of the last build showed, and whether they would show something else now."""

    def __init__(self, settings: Mapping[str, Any]) -> None:
        """Remember the last build.

        Args:
            settings: The site's. With another program, another theme or other settings, nothing is known.
        """
        output = Path(settings["OUTPUT_PATH"])
        where = hashlib.sha256(str(output.resolve()).encode()).hexdigest()[:8]
        folder = Path(settings["CACHE_PATH"], "fastbuild")
        self._shelf = Shelf(folder, f"pages-{where}", fingerprint_of_site(settings))
        self._pages = Pages(self._shelf, output)
        self._likeness = Likeness()
        self._eyes: dict[int, tuple[Environment, Eyes]] = {}

    def shows(self, template: Template, context: Mapping[str, Any]) -> bytes | None:
        """The fingerprint of all that a page can show; None where it cannot be told."""
        environment = template.environment
        _, eyes = self._eyes.setdefault(id(environment), (environment, Eyes(environment)))
        sight = eyes.sight(template)
        return None if sight is None else self._likeness.of(sight, context, environment)

    def stands(self, page: Path, shows: bytes) -> bool:
        """Whether a page need not be rendered."""
        return self._pages.stands(page, shows)

    def written(self, page: Path, shows: bytes) -> None:
        """Note down that a page was rendered."""
        self._pages.written(page, shows)

    def next_generator(self) -> None:
        """From here on lists may be others under the same name."""
        self._likeness.forget()

    def close(self, produced: set[Path]) -> None:
        """Keep all of it for the next build.

        Args:
            produced: The files that this build stands for.
        """
        self._pages.keep(produced)
        self._shelf.close()
