"""All tables of coded reports as Parquet: one file a table, joined on `event` ("REPORT:EVENT") and `report`.

Needs pyarrow (the `batch` extra), imported only when tables are written. Texts of reports are not in them: they
belong to their outlets; offsets point into the text of the coded JSONL.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from marsad.errors import UsageError
from marsad.export.columns import Column
from marsad.export.query import Chosen
from marsad.model import Actor, Event, Words

_EVENT = Column("event", "text", "key of the event", "REPORT:EVENT")
_WORDS = (
    Column("text", "text", "the words in the report, as published"),
    Column("start", "whole number", "their first character in the text, counted from 0"),
    Column("end", "whole number", "the character after their last"),
)
TABLES: dict[str, tuple[Column, ...]] = {
    "reports": (
        Column("report", "text", "id of the report"),
        Column("title", "text", "headline"),
        Column("outlet", "text", "outlet; null: not told"),
        Column("url", "text", "address; null: not told"),
        Column("published", "day", "day of the report; null: not told"),
    ),
    "events": (
        _EVENT,
        Column("report", "text", "id of the report"),
        Column("type", "text", "event type of the codebook"),
        Column("modality", "text", "happened, threatened, denied …", "filter by it before you count"),
        Column("aggregate", "truth", "a sum over many events", "leave out before you add up"),
        Column("from", "day", "first day; null: not told"),
        Column("to", "day", "last day; null: not told"),
        Column("date_precision", "text", "day, week, month, season, year"),
        Column("change", "text", "what became of control: taken, lost …; null: nothing told"),
        Column("holder", "text", "who holds the place afterwards"),
        Column("former", "text", "who held it before"),
        Column("confidence", "number", "0 to 1, the coder's own"),
    ),
    "mentions": (_EVENT, Column("role", "text", "trigger, mention, date or source"), *_WORDS),
    "sides": (
        _EVENT,
        Column("side", "text", "initiator or target"),
        Column("name", "text", "known name; null: none"),
        Column("id", "text", "id in the list of actors; null: none"),
        Column("kind", "text", "kind of actor of the codebook"),
        *_WORDS,
    ),
    "places": (
        _EVENT,
        Column("name", "text", "known name; null: none"),
        Column("id", "text", "id in the gazetteer; null: none"),
        Column("country", "text", "ISO 3166 alpha-2"),
        Column("latitude", "number", "WGS 84 degrees north; null: not known"),
        Column("longitude", "number", "WGS 84 degrees east; null: not known"),
        Column("precision", "whole number", "1 spot, 2 town, 3 district, 4 province, 5 region, 6 country"),
        Column("relation", "text", "at, near, north_of …"),
        Column("radius_km", "number", "how wide the place is; null: a point"),
        *_WORDS,
    ),
    "casualties": (
        _EVENT,
        Column("kind", "text", "killed, wounded …"),
        Column("whose", "text", "side that suffered"),
        Column("low", "whole number", "least number; null: none told, never 0 for unknown"),
        Column("high", "whole number", "greatest number; null: none told"),
        *_WORDS,
    ),
}
Rows = dict[str, list[tuple[Any, ...]]]


def rows_of(chosen: Iterable[Chosen]) -> Rows:
    """The rows of every table, in the order of the events; each row in the order of its table's columns."""
    rows: Rows = {name: [] for name in TABLES}
    seen: set[str] = set()
    for one in chosen:
        document = one.document
        if document.id not in seen:
            seen.add(document.id)
            told = (document.id, document.title, document.outlet, document.url, document.published)
            rows["reports"].append(told)
        _add_event(rows, one)
    return rows


def _add_event(rows: Rows, one: Chosen) -> None:
    event, key = one.event, one.key
    rows["events"].append((key, one.document.id, *_event(event)))
    rows["mentions"] += [(key, role, *_words(words)) for role, words in _mentions(event)]
    rows["sides"] += [(key, "initiator", *_actor(actor)) for actor in event.initiator]
    rows["sides"] += [(key, "target", *_actor(actor)) for actor in event.target]
    rows["places"] += [
        (key, p.name, p.id, p.country, p.lat, p.lon, p.precision, p.relation, p.radius_km, *_words(p.words))
        for p in event.places
    ]
    rows["casualties"] += [(key, c.kind, c.whose, c.low, c.high, *_words(c.words)) for c in event.casualties]


def _event(event: Event) -> tuple[Any, ...]:
    day, control = event.date, event.control
    days = (day.first, day.last, day.precision) if day else (None, None, None)
    held = (control.change, control.holder, control.former) if control else (None, None, None)
    return (event.type, event.modality, event.aggregate, *days, *held, event.confidence)


def _mentions(event: Event) -> list[tuple[str, Words]]:
    found = [("trigger", event.trigger), *(("mention", words) for words in event.mentions)]
    if event.date and event.date.words:
        found.append(("date", event.date.words))
    return found + [("source", words) for words in event.sources]


def _words(words: Words) -> tuple[str, int, int]:
    return words.text, words.span.start, words.span.end


def _actor(actor: Actor) -> tuple[Any, ...]:
    return (actor.name, actor.id, actor.kind, *_words(actor.words))


def write_tables(rows: Rows, folder: Path) -> None:
    """Write each table into `folder` as NAME.parquet. Raises UsageError where pyarrow is not installed."""
    try:
        import pyarrow as pa
        import pyarrow.parquet as pq
    except ImportError as error:
        repair = 'Install it with `pip install "marsad[batch]"`, or export jsonl.'
        raise UsageError("Parquet needs pyarrow, which is not installed", repair) from error
    folder.mkdir(parents=True, exist_ok=True)
    for name, columns in TABLES.items():
        aside = folder / f"{name}.parquet.part"
        pq.write_table(_arrow(pa, columns, rows[name]), aside)
        aside.replace(folder / f"{name}.parquet")


def _arrow(pa: Any, columns: Sequence[Column], rows: Sequence[tuple[Any, ...]]) -> Any:
    types = {
        "text": pa.string(),
        "whole number": pa.int64(),
        "number": pa.float64(),
        "day": pa.date32(),
        "truth": pa.bool_(),
    }
    schema = pa.schema([(column.name, types[column.type]) for column in columns])
    arrays = [pa.array([row[n] for row in rows], type=field.type) for n, field in enumerate(schema)]
    return pa.Table.from_arrays(arrays, schema=schema)
