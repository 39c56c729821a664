"""Runs the workflows in .github/workflows/ on this machine: each `run:` step as it is written, in bash.

The few actions that they use are played: a checkout is a clone, a cache and an artifact are folders.
"""

import json
import os
import re
import shutil
import subprocess
import sys
import tarfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).parents[1]
WORKFLOWS = ROOT / ".github" / "workflows"
EXPRESSION = re.compile(r"\$\{\{(.*?)\}\}", re.DOTALL)
TOKEN = re.compile(
    r"\s*(?:(?P<text>'(?:[^']|'')*')|(?P<name>[A-Za-z_][\w.-]*)(?P<call>\()?|(?P<sign>&&|\|\||[!=]=|[!(),]))"
)
SIGNS = {"&&": " and ", "||": " or ", "!": " not "}
GH = """#!/bin/sh
printf '%s\\n' "$*" >> "$GH_CALLS"
case "$*" in
    *"/pages") [ -s "$GH_PAGES" ] && cat "$GH_PAGES" && exit; echo 'gh: Not Found (HTTP 404)' >&2; exit 1 ;;
esac
"""
# Setting up takes a minute, and would change the environment that the tests run in.
INSTEAD = {"make .venv/.site": "make --dry-run .venv/.site"}


def load(name: str) -> dict[str, Any]:
    """A workflow; `on` is a word for yes in YAML."""
    workflow: dict[Any, Any] = yaml.safe_load((WORKFLOWS / name).read_text("utf-8"))
    return {"on" if key is True else key: value for key, value in workflow.items()}


@dataclass
class Job:
    """How a job went."""

    result: str = "skipped"
    outputs: dict[str, str] = field(default_factory=dict)
    said: str = ""
    """What its steps printed."""
    summary: str = ""
    steps: list[str] = field(default_factory=list)
    """The names of those that ran."""


