"""A recalled story is what Pelican made of its file, whatever is done to it since."""

import copy
import logging
import os
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pelican import contents
from pelican.settings import DEFAULT_CONFIG
from pelican.urlwrappers import Category, Tag
from pelican.utils import SafeDatetime

import keepsakes
from cards.model import ShareImage
from fastbuild import addresses, hands
from fastbuild.archive import TABLES, Archive
from fastbuild.base import Base
from fastbuild.foretold import made_of
from fastbuild.recalled import Article, recalled_one
from fastbuild.records import Labels, Record, brief_of, record
from keepsakes import Foretold, kept_of_each

SETTINGS = DEFAULT_CONFIG | {"PATH": "/content", "ARTICLE_URL": "{date:%Y}/{slug}/", "TIMEZONE": "Africa/Nairobi"}
FILE = "a/ferry.md"
SEVERAL = ("a.md", "b.md", "c.md", "d.md")
OF_PELICAN = {"settings", "_context", "_addresses"}


def as_pelican_reads_it(**more: Any) -> addresses.Article:
    fields = {
        "title": "Ferry sails again",
        "slug": "ferry",
        "date": SafeDatetime(2026, 11, 20, 6, 45),
        "category": Category("News", SETTINGS),
        "tags": [Tag("Malawi", SETTINGS), Tag("Lake Malawi", SETTINGS)],
        "summary": "<p>It left at dawn.</p>",
        "byline": "Chikondi Banda",
    }
    text = "<p>It left <em>at dawn</em>.</p>"
    given = {name: value for name, value in {**fields, **more}.items() if value is not None}
    return addresses.Article(text, given, SETTINGS, f"/content/{FILE}", {"localsiteurl": ""})


def never(file: str) -> Record:
    raise AssertionError(file)


def archive(folder: Path, read: Callable[[str], Record] = never) -> Archive:
    made = Archive(Base(folder, "stories", "x", TABLES), "x", SETTINGS, {"localsiteurl": ""}, read)
    made.is_whole = True
    return made


def remembered(read: addresses.Article, kept: Archive) -> Article:
    made = record(read, b"digest", Labels(SETTINGS))
    kept.hold(FILE, made)
    return recalled_one(kept, FILE, made.digest, brief_of(made.brief))


def state(story: Any, names: set[str]) -> dict[str, Any]:
    absent = object()
    shown = {name: getattr(story, name, absent) for name in names}
    return {name: value for name, value in shown.items() if value is not absent}


@pytest.fixture
def nowhere(tmp_path):
    (tmp_path / "file").write_text("")
    return archive(tmp_path / "file")


CHANGES: dict[str, Callable[[Any], object]] = {
    "another title": lambda story: setattr(story, "title", "Ferry stays in port"),
    "another slug": lambda story: setattr(story, "slug", "port"),
    "a draft": lambda story: setattr(story, "status", "draft"),
    "another day": lambda story: setattr(story, "date", SafeDatetime(2025, 1, 1)),
    "an address of its own": lambda story: setattr(story, "override_url", "elsewhere/"),
    "a tag more": lambda story: story.tags.append(Tag("Ships", SETTINGS)),
    "without tags": lambda story: story.tags.clear(),
    "a field more": lambda story: story.metadata.update(weather="fog"),
    "another summary": lambda story: story.metadata.update(summary="<p>It stayed.</p>"),
    "an attribute more": lambda story: setattr(story, "next_title", "Market opens"),
    "another text": lambda story: setattr(story, "_content", "<p>No.</p>"),
    "a translation": lambda story: story.translations.append("one"),
    "no byline": lambda story: hasattr(story, "byline") and delattr(story, "byline"),
    "no tags": lambda story: hasattr(story, "tags") and delattr(story, "tags"),
}
SHOWN = {"url", "save_as", "content", "summary", "status", "relative_dir", "next_title", "override_url", "modified"}


@given(
    st.lists(st.sampled_from(sorted(set(CHANGES) - {"a tag more", "without tags"})), max_size=6),
    st.sampled_from([{}, {"summary": "<p>It left.</p>"}, {"summary": None}]),
)
def test_it_is_what_pelican_has_whatever_is_done_to_it(changes, fields):
    theirs = as_pelican_reads_it(**fields)
    ours = remembered(theirs, archive(Path("/dev/null")))
    names = (vars(theirs).keys() | SHOWN) - OF_PELICAN
    assert state(ours, names) == state(theirs, names)
    for change in changes:
        CHANGES[change](theirs)
        CHANGES[change](ours)
        assert state(ours, names) == state(theirs, names), change
    assert str(ours) == str(theirs)
    assert ours.get_static_links() == theirs.get_static_links()


@pytest.mark.parametrize("change", CHANGES)
def test_what_is_done_to_it_is_seen(change, nowhere):
    before = remembered(as_pelican_reads_it(), nowhere).mark
    story = remembered(as_pelican_reads_it(), nowhere)
    CHANGES[change](story)
    assert story.mark != before


