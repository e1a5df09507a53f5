"""`marsad up` and `marsad add`: the site on this machine, and reports into its record."""

from __future__ import annotations

import getpass
from collections.abc import Iterator
from datetime import date
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import click

from marsad.cli import REFUSED, options
from marsad.errors import IntakeError, MarsadError, UsageError
from marsad.intake.outcome import Outcome, Refused

data_folder = click.option(
    "--data",
    type=click.Path(path_type=Path, file_okay=False),
    envvar="MARSAD_DATA",
    show_envvar=True,
    help="The folder that holds all the site keeps.",
)


@click.command("up")
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535), help="The port.")
@data_folder
@click.option("--open", "open_page", is_flag=True, help="Open the page in the browser.")
def up_command(host: str, port: int, data: Path | None, open_page: bool) -> None:
    """Start the site on this machine; make what it needs, and print the link of the first administrator."""
    _commands().up(host, port, data, open_page=open_page)


@click.command("add")
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@options.published
@options.outlet
@data_folder
@options.page_limit
def add_command(
    paths: tuple[str, ...], published: date | None, outlet: str | None, data: Path | None, page_limit: float
) -> int:
    """Code the reports in files and folders and put them into the record of the site.

    Adding a report twice changes nothing; a run that was stopped goes on when it is started again.
    """
    from marsad.intake import read_paths

    commands = _commands()
    commands.start(data)
    outcomes = read_paths(
        paths, defaults=options.defaults_of(published, outlet), limits=options.limits_of(page_limit)
    )
    tally, told = None, 0
    for tally in commands.add_records(_records(outcomes), by=getpass.getuser()):
        for line in tally.refused[told:]:
            options.tell(line)
        told = len(tally.refused)
    if tally is None:
        raise UsageError(
            f"no reports under {', '.join(paths)}", "Name files outright if their names end otherwise."
        )
    options.tell(tally.line())
    return REFUSED if told else 0


def _records(outcomes: Iterator[Outcome]) -> Iterator[tuple[str, dict[str, Any] | MarsadError]]:
    """(where it comes from, its JSON or the error in its place) for each report."""
    from marsad.export.jsonl import to_json
    from marsad.pipeline import read_document

    for outcome in outcomes:
        if isinstance(outcome, Refused):
            where = f"{outcome.path}, {outcome.item}" if outcome.item else outcome.path
            yield where, IntakeError(where, outcome.problem, outcome.repair)
        else:
            yield outcome.id, to_json(read_document(outcome))


def _commands() -> Any:
    """The site's own commands. Raises UsageError where the site is not installed."""
    if find_spec("django") is None:
        raise UsageError("the site is not installed", 'Install it with: pip install "marsad[web]"')
    return import_module("marsad.web.commands")