class Runner:
    """A machine of GitHub's with a repository, caches that last and artifacts that do not."""

    def __init__(self, folder: Path, remote: Path) -> None:
        self.folder = folder
        self.remote = remote
        self.work, self.temp, self.caches = folder / "work", folder / "temp", folder / "caches"
        self.pages, self.calls, self.programs = folder / "pages.json", folder / "gh.txt", folder / "programs"
        self.published: list[Path] = []
        self.artifacts: dict[str, Path] = {}
        self.between: Callable[[], None] = lambda: None
        """What happens after the first job of the next run."""
        self.programs.mkdir(parents=True)
        (self.programs / "gh").write_text(GH)
        (self.programs / "gh").chmod(0o755)
        self.pages.write_text("")

    def switch_pages_on(self, address: str) -> None:
        self.pages.write_text(json.dumps({"html_url": address, "build_type": "workflow"}))

    def run(self, name: str, event: str, *, ref: str = "refs/heads/main", **more: object) -> dict[str, Job]:
        """Run a workflow's jobs one after another.

        Args:
            name: The file of the workflow.
            event: What started it.
            ref: The branch.
            more: Further contexts, such as `inputs`.
        """
        self.artifacts, self.between, between = {}, lambda: None, self.between
        github = {
            "event_name": event,
            "ref": ref,
            "token": "secret",
            "run_id": str(len(list(self.folder.glob("caches/*")))),
            "run_attempt": "1",
            "event": {"repository": {"name": "bulletins", "private": False, "default_branch": "main"}, **more},
        }
        contexts = {"github": github, "runner": {"os": "Linux", "arch": "X64", "temp": str(self.temp)}, **more}
        jobs: dict[str, Job] = {}
        for key, job in load(name)["jobs"].items():
            needs = [job["needs"]] if isinstance(job.get("needs"), str) else job.get("needs", [])
            known = {one: {"result": jobs[one].result, "outputs": jobs[one].outputs} for one in needs}
            went_well = all(jobs[one].result == "success" for one in needs)
            context = {**contexts, "needs": known, "steps": {}}
            jobs[key] = self._job(job, context) if is_to_run(job, context, went_well) else Job()
            if len(jobs) == 1:
                between()
        return jobs

    def _job(self, job: dict[str, Any], context: dict[str, Any]) -> Job:
        for folder in (self.work, self.temp):
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir()
        done = Job("success")
        environment = self._environment(context)
        for step in job["steps"]:
            if is_to_run(step, context, done.result == "success"):
                done.steps.append(step.get("name") or step["uses"])
                succeeded = self._step(step, context, environment, done)
                done.result = done.result if succeeded else "failure"
        done.outputs = {name: filled(text, context) for name, text in job.get("outputs", {}).items()}
        summary = self.temp / "summary"
        done.summary = summary.read_text("utf-8") if summary.is_file() else ""
        return done

    def _environment(self, context: Mapping[str, Any]) -> dict[str, str]:
        ref = context["github"]["ref"]
        return {
            "PATH": f"{self.programs}:{os.environ['PATH']}",
            "HOME": str(self.folder),
            "LANG": "C.UTF-8",
            "PYTHONPATH": str(self.work / "plugins"),
            "GIT_CONFIG_GLOBAL": os.devnull,
            "GIT_CONFIG_NOSYSTEM": "1",
            "GH_CALLS": str(self.calls),
            "GH_PAGES": str(self.pages),
            "CI": "true",
            "RUNNER_TEMP": str(self.temp),
            "GITHUB_REPOSITORY": "newsroom/bulletins",
            "GITHUB_SERVER_URL": "https://github.com",
            "GITHUB_EVENT_NAME": context["github"]["event_name"],
            "GITHUB_REF_NAME": ref.removeprefix("refs/heads/").removeprefix("refs/pull/"),
            "GITHUB_SHA": "0" * 40,
            "GITHUB_STEP_SUMMARY": str(self.temp / "summary"),
            "GITHUB_OUTPUT": str(self.temp / "output"),
            "GITHUB_ENV": str(self.temp / "env"),
        }

    def _step(self, step: dict[str, Any], context: dict[str, Any], environment: dict[str, str], done: Job) -> bool:
        if "uses" in step:
            given = {name: filled(text, context) for name, text in step.get("with", {}).items()}
            outputs, succeeded = self._action(step["uses"].partition("@")[0], given), True
        else:
            own = {name: filled(text, context) for name, text in step.get("env", {}).items()}
            script = INSTEAD.get(step["run"], step["run"])
            ran = subprocess.run(
                ["bash", "--noprofile", "--norc", "-e", "-c", script],
                cwd=self.work,
                env={**environment, **own},
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                text=True,
                check=False,
            )
            done.said += ran.stdout
            if script != step["run"]:
                self._set_up()
            outputs, succeeded = taken(self.temp / "output"), ran.returncode == 0
            environment |= taken(self.temp / "env")
        if "id" in step:
            context["steps"][step["id"]] = {
                "outputs": outputs,
                "outcome": "success" if succeeded else "failure",
            }
        return succeeded

    def _action(self, action: str, given: Mapping[str, str]) -> dict[str, str]:
        """Play an action."""
        play: Callable[[Mapping[str, str]], dict[str, str] | None] = {
            "actions/checkout": self._checkout,
            "actions/setup-python": lambda _: {"python-version": "3.13.1"},
            "actions/cache": self._cache,
            "actions/cache/restore": self._restore,
            "actions/cache/save": self._save,
            "actions/upload-artifact": self._upload,
            "actions/download-artifact": self._download,
            "actions/upload-pages-artifact": self._upload_pages,
            "actions/deploy-pages": self._deploy,
        }[action]
        return play(given) or {}

    def _checkout(self, given: Mapping[str, str]) -> None:
        ref = given["ref"]
        branch = (
            [f"--depth={given.get('fetch-depth', 1)}", f"--branch={ref.removeprefix('refs/heads/')}"]
            if ref.startswith("refs/heads/")
            else []
        )
        git(self.folder, "clone", "--quiet", *branch, f"file://{self.remote}", str(self.work))
        if not branch:
            git(self.work, "checkout", "--quiet", ref)

    def _cache(self, given: Mapping[str, str]) -> dict[str, str]:
        if given["path"] != ".venv":
            return self._restore(given)
        is_kept = (self.caches / "venv").exists()
        (self.caches / "venv").mkdir(parents=True, exist_ok=True)
        if is_kept:
            self._set_up()
        return {"cache-hit": "true"} if is_kept else {}

    def _set_up(self) -> None:
        """Have the environment that the tests run in stand for one that was made here."""
        (self.work / ".venv").symlink_to(sys.prefix)

    def _restore(self, given: Mapping[str, str]) -> dict[str, str]:
        kept = sorted(self.caches.glob(f"{given['key']}*"), key=lambda path: path.stat().st_mtime_ns)
        for path in given["path"].split() if kept else []:
            copy(kept[-1] / Path(path).name, self.work / path)
        return {"cache-matched-key": kept[-1].name} if kept else {}

    def _save(self, given: Mapping[str, str]) -> None:
        for path in given["path"].split():
            copy(self.work / path, self.caches / given["key"] / Path(path).name)

    def _upload(self, given: Mapping[str, str]) -> None:
        self.artifacts[given["name"]] = self.folder / "artifacts" / given["name"]
        copy(self.work / given["path"], self.artifacts[given["name"]])

    def _upload_pages(self, given: Mapping[str, str]) -> None:
        packed = self.folder / "artifacts" / "github-pages" / "artifact.tar"
        packed.parent.mkdir(parents=True, exist_ok=True)
        with tarfile.open(packed, "w") as tar:
            tar.add(self.work / given["path"], ".")
        self.artifacts["github-pages"] = packed.parent

    def _download(self, given: Mapping[str, str]) -> None:
        found = self.artifacts[given["name"]]
        into = self.work / given.get("path", ".")
        for path in found.iterdir() if found.is_dir() else [found]:
            copy(path, into / ("stories.patch" if path == found else path.name))

    def _deploy(self, _: Mapping[str, str]) -> dict[str, str]:
        site = self.folder / f"published-{len(self.published)}"
        site.mkdir()
        subprocess.run(["tar", "-xf", self.artifacts["github-pages"] / "artifact.tar", "-C", site], check=True)
        self.published.append(site)
        return {"page_url": "https://newsroom.github.io/bulletins/"}


