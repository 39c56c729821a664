"""The fingerprints of many stories at once are those of each of them."""

from pathlib import Path

import pytest
from pelican.settings import DEFAULT_CONFIG
from pelican.urlwrappers import Tag
from pelican.utils import SafeDatetime

from fastbuild import addresses
from fastbuild.archive import TABLES, Archive
from fastbuild.base import Base
from fastbuild.likeness import Likeness, UnlikeError
from fastbuild.recalled import recalled, remember, remembered
from fastbuild.records import Labels, brief_of, record
from fastbuild.together import TABLE, Together

SETTINGS = DEFAULT_CONFIG | {"PATH": "/content", "ARTICLE_URL": "{date:%Y}/{slug}/"}
NUMBER = 7


class Library:
    """Three stories that are kept together, in one build after another."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def stories(self):
        self.base = Base(self._folder, "stories", "x", (*TABLES, TABLE))
        archive = Archive(self.base, "x", SETTINGS, {"localsiteurl": ""}, lambda _: None)
        files = [f"{number}.md" for number in range(3)]
        records = [self._record(archive, file) for file in files]
        return recalled(archive, files, [each.digest for each in records], [brief_of(each.brief) for each in records])

    def fingerprints(self, stories):
        """What they remember after all were looked at, and whether each had to be asked."""
        together, likeness, asked = Together(self.base, {NUMBER: stories}, has_news=False), Likeness(), []
        likeness.of_story = lambda story: asked.append(story) or Likeness.of_story(likeness, story)
        likeness.of_many(together)
        together.close()
        return list(map(remembered, stories)), bool(asked)

    def _record(self, archive, file):
        fields = {"title": file, "slug": file, "date": SafeDatetime(2026, 11, 20), "tags": [Tag("Malawi", SETTINGS)]}
        made = record(addresses.Article("", fields, SETTINGS, f"/content/{file}", {}), file.encode(), Labels(SETTINGS))
        archive.hold(file, made)
        return made


@pytest.fixture
def library(tmp_path):
    return Library(tmp_path)


def one_by_one(stories):
    likeness = Likeness()
    for story in stories:
        remember(story, b"")
    return [likeness.of_story(story) for story in stories]


PLAIN = {
    "nothing": lambda _: None,
    "a neighbour": lambda story: setattr(story, "newer", {"url": "a/", "title": "A"}),
    "a look at its tags": lambda story: story.tags,
    "a look at a field": lambda story: hasattr(story, "byline"),
}
MORE = {
    "another title": lambda story: setattr(story, "title", "B"),
    "a tag more": lambda story: story.tags.append(Tag("Ships", SETTINGS)),
    "a translation": lambda story: story.translations.append("one"),
    "a record": lambda story: setattr(story, "tag", Tag("Ships", SETTINGS)),
}


@pytest.mark.parametrize("gift", PLAIN)
def test_what_is_plain_is_known_in_the_next_build(library, gift):
    for is_first in (True, False):
        stories = library.stories()
        PLAIN[gift](stories[1])
        known, is_asked = library.fingerprints(stories)
        assert known == one_by_one(stories)
        assert is_asked == is_first


@pytest.mark.parametrize("change", MORE)
def test_what_is_more_is_left_to_each_story(library, change):
    before, _ = library.fingerprints(library.stories())
    stories = library.stories()
    MORE[change](stories[1])
    known, is_asked = library.fingerprints(stories)
    assert (known, is_asked) == ([b"", b"", b""], False)
    now = one_by_one(stories)
    assert [now[0], now[2]] == [before[0], before[2]]
    assert now[1] != before[1]


def test_another_gift_makes_another_fingerprint_of_that_story_alone(library):
    seen = []
    for title in ("A", "B", "A"):
        stories = library.stories()
        stories[1].newer = {"title": title}
        known, is_asked = library.fingerprints(stories)
        assert is_asked
        assert known == one_by_one(stories)
        seen.append(known)
    assert seen[0] == seen[2]
    assert [mine == theirs for mine, theirs in zip(seen[0], seen[1], strict=True)] == [True, False, True]


def test_damage_is_noticed(library):
    before, _ = library.fingerprints(library.stories())
    library.base.change(("UPDATE fingerprints SET known = ?", [(b"damaged",)]))
    assert library.fingerprints(library.stories()) == (before, True)


def test_a_story_that_has_none_leaves_the_others_theirs(library):
    stories = library.stories()
    del stories[1].title
    assert library.fingerprints(stories) == ([b"", b"", b""], False)
    with pytest.raises(UnlikeError):
        Likeness().of_story(stories[1])
