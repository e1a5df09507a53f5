"""The gate on quality: figures against floors, on corpora made here."""

from __future__ import annotations

import importlib.util
import json
import sys
from dataclasses import replace
from pathlib import Path
from types import ModuleType

import pytest

from builders import a_document
from marsad.export.jsonl import dumps
from marsad.model import ReportRecord
from marsad.pipeline import read_document

GATES = Path(__file__).resolve().parents[2] / "benchmarks" / "gates.py"
TEXTS = (
    "سيطرت قوات مصراتة على بلدة السدادة أمس وقتل خمسة جنود.",
    "خطف مسلحون ثلاثة أطباء في سرت.",
)


def load_gates() -> ModuleType:
    """The gate is a script beside the package, so it is loaded from its file."""
    spec = importlib.util.spec_from_file_location("gates", GATES)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


gates = load_gates()


def coded() -> list[ReportRecord]:
    """What the coder itself says of the texts: gold on which it is perfect."""
    return [read_document(replace(a_document(text), id=f"r{n}")) for n, text in enumerate(TEXTS)]


def spoilt(record: ReportRecord) -> ReportRecord:
    """Gold that the coder misses: protests in place of what it found."""
    return replace(record, events=tuple(replace(event, type="protest") for event in record.events))


class Bench:
    """A folder with one corpus and its floors, and the gate run on it."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.folder, self.capsys = folder, capsys
        self.gold = folder / "gold" / "samples_tiny.jsonl"
        self.gold.parent.mkdir()
        self.keep(coded())

    def keep(self, records: list[ReportRecord]) -> None:
        self.gold.write_text("".join(dumps(record) + "\n" for record in records), encoding="utf-8")

    def run(self, *options: str) -> tuple[int, list[str]]:
        """(exit status, printed lines)"""
        places = {"--floors": "floors.json", "--gold": "gold", "--labelled": "labelled"}
        given = [word for name, path in places.items() for word in (name, str(self.folder / path))]
        status = gates.main([*given, *options])
        return status, self.capsys.readouterr().out.splitlines()

    def floors(self) -> dict[str, float]:
        held = json.loads((self.folder / "floors.json").read_text(encoding="utf-8"))
        return {row["figure"]: row["floor"] for row in held["floors"]}

    def regressions(self) -> list[dict[str, object]]:
        held = json.loads((self.folder / "floors.json").read_text(encoding="utf-8"))
        return list(held["regressions"])


@pytest.fixture
def bench(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Bench:
    return Bench(tmp_path, capsys)


def test_a_figure_without_a_floor_fails_until_it_is_written(bench):
    status, lines = bench.run()
    assert status == 1
    assert any("has no floor yet" in line for line in lines)
    assert bench.run("--write")[0] == 0
    status, lines = bench.run()
    assert status == 0
    assert lines[-1] == f"{len(bench.floors())} passed, 0 failed"
    assert {"samples_tiny.record", "samples_tiny.detection", "samples_tiny.casualties"} <= set(bench.floors())


def test_a_floor_lies_a_margin_under_its_figure(bench):
    bench.run("--write")
    assert set(bench.floors().values()) == {0.99}


def test_a_figure_under_its_floor_fails_and_writing_does_not_lower_it(bench):
    bench.run("--write")
    bench.keep([spoilt(record) for record in coded()])
    status, lines = bench.run()
    assert status == 1
    assert any(line.startswith("FAIL  samples_tiny.detection ") for line in lines)
    assert any("the corpus changed" in line for line in lines)
    assert bench.run("--write")[0] == 1
    assert bench.floors()["samples_tiny.detection"] == 0.99
    assert bench.regressions() == []


def test_a_floor_is_lowered_with_a_reason_that_stays(bench):
    bench.run("--write")
    bench.keep([spoilt(record) for record in coded()])
    assert bench.run("--write", "--allow-regression", "the gold was wrong")[0] == 0
    assert bench.floors()["samples_tiny.detection"] == 0
    told = {row["figure"]: row for row in bench.regressions()}
    assert told["samples_tiny.detection"] == {
        "figure": "samples_tiny.detection", "was": 0.99, "now": 0.0, "reason": "the gold was wrong"
    }  # fmt: skip
    bench.keep(coded())
    bench.run("--write")
    assert bench.floors()["samples_tiny.detection"] == 0.99
    assert told["samples_tiny.detection"] in bench.regressions()


def test_a_figure_that_is_no_longer_measured_fails_until_it_is_given_up(bench):
    bench.run("--write")
    bench.keep([replace(r, events=tuple(replace(e, casualties=()) for e in r.events)) for r in coded()])
    status, lines = bench.run()
    assert status == 1
    assert any(line.startswith("FAIL  samples_tiny.casualties") for line in lines)
    bench.run("--write", "--allow-regression", "no tolls in this gold")
    assert "samples_tiny.casualties" not in bench.floors()
    assert {row["figure"]: row["now"] for row in bench.regressions()}["samples_tiny.casualties"] is None


@pytest.mark.parametrize("options", [["--allow-regression", "x"], ["--write", "--allow-regression", " "]])
def test_a_regression_needs_writing_and_a_reason(bench, options):
    with pytest.raises(SystemExit) as caught:
        bench.run(*options)
    assert caught.value.code == 2


def test_corpora_that_are_not_at_hand_rest_and_say_so(bench):
    _, lines = bench.run("--write")
    assert "rest  open: not at hand, 0 floors not checked" in lines
    suite = bench.folder / "labelled" / "eval" / "quantities.jsonl"
    suite.parent.mkdir(parents=True)
    suite.write_text('{"text": "مئتي جندي", "low": 200, "high": 200}\n', encoding="utf-8")
    bench.run("--write")
    assert bench.floors()["quantities.exact"] == 0.99
    suite.unlink()
    status, lines = bench.run()
    assert status == 0
    assert "rest  quantities: not at hand, 1 floors not checked" in lines


def test_nothing_measured_is_no_success(bench):
    bench.gold.unlink()
    assert bench.run()[0] == 1


def lines(path: Path, *rows: dict[str, object]) -> Path:
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
    return path


def test_phrases_are_right_only_when_both_bounds_are(tmp_path):
    coder = gates.Coder.load()
    days = lines(
        tmp_path / "dates.jsonl",
        {"text": "أمس", "published": "2016-05-21", "from": "2016-05-20", "to": "2016-05-20"},
        {"text": "أمس", "published": "2016-05-21", "from": "2016-05-20", "to": "2016-05-21"},
    )
    counts = lines(
        tmp_path / "quantities.jsonl",
        {"text": "خمسة جنود", "low": 5, "high": 5},
        {"text": "خمسة جنود على الأقل", "low": 5, "high": 5},
    )
    assert dict(gates.date_figures(days, coder)) == {"exact": 0.5}
    assert dict(gates.quantity_figures(counts, coder)) == {"exact": 0.5}


def test_a_place_is_right_when_its_first_candidate_lies_near(tmp_path):
    rows = lines(
        tmp_path / "places.jsonl",
        {"text": "سرت", "country": "LY", "lat": 31.2, "lon": 16.59, "type": "city"},
        {"text": "سرت", "country": "LY", "lat": 32.9, "lon": 13.18, "type": "city"},
    )
    assert dict(gates.place_figures(rows, gates.Coder.load())) == {
        "with_country": 0.5,
        "without_country": 0.5,
    }


def test_votes_count_by_their_majority_and_ties_not_at_all(tmp_path):
    told = {"event_type": "ASSAULT", "total": 3}
    rows = lines(
        tmp_path / "assault_detect.jsonl",
        told
        | {"id": "a", "text": "قتل مسلحون ثلاثة جنود في هجوم على قاعدة عسكرية", "accept": 3, "reject": 0},
        told | {"id": "b", "text": "ارتفعت أسعار النفط في الأسواق العالمية", "accept": 0, "reject": 3},
        told | {"id": "c", "text": "تعرض لهجوم", "accept": 1, "reject": 1, "total": 2},
        told | {"id": "d", "text": "ارتفعت الأسعار", "accept": 1, "reject": 0, "total": 1},
    )
    assert dict(gates.vote_figures(rows, gates.Coder.load())) == {"majority_f1": 1.0, "majority_ap": 1.0}


@pytest.mark.parametrize(
    ("scored", "precision"),
    [
        ([(0.9, True), (0.8, True), (0.1, False)], 1.0),
        ([(0.9, False), (0.8, True)], 0.5),
        ([(0.9, True), (0.5, False), (0.4, True)], (1 + 2 / 3) / 2),
        ([(0.5, True), (0.5, False)], 0.5),  # equal scores enter together
    ],
)
def test_average_precision(scored, precision):
    assert gates.average_precision(scored) == pytest.approx(precision)


def test_the_floors_that_ship_are_those_of_the_samples_that_ship():
    floors = gates.load_floors(GATES.parent / "floors.json")
    names = {path.stem for path in (GATES.parent / "gold").glob("samples_*.jsonl")}
    assert names <= {row.corpus for row in floors.floors}
    assert all(0 <= row.floor < 1 for row in floors.floors)
    assert all(row.reason.strip() for row in floors.regressions)
