"""What is made of a story alone, and need not be made again while it stays as it is."""

from collections.abc import Callable
from typing import TypeVar

Value = TypeVar("Value")


def kept(story: object, name: str, make: Callable[[], Value]) -> Value:
    """What is made of a story.

    Args:
        story: A Pelican article. One of fastbuild's keeps what is made of it, from build to build.
        name: Of what is made.
        make: Makes it, of the story and the settings and of nothing else.
    """
    keep: Callable[[str, Callable[[], Value]], Value] | None = getattr(story, "kept", None)
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
