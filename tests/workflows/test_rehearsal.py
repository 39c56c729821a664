"""The workflows, rehearsed: their steps as they are written, in clones of a repository that is pushed to meanwhile."""

import shutil
from collections.abc import Iterator
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from runpy import run_path
from threading import Thread
from typing import Any
from urllib.parse import parse_qs

import pytest
from invoke.tasks import Task

from runner import ROOT, Job, Runner, git

ADDRESS = "https://newsroom.github.io/bulletins"
FERRY = """Ferry ::error::sails | again `to` <script>alert(1)</script> the islands off Malawi

The ferry left Nkhata Bay in Malawi at dawn with 300 people, the harbour board of the lake said on Friday.

It had lain in the yard for a year, and the people of Likoma had gone to market in canoes.

Tram drivers in Katowice get warmer cabs this winter

The trams of Katowice in Poland will have heated floors by the winter, the board of the trams said on Friday.

Drivers had asked for them since the cold spell of last January, when three of them fell ill.
"""
QUAY = """Quay in Valparaíso opens to fishing boats again

The quay of Valparaíso in Chile is open to fishing boats again after two years of work, the port said on Friday.

The boats had lain in San Antonio, a day away, and half of the crews had looked for other work.
"""
BRIDGE = """Bridge at Arica carries schoolchildren over the river

A footbridge of ropes and planks at Arica in Chile carries forty children to school, the mayor said on Saturday.

Until now they had waded, and in the weeks of high water they had stayed at home.
"""
FERRY_FILE = "content/2026/03/09/ferry-error-sails-again-to-script-alert-1-script-the-islands-off-malawi.md"


def working_copy(folder: Path) -> Path:
    """The project as it stands here, with what has not been committed yet."""
    listed = git(ROOT, "ls-files", "--cached", "--others", "--exclude-standard", "-z").rstrip("\0").split("\0")
    for name in listed:
        if (ROOT / name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, folder / name)
    return folder


class Newsroom:
    """A repository made from the template, editors that push to it, and GitHub's machine."""

    def __init__(self, folder: Path) -> None:
        self.remote = folder / "remote.git"
        git(folder, "init", "--quiet", "--bare", "--initial-branch=main", str(self.remote))
        self.editor = working_copy(folder / "editor")
        git(self.editor, "init", "--quiet", "--initial-branch=main")
        git(self.editor, "remote", "add", "origin", f"file://{self.remote}")
        self.runner = Runner(folder / "runner", self.remote)
        self.push({})

    def push(self, texts: dict[str, str], *, without: str = "") -> None:
        """What an editor does in the browser: files written anew, and one deleted."""
        if (self.editor / ".git" / "refs" / "remotes").exists():
            git(self.editor, "pull", "--quiet", "--rebase", "origin", "main")
        for name, text in texts.items():
            (self.editor / name).write_text(text, "utf-8")
        if without:
            (self.editor / without).unlink()
        git(self.editor, "add", "--all")
        git(self.editor, "commit", "--quiet", "--message", "By an editor")
        git(self.editor, "push", "--quiet", "--set-upstream", "origin", "main")

    def files(self) -> set[str]:
        return set(git(self.remote, "ls-tree", "-r", "--name-only", "main").splitlines())

    def log(self) -> list[str]:
        return git(self.remote, "log", "--format=%s", "main").splitlines()


@pytest.fixture(scope="module")
def newsroom(tmp_path_factory: pytest.TempPathFactory) -> Newsroom:
    return Newsroom(tmp_path_factory.mktemp("github"))


@pytest.fixture(scope="module")
def first(newsroom: Newsroom) -> dict[str, Job]:
    """A bulletin and an empty file are uploaded; Pages is not switched on yet."""
    newsroom.push({"seeds/2026-03-09.txt": FERRY, "seeds/broken.txt": ""})
    return newsroom.runner.run("publish.yml", "push")


@pytest.fixture(scope="module")
def second(newsroom: Newsroom, first: dict[str, Job]) -> dict[str, Job]:
    """Pages is switched on, and somebody presses Run workflow."""
    newsroom.runner.switch_pages_on(f"{ADDRESS}/")
    return newsroom.runner.run("publish.yml", "workflow_dispatch")


@pytest.fixture(scope="module")
def hourly(newsroom: Newsroom, second: dict[str, Job]) -> dict[str, Job]:
    return newsroom.runner.run("publish.yml", "schedule", schedule="51 4 * * *")


@pytest.fixture(scope="module")
def busy(newsroom: Newsroom, hourly: dict[str, Job]) -> dict[str, Job]:
    """A second bulletin; and while the site is built, an editor corrects a story of the first."""
    newsroom.push({"seeds/2026-03-10.txt": QUAY})
    corrected = git(newsroom.remote, "show", f"main:{FERRY_FILE}").replace("300 people", "310 people")
    newsroom.runner.between = lambda: newsroom.push({FERRY_FILE: corrected})
    return newsroom.runner.run("publish.yml", "push")


