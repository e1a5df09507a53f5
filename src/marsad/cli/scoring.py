"""`marsad score`: compare coded reports with gold ones."""

from __future__ import annotations

import json
from pathlib import Path

import click


@click.command("score")
@click.argument("gold", type=click.Path(path_type=Path))
@click.argument("coded", type=click.Path(path_type=Path))
@click.option("--by-type", is_flag=True, help="Detection figures for each event type too.")
@click.option(
    "--misses",
    type=click.IntRange(min=0),
    default=0,
    metavar="N",
    help="Show up to N missed and N spurious events.",
)
@click.option("--json", "as_json", is_flag=True, help="The figures as one JSON object.")
def score_command(gold: Path, coded: Path, by_type: bool, misses: int, as_json: bool) -> None:
    """Compare the coded reports of one JSONL file with the gold ones of another.

    Both hold one record a line, in the codebook's format, joined on document.id. Prints precision, recall and
    F1 of event detection, of each slot of the matched events, and of the whole record.
    """
    from marsad.evaluate import load_records, render, score

    result = score(load_records(gold), load_records(coded))
    if as_json:
        click.echo(json.dumps(result.to_json(by_type=by_type), ensure_ascii=False))
        return
    for line in render(result, by_type=by_type, misses=misses):
        click.echo(line)
