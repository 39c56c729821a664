"""What is made of a story alone, and need not be made again while the story stays as it is.

Stories of fastbuild keep it from build to build. With Pelican's own, which know nothing of this, it is made each time.
"""

from collections.abc import Callable
from typing import TypeVar

Made = TypeVar("Made")


def kept(story: object, name: str, make: Callable[[], Made]) -> Made:
    """What is made of a story.

    Args:
        story: A Pelican article.
        name: Of what is made; no two are called the same.
        make: Makes it, of the story and the settings and of nothing else.
    """
    keep: Callable[[str, Callable[[], Made]], Made] | None = getattr(story, "kept", None)
    return keep(name, make) if keep else make()


def give(story: object, name: str, make: Callable[[], object]) -> None:
    """Give a story an attribute that is made of it alone.

    Args:
        story: A Pelican article. One of fastbuild's has what is made of it as attributes.
        name: Of the attribute.
        make: Makes it, of the story and the settings and of nothing else.
    """
    if hasattr(story, "kept"):
        kept(story, name, make)
    else:
        setattr(story, name, make())


def mark_of(story: object) -> bytes | None:
    """The fingerprint of all that a story is; None where there is none."""
    mark: bytes | None = getattr(story, "mark", None)
    return mark