@pytest.fixture(scope="module")
def proposal(newsroom: Newsroom, busy: dict[str, Job]) -> dict[str, Job]:
    git(newsroom.remote, "branch", "trial", "main")
    return newsroom.runner.run("publish.yml", "pull_request", ref="refs/heads/trial")


@pytest.fixture(scope="module")
def stopped(newsroom: Newsroom, proposal: dict[str, Job]) -> dict[str, Job]:
    """A page has a link that leads nowhere; a bulletin comes at the same time."""
    page = "Title: Charter\nSlug: charter\n\n[gone](gone-for-good/)\n"
    newsroom.push({"content/pages/charter.md": page, "seeds/2026-03-11.txt": BRIDGE})
    return newsroom.runner.run("publish.yml", "push")


@pytest.fixture(scope="module")
def corrected(newsroom: Newsroom, stopped: dict[str, Job]) -> dict[str, Job]:
    """The page is taken away, a headline is mended by hand, and no bulletin comes."""
    text = git(newsroom.remote, "show", f"main:{FERRY_FILE}")
    title = next(line for line in text.splitlines() if line.startswith("Title: "))
    newsroom.push({FERRY_FILE: text.replace(title, "Title: Ferry sails twice")}, without="content/pages/charter.md")
    return newsroom.runner.run("publish.yml", "push")


def results(jobs: dict[str, Job]) -> dict[str, str]:
    return {name: job.result for name, job in jobs.items()}


def test_stories_are_kept_even_before_pages_is_switched_on(newsroom: Newsroom, first: dict[str, Job]) -> None:
    assert results(first) == {
        "build": "success",
        "keep": "success",
        "deploy": "skipped",
        "tell": "skipped",
        "awake": "skipped",
    }, first["build"].said
    assert {FERRY_FILE, "content/.receipts/2026-03-09.txt.jsonl"} <= newsroom.files()
    assert newsroom.log()[:2] == ["Stories and receipts of the bulletins in seeds/", "By an editor"]
    assert "**The site is built, but GitHub Pages is not switched on yet.**" in first["build"].summary


def test_the_summary_tells_of_each_story(first: dict[str, Job]) -> None:
    rows = [line for line in first["build"].summary.splitlines() if line.startswith("| new")]
    assert len(rows) == 2
    assert all("seeds/2026-03-09.txt?plain=1#L" in row and "/edit/main/content/2026/03/09/" in row for row in rows)
    assert f"({ADDRESS}/2026/03/09/tram-drivers-in-katowice-get-warmer-cabs-this-winter/) | Europe |" in rows[1]
    assert "<script>" not in first["build"].summary
    assert "### Needs an editor" in first["build"].summary


def test_annotations_point_at_the_file(first: dict[str, Job]) -> None:
    assert "::warning file=seeds/broken.txt,line=1,title=Needs an editor::the file is empty." in first["build"].said
    commands = [line for line in first["build"].said.splitlines() if line.startswith("::error")]
    assert commands == []


def test_the_site_is_published_at_the_address_that_github_gives(newsroom: Newsroom, second: dict[str, Job]) -> None:
    assert results(second)["deploy"] == "success", second["build"].said
    page = newsroom.runner.published[0] / "2026" / "03" / "09" / "tram-drivers-in-katowice-get-warmer-cabs-this-winter"
    assert f'href="{ADDRESS}/' in (page / "index.html").read_text("utf-8")


def test_a_second_run_keeps_nothing_and_says_so(newsroom: Newsroom, second: dict[str, Job]) -> None:
    assert results(second)["keep"] == "skipped"
    assert newsroom.log().count("Stories and receipts of the bulletins in seeds/") <= 2
    assert "Nothing new in" in second["build"].summary
    assert f"{ADDRESS} shows the site" in second["build"].summary


def test_a_scheduled_run_that_changes_nothing_publishes_nothing(newsroom: Newsroom, hourly: dict[str, Job]) -> None:
    assert results(hourly) == {
        "build": "success",
        "keep": "skipped",
        "deploy": "skipped",
        "tell": "skipped",
        "awake": "success",
    }
    assert "Nothing has changed." in hourly["build"].said
    assert "Set up" not in hourly["build"].steps
    assert "Remember the build" not in hourly["build"].steps


def test_the_schedule_is_kept_awake(newsroom: Newsroom, hourly: dict[str, Job]) -> None:
    calls = newsroom.runner.calls.read_text().splitlines()
    assert "api --method PUT repos/newsroom/bulletins/actions/workflows/publish.yml/enable" in calls


def test_nothing_is_lost_when_somebody_pushes_meanwhile(newsroom: Newsroom, busy: dict[str, Job]) -> None:
    assert results(busy)["deploy"] == "success"
    assert "content/2026/03/10/quay-in-valparaiso-opens-to-fishing-boats-again.md" in newsroom.files()
    assert "310 people" in git(newsroom.remote, "show", f"main:{FERRY_FILE}")
    assert newsroom.log()[:2] == ["Stories and receipts of the bulletins in seeds/", "By an editor"]


