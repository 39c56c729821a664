"""Each story's neighbours in time, which Pelican itself does not tell of."""

from itertools import pairwise

from pelican import signals
from pelican.generators import ArticlesGenerator


def introduce(generator: ArticlesGenerator) -> None:
    """Tell each story which one is the next newer and the next older."""
    for newer, older in pairwise(generator.articles):
        older.newer, newer.older = newer, older


def register() -> None:
    """Connect to Pelican's signals."""
    signals.article_generator_finalized.connect(introduce)
