"""Bulletins that try to do harm, on the way to a site, and what a browser makes of it (each: tries.tsv)."""

import csv
import mimetypes
import re
from datetime import date, timedelta
from pathlib import Path

import feedparser
import pytest
from bs4 import BeautifulSoup
from lxml import etree

import oracle
from bulletin import page
from newsroom import assert_page_tells, build, publish_all, site_folder, stories
from proof.proofread import proofread

HERE = Path(__file__).parent
BULLETINS = sorted((HERE / "bulletins").iterdir())
DAY = "2026-03-09-"
ADDRESS = "https://news.example/repo"
NAMED = "Ferry sails again past {0}\n\nIn Malawi {0} has a lamp, {0} a rope, {0} a boat and {0} a cat, it said.\n"
# Some of these no Windows can hold, and so no repository.
NAMES = (
    "<img src=x onerror=window.hacked=1>",
    "'\" onmouseover=alert(1) x='",
    "{{ 7*7 }}{% include 'x' %}",
    "{filename}x |static|y",
    "x; Status: hidden",
    "Save_As: x",
    "javascript:alert(1)",
    "$(id) `id` %s",
    "a..b...",
    "%2e%2e%2fx",
    "--scheduler=x",
)
REFUSED = {
    "ferry\u202etxt.exe": "characters that cannot be written",
    "ferry\nStatus: hidden": "characters that cannot be written",
    "a\\..\\..\\x": "on Windows",
    "AUX": "on Windows",
    "x" * 220: "too long",
}
SECRET = "The key of the safe is under the mat\n\nThe harbour board of Malawi said so on Monday.\n"


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """All hostile bulletins, and some with hostile names, converted and built into one site."""
    made = tmp_path_factory.mktemp("hostile")
    (made / "secret.txt").write_text(SECRET, "utf-8")
    # So far apart that what they have in common does not make one story of them.
    days = (date(2025, 1, 1) + timedelta(days=4 * at) for at in range(len(BULLETINS)))
    bulletins = {f"{day}-{path.name}": path.read_bytes() for day, path in zip(days, BULLETINS, strict=True)}
    bulletins |= {f"{name}.txt": NAMED.format(f"pier {at}").encode() for at, name in enumerate((*NAMES, *REFUSED))}
    (made / "newsroom").mkdir()
    newsroom = site_folder(made / "newsroom", bulletins)
    (newsroom / "seeds" / "linked.txt").symlink_to(made / "secret.txt")
    publish_all(newsroom)
    return newsroom


@pytest.fixture(scope="session")
def around(folder: Path) -> set[Path]:
    """The files around content and output, before anything is converted."""
    return files_around(folder)


@pytest.fixture(scope="session")
def said(folder: Path, around: set[Path]) -> str:
    """What the build says, without spaces and line ends."""
    done = build(folder, "publishconf.py", DATELINE_SITEURL=ADDRESS)
    return "".join((done.stdout + done.stderr).split())


@pytest.fixture(scope="session")
def site(folder: Path, said: str) -> Path:
    """The built site."""
    return folder / "output"


def files_around(folder: Path) -> set[Path]:
    inside = [folder / name for name in ("content", "output", ".cache", "__pycache__", ".content.lock")]
    return {one for one in folder.parent.rglob("*") if not any(one.is_relative_to(room) for room in inside)}


def pages_of(folder: Path) -> list[Path]:
    return sorted((folder / "content").glob("2*/**/*.md"))


