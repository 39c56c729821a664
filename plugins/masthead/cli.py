"""The questions of `invoke new-site`, and what is done with the answers."""

import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import click

from bulletin import settings
from bulletin.errors import BadInput
from fastbuild.quiet import write_if_changed

from . import about, answers, github, samples
from .errors import NotFound, Unusable
from .model import Change, Clearance, Site
from .settings_file import SettingsFile, literal, the_address

LOCAL, PUBLISHED = "pelicanconf.py", "publishconf.py"
ADDRESS = "SITEURL"
SETTINGS = {
    "name": "SITENAME",
    "tagline": "SITESUBTITLE",
    "publisher": "AUTHOR",
    "language": "DEFAULT_LANG",
    "zone": "TIMEZONE",
}
QUESTIONS = {
    "name": "The site's name",
    "tagline": "A line under the name",
    "publisher": "Who publishes it",
    "address": "Its address on the web, with https:// (or OWNER/REPOSITORY on GitHub)",
    "language": "Its language (with a country if you like: pt-BR)",
    "zone": "Its time zone",
}
# What readers see to the letter, in whatever language the site is.
TEXTS = ("name", "tagline", "publisher")
ABOUT = Path("pages", "about.md")


@dataclass(frozen=True, slots=True)
class Plan:
    """All that is to be done, before it is."""

    local: SettingsFile
    published: SettingsFile
    changes: tuple[Change, ...]
    clearance: Clearance
    about: Path | None
    """The page about the site, if a line of it is to go with the samples."""

    def is_empty(self) -> bool:
        """Whether nothing is to be done."""
        return not (self.changes or self.clearance.going or self.clearance.receipts or self.about)


