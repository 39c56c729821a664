"""The whole way, with real parts: bulletins in seeds/, Pelican, the theme, a feed reader, git."""

import re
import shutil
import subprocess
import sys
from pathlib import Path
from runpy import run_path

import feedparser
import pytest
from bs4 import BeautifulSoup

from bulletin.model import Role
from newsroom import assert_page_tells, build, publish_all, run, site_folder, stories, words
from proof.model import Gravity
from proof.proofread import proofread

ROOT = Path(__file__).parents[2]
CORPUS = ROOT / "tests" / "corpus" / "wild"
SAMPLES = (
    "desk-mail-wrapped",
    "explainers-and-questions",
    "page-paste-with-correction",
    "title-case-with-bylines",
    "windows-1252-crlf",
)
SITENAME = run_path(str(ROOT / "pelicanconf.py"))["SITENAME"]
HOSTILE = """2024. The year of the ferry, #tag and *x* <script>alert(1)</script>

2024. The year began with {{ x }} and {% raw %} on the board, and nobody minded.

#tag is what the children wrote, and *x* where they could not write.

<script>alert(document.cookie)</script> stood on the pier, in paint.

---

    Four leading spaces open this line, and &lt;b&gt; closes it.

- A dash opens this one, which goes on for some words.

[click](javascript:alert(1)) and ![x](http://evil.example/x.png) are only words here.

A sign at the pier [Ana "the <b>" Rojas/Reuters]
"""


def samples() -> dict[str, bytes]:
    """A few bulletins of the corpus: what lies in seeds/ is the newsroom's."""
    return {f"{name}.txt": (CORPUS / f"{name}.txt").read_bytes() for name in SAMPLES}


def real_bulletins() -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted((ROOT.parent / "shared" / "seeds").glob("*.txt"))}


@pytest.fixture(scope="session")
def whole_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The samples and a hostile bulletin, converted and built by Pelican alone."""
    folder = site_folder(tmp_path_factory.mktemp("whole"), {**samples(), "hostile.txt": HOSTILE.encode()})
    publish_all(folder)
    build(folder)
    return folder


@pytest.fixture(scope="session")
def sample_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The two bulletins that the project comes with, while they lie there."""
    names = ("2026-11-19-evening.txt", "overnight-digest.txt")
    if not all((ROOT / "seeds" / name).is_file() for name in names):
        pytest.skip("the newsroom has taken the sample bulletins away")
    folder = site_folder(
        tmp_path_factory.mktemp("samples"), {name: (ROOT / "seeds" / name).read_bytes() for name in names}
    )
    build(folder)
    return folder


def test_pelican_alone_converts_and_builds(whole_site: Path) -> None:
    assert len(list((whole_site / "content").rglob("2*/**/*.md"))) == len(stories(whole_site)) > len(SAMPLES)
    assert SITENAME in (whole_site / "output" / "index.html").read_text("utf-8")


@pytest.mark.parametrize("site", ["whole_site", "sample_site", "real_site"])
def test_the_text_of_every_page_is_the_text_of_its_story(site: str, request: pytest.FixtureRequest) -> None:
    folder = request.getfixturevalue(site)
    for story, path in stories(folder):
        page = BeautifulSoup((folder / "output" / path / "index.html").read_text("utf-8"), "html.parser")
        assert_page_tells(page, story)


def test_crossheads_are_headings_and_captions_have_their_credits(whole_site: Path) -> None:
    for story, path in stories(whole_site):
        page = BeautifulSoup((whole_site / "output" / path / "index.html").read_text("utf-8"), "html.parser")
        body = page.select_one(".body") or BeautifulSoup("", "html.parser")
        assert [words(h2.get_text()) for h2 in body.find_all("h2")] == list(story.texts(Role.CROSSHEAD))
        shown_credits = [words(credit.get_text()) for credit in body.select("figure .credit")]
        assert shown_credits == [
            f"{photo.photographer} / {photo.agency}" if photo.photographer else photo.credit
            for photo in story.photos
            if photo.credit
        ]


def test_building_again_changes_no_file(whole_site: Path) -> None:
    def state() -> dict[str, tuple[int, int]]:
        files = [path for name in ("content", "output") for path in (whole_site / name).rglob("*") if path.is_file()]
        return {str(path): (path.stat().st_mtime_ns, path.stat().st_ino) for path in files}

    before = state()
    build(whole_site)
    assert state() == before


def test_a_broken_bulletin_is_said_and_the_site_is_built(tmp_path: Path) -> None:
    folder = site_folder(tmp_path, {**samples(), "broken.txt": b"\x00\x01"})
    done = run(folder, "pelican", "content", "-s", "pelicanconf.py", "-o", "output", "--fatal", "errors")
    assert "broken.txt:1: this is not a text file" in words(done.stdout + done.stderr)
    assert (folder / "output" / "index.html").is_file()


STORY = """Title: {title}
Date: 2026-03-09
Slug: {slug}
Tags: Europe; Poland

Text of it.
"""


