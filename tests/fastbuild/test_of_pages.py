"""What is made of pages is kept from build to build, as long as each page is as it was."""

import sqlite3
from functools import partial
from pathlib import Path

import pytest

from fastbuild.writer import QuickWriter
from keepsakes import foretell_of_pages


class Site:
    """A site of a few pages, each of which is told in capitals."""

    def __init__(self, folder: Path) -> None:
        self.output, self.cache, theme = (folder / name for name in ("output", "cache", "theme"))
        for made in (self.output, theme):
            made.mkdir()
        self.settings = {"CACHE_PATH": str(self.cache), "OUTPUT_PATH": str(self.output), "THEME": str(theme)}
        self.settings |= {"PLUGINS": ["fastbuild"], "SITENAME": "The Quay"}
        self.read: list[bytes] = []
        """What had to be read in the last build."""

    def build(self, **pages: str) -> dict[str, str]:
        """Write some pages, and tell each in capitals."""
        self.read.clear()
        writer = QuickWriter(str(self.output), self.settings)
        for name, text in pages.items():
            with writer._open_w(str(self.output / name), "utf-8") as file:
                file.write(text)
        told = writer.of_pages([str(self.output / name) for name in pages], "test: capitals", self._capitals)
        told = dict(zip(pages, told, strict=True))
        writer.close()
        return told

    def record(self) -> Path:
        [found] = (self.cache / "fastbuild").glob("of-pages-*.sqlite")
        return found

    def _capitals(self, page: bytes) -> str:
        self.read.append(page)
        return page.decode().upper()


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return Site(tmp_path)


def test_only_a_page_that_changed_is_read_again(site: Site) -> None:
    assert site.build(a="ab", b="abc") == {"a": "AB", "b": "ABC"}
    assert sorted(site.read) == [b"ab", b"abc"]
    assert site.build(a="ab", b="abc") == {"a": "AB", "b": "ABC"}
    assert site.read == []
    assert site.build(a="ab", b="abcd") == {"a": "AB", "b": "ABCD"}
    assert site.read == [b"abcd"]


def test_what_somebody_else_wrote_there_is_read(site: Site) -> None:
    site.build(a="ab")
    writer = QuickWriter(str(site.output), site.settings)
    (site.output / "a").write_text("abcdef")
    assert list(writer.of_pages([str(site.output / "a")], "test: capitals", site._capitals)) == ["ABCDEF"]


def test_a_page_that_is_gone_is_not_told_of(site: Site) -> None:
    site.build(a="ab")
    writer = QuickWriter(str(site.output), site.settings)
    (site.output / "a").unlink()
    with pytest.raises(FileNotFoundError):
        list(writer.of_pages([str(site.output / "a")], "test: capitals", site._capitals))


def test_two_makers_do_not_get_each_other_s(site: Site) -> None:
    site.build(a="ab")
    writer = QuickWriter(str(site.output), site.settings)
    assert list(writer.of_pages([str(site.output / "a")], "test: text", bytes.decode)) == ["ab"]


@pytest.mark.parametrize("is_of", ["settings", "theme"])
def test_another_program_trusts_nothing(site: Site, is_of: str) -> None:
    site.build(a="ab")
    if is_of == "settings":
        site.settings["SITENAME"] = "The Shore"
    else:
        Path(site.settings["THEME"], "page.html").write_text("new")
    assert site.build(a="ab") == {"a": "AB"}
    assert site.read == [b"ab"]


def test_nothing_is_kept_of_a_page_that_is_no_longer_made(site: Site) -> None:
    site.build(a="ab", b="abc")
    site.build(a="ab")
    (site.output / "b").write_text("abc")
    site.build(a="ab", b="abc")
    assert site.read == [b"abc"]


def test_two_makers_of_one_page_are_both_remembered(site: Site) -> None:
    path = str(site.output / "a")
    for _ in range(2):
        site.read.clear()
        writer = QuickWriter(str(site.output), site.settings)
        with writer._open_w(path, "utf-8") as file:
            file.write("ab")
        assert list(writer.of_pages([path], "test: capitals", site._capitals)) == ["AB"]
        assert list(writer.of_pages([path], "test: text", bytes.decode)) == ["ab"]
        writer.close()
    assert site.read == []


def test_what_is_damaged_is_made_anew(site: Site) -> None:
    site.build(a="ab", b="abc")
    base = sqlite3.connect(site.record())
    with base:
        base.execute("UPDATE made SET entries = x'0102030405'")
    base.close()
    assert site.build(a="ab", b="abc") == {"a": "AB", "b": "ABC"}
    assert sorted(site.read) == [b"ab", b"abc"]
    site.build(a="ab", b="abc")
    assert site.read == []


def test_a_damaged_record_does_no_harm(site: Site) -> None:
    site.build(a="ab")
    site.record().write_text("no database")
    assert site.build(a="ab") == {"a": "AB"}
    assert site.read == [b"ab"]
    site.build(a="ab")
    assert site.read == []


def test_where_nothing_can_be_kept_all_is_read(site: Site) -> None:
    site.cache.write_text("a file where a folder should be")
    for _ in range(2):
        assert site.build(a="ab") == {"a": "AB"}
        assert site.read == [b"ab"]


def test_what_was_foretold_is_made_when_the_page_is_written(site: Site) -> None:
    foretell_of_pages(site.settings, "test: small", lambda page: page.decode().lower())
    writer = QuickWriter(str(site.output), site.settings)
    writer.shared = {}
    pages = {"harbour.html": "Harbour", "market.html": "Market"}
    for path, text in pages.items():
        writer.write_text(path, partial(str, text), b"shows")
    assert not (site.output / "harbour.html").exists()
    writer.keep_promises()
    told = writer.of_pages([str(site.output / path) for path in pages], "test: small", _never)
    assert list(told) == ["harbour", "market"]


def _never(page: bytes) -> str:
    raise AssertionError(page)
