"""How newsfeed hangs on Pelican."""

from pelican.generators import ArticlesGenerator
from pelican.plugins import signals

from keepsakes import foretell_of_stories

from .channels import maker_of
from .generator import FeedGenerator, site_of


def foretell(generator: ArticlesGenerator) -> None:
    """Tell who reads the stories that each will be asked for its slip."""
    maker = maker_of(site_of(generator.settings))
    foretell_of_stories(generator.settings, maker.slips, maker.slip, with_gifts=True)


def _generators(pelican: object) -> type[FeedGenerator]:  # noqa: ARG001 - the signal's shape
    return FeedGenerator


def register() -> None:
    """Connect to Pelican's signals."""
    signals.article_generator_init.connect(foretell)
    signals.get_generators.connect(_generators)
