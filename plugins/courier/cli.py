"""The commands of the workflow."""

import argparse
import json
import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from runpy import run_path
from typing import Any, TypeVar

from . import keeping, outputs, pages
from .address import published_at
from .annotations import annotation, annotations
from .corrections import of_the_last_commit
from .decision import is_to_be_published
from .fingerprint import fingerprint, remembered
from .git import git
from .guard import guarded, stopped
from .model import CREDIT, DRAFT, ERROR, NOTICE, Bulletin, Failed, Finding, Remark, Run, State
from .summary import summary

T = TypeVar("T")
CONTENT, SETTINGS, PUSH = "content", "publishconf.py", "push"
STORIES = "Stories and receipts of the bulletins in seeds/"
OVERTAKEN = Remark(
    NOTICE,
    "Overtaken",
    "While the site was built, somebody has changed the same files. Theirs stand",
    "The run that their change has started publishes both; there is nothing to be done.",
)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; its exit code."""
    given = parser().parse_args(arguments)
    try:
        code: int = given.command(given)
    except Failed as failure:
        stopped(failure.as_remark())
        return 1
    return code


def parser() -> argparse.ArgumentParser:
    """What the commands take."""
    whole = argparse.ArgumentParser(prog="python -m courier", description="The steps of the workflows on GitHub.")
    commands = whole.add_subparsers(required=True, metavar="COMMAND")

    def command(name: str, run: Callable[[argparse.Namespace], int]) -> argparse.ArgumentParser:
        one = commands.add_parser(name, help=run.__doc__, description=run.__doc__)
        one.set_defaults(command=run)
        return one

    command("address", _address)
    guard = command("guard", _guard)
    guard.add_argument("--into", type=Path, metavar="FILE", help="the file for the program's standard output")
    guard.add_argument("--allow", type=int, action="append", default=[], metavar="CODE", help="an exit code besides 0")
    guard.add_argument("program", nargs=argparse.REMAINDER, help="after --: the program and its arguments")
    command("pack", _pack).add_argument("file", type=Path)
    decide = command("decide", _decide)
    decide.add_argument("output", type=Path)
    decide.add_argument("--published", type=Path, metavar="FILE", required=True, help="what was published last")
    report = command("report", _report)
    report.add_argument("--bulletins", type=Path, metavar="FILE", required=True, help="of bulletin convert --json")
    report.add_argument("--findings", type=Path, metavar="FILE", required=True, help="of .venv/bin/invoke check --json")
    command("keep", _keep).add_argument("file", type=Path)
    commit = command("commit", _commit)
    commit.add_argument("--message", required=True)
    commit.add_argument("paths", nargs="+")
    return whole


def _address(_: argparse.Namespace) -> int:
    """Find out the site's address and whether GitHub Pages is switched on."""
    settings = _settings()
    repository = _said("GITHUB_REPOSITORY")
    state, shown = pages.ask(repository, is_private=_said("PRIVATE") == "true")
    address = published_at(settings["SITEURL"], shown, repository)
    outputs.leave(outputs.ENVIRONMENT, DATELINE_SITEURL=address)
    hub = outputs.truth(bool(settings.get("FEED_HUB")))
    outputs.leave(outputs.OUTPUT, address=address, pages=state.value, shown=shown, hub=hub)
    print(f"The site is built for {address}. GitHub Pages: {state.value}.")
    return 0


def _settings() -> dict[str, Any]:
    """The settings that the site is published with."""
    try:
        return run_path(SETTINGS)
    except Exception as error:  # whatever an editor of the file got wrong
        file = Path(error.filename or SETTINGS).name if isinstance(error, SyntaxError) else SETTINGS
        line = error.lineno if isinstance(error, SyntaxError) else None
        why = f"the settings cannot be read ({type(error).__name__}: {error}). Undo the last change to them"
        raise Failed(why, file, line) from None


def _guard(given: argparse.Namespace) -> int:
    """Run a program; GitHub takes nothing in its output for a command."""
    program = given.program[1:] if given.program[:1] == ["--"] else given.program
    return guarded(program, given.allow, given.into)


