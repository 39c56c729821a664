"""Pelican, with quicker generators in place of its own (the setting PELICAN_CLASS)."""

import gc
from typing import Any

from pelican import Pelican
from pelican.contents import Content

from .generators import quick
from .glimpse import Glimpse

MANY = 200_000
"""Things that are made between two looks."""


class FastPelican(Pelican):  # type: ignore[misc]  # Pelican has no types
    """Builds the same site as Pelican, on all cores, and reads only what has changed."""

    changed: frozenset[str] | None = None
    """The files of the site that this build has written anew or taken away; None where it was not fastbuild's."""
    glimpse: Glimpse | None = None
    """Shows a story that changes now, until the next build."""

    def __init__(self, settings: dict[str, Any]) -> None:
        """Load the plugins. Python looks seldom for what is needed no longer: of programs nothing ever is."""
        gc.set_threshold(MANY, *gc.get_threshold()[1:])
        super().__init__(settings)

    def run(self) -> None:
        """Build the site. What it is made of is not among what Python looks through."""
        if gc.get_freeze_count():
            _forget_the_last()
        super().run()
        gc.freeze()  # a process that ends now does not take all of it apart first, which is a tenth of a build

    def _get_generator_classes(self) -> list[type[Any]]:
        return [quick(generator) for generator in super()._get_generator_classes()]


def _forget_the_last() -> None:
    """Give back what a build before has left, in a process that builds again and again."""
    for told in (Content.get_content, Content.get_summary):
        told.cache.clear()  # Pelican remembers what it has told of pages, and with that all of their build
    gc.unfreeze()
    gc.collect()
