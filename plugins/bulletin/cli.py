"""The command `bulletin`: convert, inspect, report."""

import json
import sys
from collections import Counter
from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click

from . import desk, export, progress, report, settings, store, written_dates
from .account import SIGNS, Accountant
from .convert import Outcome, convert
from .desk import Job
from .errors import BadInput, NotNow
from .model import Action, Reading, Receipt

COLOURS = {
    "headline": "green",
    "crosshead": "cyan",
    "photo": "magenta",
    "item": "blue",
    "dropped": "bright_black",
    "about": "blue",
}
# What is said on the first run is not said again on each.
QUIET = frozenset({Action.KEEP, Action.EARLIER})
NEEDS_EDITOR = 1
STANDARD_INPUT = "-"
Outcomes = Generator[Outcome, None, None]


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="dateline-press", prog_name="bulletin")
def main() -> None:
    """Turn raw news bulletins into one Markdown file a story.

    Run it in the folder of your site. Exit codes: 0 all well, 1 something needs an editor, 2 wrong usage.
    """


@main.command("convert")
@click.argument("seeds", nargs=-1, type=click.Path(exists=True, path_type=Path))
@click.option("--quiet", "-q", is_flag=True, help="Say only what needs an editor.")
@click.option("--scheduler", metavar="ADDRESS", help="Have them read by a Dask cluster, like tcp://host:8786.")
@click.option("--all", "everything", is_flag=True, help="Read bulletins again that have not changed.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a bulletin, one bulletin a line.")
def convert_command(
    seeds: tuple[Path, ...], *, quiet: bool, scheduler: str | None, everything: bool, as_json: bool
) -> None:
    """Convert bulletins to stories in content/.

    SEEDS are files and folders; without any, the folder seeds/. What you have edited or deleted stays so.
    """
    if not seeds:
        _refuse_elsewhere()
    outcomes = []
    teller = _teller(is_quiet=quiet, as_json=as_json)
    with (
        progress.shown(is_wanted=not quiet) as bar,
        closing(_converted(seeds, scheduler, bar.expect, everything=everything)) as run,
    ):
        for outcome in bar.over(run):
            outcomes.append(outcome)
            teller(outcome)
    if not (quiet or as_json):
        click.echo(_total(outcomes))
    for outcome in outcomes:
        for problem in outcome.problems:
            click.secho(f"Needs an editor: {problem}", fg="red", err=True)
    if any(outcome.problems for outcome in outcomes):
        raise SystemExit(NEEDS_EDITOR)


@main.command("inspect")
@click.argument(
    "files", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, allow_dash=True), metavar="FILE..."
)
@click.option("--json", "as_json", is_flag=True, help="One JSON object a bulletin, one bulletin a line.")
def inspect_command(files: tuple[str, ...], *, as_json: bool) -> None:
    """Show what is read from bulletins, line by line and why; writes nothing.

    A FILE of the name - is standard input.
    """
    has_failed = False
    site = _settings()
    jobs = (_job(file, site, explain=not as_json) for file in files)
    with progress.shown() as bar, closing(desk.read(jobs, site.vocabulary)) as run:
        bar.expect(len(files))
        for job, reading in bar.over(run):
            has_failed |= isinstance(reading, BadInput)
            if isinstance(reading, BadInput):
                click.secho(str(reading), fg="red", err=True)
            if as_json:
                for piece in _written(job, reading):
                    click.echo(piece, nl=False)
            elif isinstance(reading, Reading):
                _show(reading)
    if has_failed:
        raise SystemExit(NEEDS_EDITOR)


@main.command("report")
@click.option("--json", "as_json", is_flag=True, help="As one JSON object.")
@click.option("--html", "as_html", is_flag=True, help="As one page of HTML.")
def report_command(*, as_json: bool, as_html: bool) -> None:
    """Show the state of the newsroom: bulletins, stories, threads, and what an editor may want to look at."""
    _refuse_elsewhere()
    site = _settings()
    state = report.newsroom(store.Content(site.content), site.seeds)
    if as_json:
        click.echo(json.dumps(state, ensure_ascii=False, indent=1))
    elif as_html:
        click.echo(report.as_page(state), nl=False)
    else:
        _show_newsroom(state)


def _show_newsroom(state: Mapping[str, Any]) -> None:
    for row in state["bulletins"]:
        click.secho(f"{row['bulletin']}: issued {row['issued']} ({row['issued_basis']})", bold=True)
        click.echo(f"  {_count(len(row['stories']), 'story', 'stories')}, {_count(row['dropped'], 'line')} dropped")
        for story in row["stories"]:
            for look in story["look"]:
                click.echo(f"  {story['file']}: {click.style(look, fg='yellow')}")
    for name in state["waiting"]:
        click.echo(f"{name}: {click.style(report.WITHOUT_STORIES, fg='yellow')}")
    for thread in state["threads"]:
        click.secho(f"Thread {thread['thread']}", bold=True)
        for story in thread["stories"]:
            click.echo(f"  {story['file']}{click.style(f'  ({why})', dim=True) if (why := story['why']) else ''}")
    totals = state["totals"]
    rest = ", ".join(f"{number:,} {_called(name, number)}" for name, number in list(totals.items())[2:] if number)
    first = f"{_count(totals['bulletins'], 'bulletin')}, {_count(totals['stories'], 'story', 'stories')}"
    click.echo(f"{first}{': ' if rest else ''}{rest}")


