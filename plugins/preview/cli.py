"""`python -m preview`: the commands of this package."""

from pathlib import Path
from urllib.parse import urlsplit

import click

from . import serving
from .errors import NotServed

ANYWHERE = {"0.0.0.0", "::", ""}  # noqa: S104 - told apart, not listened on


def local_address(address: str, port: int, bind: str) -> str:
    """Where a site is to be found on this machine.

    Args:
        address: Where it is published.
        port: The port that is listened on.
        bind: The address that is listened on.
    """
    host = "localhost" if bind in ANYWHERE or bind.startswith("127.") else bind
    return f"http://{f'[{host}]' if ':' in host else host}:{port}{urlsplit(address).path}"


@click.command(context_settings={"help_option_names": ["-h", "--help"]})
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--address", default="", help="Where the site is published: it is shown below the same path.")
@click.option("--port", default=8000, show_default=True, help="The port to listen on.")
@click.option("--bind", default="127.0.0.1", show_default=True, help="The address to listen on.")
def main(folder: Path, *, address: str, port: int, bind: str) -> None:
    """Show the built site in FOLDER as a web server on the internet would."""
    here = local_address(address, port, bind)

    def begun() -> None:
        click.echo(f"The site is at {here}/ (Ctrl-C ends this).")

    try:
        serving.serve(serving.application(folder.resolve(), urlsplit(here).path), port, bind, begun=begun)
    except NotServed as problem:
        raise click.ClickException(str(problem)) from None
    except KeyboardInterrupt:
        pass
    click.echo("Ended.")
