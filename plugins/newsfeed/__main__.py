"""`python -m newsfeed ping OUTPUT`: tells the site's WebSub hub which feeds have changed."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import click

from plainly.errors import Unreadable
from plainly.settings import read

from . import hub, pinged
from .pinged import Pinged

RECORD = "pinged.json"
INVOKE = ".venv/bin/invoke"
# A name that no site can have (RFC 2606): it stands in publishconf.py until the newsroom sets its own.
EXAMPLE = ".example"
MOST_NAMED = 3
NO_HUB = """No hub is set, so there is nobody to tell. Put the address of one into pelicanconf.py, like
FEED_HUB = "https://pubsubhubbub.appspot.com/", then publish; docs/publishers.md says what a hub is."""


class WrongSetting(click.ClickException):
    """A setting is missing, or cannot be right."""

    exit_code = 2


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def main() -> None:
    """What is done with the feeds of a built site."""


@main.command()
@click.argument("output", type=click.Path(file_okay=False, path_type=Path))
@click.option(
    "--settings",
    "file",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    default="publishconf.py",
    show_default=True,
    help="The settings that the site was published with.",
)
@click.option(
    "--wait",
    type=click.FloatRange(min=0),
    default=300,
    show_default=True,
    metavar="SECONDS",
    help="How long to wait until the site serves the new feeds; 0 does not look.",
)
@click.option("--if-set", is_flag=True, help="Without a hub, say and do nothing.")
def ping(output: Path, *, file: Path, wait: float, if_set: bool) -> None:
    """Tell the site's hub which feeds in OUTPUT have changed since it was last told.

    The site must be published already: a hub fetches what it is told of at once. Exit codes: 0 the hub was told, or
    there is no news; 1 it could not be told, and the next time tries again; 2 a setting is missing or wrong.
    """
    settings = _settings(file)
    address = settings.get("FEED_HUB")
    if not address:
        if if_set:
            return
        raise WrongSetting(NO_HUB)
    site = _checked(settings, address)
    now = pinged.feeds(output)
    if not now:
        raise click.ClickException(f"There are no feeds in {output}. Publish the site first: {INVOKE} publish")
    # As Pelican does, from the folder of the settings.
    record = Pinged(file.parent / settings.get("CACHE_PATH", "cache") / RECORD, site, address)
    told = record.told()
    news = pinged.changed(now, told)
    if not news:
        click.echo(f"No feed has changed since {address} was last told.")
        return
    _await(site, output, news[0], wait)
    heard, complaints = _tell(address, site, news)
    _keep(record, pinged.told_now(now, told, heard))
    if heard:
        click.echo(f"Told {address} of {_some(heard)}.")
    for complaint in complaints:
        click.echo(complaint, err=True)
    if complaints:
        raise SystemExit(1)


def _settings(file: Path) -> dict[str, Any]:
    try:
        return dict(read(file))
    except Unreadable as slip:
        raise WrongSetting(str(slip)) from None


def _checked(settings: dict[str, Any], address: str) -> str:
    """The site's address, if it and that of the hub can be ones."""
    if not hub.is_web_address(address):
        raise WrongSetting(f"FEED_HUB: {address!r} is no hub's address. It must be one, and begin with https://")
    site = settings.get("SITEURL")
    if not hub.is_web_address(site) or str(urlsplit(site).hostname).endswith(EXAMPLE):
        raise WrongSetting(f"SITEURL: {site!r} is no address of a published site. Set it in publishconf.py")
    return str(site).rstrip("/")


def _await(site: str, output: Path, feed: str, seconds: float) -> None:
    """Come back when the site serves a feed as it was built."""
    address, content = f"{site}/{feed}", (output / feed).read_bytes()
    if site.encode() not in content:
        remedy = f"Publish ({INVOKE} publish), and ping before you build for reading at home again"
        raise click.ClickException(f"{output / feed}: it was not built for {site}. {remedy}")
    if not seconds:
        return
    click.echo(f"Looking whether {address} is the new one already, for up to {seconds:g} seconds.")
    instead = hub.await_content(address, content, seconds)
    if instead:
        remedy = f"Look whether the site was published, then: {INVOKE} ping (with --wait 0 it does not look)"
        raise click.ClickException(f"{address}: after {seconds:g} seconds {instead}. No hub was told. {remedy}")


def _tell(address: str, site: str, news: Sequence[str]) -> tuple[list[str], list[str]]:
    """Tell the hub of one feed after another: those that it has heard of, and what went wrong, one line a cause.

    A hub that does not answer once is asked no more, or hundreds of feeds would take an hour.
    """
    heard: list[str] = []
    refused: dict[str, list[str]] = {}
    for feed in news:
        try:
            hub.tell(address, f"{site}/{feed}")
        except hub.Refused as refusal:
            refused.setdefault(str(refusal), []).append(feed)
        except hub.Silent as silence:
            unheard = [feed for feed in news if feed not in heard]
            return heard, [
                f"{address} does not answer ({silence}): it was not told of {_some(unheard)}. "
                f"Is the address in FEED_HUB right? Once the hub is back: {INVOKE} ping"
            ]
        else:
            heard.append(feed)
    return heard, [
        f"{address} refuses {_some(feeds)}: {refusal}. "
        f"Look at the hub's own page what it wants, correct FEED_HUB, then: {INVOKE} ping"
        for refusal, feeds in refused.items()
    ]


def _keep(record: Pinged, told: pinged.Digests) -> None:
    try:
        record.keep(told)
    except OSError as error:
        click.echo(f"What the hub was told cannot be kept, so that it is told again next time: {error}", err=True)


def _some(feeds: Sequence[str]) -> str:
    """The first few feeds by name, and how many there are."""
    number = "1 feed" if len(feeds) == 1 else f"{len(feeds)} feeds"
    rest = ", ..." if len(feeds) > MOST_NAMED else ""
    return f"{number} ({', '.join(feeds[:MOST_NAMED])}{rest})"


if __name__ == "__main__":
    main(prog_name="python -m newsfeed")
