"""`marsad read`: code reports, one line of JSON each, or show them with their events marked.

To standard output, reports are coded one after another. With `--out` or `--jobs` the batch runner does it,
in shards that survive a kill: the same command again goes on where the first was stopped.
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from marsad.cli import REFUSED, options
from marsad.errors import UsageError
from marsad.intake.outcome import Defaults, Limits, Refused

if TYPE_CHECKING:
    from collections.abc import Callable

    from marsad.batch.local import Batch, Tally
    from marsad.model import ReportRecord

STDIN = "-"
_FILE = click.Path(path_type=Path, dir_okay=False)


@dataclass(frozen=True, slots=True)
class _Request:
    """What the command line asks for."""

    paths: tuple[str, ...]
    out: Path | None
    defaults: Defaults
    limits: Limits
    jobs: int | None
    gazetteers: tuple[str, ...] = ()

    @property
    def in_shards(self) -> bool:
        """Standard input cannot be cut into shards, and a single process writing to a terminal need not."""
        return STDIN not in self.paths and (self.out is not None or (self.jobs or 1) > 1)


@click.command("read")
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@click.option("--out", type=_FILE, help="Write the lines to this file, when all are done.")
@options.published
@options.outlet
@click.option("--show", is_flag=True, help="Print each report with its events marked in place.")
@click.option("--explain", is_flag=True, help="The same, with what made each event, and what was refused.")
@click.option(
    "--jobs", type=click.IntRange(min=1), metavar="N", help="Processes; with --out one a core, else one."
)
@click.option(
    "--gazetteer", "gazetteers", multiple=True, metavar="FILE", help="Imported place names; may be repeated."
)
@options.page_limit
def read_command(
    paths: tuple[str, ...],
    out: Path | None,
    published: date | None,
    outlet: str | None,
    show: bool,
    explain: bool,
    jobs: int | None,
    gazetteers: tuple[str, ...],
    page_limit: float,
) -> int:
    """Code the reports in files, folders or "-" (standard input): one line of JSON a report.

    Reads plain text, saved web pages, RSS and Atom, JSONL and web archives (WARC), each also with gzip. What
    is no readable report is told in one line and does not stop the others; the exit status is then 1.
    """
    if (show or explain) and (out or jobs):
        raise UsageError("--show and --explain are for the terminal", "Leave out --out and --jobs.")
    request = _Request(
        paths,
        out,
        Defaults(outlet=outlet, published=published),
        options.limits_of(page_limit),
        jobs,
        gazetteers,
    )
    if show or explain:
        return _told(_one_by_one(request, _to_terminal(explain=explain)), paths)
    if request.in_shards:
        return _told(_in_shards(request), paths)
    with _opened(out) as write:
        return _told(_one_by_one(request, write), paths)


def _told(tally: Tally, paths: tuple[str, ...]) -> int:
    """Tell the sum; the exit status."""
    if not tally.coded and not tally.refused:
        hint = "Name files outright if their names end otherwise than in .txt, .html, .jsonl …"
        raise UsageError(f"no reports under {', '.join(paths)}", hint)
    sum_ = f"{options.counted(tally.coded, 'report')} coded, {options.counted(tally.events, 'event')}"
    options.tell(f"{sum_}; {len(tally.refused)} refused" if tally.refused else sum_)
    return REFUSED if tally.refused else 0


# --- one by one -----------------------------------------------------------------------------------------


def _one_by_one(request: _Request, write: Callable[[ReportRecord], None]) -> Tally:
    from marsad.batch.local import Tally, code_one
    from marsad.cli.coding import coder_with
    from marsad.intake import read_paths

    tally, code = Tally(), coder_with(request.gazetteers)
    with options.progress("reports", None) as advance:
        for outcome in read_paths(request.paths, defaults=request.defaults, limits=request.limits):
            coded = code_one(outcome, code)
            if isinstance(coded, Refused):
                options.tell(coded)
            else:
                write(coded)
            tally += Tally.of(coded)
            advance()
    return tally


@contextmanager
def _opened(out: Path | None) -> Iterator[Callable[[ReportRecord], None]]:
    """A writer of lines: to standard output, or to a file that is renamed to `out` when all are written."""
    from marsad.export.jsonl import dumps

    if out is None:
        yield lambda record: click.echo(dumps(record))
        return
    aside = out.with_name(out.name + ".part")
    with aside.open("w", encoding="utf-8", newline="\n") as stream:
        yield lambda record: print(dumps(record), file=stream)
    aside.replace(out)


def _to_terminal(*, explain: bool) -> Callable[[ReportRecord], None]:
    from marsad.cli.show import explained, shown

    def write(record: ReportRecord) -> None:
        click.echo(shown(record))
        if explain:
            click.echo(explained(record.document))

    return write


# --- in shards ------------------------------------------------------------------------------------------


def _in_shards(request: _Request) -> Tally:
    from marsad import __version__
    from marsad.batch.local import Settings, join_into, joined, plan_batch
    from marsad.cli.coding import coder_with

    coded_with = f"marsad {__version__} {request.gazetteers}"
    settings = Settings(coder_with(request.gazetteers), coded_with, request.defaults, request.limits)
    if request.out:
        batch = plan_batch(request.paths, request.out.with_name(request.out.name + ".parts"), settings)
        tally = _run(batch, request.jobs)
        join_into(batch, request.out)
        return tally
    with tempfile.TemporaryDirectory(prefix="marsad-") as folder:
        batch = plan_batch(request.paths, Path(folder), settings)
        tally = _run(batch, request.jobs)
        joined(batch, sys.stdout.buffer)
    return tally


def _run(batch: Batch, jobs: int | None) -> Tally:
    from marsad.batch.local import Tally, run

    tally = Tally()
    with options.progress("shards", len(batch.shards)) as advance:
        for part in run(batch, jobs=jobs or os.cpu_count()):
            for refused in part.refused:
                options.tell(refused)
            tally += part
            advance()
    return tally
