"""`python -m proof OUTPUT`: what is wrong with a built site. Exit code 1 where something stops its publication."""

import json
import os
from collections.abc import Iterator
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import click

from . import limits
from .model import Finding, Forecast, Gravity, Kind
from .proofread import FEED_LIMIT, proofread
from .shown import shown

FOLDER = click.Path(file_okay=False, path_type=Path)
FILE = click.Path(dir_okay=False, exists=True, path_type=Path)


@click.command(context_settings={"help_option_names": ["-h", "--help"]})
@click.argument("output", type=FOLDER)
@click.option("--content", type=FOLDER, help="The stories' folder: tells, too, what is left to editors.")
@click.option("--regions", "table", type=FILE, help="The site's own table of regions (BULLETIN_REGIONS).")
@click.option("--feed-limit", type=int, default=FEED_LIMIT, show_default=True, help="In bytes (FEED_MAX_BYTES).")
@click.option("--all", "in_full", is_flag=True, help="Every place, also where many have the same fault.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a finding, and one for the forecast.")
def main(
    output: Path, *, content: Path | None, table: Path | None, feed_limit: int, in_full: bool, as_json: bool
) -> None:
    """Read the site in OUTPUT over before it is published.

    Exit codes: 0 it can be published, whatever the warnings say; 1 there is an error; 2 wrong usage.
    """
    proof = proofread(output, content, table=table, feed_limit=feed_limit)
    found = [*_placed(proof.findings, output), *_placed(proof.matters, content or output)]
    errors = sum(finding.gravity is Gravity.ERROR for finding in found)
    if as_json:
        for finding in found:
            click.echo(json.dumps(_record(finding), ensure_ascii=False))
        if proof.forecast:
            click.echo(json.dumps(_forecast(proof.forecast, output), ensure_ascii=False))
    else:
        for line in shown(found, in_full=in_full):
            click.echo(line)
        if proof.forecast:
            click.echo(limits.said(proof.forecast))
        click.echo(f"{_count(errors, 'error')}, {_count(len(found) - errors, 'warning')}")
    if errors:
        raise SystemExit(1)


def _count(number: int, one: str) -> str:
    return f"{number:,} {one}{'' if number == 1 else 's'}"


def _placed(findings: tuple[Finding, ...], folder: Path) -> Iterator[Finding]:
    """Findings with their files as they are reached from where the program runs."""
    for finding in findings:
        yield replace(finding, file=_reached(folder / finding.file))


def _reached(path: Path) -> str:
    return Path(os.path.relpath(path)).as_posix() if path.is_absolute() else path.as_posix()


def _record(finding: Finding) -> dict[str, Any]:
    return {name: getattr(finding, name) for name in ("gravity", "kind", "file", "line", "what", "remedy")}


def _forecast(forecast: Forecast, output: Path) -> dict[str, Any]:
    said = {"kind": Kind.FORECAST, "gravity": "note", "file": _reached(output), "line": None}
    return said | {"what": limits.said(forecast), "remedy": ""} | _plain(asdict(forecast))


def _plain(values: dict[str, Any]) -> dict[str, Any]:
    return values | {"reaches": values["reaches"] and values["reaches"].isoformat()}


if __name__ == "__main__":
    main()
