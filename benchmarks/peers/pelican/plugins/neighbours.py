"""Each story's neighbours in time, which Pelican itself does not tell of."""

from itertools import pairwise

from pelican import signals
from pelican.generators import ArticlesGenerator


def introduce(generator: ArticlesGenerator) -> None:
    """Tell each story address and headline of the next newer and the next older."""
    for newer, older in pairwise(generator.articles):
        older.newer = {"url": newer.url, "title": newer.title}
        newer.older = {"url": older.url, "title": older.title}


def register() -> None:
    """Connect to Pelican's signals."""
    signals.article_generator_finalized.connect(introduce)
