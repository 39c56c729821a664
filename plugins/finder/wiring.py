"""How finder hangs on Pelican."""

from pelican import Pelican
from pelican.plugins import signals

from .generator import IndexGenerator

PAGE = "search"
"""The template of the page that readers search on."""


def _add_page(pelican: Pelican) -> None:
    """See that the page is made where there is a search, and not where it is switched off."""
    settings = pelican.settings
    others = [template for template in settings["DIRECT_TEMPLATES"] if template != PAGE]
    settings["DIRECT_TEMPLATES"] = [*others, PAGE] if _is_on(pelican) else others


def _generators(pelican: Pelican) -> type[IndexGenerator] | None:
    return IndexGenerator if _is_on(pelican) else None


def _is_on(pelican: Pelican) -> bool:
    return bool(pelican.settings.get("SEARCH", True))


def register() -> None:
    """Connect to Pelican's signals."""
    signals.initialized.connect(_add_page)
    signals.get_generators.connect(_generators)
