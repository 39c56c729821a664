"""The commands, as `invoke NAME`; `invoke --list` shows them all. Thin: the work is done in plugins/ and by Pelican."""

import os
import shlex
import shutil
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import chdir, contextmanager
from functools import wraps
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from invoke import tasks
from invoke.context import Context
from invoke.exceptions import Exit

from plainly.errors import Unreadable
from plainly.settings import read

ROOT = Path(__file__).resolve().parent
# Where the command was typed: the files that it names are meant from there.
HERE = Path.cwd()
LOCAL, PUBLISHED = "pelicanconf.py", "publishconf.py"
OUTPUT = "output"
PREVIEW = ".cache/preview"
REPORT = ".cache/report.html"
BRANCH = "gh-pages"
# Where it has just been done, with all that is to be said.
NO_CONVERSION = "--extra-settings BULLETIN_CONVERT=false"
# So that the programs show their colours to a person.
TERMINAL = sys.stdout.isatty() and sys.platform != "win32"
# An address that stands in publishconf.py until the newsroom sets its own.
EXAMPLE_HOST = "newsroom.example"
PORT, BIND = "the port to listen on", "the address to listen on"
REMOTE = "the git remote"
ANYWAY = "also over a site that was made from stories which are not here"
WAIT = "seconds to wait until the site serves the new feeds, for the hub to fetch; 0 does not look"
INVOKE = ".venv/bin/invoke"
NEEDS_EDITOR, WRONG_USAGE = 1, 2


def task(**options: Any) -> Callable[[Callable[..., None]], tasks.Task[Callable[..., None]]]:  # noqa: ANN401
    """A command. It works on the whole site, also where it is typed in one of the site's folders.

    Args:
        options: invoke's own.
    """

    def made(body: Callable[..., None]) -> tasks.Task[Callable[..., None]]:
        @wraps(body)
        def in_root(*given: Any, **named: Any) -> None:  # noqa: ANN401
            with chdir(ROOT):
                body(*given, **named)

        command: tasks.Task[Callable[..., None]] = tasks.task(**options)(in_root)
        return command

    return made


def _python(c: Context, module: str, arguments: str, *, warn: bool = False, **environment: str) -> int:
    """Run a module of this environment; its exit code, and an end to everything where it fails and may not."""
    result = c.run(f'"{sys.executable}" -m {module} {arguments}', warn=warn, pty=TERMINAL, env=environment)
    return 0 if result is None else result.exited  # a Result that failed is false


def _pelican(c: Context, arguments: str, settings: str = LOCAL, **environment: str) -> None:
    _python(c, "plainly", f"content --settings {settings} --fatal errors {arguments}", **environment)


def _settings(name: str) -> Mapping[str, Any]:
    """What a settings file says; an end to everything where it cannot be read."""
    try:
        return read(ROOT / name)
    except Unreadable as slip:
        raise Exit(str(slip), WRONG_USAGE) from None


def _address() -> str:
    """The address that the site is published at."""
    from masthead.addresses import why_not

    address: str = _settings(PUBLISHED)["SITEURL"]
    if urlsplit(address).hostname == EXAMPLE_HOST:
        raise Exit(f"{PUBLISHED}: the site's address is still the example. Set SITEURL, or DATELINE_SITEURL.", 2)
    if fault := why_not(address):
        raise Exit(f"{PUBLISHED}: the site's address {fault}", 2)
    return address


def _quoted(files: str) -> str:
    """One file whatever its name, or several with spaces between them; as seen from the root."""
    names = [files] if (HERE / files).exists() else shlex.split(files)
    return shlex.join(os.path.relpath(HERE / name, ROOT) if (HERE / name).exists() else name for name in names)


def _convert(c: Context, options: str = "") -> int:
    """Convert the bulletins; 1 if something needs an editor, and an end to everything where it cannot be done."""
    code = _python(c, "bulletin", f"convert {options}", warn=True)
    if code not in {0, NEEDS_EDITOR}:
        raise Exit(code=code)
    return code


def _ping(c: Context, wait: float, if_set: bool) -> int:
    options = f"--settings {PUBLISHED} --wait {wait:g} {'--if-set' if if_set else ''}"
    return _python(c, "newsfeed", f"ping {OUTPUT} {options}", warn=True)


def _proof(c: Context, options: str = "") -> int:
    """Read the built site and the stories over; 1 where something stops the publication."""
    settings = _settings(PUBLISHED)
    limit = settings.get("FEED_MAX_BYTES")
    table = settings.get("BULLETIN_REGIONS")
    options += f" --feed-limit {limit}" if limit else ""
    options += f" --regions {shlex.quote(table)}" if table else ""
    return _python(c, "proof", f"{OUTPUT} --content {shlex.quote(settings['PATH'])} {options}", warn=True)


