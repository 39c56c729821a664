"""Which stories say the same in another language: without a look at those that stand alone."""

from collections.abc import Collection, Sequence
from itertools import groupby
from operator import attrgetter
from typing import Any

from pelican.utils import process_translations

from .recalled import Article


def told_apart(stories: Sequence[Any], alike: str | Collection[str] | None) -> tuple[list[Any], list[Any]]:
    """What Pelican's `process_translations` says: the originals and their translations.

    Pelican looks for each story in the list of all originals.

    Args:
        stories: In any order.
        alike: The names of what a story and its translations have in common; if there are none, there are no
            translations.

    Raises:
        TypeError: It is no such thing.
        AttributeError: A story has nothing of that name.
    """
    every = list(stories)
    names = (alike,) if isinstance(alike, str) else tuple(alike or ())
    if not names or not all(hasattr(story, name) for story in every for name in names):
        return process_translations(every, alike)  # type: ignore[no-any-return] # it says what is wrong
    in_common = attrgetter(*names)
    every.sort(key=in_common)
    originals, translations = [], []
    for _, group in groupby(every, in_common):
        versions = list(group)
        if len(versions) == 1 and _is_no_translation(versions[0]):
            originals += versions
            continue
        first, others = process_translations(versions, alike)
        originals += first
        translations += others
    return originals, translations


def _is_no_translation(story: object) -> bool:
    brief = story.as_read if isinstance(story, Article) else None
    return bool(brief and not brief.is_translation)
