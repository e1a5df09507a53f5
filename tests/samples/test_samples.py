"""The sample reports are whole, their truth compiles, and together they hold what they promise."""

from __future__ import annotations

import datetime as dt
import importlib.util
import itertools
import json
import re
import sys
from collections import defaultdict
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
import yaml

from marsad.intake import read_path

ROOT = Path(__file__).resolve().parents[2]
LIBYA = ROOT / "src" / "marsad" / "samples" / "libya"


def load_builder() -> ModuleType:
    """The builder is a script beside the package, so it is loaded from its file."""
    spec = importlib.util.spec_from_file_location(
        "build_sample_gold", ROOT / "benchmarks" / "build_sample_gold.py"
    )
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


builder = load_builder()
FOLDERS = builder.sample_folders([])
TEXTS = sorted(path for folder in FOLDERS for path in folder.glob("*.txt"))


@pytest.fixture(scope="module")
def gold() -> list[dict[str, Any]]:
    return builder.compile_folder(LIBYA, builder.Problems())


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem)
def test_a_sample_has_its_header_and_an_arabic_text(path):
    report = builder.read_report(path)
    dt.date.fromisoformat(report.header["published"])
    assert re.fullmatch(r"https://[\w-]+\.example/\S+", report.header["url"])
    words = report.text.split()
    arabic = [word for word in words if re.search("[\u0621-\u064a]", word)]
    assert len(arabic) >= 60
    assert len(arabic) / len(words) > 0.8


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_every_truth_entry_compiles(folder):
    problems = builder.Problems()
    assert builder.compile_folder(folder, problems)
    assert [str(problem) for problem in problems.found] == []


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_the_written_gold_is_current(folder):
    files = builder.gold_files(folder, builder.compile_folder(folder, builder.Problems()))
    assert builder.stale(files) == [], "run benchmarks/build_sample_gold.py"


def test_every_span_quotes_the_text(gold):
    for record in gold:
        text = record["document"]["text"]
        for event in record["events"]:
            quoted = [event["trigger"], *event["mentions"], *event["sources"], *event["casualties"]]
            quoted += [*event["initiator"], *event["target"], *event["places"]]
            quoted += [event["date"]] if event["date"] else []
            assert [q["text"] for q in quoted] == [text[q["start"] : q["end"]] for q in quoted]


def test_there_are_reports_outlets_and_shared_occurrences_enough(gold):
    told: dict[str, set[str]] = defaultdict(set)
    for record in gold:
        for event in record["events"]:
            if event["occurrence"]:
                told[event["occurrence"]].add(record["document"]["outlet"])
    coded = [record for record in gold if record["events"]]
    assert len(coded) >= 42
    assert len({record["document"]["outlet"] for record in gold}) >= 6
    assert len([outlets for outlets in told.values() if len(outlets) >= 2]) >= 12
    assert len(gold) - len(coded) >= 4


def test_the_battle_of_sadada_is_told_by_four_outlets_with_different_tolls(gold):
    tolls = {}
    for record in gold:
        for event in record["events"]:
            if event["occurrence"] == "sadada-2016-05-11" and event["casualties"]:
                figures = {(c["kind"], c["whose"], c["low"], c["high"]) for c in event["casualties"]}
                tolls[record["document"]["outlet"]] = frozenset(figures)
    assert len(tolls) >= 4
    assert len(set(tolls.values())) >= 4


def test_a_place_lies_at_one_spot_in_all_reports(gold):
    spots: dict[str, set[tuple[float, float]]] = defaultdict(set)
    for record in gold:
        for event in record["events"]:
            for place in event["places"]:
                spots[place["name"]].add((place["lat"], place["lon"]))
    assert {name: found for name, found in spots.items() if len(found) > 1} == {}


def test_an_occurrence_is_one_event_in_one_report(gold):
    for record in gold:
        named = [event["occurrence"] for event in record["events"] if event["occurrence"]]
        assert len(named) == len(set(named)), record["document"]["id"]


