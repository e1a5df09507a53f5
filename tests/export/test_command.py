"""`marsad export`, as a user runs it."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import pytest
from tests.builders import words
from tests.export.records import ARMY, GROUP, RAMADI, a_report, an_event

from marsad.cli import run
from marsad.export.control import COLUMNS
from marsad.export.jsonl import dumps
from marsad.export.writing import ABOUT, FORMATS
from marsad.model import EVENT_TYPES, Control

ROOT = Path(__file__).parents[2]


@pytest.fixture
def coded(tmp_path):
    path = tmp_path / "coded.jsonl"
    events = (an_event(), an_event("e2", places=(RAMADI,)), an_event("e3", modality="threatened"))
    path.write_text(dumps(a_report("r1", *events)) + "\n", encoding="utf-8")
    return path


def asked(capfd, *arguments) -> tuple[int, str, str]:
    status = run([str(argument) for argument in arguments])
    told = capfd.readouterr()
    return status, told.out, told.err


def locations(path: Path) -> list[str]:
    with path.open(encoding="utf-8", newline="") as rows:
        return [row["location"] for row in csv.DictReader(rows)]


def test_an_export_is_written_with_its_codebook_and_its_list_of_what_was_left(tmp_path, coded, capfd):
    out = tmp_path / "out.csv"
    status, shown, told = asked(capfd, "export", "acled", coded, "--out", out, "--all")
    assert (status, shown) == (0, "")
    assert told == f"marsad: {out}: 2 rows of 2 events; 1 without a row (see the codebook)\n"
    assert sorted(locations(out)) == ["Ramadi", "Sirte"]
    assert {path.name for path in tmp_path.iterdir()} == {
        "coded.jsonl", "out.csv", "out.csv.codebook.md", "out.csv.left.csv",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        (["--country", "iq"], ["Ramadi"]),
        (["--from", "2016-05-13"], []),
        (["--from", "2016-05-12", "--to", "2016-05-12", "--country", "LY"], ["Sirte"]),
        (["--type", "protest"], []),
        (["--type", "protest", "--type", "clash", "--country", "LY", "--country", "IQ"], ["Sirte", "Ramadi"]),
    ],
)
def test_the_options_choose_the_events(tmp_path, coded, capfd, options, expected):
    assert asked(capfd, "export", "acled", coded, "--out", tmp_path / "out.csv", *options)[0] == 0
    assert locations(tmp_path / "out.csv") == expected


def test_a_broken_line_and_a_repeated_report_are_told_and_the_rest_is_written(tmp_path, coded, capfd):
    more = tmp_path / "more.jsonl"
    more.write_text('{"document": {"id"\n' + coded.read_text("utf-8"), encoding="utf-8")
    status, _, told = asked(capfd, "export", "acled", coded, more, "--out", tmp_path / "out.csv")
    assert status == 1
    assert f"{more}:1: not JSON" in told
    assert "a second report of the id 'r1'" in told
    assert len(locations(tmp_path / "out.csv")) == 2


@pytest.mark.parametrize(
    ("options", "problem"),
    [
        (["--country", "Libya"], "--country LIBYA is no ISO 3166 alpha-2 code"),
        (["--type", "war"], "--type war is no event type"),
        (["--from", "2016-06-01", "--to", "2016-05-01"], "--from 2016-06-01 is after --to 2016-05-01"),
        (["--from", "May"], "'May' is not a day"),
    ],
)
def test_what_cannot_be_asked_is_said_in_one_line(tmp_path, coded, capfd, options, problem):
    status, _, told = asked(capfd, "export", "acled", coded, "--out", tmp_path / "out.csv", *options)
    assert status == 2
    assert problem in told
    assert not (tmp_path / "out.csv").exists()


def test_a_file_that_is_not_there_is_named(tmp_path, capfd):
    status, _, told = asked(capfd, "export", "ucdp", tmp_path / "no.jsonl", "--out", tmp_path / "out.csv")
    assert (status, f"{tmp_path / 'no.jsonl'}: no such file" in told) == (2, True)


def test_the_input_is_never_overwritten(tmp_path, coded, capfd):
    before = coded.read_bytes()
    status, _, told = asked(capfd, "export", "jsonl", coded, "--out", coded)
    assert (status, coded.read_bytes()) == (2, before)
    assert "is one of the files to export" in told


def test_the_reference_tells_every_format_option_column_and_reason(capfd):
    cli = (
        (ROOT / "docs/reference/cli.md").read_text("utf-8").split("\n## marsad export\n")[1].split("\n## ")[0]
    )
    _, told, _ = asked(capfd, "export", "--help")
    options = {word.strip(",") for word in told.replace("/", " ").split() if word.startswith("--")} - {
        "--help"
    }
    assert len(options) >= 8
    assert [option for option in options if f"`{option}" not in cli] == []
    page = (ROOT / "docs/reference/exports.md").read_text("utf-8")
    for shape in FORMATS:
        section = page.split(f"\n## {shape}\n")[1].split("\n## ")[0]
        names = [column.name for table in ABOUT[shape].tables.values() for column in table]
        names += [*ABOUT[shape].reasons, *(ABOUT[shape].tables if shape == "parquet" else ())]
        assert [name for name in names if f"`{name}`" not in section] == []


def test_the_reference_maps_every_event_type_to_its_sub_events():
    from marsad.export import schemes

    page = (ROOT / "docs/reference/exports.md").read_text("utf-8").split("\n## acled\n")[1].split("\n## ")[0]
    assert [name for name in EVENT_TYPES if f"`{name}`" not in page] == []
    assert [name for name in schemes.EVENT_OF_SUB_EVENT if name not in page] == []


def test_control_on_a_day_comes_from_a_record(tmp_path, capfd):
    group_takes = an_event(
        type="seizure", initiator=(GROUP,), target=(ARMY,), control=Control("taken", "Group", "Army"),
        sources=(words("شهود"),),
    )  # fmt: skip
    coded, record, out = tmp_path / "c.jsonl", tmp_path / "r.sqlite", tmp_path / "held.geojson"
    coded.write_text(dumps(a_report("r1", group_takes)) + "\n", encoding="utf-8")
    assert asked(capfd, "record", "build", coded, "--out", record)[0] == 0

    def on(day: str) -> list[dict[str, Any]]:
        status, _, told = asked(
            capfd, "export", "control", record, "--on", day, "--out", out, "--decimals", "1"
        )
        assert (
            status,
            "rounded to 1 decimals" in (tmp_path / "held.geojson.codebook.md").read_text("utf-8"),
        ) == (0, True)
        features: list[dict[str, Any]] = json.loads(out.read_text("utf-8"))["features"]
        assert f"{len(features)} place" in told
        return features

    (feature,) = on("2016-05-14")
    assert feature["geometry"]["coordinates"] == [16.6, 31.2]
    assert {"holders": ["Group"], "age_days": 2, "events": ["r1:e1"]}.items() <= feature["properties"].items()
    assert set(feature["properties"]) == {column.name for column in COLUMNS}
    assert all("Group" not in f["properties"]["holders"] for f in on("2016-05-01"))


@pytest.mark.parametrize(
    "arguments",
    [["control"], ["control", "--on", "2016-05-12", "--country", "LY"], ["acled", "--on", "2016-05-12"]],
)
def test_the_day_of_control_and_the_choice_of_events_do_not_mix(tmp_path, coded, capfd, arguments):
    shape, *options = arguments
    status, _, told = asked(capfd, "export", shape, coded, "--out", tmp_path / "out", *options)
    assert (status, "control" in told) == (2, True)


def test_the_reference_tells_every_property_of_control():
    page = (
        (ROOT / "docs/reference/exports.md").read_text("utf-8").split("\n## control\n")[1].split("\n## ")[0]
    )
    assert [column.name for column in COLUMNS if f"`{column.name}`" not in page] == []
