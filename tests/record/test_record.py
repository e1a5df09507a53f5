"""The whole record: built, stored, shown, compared and frozen; bad input is named and kept aside."""

from __future__ import annotations

import json
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from marsad.cli import run
from marsad.export.jsonl import dumps
from marsad.model import Aside, Control, Decision, ReportRecord
from marsad.record.build import Settings, build_record
from marsad.record.lines import read_lines
from marsad.record.release import MANIFEST, differences
from marsad.record.store import StoredRecord, save_record

from .builders import HARAWA, a_report, a_toll, an_event

IS = "تنظيم داعش"
TAKEN = an_event(
    type="seizure",
    initiator=IS,
    control=Control("taken", IS, "كتائب مصراتة"),
    casualties=(a_toll("killed", "target", 6, 6), a_toll("wounded", "target", 14, None)),
)
THREAT = an_event(
    "e2", "seizure", place=HARAWA, modality="threatened", day="2016-05-13", last="2016-05-20", initiator=IS
)
REPORTS = (a_report("a", TAKEN, THREAT), a_report("b", TAKEN), a_report("c", an_event(place=None)))


def stored(path: Path, *reports: ReportRecord, settings: Settings | None = None) -> StoredRecord:
    save_record(build_record(reports, settings), path)
    return StoredRecord(path)


# --- what comes in ---------------------------------------------------------------------------------------


def broken(change: Any) -> str:
    row = json.loads(dumps(a_report("a", TAKEN, replace(THREAT, id="e2"))))
    change(row["events"][0])
    return json.dumps(row, ensure_ascii=False)


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        (lambda e: e["date"].update({"from": "2016-02-31"}), "no event of the codebook's form (ValueError"),
        (
            lambda e: e["date"].update({"from": "2016-06-31", "to": "2016-05-01"}),
            "no event of the codebook's form",
        ),
        (lambda e: e.update(type="battle"), "'battle' is no event type"),
        (lambda e: e.update(modality="maybe"), "'maybe' is no modality"),
        (lambda e: e["places"][0].update(lat=123.0), "'سرت' lies off the globe"),
        (lambda e: e["places"][0].update(lon=None), "half a position for 'سرت'"),
        (lambda e: e.pop("trigger"), "no event of the codebook's form (KeyError"),
        (lambda e: e.update(id="e2"), "two events of the id e2"),
    ],
)
def test_a_bad_event_is_named_and_the_others_stay(change: Any, problem: str) -> None:
    found = list(read_lines([broken(change)], "coded.jsonl"))
    (aside,) = (row for row in found if isinstance(row, Aside))
    (report,) = (row for row in found if isinstance(row, ReportRecord))
    assert aside.where.startswith("coded.jsonl:1 a:e")
    assert aside.problem.startswith(problem)
    assert len(report.events) == 1


