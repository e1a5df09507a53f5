"""Options and lines that several commands share."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date

import click

from marsad.intake.outcome import MEGABYTE, Limits


def _day(ctx: click.Context, param: click.Parameter, value: str | None) -> date | None:
    """A day given as YYYY-MM-DD."""
    if value is None:
        return None
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise click.BadParameter(f"{value!r} is not a day. Write it like 2016-05-13.") from None


published = click.option(
    "--published",
    metavar="DAY",
    callback=_day,
    help="The day of reports that do not state theirs (YYYY-MM-DD).",
)
outlet = click.option("--outlet", metavar="NAME", help="The outlet of reports that do not state theirs.")
page_limit = click.option(
    "--page-limit",
    type=click.FloatRange(min=0.001),
    default=20.0,
    show_default=True,
    metavar="MB",
    help="Refuse a report larger than this.",
)


def limits_of(megabytes: float) -> Limits:
    return Limits(page_bytes=int(megabytes * MEGABYTE))


def tell(line: object) -> None:
    """One line on standard error, beside the output."""
    click.echo(f"marsad: {line}", err=True)


def counted(number: int, one: str, many: str | None = None) -> str:
    """A number with its noun: "1 report", "2 reports"."""
    return f"{number} {one if number == 1 else many or one + 's'}"


@contextmanager
def progress(unit: str, total: int | None) -> Iterator[Callable[[], None]]:
    """A bar on standard error while it is a terminal; gives the call that moves it by one."""
    if not sys.stderr.isatty():
        yield lambda: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn("marsad"), BarColumn(), MofNCompleteColumn(), TextColumn(unit), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(unit, total=total)
        yield lambda: bar.advance(task)
