from __future__ import annotations

import csv
import json
import sys
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.builders import words
from tests.export.records import (
    DAY,
    GROUP,
    PEOPLE,
    RAMADI,
    SIRTE,
    UNPLACED,
    a_day,
    a_report,
    an_event,
    killed,
)

from marsad.errors import UsageError
from marsad.export import jsonl
from marsad.export.parquet import TABLES
from marsad.export.query import Query, choose
from marsad.export.writing import ABOUT, FORMATS, Format, codebook_path, left_path, write_export
from marsad.model import EVENT_TYPES, MODALITIES, ReportRecord, event_key

_days = st.one_of(
    st.none(),
    st.builds(
        lambda start, length: a_day(DAY + timedelta(days=start), DAY + timedelta(days=start + length)),
        st.integers(-5, 5),
        st.integers(0, 40),
    ),
)
_events = st.builds(
    an_event,
    type=st.sampled_from(EVENT_TYPES),
    modality=st.sampled_from(("happened", *MODALITIES)),
    aggregate=st.booleans(),
    initiator=st.sampled_from([(), (GROUP,)]),
    target=st.sampled_from([(), (PEOPLE,)]),
    places=st.lists(st.sampled_from([SIRTE, RAMADI, UNPLACED]), max_size=2, unique=True).map(tuple),
    date=_days,
    casualties=st.sampled_from([(), (killed(3, None),), (killed(None, 5),)]),
    trigger=st.sampled_from([words("اشتباكات"), words('=هجوم، "كبير"\nليلا')]),
)
_records = st.lists(st.lists(_events, max_size=4), max_size=3).map(
    lambda reports: [
        a_report(f"r{n}", *(_named(event, f"e{m}") for m, event in enumerate(events)))
        for n, events in enumerate(reports)
    ]
)
_queries = st.builds(
    Query,
    first=st.none() | st.just(DAY),
    last=st.none() | st.just(DAY + timedelta(days=3)),
    countries=st.sampled_from([frozenset(), frozenset({"LY"})]),
    types=st.sampled_from([frozenset(), frozenset({"clash", "attack"})]),
    happened=st.booleans(),
)


def _named(event, id):
    return an_event(id, **{name: getattr(event, name) for name in event.__dataclass_fields__ if name != "id"})


def keys_in(shape: Format, out: Path) -> set[str]:
    """The events that a file holds, read from the file itself."""
    if shape == "parquet":
        return set(pq.read_table(out / "events.parquet").column("event").to_pylist())
    if shape == "geojson":
        return {f["properties"]["event"] for f in json.loads(out.read_text("utf-8"))["features"]}
    if shape == "jsonl":
        reports = [jsonl.loads(line) for line in out.read_text("utf-8").splitlines()]
        return {event_key(r.document.id, e.id) for r in reports for e in r.events}
    column = {"acled": "marsad_events", "ucdp": "relid"}[shape]
    with out.open(encoding="utf-8", newline="") as rows:
        return {key for row in csv.DictReader(rows) for key in row[column].split("; ")}


def keys_left(out: Path) -> set[str]:
    with left_path(out).open(encoding="utf-8", newline="") as rows:
        return {row["event"] for row in csv.DictReader(rows)}


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(reports=_records, query=_queries)
def test_every_format_gives_the_events_of_the_query(tmp_path, reports: list[ReportRecord], query: Query):
    asked = {one.key for one in choose(reports, query)}
    for shape in FORMATS:
        out = tmp_path / f"out.{shape}"
        written = write_export(shape, reports, query, out, version="0")
        held = keys_in(shape, out)
        assert held == written.events
        left = keys_left(out) if shape in ("acled", "ucdp") else set()
        assert held | left == asked
        assert not held & left


@pytest.mark.parametrize(
    ("query", "told", "takes"),
    [
        (Query(), {}, True),
        (Query(), {"modality": "threatened"}, False),
        (Query(), {"aggregate": True}, False),
        (Query(happened=False), {"modality": "threatened", "aggregate": True}, True),
        (Query(first=date(2016, 5, 12), last=date(2016, 5, 12)), {}, True),
        (Query(first=date(2016, 5, 13)), {}, False),
        (Query(last=date(2016, 5, 11)), {}, False),
        (Query(first=date(2016, 5, 13)), {"date": a_day(DAY, date(2016, 5, 14))}, True),
        (Query(first=date(2016, 5, 1)), {"date": None}, False),
        (Query(), {"date": None}, True),
        (Query(countries=frozenset({"IQ"})), {}, False),
        (Query(countries=frozenset({"IQ"})), {"places": (SIRTE, RAMADI)}, True),
        (Query(types=frozenset({"attack"})), {}, False),
    ],
)
def test_a_query_takes_what_it_asks_for(query, told, takes):
    assert query.takes(an_event(**told)) is takes


def test_full_jsonl_is_the_coded_reports_themselves(tmp_path):
    reports = [a_report("r1", an_event(casualties=(killed(3, None),))), a_report("r2", an_event())]
    write_export("jsonl", reports, Query(), tmp_path / "x.jsonl", version="0")
    assert [jsonl.loads(line) for line in (tmp_path / "x.jsonl").read_text("utf-8").splitlines()] == reports


