"""Uploading with the real rsync, to a folder of this machine."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from hosting.__main__ import main

pytestmark = pytest.mark.usefixtures("rsync")


@pytest.fixture
def site(tmp_path: Path) -> Path:
    folder = tmp_path / "output"
    (folder / "about").mkdir(parents=True)
    for name in ("index.html", "about/index.html", "_headers"):
        (folder / name).write_text(f"{name}\n", "utf-8")
    return folder


@pytest.fixture
def there(tmp_path: Path) -> Path:
    return tmp_path / "var www"


def upload(site: Path, there: Path, *options: str) -> Result:
    return CliRunner().invoke(main, ["rsync", str(site), "--to", str(there), *options])


def contents(folder: Path) -> dict[str, tuple[str, int]]:
    files = [path for path in folder.rglob("*") if path.is_file()]
    return {path.relative_to(folder).as_posix(): (path.read_text("utf-8"), path.stat().st_mtime_ns) for path in files}


def texts(folder: Path) -> dict[str, str]:
    return {name: text for name, (text, _) in contents(folder).items()}


def test_a_site_arrives_and_the_web_server_can_read_it(site: Path, there: Path) -> None:
    (site / "index.html").chmod(0o600)
    (site / "about").chmod(0o700)
    done = upload(site, there)
    assert (done.exit_code, done.output) == (0, f"Uploaded to {there}: 3 new. All else stays as it is.\n")
    assert texts(there) == texts(site)
    assert (there / "index.html").stat().st_mode & 0o777 == 0o644
    assert (there / "about").stat().st_mode & 0o777 == 0o755


def test_only_what_has_changed_is_new_to_readers(site: Path, there: Path) -> None:
    upload(site, there)
    before = contents(there)
    for path in site.rglob("*.html"):
        path.touch()  # as in a fresh clone
    done = upload(site, there)
    assert done.output == f"Nothing has changed: {there} stays as it is.\n"
    assert contents(there) == before
    (site / "index.html").write_text("INDEX.html\n", "utf-8")
    assert upload(site, there).output == f"Uploaded to {there}: 1 changed. All else stays as it is.\n"
    after = contents(there)
    assert {name for name in after if after[name] != before[name]} == {"index.html"}


def test_what_is_no_longer_on_the_site_goes_and_what_the_server_needs_stays(site: Path, there: Path) -> None:
    upload(site, there)
    (there / ".well-known").mkdir()
    (there / ".well-known" / "challenge").write_text("token", "utf-8")
    (there / ".htaccess").write_text("Options -Indexes", "utf-8")
    (site / "about" / "index.html").unlink()
    (site / "about").rmdir()
    assert upload(site, there).output == f"Uploaded to {there}: 1 deleted. All else stays as it is.\n"
    assert set(texts(there)) == {"index.html", "_headers", ".htaccess", ".well-known/challenge"}


def test_a_trial_says_what_would_be_done_and_does_nothing(site: Path, there: Path) -> None:
    upload(site, there)
    (site / "index.html").write_text("new\n", "utf-8")
    (site / "news.html").write_text("new\n", "utf-8")
    (site / "about" / "index.html").unlink()
    before = contents(there)
    done = upload(site, there, "--dry-run")
    assert done.output.splitlines() == [
        "     new news.html",
        " changed index.html",
        " deleted about/index.html",
        f"This would go to {there}: 1 new, 1 changed, 1 deleted. All else stays as it is.",
    ]
    assert contents(there) == before


def test_a_folder_of_something_else_is_not_emptied(site: Path, there: Path) -> None:
    there.mkdir()
    for number in range(12):
        (there / f"thesis-{number:02}.txt").write_text("years of work", "utf-8")
    done = upload(site, there)
    assert done.exit_code == 1
    assert f"{there} has not had this site before, and holds 12 files of something else:\n  thesis-" in done.output
    assert "  and 2 more\nThey would be deleted." in done.output
    assert len(texts(there)) == 12
    assert upload(site, there, "--replace").output.endswith(": 3 new, 12 deleted. All else stays as it is.\n")
    assert texts(there) == texts(site)


def test_a_site_goes_to_another_machine_by_the_remote_shell(
    site: Path, there: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shell = tmp_path / "shell"
    shell.write_text('#!/bin/sh\n[ "$1" = -l ] && shift 2\nshift\neval "$@"\n', "utf-8")
    shell.chmod(0o755)
    monkeypatch.setenv("RSYNC_RSH", str(shell))
    to = f"editor@news.example:{there}"
    for said in ("3 new", "1 changed"):
        done = CliRunner().invoke(main, ["rsync", str(site), "--to", to])
        assert (done.exit_code, done.output) == (0, f"Uploaded to {to}: {said}. All else stays as it is.\n")
        assert texts(there) == texts(site)
        (site / "index.html").write_text("INDEX.html\n", "utf-8")


def test_what_is_not_built_to_be_published_is_not_uploaded(site: Path, there: Path) -> None:
    (site / "_headers").unlink()
    done = upload(site, there)
    assert done.exit_code == 1
    assert "Build it first: .venv/bin/invoke build-published" in done.output
    assert not there.exists()


def test_what_rsync_cannot_do_is_said(site: Path, there: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    done = upload(site, there / "much" / "deeper")
    assert done.exit_code == 1
    assert "rsync could not bring the site to" in done.output
    monkeypatch.setenv("PATH", "")
    assert "rsync is not installed" in upload(site, there).output