def test_to_look_at_it_is_no_change(nowhere):
    story = remembered(as_pelican_reads_it(), nowhere)
    before = story.mark
    assert state(story, vars(as_pelican_reads_it()).keys() | SHOWN)
    story.refresh_metadata_intersite_links()
    assert story.mark == before is not None


def test_to_give_it_a_list_that_it_has_is_no_change_until_the_list_changes(nowhere):
    story = remembered(as_pelican_reads_it(), nowhere)
    before = story.mark
    story.translations = mine = []
    assert story.mark == before
    mine.append(story)
    assert story.mark != before


@pytest.mark.parametrize("change", ["another title", "a draft", "a tag more", "without tags", "no tags"])
def test_what_was_touched_is_no_longer_told_by_what_was_read(change, nowhere):
    story = remembered(as_pelican_reads_it(), nowhere)
    assert story.as_read.tags == (("Tag", "Malawi", "malawi"), ("Tag", "Lake Malawi", "lake-malawi"))
    CHANGES[change](story)
    assert story.as_read is None


def test_a_place_is_plain_unless_it_is_asked_for_or_leads_astray(nowhere):
    assert remembered(as_pelican_reads_it(), nowhere).plain_place == "ferry.html"
    assert remembered(as_pelican_reads_it(save_as="here.html"), nowhere).plain_place == ""
    assert remembered(as_pelican_reads_it(slug="../ferry"), nowhere).plain_place == ""
    story = remembered(as_pelican_reads_it(), nowhere)
    for slug, place in (("port", "port.html"), ("../port", ""), ("ferry", "ferry.html")):
        story.slug = slug
        assert story.plain_place == place
    story.override_save_as = "here.html"
    assert story.plain_place == ""


def test_a_copy_goes_its_own_way(nowhere):
    story = remembered(as_pelican_reads_it(), nowhere)
    other = copy.copy(story)
    other.slug = "port"
    assert (story.url, other.url, other.title) == ("2026/ferry/", "2026/port/", story.title)
    assert copy.copy(other).url == other.url
    assert other.content == story.content


def test_its_address_is_worked_out_and_not_given(nowhere):
    for story in (as_pelican_reads_it(), remembered(as_pelican_reads_it(), nowhere)):
        with pytest.raises(AttributeError):
            story.url = "elsewhere/"
        assert story.url == "2026/ferry/"


def test_it_may_be_given_a_record(nowhere):
    marks = []
    for address in ("a.png", "b.png", "a.png"):
        story = remembered(as_pelican_reads_it(), nowhere)
        story.share_image = ShareImage(address, "Ferry sails again")
        marks.append(story.mark)
    assert marks[0] == marks[2] != marks[1] is not None


def test_a_text_that_leads_on_depends_on_where_it_leads(tmp_path):
    text = '<p>See <a href="{filename}/market.md">the market</a>.</p>'
    read = addresses.Article(text, {"title": "T", "date": SafeDatetime(2026, 1, 1)}, SETTINGS, f"/content/{FILE}", {})
    marks = []
    for address in ("old/", "new/"):
        kept = archive(tmp_path / "file")
        market = as_pelican_reads_it(url=address)
        kept.context |= {"generated_content": {"market.md": market}, "static_content": {}}
        story = remembered(read, kept)
        assert address in story.content
        marks.append(story.mark)
        kept.is_whole = False
        assert story.mark is None
    assert marks[0] != marks[1]


def test_what_is_made_of_it_is_made_once_and_again_when_it_is_another(tmp_path):
    made: list[str] = []

    def make() -> str:
        made.append("made")
        return "<svg/>" * 100

    for digest, times in ((b"one", 1), (b"one", 1), (b"two", 2), (b"two", 2)):
        kept = archive(tmp_path)
        packed = record(as_pelican_reads_it(), digest, Labels(SETTINGS))
        story = recalled_one(kept, FILE, digest, brief_of(packed.brief))
        kept.hold(FILE, packed)
        assert story.kept("picture", make) == story.picture == "<svg/>" * 100
        assert len(made) == times
        kept.settle_made()


def test_what_is_made_of_many_comes_in_their_order_and_is_made_once(tmp_path):
    made = []
    for digests, times in (([b"one", b"two"], 2), ([b"two", b"three", b"one"], 3)):
        kept, packed = archive(tmp_path), record(as_pelican_reads_it(), b"digest", Labels(SETTINGS))
        stories = [recalled_one(kept, digest.decode(), digest, brief_of(packed.brief)) for digest in digests]
        told = list(kept_of_each(stories, "name", lambda story: made.append(story) or story.file_digest.decode()))
        assert told == [digest.decode() for digest in digests]
        assert len(made) == times
        kept.settle_made()


@pytest.fixture
def several(tmp_path, monkeypatch):
    """Stories that were read in this build, enough to be shared out."""
    monkeypatch.setattr(hands, "FEWEST_JOBS", 2)
    kept = archive(tmp_path)
    made = {name: record(as_pelican_reads_it(title=name), name.encode(), Labels(SETTINGS)) for name in SEVERAL}
    for name, each in made.items():
        kept.keep(name, b"stamp", each, brief_of(each.brief))
    kept.settle()
    return [recalled_one(kept, name, each.digest, brief_of(each.brief)) for name, each in made.items()]