def test_one_broken_story_costs_one_story(tmp_path: Path) -> None:
    folder = site_folder(tmp_path, {})
    stories_ = folder / "content" / "2026" / "03" / "09"
    stories_.mkdir(parents=True)
    (stories_ / "good.md").write_text(STORY.format(title="Good", slug="good"), "utf-8")
    (stories_ / "naive.md").write_text(
        STORY.format(title="Naive", slug="naive").replace("Tags", "Modified: 2026-03-10 18:00\nTags"), "utf-8"
    )
    broken = {
        "untitled.md": STORY.replace("Title", "Titel").encode(),
        "empty.md": b"",
        "undated.md": STORY.replace("Date", "Day").encode(),
        "status.md": STORY.replace("Tags", "Status: hold\nTags").encode(),
        "modified.md": STORY.replace("Tags", "Modified: this evening\nTags").encode(),
        "utf-16.md": STORY.encode("utf-16"),
    }
    for name, raw in broken.items():
        (stories_ / name).write_bytes(raw)
    done = run(folder, "pelican", "content", "-s", "pelicanconf.py", "-o", "output", "--fatal", "errors")
    said = "".join((done.stdout + done.stderr).split())
    for name, what in {
        "untitled.md:1": "there is no Title",
        "empty.md:1": "there is no Title",
        "undated.md:1": "there is no Date",
        "status.md:4": "the Status 'hold' is none",
        "modified.md:4": "'this evening' is no date",
        "utf-16.md:1": "the letters cannot be read",
    }.items():
        assert f"{name}:{what}".replace(" ", "") in said
    assert {path.parent.name for path in (folder / "output" / "2026" / "03" / "09").glob("*/index.html")} == {
        "good",
        "naive",
    }


def test_drafts_of_one_headline_do_not_meet_and_are_not_proofread(tmp_path: Path) -> None:
    folder = site_folder(tmp_path, {})
    for day in ("09", "10"):
        path = folder / "content" / "2026" / "03" / day / "floods.md"
        path.parent.mkdir(parents=True)
        draft = STORY.format(title="Floods", slug="floods").replace("Tags", "Status: draft\nTags")
        path.write_text(draft.replace("03-09", f"03-{day}"), "utf-8")
    build(folder)
    assert len(list((folder / "output" / "drafts").rglob("index.html"))) == 2
    assert [str(finding) for finding in proofread(folder / "output").findings] == []


def test_a_story_is_filed_under_the_region_that_it_names(tmp_path: Path) -> None:
    folder = site_folder(tmp_path, {})
    path = folder / "content" / "moved.md"
    path.write_text(STORY.format(title="Moved", slug="moved").replace("Tags", "Region: Asia\nTags"), "utf-8")
    build(folder)
    assert "Moved" in (folder / "output" / "tag" / "asia" / "index.html").read_text("utf-8")
    path.write_text(STORY.format(title="Moved", slug="moved").replace("Tags", "Region: Azia\nTags"), "utf-8")
    done = run(folder, "pelican", "content", "-s", "pelicanconf.py", "-o", "output", "--fatal", "errors")
    assert "noregioniscalled'Azia'" in "".join((done.stdout + done.stderr).split())


def test_two_stories_of_one_address_or_one_id(tmp_path: Path) -> None:
    folder = site_folder(tmp_path, {})
    first = STORY.format(title="First", slug="same").replace("Tags", "Story_ID: abc\nTags")
    (folder / "content" / "a.md").write_text(first, "utf-8")
    (folder / "content" / "b.md").write_text(first.replace("First", "Second"), "utf-8")
    (folder / "content" / "c.md").write_text(first.replace("First", "Third").replace("same", "third"), "utf-8")
    done = run(folder, "pelican", "content", "-s", "pelicanconf.py", "-o", "output", "--fatal", "errors")
    said = "".join((done.stdout + done.stderr).split())
    assert "b.md:ithastheaddressof" in said
    assert "itsStory_IDisanotherstory's" in said
    feed = feedparser.parse((folder / "output" / "feeds" / "all.rss.xml").read_bytes())
    assert len({entry.id for entry in feed.entries}) == len(feed.entries) == 2


def test_content_in_a_folder_of_its_own(tmp_path: Path) -> None:
    folder = site_folder(tmp_path, samples())
    (folder / "site").mkdir()
    (folder / "content").rename(folder / "site" / "content")
    settings = folder / "pelicanconf.py"
    settings.write_text(settings.read_text().replace('PATH = "content"', 'PATH = "site/content"'))
    run(folder, "pelican", "-s", "pelicanconf.py", "-o", "output", "--fatal", "errors")
    assert list((folder / "site" / "content" / ".receipts").glob("*.jsonl"))
    before = len(list((folder / "site" / "content").rglob("*.md")))
    run(folder, "bulletin", "convert")
    assert len(list((folder / "site" / "content").rglob("*.md"))) == before


def test_a_site_without_bulletins(tmp_path: Path) -> None:
    folder = site_folder(tmp_path, {})
    (folder / "seeds").rmdir()
    build(folder)
    assert (folder / "output" / "index.html").is_file()


