"""`python -m preview site FOLDER` shows a built site, `python -m preview live FOLDER` one that is being written."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import click

from . import serving
from .errors import NotServed

PORT = click.option("--port", default=8000, show_default=True, help="The port to listen on.")
BIND = click.option("--bind", default="127.0.0.1", show_default=True, help="The address to listen on.")


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def main() -> None:
    """Show a site on this machine, until Ctrl-C."""


@main.command()
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--address", default="", help="Where the site is published: it is shown below the same path.")
@PORT
@BIND
def site(folder: Path, *, address: str, port: int, bind: str) -> None:
    """Show the built site in FOLDER as a web server on the internet would."""
    here = serving.local_address(address, port, bind)
    answers = serving.application(folder.resolve(), urlsplit(here).path)
    with _ended():
        serving.serve(answers, port, bind, begun=lambda: click.echo(f"The site is at {here}/ (Ctrl-C ends this)."))


@main.command()
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
@PORT
@BIND
def live(folder: Path, *, port: int, bind: str) -> None:
    """Build the site of the current folder into FOLDER, and again whenever something changes."""
    from .live import show  # Pelican, which the other command does not need

    with _ended():
        show(folder, port, bind, tell=click.echo)


@contextmanager
def _ended() -> Iterator[None]:
    try:
        yield
    except NotServed as problem:
        raise click.ClickException(str(problem)) from None
    except KeyboardInterrupt:  # on Windows; elsewhere it ends by itself
        pass
    click.echo("Ended.")
