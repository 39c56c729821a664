"""How the cards hang on Pelican."""

from pelican.generators import ArticlesGenerator
from pelican.plugins import signals

from keepsakes import foretell_of_stories

from .generator import NAME, CardGenerator
from .naming import own_name


def _foretell(generator: ArticlesGenerator) -> None:
    """Tell who reads the stories that each will be asked how it would name its image."""
    if generator.settings.get("SHARE_IMAGES", True):
        foretell_of_stories(generator.settings, NAME, own_name)


def _generators(pelican: object) -> type[CardGenerator]:  # noqa: ARG001 - the signal's shape
    return CardGenerator


def register() -> None:
    """Connect to Pelican's signals."""
    signals.article_generator_init.connect(_foretell)
    signals.get_generators.connect(_generators)