def _build_as_published(c: Context, output: str = OUTPUT, address: str = "") -> None:
    """Convert and build; for another address than that of publishconf.py, if one is given."""
    _convert(c, "--quiet")
    environment = {"DATELINE_SITEURL": address} if address else {}
    _pelican(c, f"--output {output} {NO_CONVERSION}", PUBLISHED, **environment)


@contextmanager
def _timed(what: str) -> Iterator[None]:
    """Say what is being done, and how long it took."""
    print(f"{what} ...", flush=True)
    began = time.monotonic()
    yield
    print(f"  done in {time.monotonic() - began:.1f} seconds.", flush=True)


def _must_be_built() -> None:
    if not (ROOT / OUTPUT / "index.html").is_file():
        raise Exit(f"There is no site yet. Build it first: {INVOKE} build", 1)


@task()
def clean(c: Context) -> None:
    """Delete the built site and the caches; what people wrote stays."""
    for folder in (OUTPUT, ".cache"):
        shutil.rmtree(ROOT / folder, ignore_errors=True)


@task(
    name="new-site",
    help={
        "name": "the site's name",
        "tagline": "a line under the name",
        "publisher": "who publishes",
        "address": "where it is published; OWNER/REPOSITORY for GitHub",
        "language": "its language, like es or pt-BR",
        "zone": "its time zone, like Africa/Nairobi",
        "without-samples": "take away the sample bulletins and their stories",
        "yes": "ask nothing",
    },
)
def new_site(
    c: Context,
    name: str = "",
    tagline: str = "",
    publisher: str = "",
    address: str = "",
    language: str = "",
    zone: str = "",
    without_samples: bool = False,
    yes: bool = False,
) -> None:
    """Make the project your own site: asks for name, address, language, time zone, and writes the settings."""
    from masthead.cli import main

    said = {"name": name, "tagline": tagline, "publisher": publisher, "address": address}
    said |= {"language": language, "zone": zone}
    flags = [*(["--without-samples"] if without_samples else []), *(["--yes"] if yes else [])]
    main([*(f"--{option}={text}" for option, text in said.items()), *flags], prog_name=f"{INVOKE} new-site")


@task(help={"seeds": "files and folders; without any, seeds/"})
def convert(c: Context, seeds: str = "") -> None:
    """Turn the bulletins in seeds/ into stories in content/."""
    raise Exit(code=_python(c, "bulletin", f"convert {_quoted(seeds) if seeds else ''}", warn=True))


@task(help={"files": "a bulletin; several in one pair of quotation marks", "json": "one JSON object a bulletin"})
def inspect(c: Context, files: str, json: bool = False) -> None:
    """Show what is read from bulletins, line by line; writes nothing."""
    raise Exit(code=_python(c, "bulletin", f"inspect {'--json ' if json else ''}{_quoted(files)}", warn=True))


@task(help={"json": "as JSON", "html": f"as a page, {REPORT}"})
def report(c: Context, json: bool = False, html: bool = False) -> None:
    """Show the state of the newsroom."""
    if html:
        (ROOT / REPORT).parent.mkdir(exist_ok=True)
        code = _python(c, "bulletin", f"report --html > {REPORT}", warn=True)
        print(f"The report is in {ROOT / REPORT}.")
        raise Exit(code=code)
    raise Exit(code=_python(c, "bulletin", f"report {'--json' if json else ''}", warn=True))


@task(help={"say-where": "end with where the site is and how to look at it"})
def build(c: Context, say_where: bool = False) -> None:
    """Convert the bulletins and build the site into output/."""
    needs_editor = _convert(c)
    _pelican(c, f"--output {OUTPUT} {NO_CONVERSION}")
    if say_where:
        print(f"\nThe site is in {ROOT / OUTPUT}. To read it: {INVOKE} serve, then http://localhost:8000")
        print("(or open output/index.html in a browser).")
    if needs_editor:
        print("Something needs an editor: see the lines above that say so. All else is on the site.")


@task(pre=[clean, build])
def rebuild(c: Context) -> None:
    """Build from nothing."""


@task()
def regenerate(c: Context) -> None:
    """Build again whenever content, theme or settings change."""
    _convert(c, "--quiet")  # Pelican would try over and over with settings that cannot be used
    _pelican(c, f"--output {OUTPUT} --autoreload")


@task(help={"port": PORT, "bind": BIND})
def serve(c: Context, port: int = 8000, bind: str = "127.0.0.1") -> None:
    """Serve output/ on this machine: http://localhost:8000."""
    _must_be_built()
    _python(c, "plainly", f"--listen --settings {LOCAL} --output {OUTPUT} --bind {shlex.quote(bind)} --port {port}")


@task(pre=[build, serve])
def reserve(c: Context) -> None:
    """Build, then serve."""


