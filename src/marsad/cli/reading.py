"""`marsad read`: code reports, one line of JSON each, or show them with their events marked."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import click

from marsad.cli import REFUSED, options
from marsad.errors import UsageError
from marsad.intake.outcome import Outcome, Refused
from marsad.model import ReportRecord


@dataclass(slots=True)
class Tally:
    """What became of the reports of one run. `refused` is counted, and told as it happens."""

    coded: int = 0
    events: int = 0
    refused: int = 0
    seen: set[str] = field(default_factory=set)

    def line(self) -> str:
        told = f"{options.counted(self.coded, 'report')} coded, {options.counted(self.events, 'event')}"
        return f"{told}; {self.refused} refused" if self.refused else told


@click.command("read")
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), help="Write the lines to this file.")
@options.published
@options.outlet
@click.option("--show", is_flag=True, help="Print each report with its events marked in place instead.")
@options.page_limit
def read_command(
    paths: tuple[str, ...],
    out: Path | None,
    published: date | None,
    outlet: str | None,
    show: bool,
    page_limit: float,
) -> int:
    """Code the reports in files, folders or "-" (standard input): one line of JSON a report.

    Reads plain text, saved web pages, RSS and Atom, JSONL and web archives (WARC), each also with gzip. What
    is no readable report is told in one line and does not stop the others; the exit status is then 1.
    """
    from marsad.intake import read_paths

    outcomes = read_paths(
        paths, defaults=options.defaults_of(published, outlet), limits=options.limits_of(page_limit)
    )
    tally = Tally()
    for record in _coded(outcomes, tally):
        click.echo(_shown(record) if show else _line(record))
    if not tally.coded and not tally.refused:
        raise UsageError(
            f"no reports under {', '.join(paths)}", "Name files outright if their names end otherwise."
        )
    options.tell(tally.line())
    return REFUSED if tally.refused else 0


def _coded(outcomes: Iterator[Outcome], tally: Tally) -> Iterator[ReportRecord]:
    from marsad.pipeline import read_document

    for outcome in outcomes:
        if isinstance(outcome, Refused):
            tally.refused += 1
            options.tell(outcome)
            continue
        record = read_document(outcome)
        tally.coded += 1
        tally.events += len(record.events)
        yield record


def _line(record: ReportRecord) -> str:
    from marsad.export.jsonl import dumps

    return dumps(record)


def _shown(record: ReportRecord) -> str:
    from marsad.cli.show import shown

    return shown(record)
