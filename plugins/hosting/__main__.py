"""`python -m hosting rsync OUTPUT --to FOLDER`: brings a built site to a web server of one's own."""

from pathlib import Path

import click

from . import upload
from .upload import Upload, UploadError

MOST_NAMED = 10


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def main() -> None:
    """What is done with a built site to bring it to its host."""


@main.command()
@click.argument("output", type=click.Path(file_okay=False, path_type=Path))
@click.option("--to", required=True, metavar="FOLDER", help="Where to, like editor@news.example.org:/var/www/news.")
@click.option("--dry-run", is_flag=True, help="Say what would be done, and do nothing.")
@click.option("--replace", is_flag=True, help="Take away what lies there and was never of this site.")
def rsync(output: Path, *, to: str, dry_run: bool, replace: bool) -> None:
    """Bring the site in OUTPUT to FOLDER, which becomes equal to it; names that begin with a dot are left alone there.

    Exit codes: 0 it is there, or would be; 1 it is not (it says why); 2 wrong usage.
    """
    if not (output / upload.OURS).is_file():
        raise click.ClickException(
            f"{output} has no site that is built to be published. Build it first: .venv/bin/invoke build-published"
        )
    try:
        planned = upload.plan(output, to)
        _refuse_to_lose(planned, to, replace=replace)
        if dry_run:
            _list(planned)
        click.echo(_sum(planned if dry_run else upload.carry_out(output, to), to, dry_run=dry_run))
    except UploadError as error:
        raise click.ClickException(str(error)) from None


def _refuse_to_lose(planned: Upload, to: str, *, replace: bool) -> None:
    lost = upload.strangers(planned)
    if lost and not replace:
        raise UploadError(
            f"{to} has not had this site before, and holds {len(lost)} files of something else:\n{_some(lost)}\n"
            "They would be deleted. Name a folder of the site's own; or, if they are to go, add --replace"
        )


def _some(paths: tuple[str, ...]) -> str:
    more = len(paths) - MOST_NAMED
    return "\n".join([*(f"  {path}" for path in paths[:MOST_NAMED]), *([f"  and {more} more"] if more > 0 else [])])


def _list(planned: Upload) -> None:
    for what, paths in (("new", planned.new), ("changed", planned.changed), ("deleted", planned.deleted)):
        for path in paths:
            click.echo(f"{what:>8} {path}")


def _sum(done: Upload, to: str, *, dry_run: bool) -> str:
    counts = (
        f"{len(paths)} {word}"
        for word, paths in (("new", done.new), ("changed", done.changed), ("deleted", done.deleted))
        if paths
    )
    said = ", ".join(counts)
    if not said:
        return f"Nothing has changed: {to} {'would stay' if dry_run else 'stays'} as it is."
    return f"{'This would go' if dry_run else 'Uploaded'} to {to}: {said}. All else stays as it is."


if __name__ == "__main__":
    main(prog_name="python -m hosting")