@task(help={"port": PORT, "bind": BIND})
def preview(c: Context, port: int = 8000, bind: str = "127.0.0.1") -> None:
    """Build the site as it is published, and show it at its own path on this machine."""
    from preview.cli import main
    from preview.serving import local_address

    address = _address()
    with _timed("Converting and building the site as it is published, for this machine"):
        _build_as_published(c, PREVIEW, local_address(address, port, bind))
    main(["site", PREVIEW, f"--address={address}", f"--port={port}", f"--bind={bind}"], prog_name=f"{INVOKE} preview")


@task(help={"port": PORT, "bind": BIND})
def livereload(c: Context, port: int = 8000, bind: str = "127.0.0.1") -> None:
    """Build and serve, and build and reload the browser whenever something changes."""
    from preview.cli import main

    main(["live", OUTPUT, f"--port={port}", f"--bind={bind}"], prog_name=f"{INVOKE} livereload")


@task(help={"json": "one JSON object a finding", "all": "every place, also where many have the same fault"})
def check(c: Context, json: bool = False, all: bool = False) -> None:  # noqa: A002 - the name of an option
    """Proofread the built site before it is published: errors would stop that, warnings are listed."""
    raise Exit(code=_proof(c, f"{'--json ' if json else ''}{'--all' if all else ''}"))


@task(name="build-published")
def build_published(c: Context) -> None:
    """Build into output/ as it is published, and proofread; where something is wrong, end with an error."""
    _address()
    with _timed("Converting and building the site as it is published"):
        _build_as_published(c)
    with _timed("Proofreading"):
        faults = _proof(c)
    if faults:
        raise Exit("Not published: mend what is listed above first.", 1)


@task(
    name="gh-pages",
    help={"remote": REMOTE, "branch": "the branch that GitHub Pages shows", "anyway": ANYWAY},
)
def gh_pages(c: Context, remote: str = "origin", branch: str = BRANCH, anyway: bool = False) -> None:
    """Push output/ to the branch that GitHub Pages shows; nothing where it is there already."""
    options = f"--address {shlex.quote(_address())} --remote {shlex.quote(remote)} --branch {shlex.quote(branch)}"
    _must_be_built()
    with _timed("Handing it to git"):
        code = _python(c, "delivery", f"site {OUTPUT} {options} {'--anyway' if anyway else ''}", warn=True)
    if code:
        raise Exit(code=code)


@task(help={"wait": WAIT, "if-set": "without a hub, say and do nothing"})
def ping(c: Context, wait: float = 300.0, if_set: bool = False) -> None:
    """Tell the site's hub (FEED_HUB) which feeds have changed."""
    raise Exit(code=_ping(c, wait, if_set))


@task(
    help={
        "by-push": "commit and push settings, bulletins and stories for GitHub's workflow to publish, and not the site",
        "remote": REMOTE,
        "anyway": ANYWAY,
        "wait": WAIT,
    }
)
def publish(
    c: Context, by_push: bool = False, remote: str = "origin", anyway: bool = False, wait: float = 300.0
) -> None:
    """Build as published, proofread, push to GitHub Pages, and tell the hub if there is one."""
    _address()
    if code := _python(c, "delivery", f"ready --remote {shlex.quote(remote)}", warn=True):
        raise Exit(code=code)
    build_published(c)
    if by_push:
        raise Exit(code=_python(c, "delivery", f"sources --remote {shlex.quote(remote)}", warn=True))
    gh_pages(c, remote, anyway=anyway)
    if _ping(c, wait, if_set=True):
        print("The site is published all the same; only the hub does not know of it yet.")


@task(
    help={
        "to": "a folder of your web server, like editor@news.example.org:/var/www/news",
        "dry-run": "say what would be done, and do nothing there",
        "replace": "the first time: take away what lies there and was never of this site",
        "wait": WAIT,
    }
)
def rsync(c: Context, to: str, dry_run: bool = False, replace: bool = False, wait: float = 300.0) -> None:
    """Build as published, proofread, upload to a web server of your own, and tell the hub if there is one."""
    build_published(c)
    to = to if ":" in to else str(HERE / to)
    flags = " ".join([*(["--dry-run"] if dry_run else []), *(["--replace"] if replace else [])])
    if code := _python(c, "hosting", f"rsync {OUTPUT} --to {shlex.quote(to)} {flags}", warn=True):
        raise Exit(code=code)
    if not dry_run and _ping(c, wait, if_set=True):
        print("The site is published all the same; only the hub does not know of it yet.")


@task()
def tests(c: Context) -> None:
    """Everything that must pass: format, lint, types, imports between rooms, tests."""
    programs = Path(sys.executable).parent
    pytest = "pytest --numprocesses auto --dist loadfile"
    for command in ("ruff format --check", "ruff check", "mypy", "lint-imports", pytest):
        name, *arguments = command.split()
        c.run(shlex.join([str(programs / name), *arguments]), pty=False)
