"""What is made of a story or of a page alone, and need not be made again while that stays as it is.

Stories and the writer of fastbuild keep it from build to build. With Pelican's own, which know nothing of this, it is
made each time.
"""

from collections.abc import Callable, Iterable, Iterator, MutableMapping
from dataclasses import dataclass, field
from functools import partial
from itertools import groupby
from pathlib import Path
from typing import Any, Protocol, TypeVar

Made = TypeVar("Made")
OfStory = Callable[[Any], object]
OfFile = Callable[[bytes], str]
_STORIES, _PAGES = "KEEPSAKES_OF_STORIES", "KEEPSAKES_OF_PAGES"


@dataclass(frozen=True, slots=True)
class Foretold:
    """What will be asked of each story of a site; by its name, what makes it of a story.

    It stands among the settings, and is none that counts: a plain value there would make it another site.
    """

    as_read: dict[str, OfStory] = field(default_factory=dict)
    """Of a story as it was read."""
    gifts: dict[str, OfStory] = field(default_factory=dict)
    """What it will be given then, as attributes."""
    with_gifts: dict[str, OfStory] = field(default_factory=dict)
    """What will be asked of it when it has these."""


def kept(story: object, name: str, make: Callable[[], Made]) -> Made:
    """What is made of a story.

    Args:
        story: A Pelican article.
        name: Of what is made; no two are called the same.
        make: Makes it, of the story and the settings and of nothing else.
    """
    keep: Callable[[str, Callable[[], Made]], Made] | None = getattr(story, "kept", None)
    return keep(name, make) if keep else make()


def kept_of_each(stories: Iterable[Any], name: str, make: Callable[[Any], Made]) -> Iterator[Made]:
    """What is made of each of many stories, in their order: made side by side, or fetched many at a time.

    Args:
        stories: Pelican articles.
        name: Of what is made; no two are called the same.
        make: Makes it, of a story and the settings and of nothing else.
    """
    for kind, alike in groupby(stories, type):
        quick: Callable[[list[Any], str, Callable[[Any], Made]], Iterator[Made]] | None
        quick = getattr(kind, "kept_of_each", None)
        every = list(alike)
        yield from quick(every, name, make) if quick else (kept(story, name, partial(make, story)) for story in every)


def give_each(stories: Iterable[Any], name: str, make: Callable[[Any], object]) -> None:
    """Give stories an attribute that is made of each alone.

    Args:
        stories: Pelican articles. Those of fastbuild do not take it for a change.
        name: Of the attribute.
        make: Makes it, of a story and the settings and of nothing else.
    """
    every = list(stories)
    for story, made in zip(every, kept_of_each(every, name, make), strict=True):
        have: Callable[[Any, str, object], None] = getattr(type(story), "have", setattr)
        have(story, name, made)


def tell(story: Any, name: str, value: object) -> None:  # noqa: ANN401
    """Give a story an attribute that others know of it, and at which nothing looks that is made of the story alone.

    Args:
        story: A Pelican article.
        name: Of the attribute.
        value: What is known.
    """
    have: Callable[[Any, str, object], None] = getattr(type(story), "tell", setattr)
    have(story, name, value)


def foretell_of_stories(
    settings: MutableMapping[str, Any], name: str, make: OfStory, *, with_gifts: bool = False
) -> None:
    """Tell whoever reads the stories of a site what will be asked of each of them.

    Args:
        settings: The site's.
        name: Of what is made, as `kept` will be told.
        make: Makes it, of a story and the settings and of nothing else. What it asks `kept` for is kept, too.
        with_gifts: Whether it is asked of stories that have been given what is foretold of that, or as they were read.
    """
    told = foretold_of_stories(settings)
    (told.with_gifts if with_gifts else told.as_read)[name] = make


def foretell_gift(settings: MutableMapping[str, Any], name: str, give: OfStory) -> None:
    """Tell whoever reads the stories of a site what each of them will be given when all are read.

    Args:
        settings: The site's.
        name: Of the attribute.
        give: Tells what it will be, as far as that is known. Nobody relies on it.
    """
    foretold_of_stories(settings).gifts[name] = give


def gift_is_given(settings: MutableMapping[str, Any], name: str) -> None:
    """Tell that stories have been given what was foretold: nobody need know any longer what it is."""
    foretold_of_stories(settings).gifts.pop(name, None)


def foretold_of_stories(settings: MutableMapping[str, Any]) -> Foretold:
    """What will be asked of each story, and what makes it."""
    told: Foretold = settings.setdefault(_STORIES, Foretold())
    return told


def foretell_of_pages(settings: MutableMapping[str, Any], name: str, make: OfFile) -> None:
    """Tell whoever writes the pages of a site what will be asked of each of them.

    Args:
        settings: The site's.
        name: Of what is made, as `OfPages` will be told.
        make: Makes it of a page's bytes, and of nothing else.
    """
    settings.setdefault(_PAGES, {})[name] = make


def foretold_of_pages(settings: MutableMapping[str, Any]) -> dict[str, OfFile]:
    """What will be asked of each page, and what makes it."""
    told: dict[str, OfFile] = settings.get(_PAGES, {})
    return told


class OfPages(Protocol):
    """Tells what is made of pages; it may know that from an earlier build."""

    def __call__(self, paths: Iterable[str], name: str, make: Callable[[bytes], str]) -> Iterator[str]:
        """Tell it, page by page.

        Args:
            paths: The pages' files.
            name: Of what is made; no two are called the same.
            make: Makes it of a file's bytes, and of nothing else.

        Raises:
            OSError: There is no such file.
        """


def read_now(paths: Iterable[str], name: str, make: Callable[[bytes], str]) -> Iterator[str]:  # noqa: ARG001 - it knows of no earlier build
    """What is made of pages, read now."""
    return (make(Path(path).read_bytes()) for path in paths)


def of_pages(writer: object) -> OfPages:
    """What tells, for Pelican's writer, what is made of pages."""
    known: OfPages = getattr(writer, "of_pages", read_now)
    return known