def test_the_list_says_what_each_bulletin_tries() -> None:
    with (HERE / "tries.tsv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    assert [row["file"] for row in rows] == [path.name for path in BULLETINS]
    assert all(row["what it tries"] for row in rows)
    assert len(BULLETINS) >= 60


@pytest.mark.parametrize("bulletin", BULLETINS, ids=lambda path: path.name)
def test_a_hostile_bulletin_is_read_as_text(bulletin: Path) -> None:
    reading = oracle.compose(DAY + bulletin.name, bulletin.read_bytes())
    if reading:
        oracle.check(reading)


def test_nothing_is_written_outside_of_content(folder: Path, site: Path, around: set[Path]) -> None:
    assert files_around(folder) == around
    made = [one for one in (folder / "content").rglob("*") if one.is_file()]
    assert all(one.resolve().is_relative_to(folder.resolve() / "content") for one in made)
    assert all(one.resolve().is_relative_to(site.resolve()) for one in site.rglob("*"))


def test_every_story_has_our_fields_and_its_own_page(folder: Path, site: Path) -> None:
    files = pages_of(folder)
    assert len(files) == len(stories(folder)) > 2 * len(BULLETINS)
    for file in files:
        text = file.read_text("utf-8")
        names = [line.partition(":")[0] for line in text.split("\n\n", 1)[0].strip().split("\n")]
        assert set(names) <= oracle.FIELDS
        assert len(set(names)) == len(names)
        fields = page.front_matter(text)
        assert fields["Status"] == page.PUBLISHED
        assert fields["Slug"] == file.stem
        assert fields["Date"].startswith("-".join(file.parts[-4:-1]))
        assert (site / file.relative_to(folder / "content").with_suffix("") / "index.html").is_file()


def test_the_text_of_every_page_is_the_text_of_its_story(folder: Path, site: Path) -> None:
    for story, path in stories(folder):
        assert_page_tells(BeautifulSoup((site / path / "index.html").read_text("utf-8"), "html.parser"), story)


def test_bulletins_are_refused_by_name_and_as_links(folder: Path, said: str) -> None:
    for why in (
        "characters that cannot be written",
        "on Windows this is the name",
        "too long",
        "a link to a file outside",
    ):
        assert why.replace(" ", "") in said
    content = store_text(folder)
    assert "under the mat" not in content
    assert all(f"pier {at}" in content for at in range(len(NAMES)))
    assert not any(f"pier {len(NAMES) + at}" in content for at in range(len(REFUSED)))


def store_text(folder: Path) -> str:
    return "".join(file.read_text("utf-8") for file in pages_of(folder))


def test_the_proofreader_finds_nothing(site: Path) -> None:
    assert [str(finding) for finding in proofread(site).findings] == []


def test_feeds_are_well_formed_and_their_stories_are_text(site: Path) -> None:
    for path in site.glob("feeds/**/*.xml"):
        etree.parse(path)
        feed = feedparser.parse(path.read_bytes())
        assert not feed.bozo
        for entry in feed.entries:
            assert oracle.foreign(entry.content[0].value if "content" in entry else "") == set()
            assert entry.link.startswith(f"{ADDRESS}/20")


@pytest.fixture
def visit(browser, site):
    """Opens pages of the site as a reader does; what they do besides is in `visit.done`."""
    context = browser.new_context()
    done: list[str] = []

    def serve(route):
        url = route.request.url
        path = re.split("[?#]", url.removeprefix(f"{ADDRESS}/"))[0]
        file = site / (f"{path}index.html" if not path or path.endswith("/") else path)
        if not url.startswith(f"{ADDRESS}/") or not file.is_file():
            done.append(f"asked for {url}")
            route.abort()
            return
        route.fulfill(body=file.read_bytes(), content_type=mimetypes.guess_type(file)[0])

    context.route("**/*", serve)
    context.add_init_script(
        "document.addEventListener('securitypolicyviolation', event => console.error(event.violatedDirective));"
    )
    tab = context.new_page()
    tab.on("dialog", lambda dialog: (done.append(f"said {dialog.message}"), dialog.dismiss()))
    tab.on("console", lambda message: done.append(f"{message.type}: {message.text}"))
    tab.on("pageerror", lambda error: done.append(str(error)))
    tab.on("framenavigated", lambda frame: frame.parent_frame and done.append(f"framed {frame.url}"))

    def open_page(path: str):
        tab.goto(f"{ADDRESS}/{path}")
        return tab

    open_page.done = done
    yield open_page
    context.close()


LANDMARKS = ["A skip", "HEADER masthead", "MAIN ", "FOOTER imprint"]
WIDER = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
STIRRED = """for (const one of document.querySelectorAll('main *'))
    for (const kind of ['mouseover', 'focus', 'toggle', 'animationstart']) one.dispatchEvent(new Event(kind))"""
# Asked in one go: each question to a browser takes as long as a page.
SEEN = """() => ({
    url: location.href,
    hacked: window.hacked ?? null,
    foreign: [...document.querySelectorAll('script, iframe, object, embed, form, input, style, base, img')]
        .filter(one => one.type !== 'application/ld+json' && !one.matches('head > script[src$="/theme/dateline.js"]'))
        .filter(one => !(location.pathname.endsWith('/search/') && one.matches('.search *')))
        .map(one => one.outerHTML),
    outline: [...document.body.children].map(one => `${one.tagName} ${one.className}`),
    h1: document.querySelectorAll('h1').length,
    main: document.querySelectorAll('main').length,
})"""


def test_in_a_browser_nothing_runs_nothing_is_fetched_and_nothing_breaks(visit, site: Path) -> None:
    for file in sorted(site.rglob("index.html")):
        path = f"{file.parent.relative_to(site).as_posix()}/".removeprefix("./")
        tab = visit(path)
        tab.evaluate(STIRRED)
        for width in (320, 390, 1280):
            tab.set_viewport_size({"width": width, "height": 800})
            assert tab.evaluate(WIDER) == 0, (path, width)
        seen = {"url": f"{ADDRESS}/{path}", "hacked": None, "foreign": [], "outline": LANDMARKS, "h1": 1, "main": 1}
        assert tab.evaluate(SEEN) == seen, path
        assert visit.done == [], path


def test_what_an_editor_brings_from_elsewhere_is_neither_run_nor_fetched(browser, tmp_path: Path) -> None:
    newsroom = site_folder(tmp_path, {})
    (newsroom / "content" / "pages" / "brought.md").write_text(
        "Title: Brought\n\n<img src='https://elsewhere.example/x.png' alt='x'>"
        "<script>document.title = 'x'</script><p onclick='x' style='color: red'>Text</p>\n",
        "utf-8",
    )
    done = build(newsroom)
    assert "leftout,forpageshererunandframenothing:<script>,ponclick,pstyle" in "".join(
        (done.stdout + done.stderr).split()
    )
    _, html = (newsroom / "output" / "brought" / "index.html").read_text("utf-8").split("<body")
    assert not any(mark in html for mark in ("<script", "onclick", "style="))
    tab, fetched = browser.new_page(), []
    tab.on("response", lambda response: fetched.append(response.url))
    tab.goto((newsroom / "output" / "brought" / "index.html").as_uri())
    assert tab.title().startswith("Brought")
    assert not any("elsewhere" in url for url in fetched)
    tab.close()
