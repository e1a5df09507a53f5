"""`marsad export`: coded reports in the shape that other tools load, with a codebook beside each file."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import click

from marsad.cli import REFUSED, options
from marsad.errors import RecordError, UsageError
from marsad.model import EVENT_TYPES

if TYPE_CHECKING:
    from marsad.export.query import Query
    from marsad.export.writing import Format, Written
    from marsad.model import Aside, ReportRecord

_FILE = click.Path(path_type=Path, dir_okay=False)
_SHOWN = 20  # refusals told one by one


@click.command("export")
@click.argument(
    "shape", type=click.Choice(["acled", "ucdp", "geojson", "jsonl", "parquet", "control"]), metavar="FORMAT"
)
@click.argument("coded", nargs=-1, required=True, type=_FILE, metavar="CODED.jsonl...")
@click.option(
    "--out", type=click.Path(path_type=Path), required=True, help="The file; for parquet, the folder."
)
@click.option(
    "--from", "first", metavar="DAY", callback=options._day, help="Events on or after this day (YYYY-MM-DD)."
)
@click.option(
    "--to", "last", metavar="DAY", callback=options._day, help="Events on or before this day (YYYY-MM-DD)."
)
@click.option(
    "--country", "countries", multiple=True, metavar="CODE", help="ISO 3166 alpha-2; may be repeated."
)
@click.option("--type", "types", multiple=True, metavar="TYPE", help="Event type; may be repeated.")
@click.option(
    "--happened/--all",
    default=True,
    help="Only what happened, no sums of many events (default); or also threats, plans, denials, sums.",
)
@click.option(
    "--on", "day", metavar="DAY", callback=options._day, help="For control: who holds what on this day."
)
@click.option(
    "--decimals", type=click.IntRange(0, 6), metavar="N", help="Round positions: 2 is about one kilometre."
)
@click.option("--bom", is_flag=True, help="Begin CSV with a byte order mark, for Excel.")
def export_command(
    shape: Format | Literal["control"],
    coded: tuple[Path, ...],
    out: Path,
    first: date | None,
    last: date | None,
    countries: tuple[str, ...],
    types: tuple[str, ...],
    happened: bool,
    day: date | None,
    decimals: int | None,
    bom: bool,
) -> int:
    """Write coded reports (JSONL of `marsad read`) as acled, ucdp, geojson, jsonl or parquet.

    With the format control, the one file is a record (`marsad record build`): who holds which place on a day.

    A codebook of the columns and rules is written beside each file. Lines and events that cannot be read are
    told and left out; the exit status is then 1.
    """
    import marsad
    from marsad.export.query import Query
    from marsad.export.writing import write_export

    query = _query(first, last, countries, types, happened=happened)
    if out.resolve() in {path.resolve() for path in coded}:
        raise UsageError(f"{out} is one of the files to export", "Name another file with --out.")
    if shape == "control":
        _control(coded, day, out, decimals, asked=query != Query())
        return 0
    if day is not None:
        raise UsageError(f"--on {day} is for control, not for {shape}", "Use --from and --to.")
    asides: list[Aside] = []
    reports = _reports(coded, asides)
    written = write_export(shape, reports, query, out, version=marsad.__version__, bom=bom, decimals=decimals)
    _tell(written, asides, out)
    return REFUSED if asides else 0


def _query(
    first: date | None,
    last: date | None,
    countries: tuple[str, ...],
    types: tuple[str, ...],
    *,
    happened: bool,
) -> Query:
    from marsad.export.countries import country_of
    from marsad.export.query import Query

    if first and last and first > last:
        raise UsageError(f"--from {first} is after --to {last}", "Give the earlier day first.")
    codes = frozenset(code.upper() for code in countries)
    for code in sorted(codes):
        if country_of(code) is None:
            raise UsageError(f"--country {code} is no ISO 3166 alpha-2 code", "Write it like LY.")
    for name in types:
        if name not in EVENT_TYPES:
            raise UsageError(f"--type {name} is no event type", f"Allowed: {', '.join(EVENT_TYPES)}.")
    wanted = frozenset(known for known in EVENT_TYPES if known in types)
    return Query(first, last, codes, wanted, happened)


def _control(
    records: tuple[Path, ...], day: date | None, out: Path, decimals: int | None, *, asked: bool
) -> None:
    """Write who holds what on a day, of one record."""
    import marsad
    from marsad.export.writing import write_control
    from marsad.record.store import StoredRecord

    if day is None or asked:
        raise UsageError("control is asked for by one day", "Give --on DAY, and no other choice of events.")
    if len(records) != 1:
        raise UsageError("control is that of one record", "Join files with `marsad record build` first.")
    held = StoredRecord(records[0]).control()
    places = write_control(held, day, out, version=marsad.__version__, decimals=decimals)
    options.tell(f"{out}: {options.counted(places, 'place')} on {day}")


def _reports(paths: tuple[Path, ...], asides: list[Aside]) -> Iterator[ReportRecord]:
    """The reports of JSONL files, each id once; what cannot be used goes to `asides`."""
    from marsad.model import Aside
    from marsad.record.lines import read_lines

    seen: set[str] = set()
    for path in paths:
        if not path.is_file():
            raise RecordError(str(path), 0, "no such file", "Code reports with `marsad read --out` first.")
        with path.open(encoding="utf-8", errors="replace") as lines:
            for row in read_lines(lines, str(path)):
                if isinstance(row, Aside):
                    asides.append(row)
                elif row.document.id in seen:
                    asides.append(Aside(str(path), f"a second report of the id {row.document.id!r}"))
                else:
                    seen.add(row.document.id)
                    yield row


def _tell(written: Written, asides: list[Aside], out: Path) -> None:
    for aside in asides[:_SHOWN]:
        options.tell(f"{aside.where}: {aside.problem}")
    left = f"; {len(written.left)} without a row (see the codebook)" if written.left else ""
    refused = f"; {len(asides)} refused" if asides else ""
    events = options.counted(len(written.events), "event")
    options.tell(f"{out}: {options.counted(written.rows, 'row')} of {events}{left}{refused}")
