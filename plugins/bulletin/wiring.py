"""Pelican's signals and settings: the only room that knows Pelican."""

import logging
from pathlib import Path

from pelican import signals
from pelican.generators import ArticlesGenerator

from . import settings
from .convert import WRITTEN, convert
from .errors import BadInput
from .model import Action

log = logging.getLogger(__name__)


def connect() -> None:
    """Convert before each build, also under `--autoreload`, where other signals do not fire again."""
    signals.article_generator_init.connect(_convert)


def _convert(generator: ArticlesGenerator) -> None:
    given = generator.settings
    content = Path(given["PATH"])
    try:
        site = settings.of_mapping({**given, "PATH": content}, content.parent)
        outcomes = list(convert(site))
    except BadInput as unusable:
        log.error("%s", unusable)  # noqa: TRY400 - it is for an editor, who has no use for a traceback
        return
    for outcome in outcomes:
        for problem in outcome.problems:
            log.warning("%s", problem)
    done = [decision.action for outcome in outcomes for _, decision in outcome.done]
    log.info("Bulletins: %d, stories: %d, written: %d", len(outcomes), len(done), _written(done))


def _written(actions: list[Action]) -> int:
    return sum(action in WRITTEN and action is not Action.KEEP for action in actions)