def test_a_cut_off_line_loses_that_line_only() -> None:
    good = dumps(REPORTS[0])
    found = list(read_lines([good, good[: len(good) // 2], "", "[]", good], "coded.jsonl"))
    assert [row.where for row in found if isinstance(row, Aside)] == ["coded.jsonl:2", "coded.jsonl:4"]
    assert sum(isinstance(row, ReportRecord) for row in found) == 2


# --- what is stored --------------------------------------------------------------------------------------


def test_a_stored_record_opens_as_what_was_built(tmp_path: Path) -> None:
    built = build_record(REPORTS)
    save_record(built, tmp_path / "record.db")
    opened = StoredRecord(tmp_path / "record.db")
    assert {i.id: i for i in opened.incidents()} == {i.id: i for i in built.incidents}
    assert opened.control().spells == built.control.spells
    assert opened.pledges() == built.pledges
    assert opened.ties() == built.ties
    assert opened.routes() == built.routes
    assert opened.asides() == built.asides
    assert opened.ids() == built.ids


def test_the_order_of_reports_does_not_change_the_record() -> None:
    one, other = build_record(REPORTS), build_record(REPORTS[::-1])
    assert one.incidents == other.incidents
    assert one.control.spells == other.control.spells
    assert one.pledges == other.pledges


def test_an_event_without_place_is_an_incident_of_its_own_and_told(tmp_path: Path) -> None:
    record = stored(tmp_path / "record.db", *REPORTS)
    assert [(a.where, a.problem) for a in record.asides()] == [("c:e1", "no place")]
    found = record.incident("c:e1")
    assert found is not None
    assert (found.events, found.problems) == (("c:e1",), ("no place",))


def test_a_file_that_is_no_record_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "x.db").write_text("hello")
    assert run(["record", "show", str(tmp_path / "x.db"), "incidents"]) == 2
    assert run(["record", "show", str(tmp_path / "none.db"), "incidents"]) == 2
    told = capsys.readouterr().err
    assert "x.db: not a record" in told
    assert "none.db: no such record. Make it with `marsad record build`." in told


# --- the commands ----------------------------------------------------------------------------------------


@pytest.fixture
def coded(tmp_path: Path) -> Path:
    path = tmp_path / "coded.jsonl"
    path.write_text("".join(dumps(report) + "\n" for report in REPORTS), encoding="utf-8")
    return path


def test_build_show_diff_and_freeze(coded: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    first, second, folder = tmp_path / "1.db", tmp_path / "2.db", tmp_path / "release"
    assert run(["record", "build", str(coded), "--out", str(first)]) == 0
    assert (
        "3 reports, 4 events: 3 incidents, 1 of them told more than once; 1 kept aside"
        in capsys.readouterr().err
    )
    assert run(["record", "show", str(first), "incident", "a:e1"]) == 0
    shown = capsys.readouterr().out
    assert "killed (target) 6–6, best 6 by" in shown
    assert "a:e1 = b:e1" in shown
    assert run(["record", "show", str(first), "control", "--day", "2016-05-12"]) == 0
    assert "سرت: held, تنظيم داعش" in capsys.readouterr().out
    assert run(["record", "show", str(first), "pledges", "--day", "2016-05-21", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["status"] == "broken"

    second.write_bytes(first.read_bytes())
    more = tmp_path / "more.jsonl"
    more.write_text(dumps(a_report("0", TAKEN)) + "\n", encoding="utf-8")
    assert run(["record", "build", str(coded), str(more), "--out", str(second)]) == 0
    capsys.readouterr()
    assert run(["record", "diff", str(first), str(second)]) == 0
    assert "with 0:e1" in capsys.readouterr().out

    assert run(["record", "freeze", str(second), str(folder), "--last", str(first)]) == 0
    manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    for name, row in manifest["files"].items():
        assert sha256((folder / name).read_bytes()).hexdigest() == row["sha256"]
    assert "with 0:e1" in (folder / "CHANGES.txt").read_text(encoding="utf-8")
    assert run(["record", "freeze", str(second), str(folder)]) == 2


def test_bad_lines_are_told_and_the_status_says_so(
    coded: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with coded.open("a", encoding="utf-8") as lines:
        lines.write('{"document": {"id": "cut')
    assert run(["record", "build", str(coded), "--out", str(tmp_path / "r.db")]) == 1
    assert "coded.jsonl:4: not JSON, perhaps cut off" in capsys.readouterr().err


def test_a_person_s_decision_is_kept_in_the_file(coded: Path, tmp_path: Path) -> None:
    out, decisions = tmp_path / "r.db", tmp_path / "decisions.jsonl"
    decisions.write_text(
        '{"kind": "split", "one": "a:e1", "other": "b:e1", "by": "editor"}\n', encoding="utf-8"
    )
    assert run(["record", "build", str(coded), "--out", str(out), "--decisions", str(decisions)]) == 0
    assert run(["record", "build", str(coded), "--out", str(out)]) == 0
    assert StoredRecord(out).ids()["a:e1"] != StoredRecord(out).ids()["b:e1"]
    assert StoredRecord(out).decisions() == (Decision("split", "a:e1", "b:e1", "editor"),)


def test_a_merged_incident_leaves_a_tombstone_that_leads_on(tmp_path: Path) -> None:
    apart = a_report("a", an_event()), a_report("b", an_event(place=HARAWA))
    old = stored(tmp_path / "1.db", *apart)
    join = Decision("join", "a:e1", "b:e1", by="editor")
    new = stored(tmp_path / "2.db", *apart, settings=Settings(ids=old.ids(), decisions=(join,)))
    (gone,) = new.retired()
    found = new.incident(gone)
    assert found is not None
    assert found.events == ("a:e1", "b:e1")
    assert "merged" in {difference.what for difference in differences(old, new)}