def test_geojson_shows_how_wide_a_place_is_and_what_did_not_happen(tmp_path):
    reports = [a_report("r1", an_event(modality="threatened", places=(SIRTE, RAMADI)))]
    write_export("geojson", reports, Query(happened=False), tmp_path / "x.geojson", version="0")
    features = json.loads((tmp_path / "x.geojson").read_text("utf-8"))["features"]
    assert [f["geometry"]["coordinates"] for f in features] == [[16.59, 31.2], [43.3, 33.42]]
    assert {(f["properties"]["modality"], f["properties"]["precision"]) for f in features} == {
        ("threatened", 2)
    }


def test_geojson_keeps_an_event_without_a_position(tmp_path):
    reports = [a_report("r1", an_event(places=(UNPLACED,)), an_event("e2", places=()))]
    write_export("geojson", reports, Query(), tmp_path / "x.geojson", version="0")
    features = json.loads((tmp_path / "x.geojson").read_text("utf-8"))["features"]
    assert [(f["geometry"], f["properties"]["place"]) for f in features] == [(None, "القرية"), (None, None)]


def test_parquet_has_all_tables_with_their_columns_and_no_zero_for_the_unknown(tmp_path):
    reports = [a_report("r1", an_event(casualties=(killed(3, None),), sources=(words("مصدر"),)))]
    write_export("parquet", reports, Query(), tmp_path / "x", version="0")
    tables = {name: pq.read_table(tmp_path / "x" / f"{name}.parquet") for name in TABLES}
    assert {n: t.column_names for n, t in tables.items()} == {
        n: [column.name for column in columns] for n, columns in TABLES.items()
    }
    assert tables["casualties"].to_pylist()[0]["high"] is None
    assert tables["mentions"].column("role").to_pylist() == ["trigger", "date", "source"]
    assert tables["events"].to_pylist()[0]["from"] == DAY


def test_parquet_without_pyarrow_says_what_to_install(tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(UsageError, match=r"marsad\[batch\]"):
        write_export("parquet", [a_report("r1", an_event())], Query(), tmp_path / "x", version="0")
    assert not (tmp_path / "x").exists()


@pytest.mark.parametrize("bom", [True, False])
def test_csv_begins_with_a_byte_order_mark_only_when_asked(tmp_path, bom):
    write_export("acled", [a_report("r1", an_event())], Query(), tmp_path / "x.csv", version="0", bom=bom)
    assert (tmp_path / "x.csv").read_bytes().startswith(b"\xef\xbb\xbf") is bom


@pytest.mark.parametrize("shape", FORMATS)
def test_a_codebook_stands_beside_each_export(tmp_path, shape):
    out = tmp_path / "out"
    reports = [a_report("r1", an_event(), an_event("e2", date=None))]
    write_export(shape, reports, Query(countries=frozenset({"LY"})), out, version="1.2.3")
    text = codebook_path(shape, out).read_text("utf-8")
    assert "marsad 1.2.3" in text
    assert "countries LY" in text
    columns = [column.name for table in ABOUT[shape].tables.values() for column in table]
    assert [name for name in columns if f"| `{name}` |" not in text] == []
    if shape == "acled":
        assert "| `no_day` | 1 |" in text


def test_nothing_of_the_report_but_its_trigger_is_in_the_tables(tmp_path):
    reports = [a_report("r1", an_event(casualties=(killed(3, 3),)))]
    for shape in ("acled", "ucdp", "geojson"):
        write_export(shape, reports, Query(), tmp_path / shape, version="0")
        assert "نص التقرير" not in (tmp_path / shape).read_text("utf-8")


@pytest.mark.parametrize(
    ("decimals", "point"), [(None, [16.5887, 31.2089]), (2, [16.59, 31.21]), (0, [17.0, 31.0])]
)
def test_positions_are_rounded_in_every_format_when_asked(tmp_path, decimals, point):
    exact = replace(SIRTE, lat=31.2089, lon=16.5887)
    reports = [a_report("r1", an_event(places=(exact, UNPLACED), casualties=(killed(3, 3),)))]
    told = "as exact as coded" if decimals is None else f"rounded to {decimals} decimals"
    for shape in FORMATS:
        write_export(shape, reports, Query(), tmp_path / shape, version="0", decimals=decimals)
        assert told in codebook_path(shape, tmp_path / shape).read_text("utf-8")
    assert (
        json.loads((tmp_path / "geojson").read_text("utf-8"))["features"][0]["geometry"]["coordinates"]
        == point
    )
    for shape in ("acled", "ucdp"):
        with (tmp_path / shape).open(encoding="utf-8", newline="") as rows:
            (row,) = csv.DictReader(rows)
        assert [float(row["longitude"]), float(row["latitude"])] == point
    (report,) = (jsonl.loads(line) for line in (tmp_path / "jsonl").read_text("utf-8").splitlines())
    assert [report.events[0].places[0].lon, report.events[0].places[0].lat] == point
    (place, _) = pq.read_table(tmp_path / "parquet" / "places.parquet").to_pylist()
    assert [place["longitude"], place["latitude"]] == point
