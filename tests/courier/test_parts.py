"""Where a site is published, whether it is, and what is kept in the repository."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from courier import keeping, outputs, pages
from courier.address import of_repository, published_at
from courier.cli import main
from courier.corrections import of_the_last_commit
from courier.decision import is_to_be_published
from courier.fingerprint import fingerprint, remembered
from courier.guard import guarded
from courier.model import Failed, Run, State

ROOT = Path(__file__).parents[2]
PAGES = "http://newsroom.github.io/Bulletins/"


@pytest.mark.parametrize(
    ("own", "pages", "expected"),
    [
        ("https://newsroom.example", PAGES, "https://newsroom.github.io/Bulletins"),
        ("https://newsroom.example", "", "https://newsroom.github.io/Bulletins"),
        ("https://newsroom.example", "https://news.example.org/", "https://news.example.org"),
        ("https://news.example.org", PAGES, "https://news.example.org"),
        ("https://newsroom.github.io/old", PAGES, "https://newsroom.github.io/Bulletins"),
        ("https://newsroom.github.io/old", "", "https://newsroom.github.io/old"),
        ("", "", "https://newsroom.github.io/Bulletins"),
    ],
)
def test_address(own: str, pages: str, expected: str) -> None:
    assert published_at(own, pages, "Newsroom/Bulletins") == expected


def test_address_of_a_repository_that_is_a_site_of_its_owner() -> None:
    assert of_repository("Newsroom/newsroom.github.io") == "https://newsroom.github.io"


@pytest.mark.parametrize(
    ("event", "branch", "pages", "is_changed", "expected"),
    [
        ("push", "main", State.READY, True, True),
        ("push", "main", State.READY, False, True),
        ("push", "main", State.UNKNOWN, True, True),
        ("push", "main", State.OFF, True, False),
        ("push", "main", State.BRANCH, True, False),
        ("push", "trial", State.READY, True, False),
        ("schedule", "main", State.READY, True, True),
        ("schedule", "main", State.READY, False, False),
        ("pull_request", "7/merge", State.READY, True, False),
    ],
)
def test_what_is_published(event: str, branch: str, pages: State, is_changed: bool, expected: bool) -> None:
    run = Run("newsroom/bulletins", branch, "c0ffee", event, pages=pages)
    default = "" if event == "schedule" else "main"
    assert is_to_be_published(run, default, is_changed=is_changed) is expected


def test_nothing_needs_to_be_installed() -> None:
    """The job that may write to the repository has Python and git, and no packages."""
    command = [sys.executable, "-S", "-m", "courier", "--help"]
    done = subprocess.run(command, cwd=ROOT / "plugins", capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_settings_that_cannot_be_read_are_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "publishconf.py").write_text('SITEURL = "https://news.example.org"\nFEED_HUB = "\n', "utf-8")
    monkeypatch.chdir(tmp_path)
    assert main(["address"]) == 1
    assert capsys.readouterr().out.startswith("::error file=publishconf.py,line=2,title=Not done::the settings cannot")


@pytest.mark.parametrize(
    ("answer", "is_private", "expected"),
    [
        (
            """echo '{"build_type": "workflow", "html_url": "https://a.example/"}'""",
            False,
            (State.READY, "https://a.example/"),
        ),
        (
            """echo '{"build_type": "legacy", "html_url": "https://a.example/"}'""",
            False,
            (State.BRANCH, "https://a.example/"),
        ),
        ("echo 'gh: Not Found (HTTP 404)' >&2; exit 1", False, (State.OFF, "")),
        ("echo 'gh: Not Found (HTTP 404)' >&2; exit 1", True, (State.PRIVATE, "")),
        ("echo 'gh: Resource not accessible (HTTP 403)' >&2; exit 1", False, (State.UNKNOWN, "")),
        ("echo nonsense", False, (State.UNKNOWN, "")),
    ],
)
def test_what_github_says_of_pages(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, answer: str, is_private: bool, expected: tuple[State, str]
) -> None:
    (tmp_path / "gh").write_text(f"#!/bin/sh\n{answer}\n", "utf-8")
    (tmp_path / "gh").chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    assert pages.ask("newsroom/bulletins", is_private=is_private) == expected


def test_fingerprint_tells_bytes_and_names(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "one.html").write_text("one")
    first = fingerprint(tmp_path)
    assert fingerprint(tmp_path) == first
    (tmp_path / "a" / "one.html").rename(tmp_path / "a" / "two.html")
    second = fingerprint(tmp_path)
    (tmp_path / "a" / "two.html").write_text("two")
    assert len({first, second, fingerprint(tmp_path)}) == 3
    assert remembered(tmp_path / "none") == ""


def test_outputs_are_one_line_each(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GITHUB_OUTPUT", str(tmp_path / "output"))
    outputs.leave(outputs.OUTPUT, address="https://a.example\nnews=true", news="false")
    assert (tmp_path / "output").read_text() == "address=https://a.example news=true\nnews=false\n"


def test_a_guarded_program_gives_github_no_commands(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert guarded(["sh", "-c", "echo '##[error]x'; echo ::error::y; exit 3"]) == 3
    first, *_, last, verdict = capfd.readouterr().out.splitlines()
    token = first.removeprefix("::stop-commands::")
    assert last == f"::{token}::"
    assert len(token) == 32
    assert verdict == "::error title=The site cannot be built::::error::y."


def test_a_guarded_program_may_end_as_is_allowed(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert guarded(["sh", "-c", "echo kept; echo seen >&2; exit 1"], [1], tmp_path / "out") == 0
    assert (tmp_path / "out").read_text() == "kept\n"
    assert "seen" in capfd.readouterr().out


def git(folder: Path, *arguments: str) -> str:
    identity = ("-c", "user.name=E", "-c", "user.email=e@news.example")
    done = subprocess.run(["git", *identity, *arguments], cwd=folder, capture_output=True, text=True, check=True)
    return done.stdout


def write(folder: Path, name: str, text: str) -> None:
    (folder / name).parent.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text(text, "utf-8")


@pytest.fixture
def remote(tmp_path: Path) -> Path:
    """A repository with one story."""
    bare = tmp_path / "remote.git"
    git(tmp_path, "init", "--quiet", "--bare", "--initial-branch=main", str(bare))
    editor = clone(tmp_path, bare, "first")
    write(editor, "content/a.md", "Title: A\n\nFirst.\n")
    push(editor)
    return bare


def clone(folder: Path, bare: Path, name: str) -> Path:
    git(folder, "clone", "--quiet", "--depth=1", f"file://{bare}", name)
    return folder / name


def push(folder: Path) -> None:
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--message", "By an editor")
    git(folder, "push", "--quiet", "origin", "HEAD:refs/heads/main")


def files(bare: Path) -> list[str]:
    return git(bare, "ls-tree", "-r", "--name-only", "-z", "main").rstrip("\0").split("\0")


@pytest.fixture
def packed(tmp_path: Path, remote: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """What a build has made: a new story, a changed and a hidden file; and the folder where it is to be kept."""
    build = clone(tmp_path, remote, "build")
    write(build, "content/2026/ferry é.md", "Title: Ferry\n\nIt sails.  \r\n")
    write(build, "content/a.md", "Title: A\n\nSecond.\n")
    write(build, "content/.receipts/x.jsonl", "{}\n")
    write(build, "tasks.py", "not content\n")
    monkeypatch.chdir(build)
    assert keeping.pack(["content", "tasks.py"], tmp_path / "patch")
    monkeypatch.chdir(clone(tmp_path, remote, "keep"))
    return tmp_path / "patch"


def test_what_was_made_is_kept_and_nothing_else(remote: Path, packed: Path) -> None:
    keeping.unpack(packed, ["content"])
    assert keeping.keep("main", "Stories")
    assert files(remote) == ["content/.receipts/x.jsonl", "content/2026/ferry é.md", "content/a.md"]
    assert git(remote, "show", "main:content/2026/ferry é.md") == "Title: Ferry\n\nIt sails.  \n"
    assert "github-actions[bot]" in git(remote, "log", "-1", "--format=%an", "main")
    assert not keeping.keep("main", "Stories")


def test_what_was_pushed_meanwhile_stays(tmp_path: Path, remote: Path, packed: Path) -> None:
    editor = clone(tmp_path, remote, "editor")
    write(editor, "seeds/new.txt", "A bulletin\n")
    push(editor)
    keeping.unpack(packed, ["content"])
    assert keeping.keep("main", "Stories")
    assert {"seeds/new.txt", "content/2026/ferry é.md"} <= set(files(remote))
    assert git(remote, "log", "--format=%s", "main").splitlines()[:2] == ["Stories", "By an editor"]


def test_who_changed_the_same_file_meanwhile_wins(tmp_path: Path, remote: Path, packed: Path) -> None:
    editor = clone(tmp_path, remote, "editor")
    write(editor, "content/a.md", "Title: A\n\nCorrected.\n")
    push(editor)
    keeping.unpack(packed, ["content"])
    with pytest.raises(keeping.Overtaken):
        keeping.keep("main", "Stories")
    assert git(remote, "show", "main:content/a.md") == "Title: A\n\nCorrected.\n"
    assert "rebase" not in git(Path.cwd(), "status")


def test_a_protected_branch_says_what_to_do(remote: Path, packed: Path) -> None:
    hook = remote / "hooks" / "pre-receive"
    hook.write_text("#!/bin/sh\necho 'protected branch hook declined' >&2\nexit 1\n")
    hook.chmod(0o755)
    keeping.unpack(packed, ["content"])
    with pytest.raises(Failed, match="let GitHub Actions past the protection"):
        keeping.keep("main", "Stories")


def test_nothing_new_is_not_packed(tmp_path: Path, remote: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(clone(tmp_path, remote, "build"))
    assert not keeping.pack(["content"], tmp_path / "patch")


def committed(folder: Path, message: str, texts: dict[str, str]) -> None:
    for name, text in texts.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, "utf-8")
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--message", message)


def test_what_the_last_commit_has_changed_by_hand(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    git(tmp_path, "init", "--quiet")
    ferry, quay, page = (f"content/{name}.md" for name in ("2026/03/09/ferry", "2026/03/09/quay", "pages/about"))
    committed(tmp_path, "First", {ferry: "Title: Ferry\n", quay: "Title: Quay\n", page: "Title: About\n"})
    assert list(of_the_last_commit("Ours")) == []
    (tmp_path / quay).unlink()
    texts = {
        ferry: "Title: Ferry: twice\nDate: 2026-03-09\n\nText: no field\n",
        page: "Title: About us\n",
        "content/2026/03/09/later.md": "Title: Later\nDate: 2996-03-09\n",
        "content/2026/03/09/draft.md": "Title: Draft\nDate: 2026-03-09\nStatus: draft\n",
        "content/.receipts/x.md": "",
        "seeds/x.md": "",
    }
    committed(tmp_path, "By an editor", texts)
    assert [(one.headline, one.is_shown, one.is_deleted) for one in of_the_last_commit("Ours")] == [
        ("Draft", False, False),
        ("Ferry: twice", True, False),
        ("Later", False, False),
        ("quay", False, True),
        ("About us", False, False),
    ]
    committed(tmp_path, "Ours", {ferry: "Title: Ferry\n"})
    assert list(of_the_last_commit("Ours")) == []


def report(folder: Path, findings: str, monkeypatch: pytest.MonkeyPatch) -> str:
    """The summary of a run of which only these findings are known."""
    monkeypatch.chdir(folder)
    for name in [name for name in os.environ if name.startswith("GITHUB_")]:
        monkeypatch.delenv(name)
    (folder / "findings.jsonl").write_text(findings, "utf-8")
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(folder / "summary.md"))
    assert main(["report", "--bulletins", "none.jsonl", "--findings", "findings.jsonl"]) == 0
    return (folder / "summary.md").read_text("utf-8")


def test_each_warning_of_the_gate_is_annotated_but_a_draft_is_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = [
        {"gravity": "warning", "kind": kind, "file": f"content/{kind}.md", "line": 2, "what": kind, "remedy": "Look"}
        for kind in ("credit", "draft", "embargo", "region", "story")
    ]
    report(tmp_path, "".join(f"{json.dumps(row)}\n" for row in rows) + '{"gravity": "war', monkeypatch)
    commands = [line.partition(" file=content/")[::2] for line in capsys.readouterr().out.splitlines()]
    assert [(kind, place.partition(".")[0]) for kind, place in commands] == [
        ("::warning", "region"),
        ("::warning", "story"),
        ("::warning", "credit"),
        ("::notice", "embargo"),
    ]


def test_a_run_that_stopped_early_has_a_summary_that_says_why(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "publishconf.py").write_text('SITEURL = "\n', "utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(tmp_path / "summary.md"))
    assert main(["address"]) == 1
    assert main(["report", "--bulletins", "none.jsonl", "--findings", "none.jsonl"]) == 0
    said = (tmp_path / "summary.md").read_text("utf-8")
    assert said.startswith("❌ **Not done:** publishconf&#46;py, line 1&#58; the settings cannot be read")
    assert "**The site could not be built.**" in said
