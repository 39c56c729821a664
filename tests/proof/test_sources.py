"""A fault that a story's file has is told with that file, once, however many pages and feeds carry its text."""

from pathlib import Path

import pytest

from faultless import FERRY, FILE, HOME, STORY, put, write
from proof.model import Finding
from proof.proofread import proofread

GONE = "the link ../gone/?a=1&b=2 leads nowhere"
LINE = FERRY.count("\n") + 2


def told(findings: tuple[Finding, ...]) -> list[tuple[str, str]]:
    return [(finding.place, finding.what) for finding in findings]


def add(path: Path, before: str, html: str) -> None:
    path.write_text(path.read_text("utf-8").replace(before, f"{html}{before}", 1), "utf-8")


@pytest.fixture
def site(tmp_path: Path) -> tuple[Path, Path]:
    """A site with a story that links to nothing, on its page and in two feeds."""
    output, content = write(tmp_path)
    put(content / FILE, f"{FERRY}\nSee [the timetable](../gone/?a=1&b=2).\n")
    add(output / STORY, "</main>", '<a href="../gone/?a=1&amp;b=2">the timetable</a>')
    add(output / "feeds/all.rss.xml", "</content:encoded>", f'&lt;a href="{HOME}2026/11/20/gone/"&gt;t&lt;/a&gt;')
    add(output / "feeds/all.json", '", "date_published', f"<a href='{HOME}2026/11/20/gone/'>t</a>")
    return output, content


def test_the_storys_file_and_line_are_told_and_feeds_are_counted(site: tuple[Path, Path]) -> None:
    proof = proofread(*site)
    assert told(proof.findings) == []
    assert told(proof.matters) == [(f"{FILE}:{LINE}", f"{GONE}; the same stands in 2 feeds")]


def test_a_page_that_prints_the_story_is_counted_too(site: tuple[Path, Path]) -> None:
    output, content = site
    add(output / "about/index.html", "</main>", '<a href="../gone/?a=1&amp;b=2">the timetable</a>')
    proof = proofread(output, content)
    assert told(proof.findings) == []
    assert told(proof.matters) == [(f"{FILE}:{LINE}", f"{GONE}; the same stands in 1 other page and in 2 feeds")]


def test_without_the_storys_file_its_page_is_told(site: tuple[Path, Path]) -> None:
    output, content = site
    (content / FILE).unlink()
    for folder in (content, None):
        proof = proofread(output, folder)
        assert (told(proof.findings), proof.matters) == ([(STORY, f"{GONE}; the same stands in 2 feeds")], ())


def test_what_does_not_stand_in_the_storys_file_is_the_pages(site: tuple[Path, Path]) -> None:
    output, content = site
    put(content / FILE, FERRY)
    for page in (STORY, "about/index.html"):
        add(output / page, "</main>", '<a href="https://news.example/repo/team/">Team</a>')
    places = [place for place, what in told(proofread(output, content).findings) if "team" in what]
    assert sorted(places) == [STORY, "about/index.html"]


def test_a_page_of_the_newsroom_has_a_file_too(site: tuple[Path, Path]) -> None:
    output, content = site
    put(content / "pages/about.md", "Title: About\n\n[Team](team/)\n")
    add(output / "about/index.html", "</main>", '<a href="team/">Team</a>')
    assert ("pages/about.md:3", "the link team/ leads nowhere") in told(proofread(output, content).matters)
