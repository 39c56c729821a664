"""What will be asked of a story, made while it is being read: then all of it is at hand."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from keepsakes import Foretold, OfStory

from .archive import Made, packed
from .recalled import Article
from .summaries import forget_told


def made_of(story: Any, likewise: Article, foretold: Foretold) -> Made:  # noqa: ANN401 - Pelican has no types
    """Make it.

    Args:
        story: As Pelican has read it. From then on it has what it will be given.
        likewise: The same story as it will be recalled: it knows by what fingerprints things will be asked for.
        foretold: What will be asked for.
    """
    story.file_digest = likewise.file_digest
    made = _made(story, likewise, foretold.as_read)
    for name, give in foretold.gifts.items():
        gift = give(story)
        setattr(story, name, gift)
        setattr(likewise, name, gift)
    made |= _made(story, likewise, foretold.with_gifts)
    forget_told(story)
    return made


def _made(story: Any, likewise: Article, makers: Mapping[str, OfStory]) -> dict[tuple[str, str], tuple[bytes, bytes]]:  # noqa: ANN401
    mark = likewise.mark if makers else None
    if mark is None:
        return {}
    _, file = likewise.kept_at
    made: dict[str, Any] = {}

    def keep(name: str, make: Callable[[], Any]) -> Any:  # noqa: ANN401
        if name not in made:
            made[name] = make()
        return made[name]

    story.kept = keep  # what is asked for on the way is kept, too
    for name, make in makers.items():
        keep(name, partial(make, story))
    return {(name, file): (mark, packed(value)) for name, value in made.items()}