def test_reports_of_different_outlets_share_text_only_where_an_agency_is_named(gold):
    owners: dict[tuple[str, ...], set[str]] = defaultdict(set)
    for record in gold:
        words = re.findall(r"\w+", record["document"]["text"])
        for start in range(len(words) - 7):
            owners[tuple(words[start : start + 8])].add(record["document"]["id"])
    documents = {record["document"]["id"]: record["document"] for record in gold}
    pairs = {frozenset(ids) for ids in owners.values() if len({documents[i]["outlet"] for i in ids}) > 1}
    assert len(pairs) >= 2
    assert all(re.search("وكالة القبل[يى]", documents[i]["text"]) for pair in pairs for i in pair)


CONTROL = yaml.safe_load((LIBYA / "control_truth.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("entry", CONTROL["places"], ids=lambda entry: entry["place"])
def test_spells_of_control_follow_one_another_without_a_gap(entry):
    spells = entry["spells"]
    assert {spell["holder"] for spell in spells} <= {*CONTROL["holders"], "contested", "unknown"}
    assert spells[-1]["to"] is None
    for before, after in itertools.pairwise(spells):
        gap = dt.date.fromisoformat(after["from"]) - dt.date.fromisoformat(before["to"])
        assert gap == dt.timedelta(days=1), after
        assert before["holder"] != after["holder"]


@pytest.mark.parametrize("entry", CONTROL["places"], ids=lambda entry: entry["place"])
def test_a_spell_of_control_rests_on_reports_that_speak_of_the_place(entry, gold):
    spoken = {
        record["document"]["id"]
        for record in gold
        for event in record["events"]
        for place in event["places"]
        if entry["place"] in place["name"]  # "Sirte" in "Sirte port" too
    }
    for spell in entry["spells"]:
        assert spell["by"]
        assert set(spell["by"]) <= {record["document"]["id"] for record in gold}
        assert set(spell["by"]) & spoken, spell


def test_the_compiler_names_file_event_and_words_that_are_not_there(tmp_path):
    header = "id: x\noutlet: صحيفة\ntitle: خبر\npublished: 2016-05-12\nurl: https://x.example/1\n\n"
    (tmp_path / "x.txt").write_text(header + "أسرت القوات رجلا في سرت أمس\n", encoding="utf-8")
    (tmp_path / "truth").mkdir()
    event = {"type": "clash", "trigger": "أسرت", "initiator": ["القوات", "الجيش"], "occurrence": "o"}
    truth = {"report": "x", "events": [event]}
    (tmp_path / "truth" / "x.yaml").write_text(json.dumps(truth, ensure_ascii=False), encoding="utf-8")
    problems = builder.Problems()
    builder.compile_folder(tmp_path, problems)
    assert [str(p) for p in problems.found] == ["x.yaml: event 1 (clash «أسرت»): words not found: «الجيش»"]


@pytest.mark.parametrize(
    ("words", "text", "start"),
    [
        ("سرت", "أسرت القوات رجلا في سرت", 20),  # "captured" holds the letters of Sirte
        ("قوات", "قالت للقوات", 7),
        ("القوات", "قالت للقوات", None),
        ("سرت#2", "سرت ثم وسرت", 8),
        ("سرت#3", "سرت ثم وسرت", None),
    ],
)
def test_words_are_found_whole_with_clitics_in_front(words, text, start):
    found = builder.locate(words, text)
    assert (found["start"] if found else None) == start


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_at_the_door_a_sample_is_read_with_the_words_of_its_gold(folder):
    truth = {r["document"]["id"]: r["document"] for r in builder.compile_folder(folder, builder.Problems())}
    read = {path: outcome for path in folder.glob("*.txt") for outcome in read_path(path)}
    assert {d.id: d.text for d in read.values()} == {id_: d["text"] for id_, d in truth.items()}
    assert {d.id: d.outlet for d in read.values()} == {id_: d["outlet"] for id_, d in truth.items()}
    assert {d.id: str(d.published) for d in read.values()} == {i: d["published"] for i, d in truth.items()}
