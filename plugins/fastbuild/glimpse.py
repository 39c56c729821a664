"""A story that has just changed, on its page before the site is built: for one who waits to see it."""

import os
from collections.abc import Collection
from contextlib import suppress
from pathlib import Path
from typing import Any

from .logs import Listener
from .quiet import write_page
from .recalled import Article
from .writer import page_of

FEW = 3
"""Stories at once: for more, it is the build that one waits for."""


class Glimpse:
    """The end of a build, for as long as nobody wants another."""

    def __init__(self, generator: Any) -> None:  # noqa: ANN401 - Pelican has no types
        """Take a build over.

        Args:
            generator: The one of articles, which has done its work and keeps its stories.
        """
        self._generator = generator

    def of(self, files: Collection[Path]) -> frozenset[str]:
        """Write the pages of stories as their files are now. All else on the page is as it was in the build.

        Whatever is not so simple is left to the build that follows: it says what is wrong, and where.

        Args:
            files: Those that have changed.

        Returns:
            The pages, below the folder of the built site.
        """
        if len(files) > FEW:
            return frozenset()
        written = set()
        for file in files:
            with suppress(Exception), Listener().listening():  # whatever a reader, a plugin or a template may raise
                written |= self._page_of(file)
        return frozenset(written)

    def _page_of(self, file: Path) -> set[str]:
        generator, context = self._generator, self._generator.context
        name = os.path.relpath(file, generator.path)
        story = context["generated_content"].get(Path(name).as_posix())
        if type(story) is not Article or story not in generator.articles:
            return set()
        page = story.save_as
        if not generator.stories_kept.read_anew(story, name) or story.save_as != page or story.status != "published":
            return set()
        story.refresh_metadata_intersite_links()
        template = generator.get_template(story.template)
        made = page_of(story, os.path.join(generator.output_path, ""), template, context)
        write_page(made.path, made.text(context).encode())
        return {page}