def git(folder: Path, *arguments: str) -> str:
    who = ("-c", "user.name=Editor", "-c", "user.email=editor@news.example")
    return subprocess.run(["git", *who, *arguments], cwd=folder, capture_output=True, text=True, check=True).stdout


def copy(source: Path, target: Path) -> None:
    """A file or a folder to another place, in stead of what is there."""
    if source.is_dir():
        shutil.rmtree(target, ignore_errors=True)
        shutil.copytree(source, target, symlinks=True)
    elif source.is_file():
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(source, target)


def taken(file: Path) -> dict[str, str]:
    """The values in one of GitHub's files, which is empty afterwards."""
    lines = file.read_text("utf-8").splitlines() if file.is_file() else []
    file.unlink(missing_ok=True)
    return dict(line.split("=", 1) for line in lines)


def is_to_run(part: Mapping[str, Any], context: Mapping[str, Any], went_well: bool) -> bool:
    """Whether a job or a step runs: unless it says otherwise, only if all before it went well."""
    condition = str(part.get("if", "")).removeprefix("${{").removesuffix("}}")
    if not condition:
        return went_well
    says_when = re.search(r"\b(always|cancelled|success|failure)\(", condition)
    return bool(evaluated(condition, context)) and bool(says_when or went_well)


def filled(text: object, context: Mapping[str, Any]) -> str:
    """A text with its expressions put in."""
    return EXPRESSION.sub(lambda found: shown(evaluated(found[1], context)), shown(text))


def shown(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def evaluated(expression: str, context: Mapping[str, Any]) -> Any:
    """What an expression comes to."""
    functions = {"cancelled": lambda: False, "format": lambda text, *given: text.format(*given)}
    functions["hashFiles"] = lambda *_: "locked"
    code = "".join(translated(expression))
    return eval(code, {"call": functions, "value": lambda name: looked_up(name, context)})


def translated(expression: str) -> Iterator[str]:
    """An expression in Python."""
    at = 0
    text = expression.strip()
    while at < len(text):
        token = TOKEN.match(text, at)
        assert token, f"what does {text[at:]!r} mean?"
        at = token.end()
        if token["text"]:
            yield repr(token["text"][1:-1].replace("''", "'"))
        elif token["call"]:
            yield f"call[{token['name']!r}]("
        elif token["name"]:
            yield f"value({token['name']!r})"
        else:
            yield SIGNS.get(token["sign"], token["sign"])


def looked_up(name: str, context: Mapping[str, Any]) -> Any:
    """A value of a context; where a part of its name is unknown, it is empty, as on GitHub."""
    found: Any = context
    first, *rest = name.split(".")
    found = context[first]
    for part in rest:
        found = found.get(part, "") if isinstance(found, Mapping) else ""
    return found
