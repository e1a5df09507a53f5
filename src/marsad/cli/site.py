"""`marsad up`, `marsad add`, `marsad admin-link`: the site, its record, and its administrator."""

from __future__ import annotations

from datetime import date
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import click

from marsad.cli import REFUSED, options
from marsad.errors import UsageError

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


@click.command("admin-link")
@click.option("--address", default="http://127.0.0.1:8000", show_default=True, help="Where the site answers.")
@data_folder
def admin_link_command(address: str, data: Path | None) -> None:
    """Print a one-time link that makes an administrator, or gives a known one a new password."""
    click.echo(_commands().admin_link(data, address))


@click.command("add")
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@options.published
@options.outlet
@click.option("--coded", is_flag=True, help="The files hold coded reports (the JSONL of `marsad read`).")
@data_folder
def add_command(
    paths: tuple[str, ...], published: date | None, outlet: str | None, coded: bool, data: Path | None
) -> int:
    """Code the reports in files and folders and put them into the record of the site.

    Adding a report twice changes nothing; a run that was stopped goes on when it is started again.
    """
    commands = _commands()
    if coded:
        return _status(commands.add_coded(paths, data))
    return _status(commands.add(paths, data, outlet=outlet, published=published))


def _status(tally: Any) -> int:
    return REFUSED if tally.refused else 0


def _commands() -> Any:
    """The site's own commands. Raises UsageError where the site is not installed."""
    if find_spec("django") is None:
        raise UsageError("the site is not installed", 'Install it with: pip install "marsad[web]"')
    return import_module("marsad.web.commands")
