"""What is made of a story, kept from build to build where stories see to that themselves, as those of fastbuild do."""

from collections.abc import Callable
from typing import TypeVar

Made = TypeVar("Made")


def kept(article: object, name: str, make: Callable[[], Made]) -> Made:
    """What is made of a story and the settings alone: fetched, or made where nothing is kept.

    Args:
        article: A Pelican article.
        name: Of what is made.
        make: Makes it.
    """
    keep = getattr(article, "kept", None)
    made: Made = keep(name, make) if keep else make()
    return made


def mark_of(article: object) -> bytes | None:
    """The fingerprint of all that a story is; None where there is none."""
    mark: bytes | None = getattr(article, "mark", None)
    return mark