def test_autoreload_settles(whole_site: Path) -> None:
    code = (
        "from pelican import Pelican; from pelican.settings import read_settings; import pathlib\n"
        "settings = read_settings('pelicanconf.py', override={'OUTPUT_PATH': 'output', 'PATH': 'content'})\n"
        "pelican = Pelican(settings)\n"
        "state = lambda: {p: p.stat().st_mtime_ns for p in pathlib.Path('content').rglob('*')}\n"
        "pelican.run(); before = state(); pelican.run(); assert state() == before, 'content was written again'\n"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=whole_site, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("address", ["https://news.example", "https://news.example/repo"])
def test_the_published_site_has_no_broken_link(tmp_path: Path, address: str) -> None:
    folder = site_folder(tmp_path, samples())
    build(folder, "publishconf.py", DATELINE_SITEURL=address)
    assert [str(finding) for finding in proofread(folder / "output").findings] == []
    assert address in (folder / "output" / "404.html").read_text("utf-8")


@pytest.mark.parametrize("address", ["https://news.example", "https://news.example/repo"])
def test_the_samples_pass_the_gate(tmp_path: Path, address: str) -> None:
    folder = site_folder(tmp_path, {})
    shutil.copytree(ROOT / "content", folder / "content", dirs_exist_ok=True)
    build(folder, "publishconf.py", DATELINE_SITEURL=address)
    proof = proofread(folder / "output", folder / "content")
    assert [str(finding) for finding in proof.findings] == []
    assert {finding.gravity for finding in proof.matters} <= {Gravity.WARNING}
    assert proof.forecast


def test_every_feed_is_read_without_a_complaint(whole_site: Path) -> None:
    feeds = sorted((whole_site / "output" / "feeds").rglob("*.xml"))
    assert len(feeds) > 8
    guids: dict[str, str] = {}
    for path in feeds:
        feed = feedparser.parse(path.read_bytes())
        assert not feed.bozo, f"{path.name}: {feed.get('bozo_exception')}"
        for entry in feed.entries:
            assert guids.setdefault(entry.link, entry.id) == entry.id
    assert len(guids) == len(stories(whole_site))


def test_what_an_editor_mistypes_is_said_and_the_story_is_published(tmp_path: Path) -> None:
    folder = site_folder(tmp_path, {})
    fields = "Correction: 2026-02-30: It carries 230.\nThread:\nAliases: the-old-one\nStatus: Withdrawn"
    text = STORY.format(title="Ferry", slug="ferry").replace("Tags", f"{fields}\nTags")
    (folder / "content" / "ferry.md").write_text(text, "utf-8")
    done = run(folder, "pelican", "content", "-s", "pelicanconf.py", "-o", "output", "--fatal", "errors")
    said = "".join((done.stdout + done.stderr).split())
    for what in (
        "ferry.md:4: '2026-02-30' is no date",
        "ferry.md:5: a story has one Thread",
        "ferry.md:6: 'the-old-one' is no address of a story",
        "ferry.md:7: the story is withdrawn without a Reason",
    ):
        assert what.replace(" ", "") in said
    assert (folder / "output" / "2026" / "03" / "09" / "ferry" / "index.html").is_file()


@pytest.fixture(scope="session")
def real_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    bulletins = real_bulletins()
    if not bulletins:
        pytest.skip("the real bulletin lies beside the project only where it is developed")
    folder = site_folder(tmp_path_factory.mktemp("real"), bulletins)
    build(folder)
    return folder


def test_the_real_bulletin_completely(real_site: Path) -> None:
    read = [story for story, _ in stories(real_site)]
    assert [len(story.texts(Role.CROSSHEAD)) for story in read] == [1, 0, 0, 1, 0, 0]
    assert [story.kind.value for story in read] == [*["story"] * 5, "stub"]
    assert [[(photo.photographer, photo.agency) for photo in story.photos] for story in read] == [
        [("Leonardo Fernandez Viloria", "Reuters")],
        [],
        [],
        [("Vincent Alban", "Reuters"), (None, "US Department of State")],
        [("Mike Segar", "Reuters")],
        [],
    ]
    assert [story.place.countries[0] for story in read] == ["VE", "CA", "UA", "US", "US", "RU"]
    assert [story.place.region for story in read] == [
        *("Latin America", "US & Canada", "Europe", "US & Canada", "US & Canada", "Europe")
    ]
    assert all(story.issued.basis.startswith("inferred: ") for story in read)
    assert {str(story.issued.day) for story in read} == {"2025-12-01"}


def test_nothing_of_the_page_it_was_pasted_from_is_left(real_site: Path) -> None:
    leftovers = re.compile(
        r"Recommended Stories|list of \d+ items|end of list|&amp;nbsp|\bnbsp\b|\ufffd|&lt;|/ Reuters\]"
    )
    for path in (real_site / "output").rglob("*.html"):
        text = BeautifulSoup(path.read_text("utf-8"), "html.parser").get_text()
        assert not leftovers.search(text), path
    page = real_site / "output" / "2025" / "12" / "01"
    (stub,) = page.glob("russia-ukraine-war*/index.html")
    assert "The bulletin carried only this headline." in stub.read_text("utf-8")
