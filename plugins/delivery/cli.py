"""`python -m delivery site OUTPUT` pushes the built site, `python -m delivery sources` what it is made from."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import click

from . import site_branch, sources
from .errors import NotPublished
from .repository import Repository

GITHUB = ".github.io"


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def main() -> None:
    """Publish by git. Exit codes: 0 published, or nothing has changed; 1 not published (it says why)."""


@main.command()
@click.option("--remote", default="origin", show_default=True, help="The git remote.")
def ready(remote: str) -> None:
    """Look whether one can publish from here, before anything is built for it."""
    with _said():
        Repository(Path.cwd(), remote)


@main.command()
@click.argument("output", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--address", required=True, help="The site's own.")
@click.option("--remote", default="origin", show_default=True, help="The git remote.")
@click.option("--branch", default="gh-pages", show_default=True, help="The branch that GitHub Pages shows.")
@click.option("--anyway", is_flag=True, help="Also over a site that was made from stories which are not here.")
def site(output: Path, *, address: str, remote: str, branch: str, anyway: bool) -> None:
    """Put the built site in OUTPUT on the branch that is shown."""
    with _said():
        repository = Repository(Path.cwd(), remote)
        done = site_branch.publish(repository, output.resolve(), branch, _domain(address), anyway=anyway)
    if done.files:
        number = f"{done.files:,} {'file' if done.files == 1 else 'files'}"
        click.echo(f"Published: {number} changed on {branch}. {address} shows it in a minute or two.")
        if done.is_new:
            click.echo(f"The branch is new: choose {branch} once in the repository's settings on GitHub, under Pages.")
    else:
        rest = f"; {branch} now says what it is made from" if done.is_renewed else ", so no commit was made"
        click.echo(f"Nothing has changed: {address} has it all already{rest}.")
    if done.is_loose:
        click.echo(
            "Not all that the site is made from is committed. Do it, so that nothing is lost with this machine and "
            f"others can go on from it:\n    {sources.by_hand(repository)}"
        )


@main.command("sources")
@click.option("--remote", default="origin", show_default=True, help="The git remote.")
def sources_command(remote: str) -> None:
    """Commit settings, bulletins and stories, and push them, for the remote's workflow to publish."""
    with _said():
        pushed = sources.push(Repository(Path.cwd(), remote))
    if pushed:
        click.echo(
            f"Pushed: {pushed}. The workflow publishes it in some minutes; see the page Actions of your repository."
        )
    else:
        click.echo("Nothing has changed: the remote has it all already, so nothing was pushed.")


@contextmanager
def _said() -> Iterator[None]:
    """Say why it was not done, if so."""
    try:
        yield
    except NotPublished as problem:
        raise click.ClickException(f"Not published. {problem}") from None


def _domain(address: str) -> str | None:
    """The domain of a newsroom's own; None for GitHub's, and for a part of another site."""
    parts = urlsplit(address)
    host = parts.hostname or ""
    return None if parts.path or host.endswith(GITHUB) else host