def test_a_pull_request_is_built_and_offered_and_nothing_else(newsroom: Newsroom, proposal: dict[str, Job]) -> None:
    assert set(results(proposal).values()) == {"success", "skipped"}
    assert [name for name, result in results(proposal).items() if result == "success"] == ["build"]
    assert set(newsroom.runner.artifacts) == {"site"}
    copy = newsroom.runner.folder / "artifacts" / "site" / "index.html"
    assert ADDRESS not in copy.read_text("utf-8")
    assert "This is a proposal" in proposal["build"].summary


def test_errors_stop_the_publication_and_stories_are_kept_to_be_mended(
    newsroom: Newsroom, stopped: dict[str, Job]
) -> None:
    assert (results(stopped)["build"], results(stopped)["deploy"]) == ("failure", "skipped")
    assert results(stopped)["keep"] == "success"
    assert "content/2026/03/11/bridge-at-arica-carries-schoolchildren-over-the-river.md" in newsroom.files()
    assert "**Not published:**" in stopped["build"].summary
    assert any(line.startswith("::error file=") for line in stopped["build"].said.splitlines())


def test_a_correction_alone_is_told_with_its_file(corrected: dict[str, Job]) -> None:
    said = corrected["build"].summary
    address = f"{ADDRESS}/{FERRY_FILE.removeprefix('content/').removesuffix('.md')}/"
    edit = f"https://github.com/newsroom/bulletins/edit/main/{FERRY_FILE}"
    assert f"| changed | [Ferry sails twice]({address}) | [edit]({edit}) |" in said


def test_settings_that_cannot_be_read_are_told_in_the_summary(newsroom: Newsroom, corrected: dict[str, Job]) -> None:
    settings = git(newsroom.remote, "show", "main:pelicanconf.py")
    newsroom.push({"pelicanconf.py": settings.replace('SITENAME = "', "SITENAME = ", 1)})
    build = newsroom.runner.run("publish.yml", "push")["build"]
    newsroom.push({"pelicanconf.py": settings})
    assert build.result == "failure"
    assert "❌ **Not done:** pelicanconf&#46;py, line " in build.summary
    assert "**The site could not be built.**" in build.summary


@pytest.fixture
def web(newsroom: Newsroom) -> Iterator[tuple[str, list[str]]]:
    """A server that shows what is published, and is a hub too: its address, and what it was told of."""
    told: list[str] = []

    class Web(SimpleHTTPRequestHandler):
        def __init__(self, *given: Any) -> None:
            super().__init__(*given, directory=str(newsroom.runner.published[-1]))

        def do_POST(self) -> None:
            told.extend(parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())["hub.url"])
            self.send_response(HTTPStatus.ACCEPTED)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Web) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}", told
        server.shutdown()


def test_the_hub_is_told(newsroom: Newsroom, corrected: dict[str, Job], web: tuple[str, list[str]]) -> None:
    address, told = web
    local = git(newsroom.remote, "show", "main:pelicanconf.py")
    published = git(newsroom.remote, "show", "main:publishconf.py")
    newsroom.push(
        {
            "pelicanconf.py": local.replace("FEED_HUB = None", f'FEED_HUB = "{address}/hub"'),
            "publishconf.py": published.replace("https://newsroom.example", address),
        }
    )
    jobs = newsroom.runner.run("publish.yml", "push")
    assert results(jobs)["tell"] == "success", jobs["build"].said + jobs["tell"].said
    assert f"{address}/feeds/all.rss.xml" in told
    assert f"built for {address}, but GitHub Pages shows it at {ADDRESS}" in jobs["build"].summary


def test_the_form_writes_the_settings(newsroom: Newsroom) -> None:
    if not any(isinstance(one, Task) and one.name == "new-site" for one in run_path(str(ROOT / "tasks.py")).values()):
        pytest.skip("there is no `invoke new-site` yet")
    wishes = {"name": "Marsa “News”", "tagline": "", "publisher": "The Marsa desk", "language": "es"}
    jobs = newsroom.runner.run(
        "set-up.yml", "workflow_dispatch", inputs={**wishes, "zone": "Africa/Nairobi", "remove-samples": True}
    )
    assert jobs["set-up"].result == "success", jobs["set-up"].said
    settings = git(newsroom.remote, "show", "main:pelicanconf.py")
    assert 'TIMEZONE = "Africa/Nairobi"' in settings
    assert "Marsa “News”" in settings
    assert newsroom.log()[0] == "Set up the site"
    assert not any("overnight-digest" in name for name in newsroom.files())
    assert newsroom.runner.calls.read_text().splitlines()[-1] == "workflow run publish.yml --ref main"
