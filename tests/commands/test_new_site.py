"""`invoke new-site`: the project as it comes becomes a newsroom's own site."""

import hashlib
import os
import pty
import shutil
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from runpy import run_path

import pytest

from commanding import ROOT, git, invoke
from masthead.samples import known

OWN = "2026-03-09.txt"


@pytest.fixture
def fresh(newsroom: Path) -> Path:
    """The project as it comes, with a converted bulletin of the newsroom's own besides."""
    for name in known():
        shutil.copy(ROOT / "seeds" / name, newsroom / "seeds")
    shutil.copytree(ROOT / "content", newsroom / "content", dirs_exist_ok=True)
    assert invoke(newsroom, "convert").returncode == 0
    return newsroom


def settings(folder: Path) -> dict[str, str]:
    here = Path.cwd()
    os.chdir(folder)
    try:
        return run_path("pelicanconf.py") | {"SITEURL": (folder / "publishconf.py").read_text("utf-8")}
    finally:
        os.chdir(here)


def files(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def test_the_samples_are_those_that_come_with_the_project() -> None:
    here = {path.name for path in (ROOT / "seeds").iterdir()} - {"README.md"}
    if here != set(known()):
        pytest.skip("a newsroom has bulletins of its own here")
    for name, digests in known().items():
        assert hashlib.sha256((ROOT / "seeds" / name).read_bytes()).hexdigest() in digests


def test_settings_are_written_and_nothing_else(newsroom: Path) -> None:
    before = {name: (newsroom / name).read_text("utf-8").splitlines() for name in ("pelicanconf.py", "publishconf.py")}
    name = "O'Brien's \"daily\" \\ 日本\n{{ news }}"
    options = ("--name", name, "--tagline", "Día a día", "--publisher", "Marsa Trust", "--address", "marsa/daily")
    done = invoke(newsroom, "new-site", *options, "--language", "pt_br", "--zone", "africa/nairobi", "--yes")
    assert done.returncode == 0, done.stderr
    now = settings(newsroom)
    assert now["SITENAME"] == "O'Brien's \"daily\" \\ 日本 {{ news }}"
    assert (now["SITESUBTITLE"], now["AUTHOR"]) == ("Día a día", "Marsa Trust")
    assert (now["DEFAULT_LANG"], now["TIMEZONE"]) == ("pt-BR", "Africa/Nairobi")
    assert '"https://marsa.github.io/daily"' in now["SITEURL"]
    changed = [
        line
        for file, lines in before.items()
        for line, fresh in zip(lines, (newsroom / file).read_text("utf-8").splitlines(), strict=True)
        if line != fresh
    ]
    assert [line.split()[0] for line in changed] == [
        *("SITENAME", "SITESUBTITLE", "AUTHOR", "TIMEZONE", "DEFAULT_LANG"),
        "SITEURL",
    ]
    assert " stays " not in done.stdout
    again = invoke(newsroom, "new-site", *options, "--yes")
    assert "Nothing to change" in again.stdout


def test_texts_that_stay_are_said(newsroom: Path) -> None:
    options = ("--name", "Noticias", "--address", "https://news.org", "--language", "Spanish", "--tagline", "", "--yes")
    done = invoke(newsroom, "new-site", *options)
    assert settings(newsroom)["DEFAULT_LANG"] == "es"
    stays = [line for line in done.stdout.splitlines() if " stays " in line]
    assert stays == [
        'pelicanconf.py: SITESUBTITLE stays "The day\'s bulletins, story by story". To change it: --tagline',
        f'pelicanconf.py: AUTHOR stays "{settings(newsroom)["AUTHOR"]}". To change it: --publisher',
    ]


def test_without_a_terminal_it_says_what_is_missing(newsroom: Path) -> None:
    done = invoke(newsroom, "new-site", "--name", "Marsa News", "--yes")
    assert done.returncode == 2
    assert "nothing to take for --address" in done.stderr
    done = invoke(newsroom, "new-site", "--address", "https://news.org")
    assert done.returncode == 2
    assert "add --yes" in done.stderr
    done = invoke(newsroom, "new-site", "--address", "https://news.org", "--zone", "Nairobi", "--yes")
    assert done.returncode == 2
    assert "--zone: 'Nairobi' is no time zone. Did you mean Africa/Nairobi?" in done.stderr
    assert (newsroom / "publishconf.py").read_bytes() == (ROOT / "publishconf.py").read_bytes()


def test_the_address_is_guessed_from_the_remote(newsroom: Path) -> None:
    git(newsroom, "init", "--quiet")
    git(newsroom, "remote", "add", "origin", "git@github.com:Marsa/daily.git")
    assert invoke(newsroom, "new-site", "--yes").returncode == 0
    assert '"https://marsa.github.io/daily"' in settings(newsroom)["SITEURL"]


def test_the_address_of_a_repository_becomes_that_of_its_site(newsroom: Path) -> None:
    done = invoke(newsroom, "new-site", "--address", "https://github.com/marsa/news", "--yes")
    assert "is where the repository is. Its site will be at https://marsa.github.io/news." in done.stdout
    assert '"https://marsa.github.io/news"' in settings(newsroom)["SITEURL"]
    done = invoke(newsroom, "new-site", "--address", "http://marsa.github.io/news", "--yes")
    assert done.returncode == 2
    assert "--address: http://marsa.github.io/news must begin with https://" in done.stderr


def test_a_setting_that_is_not_there_is_named(newsroom: Path) -> None:
    file = newsroom / "pelicanconf.py"
    file.write_text(file.read_text("utf-8").replace('SITENAME = "', 'NAME = "'), "utf-8")
    done = invoke(newsroom, "new-site", "--address", "https://news.org", "--yes")
    assert done.returncode == 2
    assert "pelicanconf.py: there is no SITENAME" in done.stderr


def test_samples_go_and_nothing_of_the_newsrooms_own(fresh: Path) -> None:
    done = invoke(fresh, "new-site", "--address", "https://news.org", "--without-samples", "--yes")
    assert done.returncode == 0, done.stderr
    assert files(fresh / "seeds") == {OWN}
    assert files(fresh / "content") == {
        *("pages/about.md", f".receipts/{OWN}.jsonl", ".receipts/made-with.txt"),
        "2026/03/09/ferry-sails-again-to-the-islands-off-malawi.md",
        "2026/03/09/tram-drivers-in-katowice-get-warmer-cabs.md",
    }
    page = (ROOT / "content" / "pages" / "about.md").read_text("utf-8")
    before, found, after = page.partition("The sample stories that the program comes with are invented")
    assert found
    assert (fresh / "content" / "pages" / "about.md").read_text("utf-8") == before + after.partition("\n\n")[2]
    assert "content/pages/about.md: the line on the sample stories is taken out" in done.stdout
    assert invoke(fresh, "convert").returncode == 0
    assert len(list((fresh / "content" / "2026").rglob("*.md"))) == 2
    again = invoke(fresh, "new-site", "--without-samples", "--yes")
    assert "Nothing to change" in again.stdout


def test_what_an_editor_has_changed_stays_and_is_said(fresh: Path) -> None:
    stories = sorted((fresh / "content" / "2026" / "11" / "19").glob("*.md"))
    with stories[0].open("a", encoding="utf-8") as story:
        story.write("\nOur own line.\n")
    with (fresh / "seeds" / "overnight-digest.txt").open("ab") as bulletin:
        bulletin.write(b"\nOur own line.\n")
    done = invoke(fresh, "new-site", "--address", "https://news.org", "--without-samples", "--yes")
    assert f"stays: content/2026/11/19/{stories[0].name} (edited" in done.stdout
    assert "stays: seeds/overnight-digest.txt (edited" in done.stdout
    assert files(fresh / "seeds") == {OWN, "overnight-digest.txt"}
    assert "sample stories" in (fresh / "content" / "pages" / "about.md").read_text("utf-8")
    assert [path.name for path in (fresh / "content" / "2026" / "11" / "19").iterdir()] == [stories[0].name]
    assert len(list((fresh / "content" / "2026" / "11" / "20").glob("*.md"))) == 7
    assert len(list((fresh / "content" / ".receipts").glob("*.jsonl"))) == 3


def answered(folder: Path, *answers: str) -> str:
    """What is said at a terminal, where each answer is typed at its question."""
    leader, follower = pty.openpty()
    with subprocess.Popen(
        [sys.executable, "-m", "invoke", "new-site"], cwd=folder, stdin=follower, stdout=follower, stderr=follower
    ):
        os.close(follower)
        os.write(leader, "".join(f"{answer}\n" for answer in answers).encode())
        said = b""
        with suppress(OSError):  # what Linux says when the other side has gone
            while chunk := os.read(leader, 4096):
                said += chunk
    os.close(leader)
    return said.decode()


def test_questions_are_asked_again_until_the_answer_will_do(fresh: Path) -> None:
    said = answered(
        fresh,
        "Marsa News",
        "",
        "",
        "news.org",
        "https://news.org",
        "Klingon",
        "es",
        "Madrid",
        "Europe/Madrid",
        "n",
        "y",
    )
    assert "no https:// in front" in said
    assert "does not speak 'Klingon'" in said
    assert "Did you mean Europe/Madrid?" in said
    now = settings(fresh)
    assert (now["SITENAME"], now["SITESUBTITLE"]) == ("Marsa News", "The day's bulletins, story by story")
    assert (now["DEFAULT_LANG"], now["TIMEZONE"]) == ("es", "Europe/Madrid")
    assert (fresh / "seeds" / "overnight-digest.txt").is_file()


def test_nothing_is_done_until_it_is_agreed(fresh: Path) -> None:
    before = files(fresh)
    said = answered(fresh, "Marsa News", "", "", "https://news.org", "", "", "y", "n")
    assert "Aborted" in said
    assert files(fresh) == before
    assert (fresh / "pelicanconf.py").read_bytes() == (ROOT / "pelicanconf.py").read_bytes()
