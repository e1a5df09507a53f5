"""Tables that spreadsheets and scripts load: columns with their meaning and rule, rows, CSV that runs nothing.

A cell of text that a spreadsheet would take for a formula gets an apostrophe before it; numbers are written as
numbers, the negative ones too. An empty cell is "not known".
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from marsad.export.query import Left

Cell = str | int | float | None
Row = Mapping[str, Cell]

# OWASP, "CSV Injection"; the full-width forms are what East Asian editions of Excel take for the same signs
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", *"\uff1d\uff0b\uff0d\uff20")


@dataclass(frozen=True, slots=True)
class Column:
    """A column: `meaning` is what a value says, `rule` how marsad comes to it."""

    name: str
    type: Literal["text", "whole number", "number", "day", "truth"]
    meaning: str
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """Rows in order, and the events that have none. `events` is every event that stands in a row."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    events: frozenset[str]
    left: tuple[Left, ...] = field(default=())


def safe_cell(value: Cell) -> str:
    """A value as a cell of CSV.

    >>> safe_cell("=1+1"), safe_cell(-3.5), safe_cell(None)
    ("'=1+1", '-3.5', '')
    """
    if value is None:
        return ""
    if isinstance(value, str) and value.startswith(_FORMULA):
        return "'" + value
    return str(value)


def csv_text(columns: Sequence[Column], rows: Iterable[Row]) -> str:
    """Rows as CSV (RFC 4180) with a line of names. A row's cells are found by the columns' names."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([column.name for column in columns])
    writer.writerows([safe_cell(row.get(column.name)) for column in columns] for row in rows)
    return out.getvalue()
