"""What will be asked of many stories, made side by side before it is asked for."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from .archive import Made
from .hands import hands_for, shared_out

if TYPE_CHECKING:
    from .recalled import Article

_Make = Callable[[Any], object]


def make_ahead(stories: "Sequence[Article]", name: str, make: _Make) -> None:
    """Have something made of the stories that were read in this build, if they are many: it will be asked for.

    Args:
        stories: Of one site.
        name: Of what is made.
        make: Makes it of a story.
    """
    archive, _ = stories[0].kept_at
    if hands_for(len(archive.just_read)) == 1:
        return
    marks = archive.marks(name)
    fresh = ((story, file) for story in stories if (file := story.kept_at[1]) in archive.just_read)
    wanted = [story for story, file in fresh if file not in marks or marks[file] != story.mark]
    for _, (made, remarks) in shared_out(wanted, partial(_made, name, make)):
        if not remarks:  # else it is made where it is asked for, so that they are said
            archive.take(made)


def _made(name: str, make: _Make, story: "Article") -> Made:
    if story.mark:
        story.kept(name, partial(make, story))
    return story.kept_at[0].handed_over()
