"""Write an export: a query's events in one format, with its codebook and the list of what was left out beside it.

Files are written aside and renamed, so that a killed export leaves the old one. Formats and columns:
docs/reference/exports.md.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Literal, get_args

from marsad.errors import UsageError
from marsad.export import acled, control, geojson, parquet, ucdp
from marsad.export.codebook import About, codebook_text
from marsad.export.columns import Column, Table, csv_text
from marsad.export.geojson import geojson_text
from marsad.export.jsonl import dumps
from marsad.export.query import Chosen, Left, Query, blurred, choose
from marsad.model import Event, ReportRecord
from marsad.record.control import ControlRecord

Format = Literal["acled", "ucdp", "geojson", "jsonl", "parquet"]
FORMATS: tuple[Format, ...] = get_args(Format)

_ROLLED = (
    "A view of coded reports, made by a machine and read by nobody unless you did: not data of {scheme}. "
    "An empty cell is «not known», never zero."
)
ABOUT: dict[Format, About] = {
    "acled": About(
        "Events in the shape of ACLED",
        _ROLLED.format(scheme="ACLED"),
        {"Columns": acled.COLUMNS},
        acled.REASONS,
    ),
    "ucdp": About(
        "Deadly events in the shape of UCDP GED",
        _ROLLED.format(scheme="the UCDP"),
        {"Columns": ucdp.COLUMNS},
        ucdp.REASONS,
    ),
    "geojson": About(
        "Events as GeoJSON",
        "A feature for each place of an event that has a position; one without a geometry where none has.",
        {"Properties": geojson.COLUMNS},
        {},
    ),
    "jsonl": About(
        "Coded reports as JSONL",
        "One report a line, with the events asked for; reports without one are left out. It holds the reports' "
        "texts, which belong to their outlets. Format: docs/reference/codebook.md, section 5.",
        {},
        {},
    ),
    "parquet": About(
        "Coded reports as Parquet tables",
        "One file a table. Tables are joined on `event` and `report`; the texts of the reports are not in them.",
        parquet.TABLES,
        {},
    ),
}
_LEFT_COLUMNS = (Column("event", "text", "key of the event"), Column("reason", "text", "why it has no row"))


@dataclass(frozen=True, slots=True)
class Written:
    """What an export came to. `events` are the keys of all events written; `rows` counts lines or features."""

    events: frozenset[str]
    rows: int
    left: tuple[Left, ...] = ()


def write_export(
    shape: Format,
    reports: Iterable[ReportRecord],
    query: Query,
    out: Path,
    *,
    version: str,
    bom: bool = False,
    decimals: int | None = None,
) -> Written:
    """Write the events that `query` takes to `out`: a file, or for parquet a folder.

    `bom` begins CSV with a byte order mark, which Excel needs to read UTF-8. `decimals` rounds positions, None
    leaves them as coded. Raises UsageError where a format cannot be written here, OSError where the disk does
    not take it.
    """
    asked = choose(reports, query)
    chosen = [one if decimals is None else blurred(one, decimals) for one in asked]
    if shape == "parquet":
        written = _write_parquet(chosen, out)
    elif shape in ("acled", "ucdp"):
        table = acled.acled_table(chosen) if shape == "acled" else ucdp.ucdp_table(chosen)
        written = _write_table(table, out, bom=bom)
    else:
        written = _write_lines(shape, chosen, out)
    about = codebook_text(
        ABOUT[shape],
        query.told(),
        version=version,
        counts=f"Events written: {len(written.events)}. Events asked for that have no row: {len(written.left)}.",
        left=written.left,
        decimals=decimals,
    )
    _replace(codebook_path(shape, out), about)
    return written


def write_control(
    record: ControlRecord, day: date, out: Path, *, version: str, decimals: int | None = None
) -> int:
    """Write who holds which place on a day to `out`, as GeoJSON; returns the number of places."""
    lines = list(control.control_text(record, day, decimals))
    _replace(out, "".join(f"{line}\n" for line in lines))
    places = len(lines) - 2  # the collection's own two lines
    about = codebook_text(
        control.ABOUT,
        f"control on {day}",
        version=version,
        counts=f"Places written: {places}.",
        decimals=decimals,
    )
    _replace(codebook_path("geojson", out), about)
    return places


def codebook_path(shape: Format, out: Path) -> Path:
    """Where the codebook of an export stands: events.csv → events.csv.codebook.md; in the folder for parquet."""
    return out / "codebook.md" if shape == "parquet" else out.with_name(f"{out.name}.codebook.md")


def left_path(out: Path) -> Path:
    """Where the list of events without a row stands: events.csv → events.csv.left.csv."""
    return out.with_name(f"{out.name}.left.csv")


def _write_parquet(chosen: Sequence[Chosen], out: Path) -> Written:
    if out.exists() and not out.is_dir():
        raise UsageError(f"{out} is a file", "Parquet is a folder of tables: name a folder.")
    rows = parquet.rows_of(chosen)
    parquet.write_tables(rows, out)
    return Written(frozenset(row[0] for row in rows["events"]), len(rows["events"]))


def _write_table(table: Table, out: Path, *, bom: bool) -> Written:
    _replace(out, csv_text(table.columns, table.rows), bom=bom)
    left = [{"event": one.key, "reason": one.reason} for one in table.left]
    _replace(left_path(out), csv_text(_LEFT_COLUMNS, left), bom=bom)
    return Written(table.events, len(table.rows), table.left)


def _write_lines(shape: Format, chosen: Sequence[Chosen], out: Path) -> Written:
    lines: Callable[[Sequence[Chosen]], Iterable[str]] = geojson_text if shape == "geojson" else _jsonl_lines
    listed = list(lines(chosen))
    _replace(out, "".join(f"{line}\n" for line in listed))
    rows = len(listed) - 2 if shape == "geojson" else len(listed)  # the collection's own two lines
    return Written(frozenset(one.key for one in chosen), rows)


def _jsonl_lines(chosen: Sequence[Chosen]) -> Iterable[str]:
    """The reports of the events, each with those that were asked for."""
    documents = {one.document.id: one.document for one in chosen}
    events: dict[str, list[Event]] = {}
    for one in chosen:
        events.setdefault(one.document.id, []).append(one.event)
    return (dumps(ReportRecord(documents[id_], tuple(told))) for id_, told in events.items())


def _replace(path: Path, text: str, *, bom: bool = False) -> None:
    """Write a file aside and put it in the place of the old one."""
    aside = path.with_name(path.name + ".part")
    aside.write_text(text, encoding="utf-8-sig" if bom else "utf-8", newline="")
    aside.replace(path)