@click.command(context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--name", help="The site's name.")
@click.option("--tagline", help="A line under the name; feeds are described by it.")
@click.option("--publisher", help="Who publishes.")
@click.option("--address", help="Where the site is published; OWNER/REPOSITORY for GitHub.")
@click.option("--language", help="The site's own language, like es or pt-BR.")
@click.option("--zone", help="The time zone of its dates, like Africa/Nairobi.")
@click.option("--without-samples", is_flag=True, help="Take away the sample bulletins and their stories.")
@click.option("--yes", is_flag=True, help="Ask nothing: do it.")
def main(*, without_samples: bool, yes: bool, **given: str | None) -> None:
    """Make the project as it comes your own site: name, address, language, time zone.

    Asks for what is not given. Exit codes: 0 done, 1 not done, 2 wrong usage.
    """
    folder = Path.cwd()
    try:
        local, published = _settings_file(folder / LOCAL), _settings_file(folder / PUBLISHED)
        now = _now(local, published, folder)
        asks = sys.stdin.isatty() and not yes
        wanted = _answers(now, _checked(given), asks=asks)
        site = settings.of_site(folder)
        clearance = _clearance(site, without_samples, yes)
        page = _page_to_mend(site, clearance)
        plan = Plan(local, published, tuple(_changes(local, published, wanted)), clearance or Clearance(), page)
        if plan.is_empty():
            click.echo("Nothing to change: all of it is so already.")
        elif _agreed(plan, folder, yes):
            _carry_out(plan, folder, site)
        _say_what_stays(plan.clearance, folder)
        if not asks:
            _say_what_was_not_given(wanted, given)
    except (NotFound, BadInput) as problem:
        raise click.UsageError(str(problem)) from None
    click.echo(f"The page about your site is {_shown(site.content / ABOUT, folder)}: write there who you are.")
    click.echo("To see the site: .venv/bin/invoke livereload. To publish it: docs/publishers.md.")


def _settings_file(path: Path) -> SettingsFile:
    try:
        return SettingsFile(path.name, path.read_bytes())
    except OSError as error:
        raise NotFound(f"{path.name}: it cannot be read ({error.strerror}). Run this in your site's folder.") from None


def _now(local: SettingsFile, published: SettingsFile, folder: Path) -> Site:
    """What the settings say now; for an address that is still the example, what GitHub would make of the remote."""
    try:
        address: str | None = answers.address(published.text(ADDRESS, the_address))
    except Unusable:
        repository = github.repository_of(github.origin(folder) or "")
        address = github.pages_address(repository) if repository else None
    return Site(**{field: local.text(setting) for field, setting in SETTINGS.items()}, address=address)


def _checks() -> Mapping[str, Callable[[str], str]]:
    """What each answer is checked with; all else is a line of text."""
    return {
        "address": _address,
        "language": lambda written: answers.language(written, Path("theme")),
        "zone": answers.zone,
    }


def _address(written: str) -> str:
    """The site's address; says so where that of its repository was given."""
    address = answers.address(written)
    if "://" in written and github.repository_of(written):
        click.echo(f"{written.strip()} is where the repository is. Its site will be at {address}.")
    return address


def _checked(given: Mapping[str, str | None]) -> Mapping[str, str]:
    """The options that were given; an empty one, as a form on the web sends it, was not."""
    checked = {}
    for field, written in given.items():
        if written is not None and written.strip():
            try:
                checked[field] = _checks().get(field, answers.line)(written)
            except Unusable as problem:
                raise click.UsageError(f"--{field}: {problem}") from None
    return checked


def _answers(now: Site, given: Mapping[str, str], *, asks: bool) -> Site:
    """What the site is to say: what was given, else what is answered, else what it says now."""
    found = {field: given.get(field) or getattr(now, field) for field in QUESTIONS}
    if asks:
        found |= {field: _asked(field, found[field]) for field in QUESTIONS if field not in given}
    site = Site(**found)
    if missing := site.missing():
        options = ", ".join(f"--{field}" for field in missing)
        raise click.UsageError(f"There is nothing to take for {options}. Say it, or run this in a terminal.")
    return site


def _asked(field: str, usual: str | None) -> str:
    check = _checks().get(field, answers.line)

    def checked(written: str) -> str:
        try:
            return check(written) if written or usual != "" else ""
        except Unusable as problem:
            raise click.UsageError(str(problem)) from None

    answer: str = click.prompt(QUESTIONS[field], default=usual, show_default=bool(usual), value_proc=checked)
    return answer


def _changes(local: SettingsFile, published: SettingsFile, wanted: Site) -> list[Change]:
    before = {setting: local.text(setting) for setting in SETTINGS.values()}
    before[ADDRESS] = published.text(ADDRESS, the_address)
    after = {setting: getattr(wanted, field) for field, setting in SETTINGS.items()} | {ADDRESS: wanted.address}
    return [Change(name, before[name], after[name]) for name in before if before[name] != after[name]]


def _clearance(site: settings.Settings, without_samples: bool, yes: bool) -> Clearance | None:
    """What is to be taken away; None where the samples are to stay."""
    found = samples.survey(site)
    if not without_samples and sys.stdin.isatty() and not yes and found.going:
        without_samples = click.confirm("Take away the sample bulletins and their stories?", default=True)
    return found if without_samples else None


def _page_to_mend(site: settings.Settings, clearance: Clearance | None) -> Path | None:
    """The page about the site, if it speaks of samples that are gone then."""
    page = site.content / ABOUT
    return page if clearance and not clearance.staying and about.speaks_of_samples(page) else None


def _agreed(plan: Plan, folder: Path, yes: bool) -> bool:
    """Show what is to be done, and ask."""
    for change in plan.changes:
        file = PUBLISHED if change.setting == ADDRESS else LOCAL
        click.echo(f"{file}: {change.setting}  {literal(change.before)} becomes {literal(change.after)}")
    for path in plan.clearance.going:
        click.echo(f"taken away: {_shown(path, folder)}")
    if plan.about:
        click.echo(f"{_shown(plan.about, folder)}: the line on the sample stories is taken out")
    if yes:
        return True
    if not sys.stdin.isatty():
        raise click.UsageError("Nothing has been done. Without a terminal, add --yes to say that it may be.")
    return click.confirm("Shall it be so?", default=True, abort=True)


def _carry_out(plan: Plan, folder: Path, site: settings.Settings) -> None:
    fresh = {change.setting: change.after for change in plan.changes}
    address = {name: text for name, text in fresh.items() if name == ADDRESS}
    others = {name: text for name, text in fresh.items() if name != ADDRESS}
    write_if_changed(folder / LOCAL, plan.local.with_texts(others))
    write_if_changed(folder / PUBLISHED, plan.published.with_texts(address, the_address))
    samples.clear(site, plan.clearance)
    if plan.about:
        about.without_samples(plan.about)
    click.echo("Done.")


def _say_what_stays(clearance: Clearance, folder: Path) -> None:
    for path, why in clearance.staying:
        click.echo(f"stays: {_shown(path, folder)} ({why})")


def _say_what_was_not_given(wanted: Site, given: Mapping[str, str | None]) -> None:
    """The texts that stay as they are, where nobody was asked: they may be those that the project comes with."""
    for field in TEXTS:
        if not (given[field] or "").strip():
            text = literal(getattr(wanted, field))
            click.echo(f"{LOCAL}: {SETTINGS[field]} stays {text}. To change it: --{field}")


def _shown(path: Path, folder: Path) -> str:
    return path.relative_to(folder).as_posix() if path.is_relative_to(folder) else str(path)
