"""`python -m proof OUTPUT [--json]`: what is wrong with a built site. Exit code 1 where something stops publication."""

import json
from dataclasses import asdict
from pathlib import Path

import click

from .model import Gravity
from .proofread import proofread


@click.command()
@click.argument("output", type=click.Path(file_okay=False, path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="One JSON object a finding.")
def main(output: Path, *, as_json: bool) -> None:
    """Proofread the site in OUTPUT: links, anchors, feeds, pictures."""
    findings = list(proofread(output))
    for finding in findings:
        click.echo(json.dumps(asdict(finding), ensure_ascii=False) if as_json else str(finding))
    errors = sum(finding.gravity is Gravity.ERROR for finding in findings)
    if not as_json:
        click.echo(f"{errors} errors, {len(findings) - errors} warnings")
    if errors:
        raise SystemExit(1)


main()
