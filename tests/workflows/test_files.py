"""The workflows as files: what linters say, which actions they use, and what each job may do."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from runner import ROOT, WORKFLOWS, load

PROGRAMS = Path(sys.executable).parent
FILES = sorted(path.name for path in WORKFLOWS.glob("*.yml"))
MAY = {
    "publish.yml": {
        "build": {"contents": "read", "pages": "read"},
        "keep": {"contents": "write"},
        "deploy": {"pages": "write", "id-token": "write"},
        "tell": {"contents": "read"},
        "awake": {"actions": "write"},
    },
    "set-up.yml": {"set-up": {"contents": "write", "pages": "read", "actions": "write"}},
    "test.yml": {"test": {"contents": "read"}},
}


def run(*command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


def test_actionlint_has_nothing_to_say() -> None:
    shellcheck = f"-shellcheck={PROGRAMS / 'shellcheck'}"
    done = run(str(PROGRAMS / "actionlint"), "-no-color", shellcheck, *(str(WORKFLOWS / name) for name in FILES))
    assert (done.returncode, done.stdout + done.stderr) == (0, "")


def test_zizmor_finds_nothing_unsafe() -> None:
    done = run(str(PROGRAMS / "zizmor"), "--offline", "--no-progress", "--color=never", ".github")
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("name", FILES)
def test_actions_are_pinned_with_their_version(name: str) -> None:
    used = re.findall(r"uses: (.*)", (WORKFLOWS / name).read_text("utf-8"))
    assert used
    assert [use for use in used if not re.fullmatch(r"actions/[\w/-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", use)] == []


def test_one_version_of_each_action() -> None:
    used = {use for name in FILES for use in re.findall(r"actions/([\w-]+)\S*@(\S+)", (WORKFLOWS / name).read_text())}
    assert len(used) == len({action for action, _ in used})


@pytest.mark.parametrize("name", FILES)
def test_jobs_may_do_what_they_must(name: str) -> None:
    workflow = load(name)
    assert workflow["permissions"] == {}
    assert {key: job["permissions"] for key, job in workflow["jobs"].items()} == MAY[name]
    assert all(job["timeout-minutes"] for job in workflow["jobs"].values())


@pytest.mark.parametrize("name", FILES)
def test_no_text_from_outside_gets_into_a_script(name: str) -> None:
    scripts = [step["run"] for job in load(name)["jobs"].values() for step in job["steps"] if "run" in step]
    assert [script for script in scripts if "${{" in script] == []
    assert [script for script in scripts if "\n" in script.strip()] == []


@pytest.mark.parametrize("name", FILES)
def test_forks_get_at_no_secret(name: str) -> None:
    text = (WORKFLOWS / name).read_text("utf-8")
    assert "secrets." not in text
    assert "pull_request_target" not in text
    assert "workflow_run" not in text


def test_the_project_is_tested_on_the_pythons_that_it_names() -> None:
    named = re.findall(r"Programming Language :: Python :: (3\.\d+)", (ROOT / "pyproject.toml").read_text("utf-8"))
    job = load("test.yml")["jobs"]["test"]
    assert job["strategy"]["matrix"]["python"] == named
    scripts = [step["run"] for step in job["steps"] if "run" in step]
    assert scripts == ["sudo tools/test-programs", ".ci/run"]
    assert all((ROOT / script.split()[-1]).stat().st_mode & 0o100 for script in scripts)


def test_the_languages_of_the_form_are_those_of_the_site() -> None:
    offered = load("set-up.yml")["on"]["workflow_dispatch"]["inputs"]["language"]["options"]
    there = {path.stem for path in (ROOT / "theme" / "translations").glob("*.po")}
    assert set(offered) == {"en", *there}