def _pack(given: argparse.Namespace) -> int:
    """Pack what was made of the bulletins, for the job that may write to the repository."""
    news = keeping.pack([CONTENT], given.file)
    outputs.leave(outputs.OUTPUT, news=outputs.truth(news), commit=git("rev-parse", "HEAD").strip())
    print("Stories or receipts are new." if news else "Nothing new.")
    return 0


def _decide(given: argparse.Namespace) -> int:
    """Tell whether the built site is to be published."""
    digest = fingerprint(given.output)
    is_changed = digest != remembered(given.published)
    publishes = is_to_be_published(_run(), _said("DEFAULT_BRANCH"), is_changed=is_changed)
    outputs.leave(outputs.OUTPUT, digest=digest, publishes=outputs.truth(publishes))
    print("To be published." if publishes else "Not to be published.", "" if is_changed else "Nothing has changed.")
    return 0


def _report(given: argparse.Namespace) -> int:
    """Write the summary and the annotations; exit code 1 where something has to be mended before publication."""
    bulletins = list(_records(given.bulletins, Bulletin.of))
    findings = list(_records(given.findings, Finding.of)) if given.findings.is_file() else None
    for command in annotations(_remarks(bulletins, findings or ())):
        print(command)
    run = _run()
    told = summary(
        run,
        bulletins,
        findings,
        corrections=list(of_the_last_commit(STORIES)) if run.event == PUSH else (),
        publishes=_said("PUBLISHES") == "true",
        pages_address=_said("PAGES_ADDRESS"),
    )
    outputs.add(outputs.SUMMARY, told)
    return int(any(finding.gravity == ERROR for finding in findings or ()))


def _remarks(bulletins: Sequence[Bulletin], findings: Sequence[Finding]) -> Iterator[Remark]:
    """What is told beside files and lines, what is new in front; not the drafts, which wait from run to run."""
    for bulletin in bulletins:
        yield from bulletin.remarks()
    told = (finding for finding in findings if not finding.is_note and finding.kind != DRAFT)
    for finding in sorted(told, key=lambda one: (one.is_left_to_editors, one.kind == CREDIT)):
        yield finding.as_remark()


def _keep(given: argparse.Namespace) -> int:
    """Commit what another job has packed, and push it."""
    keeping.unpack(given.file, [CONTENT])
    try:
        _push(STORIES)
    except keeping.Overtaken:
        print(annotation(OVERTAKEN))
        outputs.leave(outputs.OUTPUT, kept="false")
        return 0
    outputs.leave(outputs.OUTPUT, kept="true")
    return 0


def _commit(given: argparse.Namespace) -> int:
    """Commit what has changed below some paths, and push it."""
    git("add", "--all", "--", *given.paths)
    try:
        _push(given.message)
    except keeping.Overtaken:
        raise Failed("Somebody has changed the same files meanwhile. Nothing was written: run it once more.") from None
    return 0


def _push(message: str) -> None:
    news = keeping.keep(_said("GITHUB_REF_NAME"), message)
    print("Kept in the repository." if news else "Nothing new.")


def _run() -> Run:
    """Where the workflow runs, as the environment says."""
    return Run(
        repository=_said("GITHUB_REPOSITORY"),
        branch=_said("GITHUB_REF_NAME"),
        commit=_said("BUILT_COMMIT") or _said("GITHUB_SHA"),
        event=_said("GITHUB_EVENT_NAME"),
        server=_said("GITHUB_SERVER_URL") or "https://github.com",
        address=_said("DATELINE_SITEURL"),
        pages=State(_said("PAGES") or State.UNKNOWN),
    )


def _said(name: str) -> str:
    return os.environ.get(name, "")


def _records(file: Path, make: Callable[[dict[str, Any]], T]) -> Iterator[T]:
    """What is in a file of one JSON object a line; nothing where there is no file, nor of a line that was cut off."""
    if file.is_file():
        with file.open(encoding="utf-8", errors="replace") as lines, suppress(json.JSONDecodeError):
            yield from (make(json.loads(line)) for line in lines if line.strip())