def test_what_is_made_of_many_is_made_by_other_processes_and_known_here(several):
    made = list(kept_of_each(several, "by_whom", lambda story: (story.title, os.getpid())))
    assert [title for title, _ in made] == list(SEVERAL)
    assert several[0].kept("by_whom", "never".upper) == made[0]
    if hands.number_of_hands() > 1:
        assert os.getpid() not in {process for _, process in made}


def test_what_is_to_be_said_over_it_is_said_once(several, caplog):
    def make(story: Article) -> None:
        logging.getLogger("test").warning("%s is short", story.title)

    assert list(kept_of_each(several, "nothing", make)) == [None] * len(SEVERAL)
    assert [line.getMessage() for line in caplog.records] == [f"{name} is short" for name in SEVERAL]


def never_made() -> str:
    raise AssertionError


GIFT = {"handling": lambda story: "edited"}
ASKED = {"says": lambda story: f"{story.handling}: {keepsakes.kept(story, 'inner', lambda: story.title)}"}


def foretold_and_recalled(kept: Archive, foretold: Foretold) -> Article:
    read = as_pelican_reads_it()
    made = record(read, b"digest", kept.labels)
    kept.keep(FILE, b"stamp", made, brief_of(made.brief))
    kept.take(made_of(read, recalled_one(kept, FILE, made.digest, brief_of(made.brief)), foretold))
    assert all(story is not read for story, _ in read.get_content.cache)
    kept.settle()
    return recalled_one(kept, FILE, made.digest, brief_of(made.brief))


def test_what_was_foretold_is_made_when_a_story_is_read_with_all_that_is_asked_for_on_the_way(tmp_path):
    story = foretold_and_recalled(
        archive(tmp_path), Foretold({"length": lambda story: len(story.content)}, GIFT, ASKED)
    )
    assert story.kept("length", never_made) == len(story.content)
    story.handling = "edited"
    keepsakes.tell(story, "share_image", ShareImage("a.png", "Ferry"))
    assert story.kept("says", never_made) == "edited: Ferry sails again"
    assert story.kept("inner", never_made) == "Ferry sails again"
    assert story.share_image.text == "Ferry"


def test_what_was_foretold_of_another_gift_or_title_is_made_again(tmp_path):
    kept = archive(tmp_path)
    for name, value in (("handling", "converted"), ("title", "Ferry stays in port")):
        story = foretold_and_recalled(kept, Foretold({}, GIFT, ASKED))
        setattr(story, name, value)
        assert story.kept("says", lambda: "made again") == "made again"


def test_of_a_story_with_links_nothing_is_foretold_while_stories_are_read(tmp_path):
    kept = archive(tmp_path)
    kept.is_whole = False
    read = as_pelican_reads_it(summary='<p><a href="{filename}boat.md">It</a> left at dawn.</p>')
    made = record(read, b"digest", kept.labels)
    likewise = recalled_one(kept, FILE, made.digest, brief_of(made.brief))
    assert made_of(read, likewise, Foretold({"never": never_made}, GIFT, ASKED)) == {}


def test_what_a_story_is_told_is_seen_on_its_page(nowhere):
    story, other = (remembered(as_pelican_reads_it(), nowhere) for _ in range(2))
    mark, likeness = story.mark, story.likeness(repr)
    keepsakes.tell(story, "share_image", "a.png")
    assert story.mark == mark == other.mark
    assert story.likeness(repr) != likeness


@pytest.mark.parametrize("damage", ["UPDATE stories SET fields = x'00', content = x'01020304'", "DELETE FROM stories"])
def test_a_damaged_record_is_read_again(tmp_path, damage):
    whole = record(as_pelican_reads_it(), b"digest", Labels(SETTINGS))
    kept = archive(tmp_path)
    kept.keep(FILE, b"stamp", whole, brief_of(whole.brief))
    kept.settle()
    with sqlite3.connect(tmp_path / "stories-x.sqlite") as base:
        base.execute(damage)
    again = archive(tmp_path, read=lambda file: whole)
    story = recalled_one(again, FILE, whole.digest, brief_of(whole.brief))
    assert story.byline == "Chikondi Banda"
    assert "at dawn" in story.content


def test_what_cannot_be_kept_is_refused():
    read = as_pelican_reads_it(chart=lambda: None)
    with pytest.raises(Exception, match="pickle"):
        record(read, b"digest", Labels(SETTINGS))
    tag = Tag("Malawi", SETTINGS)
    tag.flag = "black, red, green"
    with pytest.raises(ValueError, match="Malawi"):
        record(as_pelican_reads_it(tags=[tag]), b"digest", Labels(SETTINGS))


def test_it_is_one_of_pelican_s(nowhere):
    story = remembered(as_pelican_reads_it(), nowhere)
    assert isinstance(story, contents.Article)
    assert type(story).__name__ == "Article"