def _called(name: str, number: int) -> str:
    """The name of a total, which is that of many."""
    return name.removesuffix("s") if number == 1 else name


class WrongSettings(click.ClickException):
    """A slip in the settings: how the command is used has nothing to do with it."""

    exit_code = 2


def _settings() -> settings.Settings:
    try:
        return settings.of_site(Path.cwd())
    except BadInput as problem:
        raise WrongSettings(str(problem)) from None


def _refuse_elsewhere() -> None:
    """Where nothing of a site is, nothing is written, and nothing is there to be told.

    Raises:
        UsageError: This is not the folder of a site.
    """
    site = _settings()
    if not any(path.exists() for path in (Path(settings.FILE), site.seeds, site.content)):
        raise click.UsageError(
            f"This is not the folder of your site: there is no {settings.FILE} (or {settings.SEEDS}/) here. "
            "Go there first, like: cd news"
        )


def _converted(
    seeds: Sequence[Path], scheduler: str | None, expect: Callable[[int], None], *, everything: bool
) -> Outcomes:
    try:
        yield from convert(
            _settings(), seeds, scheduler=scheduler, everything=everything, expect=expect, tell=_tell_of_waiting
        )
    except NotNow as problem:
        raise click.ClickException(str(problem)) from None
    except BadInput as problem:
        raise click.UsageError(str(problem)) from None


def _tell_of_waiting(message: str) -> None:
    click.echo(message, err=True)


def _job(file: str, site: settings.Settings, *, explain: bool) -> Job:
    """A bulletin to be looked at; standard input comes as it stands."""
    if file == STANDARD_INPUT:
        return Job(file, sys.stdin.buffer.read(), datetime.now(site.zone), explain=explain)
    path = Path(file)
    try:
        return Job(path.name, *store.load(path, site.zone), explain=explain)
    except BadInput as problem:
        return Job(path.name, refused=problem)


def _written(job: Job, reading: Reading | BadInput) -> Iterator[str]:
    return export.refused(job.name, str(reading)) if isinstance(reading, BadInput) else export.written(reading)


def _teller(*, is_quiet: bool, as_json: bool) -> Callable[[Outcome], None]:
    """What tells of a bulletin when it is done."""
    if as_json:
        accountant = Accountant(_settings(), Path.cwd())
        return lambda outcome: click.echo(json.dumps(accountant.record(outcome), ensure_ascii=False))
    return (lambda _: None) if is_quiet else _tell


def _tell(outcome: Outcome) -> None:
    """What is new with a bulletin; nothing where nothing is."""
    receipt = outcome.receipt
    news = list(_news(outcome, receipt)) if receipt and not outcome.unchanged else []
    if receipt and news:
        day = written_dates.in_words(receipt.issued)
        click.secho(f"{outcome.bulletin}: issued {day} ({receipt.basis})", bold=True)
        click.echo("\n".join(news))


def _news(outcome: Outcome, receipt: Receipt) -> Iterator[str]:
    today = datetime.now(UTC)
    for entry, decision in outcome.done:
        notes = [*entry.look, *(["waits for its date"] if entry.identity.date > today else [])]
        look = click.style(f"  ({', '.join(notes)})", fg="yellow") if notes else ""
        if decision.action not in QUIET:
            yield f"  {SIGNS[decision.action]:8} {entry.headline}{look}"
    for entry in receipt.entries:
        if not entry.line:
            yield f"  {'kept':8} {entry.headline}{click.style('  (no longer in the bulletin)', fg='yellow')}"


def _total(outcomes: Sequence[Outcome]) -> str:
    actions = Counter(SIGNS[decision.action] for outcome in outcomes for _, decision in outcome.done)
    unchanged = [outcome.receipt for outcome in outcomes if outcome.unchanged and outcome.receipt]
    passed = sum(bool(entry.line) for receipt in unchanged for entry in receipt.entries)
    counts = ", ".join(f"{count:,} {sign}" for sign, count in actions.items())
    stories = _count(actions.total() + passed, "story", "stories")
    bulletins = _count(len(outcomes), "bulletin") + (f" ({len(unchanged):,} unchanged)" if unchanged else "")
    return f"{bulletins}, {stories}{': ' if counts else ''}{counts}"


def _count(number: int, one: str, many: str = "") -> str:
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def _show(reading: Reading) -> None:
    click.secho(f"{reading.bulletin.name}: issued {reading.issued.day} ({reading.issued.basis})", bold=True)
    places = export.places(reading)
    for number, became, why, text in export.line_by_line(reading):
        _show_line(str(number), became, text, why)
        if number in places:
            _show_line("", "about", *places[number])


def _show_line(number: str, became: str, text: str, why: str) -> None:
    note = f"  ({why})" if why else ""
    click.echo(f"{number:>6} {click.style(f'{became:10}', fg=COLOURS.get(became))} {text}{click.style(note, dim=True)}")
