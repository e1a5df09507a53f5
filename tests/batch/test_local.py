"""The batch runner: the same as one by one, whatever dies, and whoever kills it."""

import io
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from marsad.batch.local import Tally, code_one, join_into, joined, plan_batch, run
from marsad.batch.shards import plan
from marsad.errors import GazetteerError
from marsad.export.jsonl import dumps
from marsad.intake import Defaults, Refused, read_paths
from marsad.pipeline import read_document

from . import coders
from .coders import settings_of

SENTENCE = "هاجم مسلحون حاجزا للشرطة قرب بلدة الوادي أمس وقتلوا ثلاثة من أفراده ثم انسحبوا نحو الجبل"


def a_line(number, text=SENTENCE):
    return json.dumps(
        {"id": f"r{number:03}", "text": f"{text} {number}", "published": "2016-05-12"}, ensure_ascii=False
    )


@pytest.fixture
def source(tmp_path):
    """A folder with a long JSONL file (a bad line in it), some texts and an empty file."""
    folder = tmp_path / "in"
    folder.mkdir()
    lines = [a_line(n) for n in range(60)]
    lines[17] = "{bad"
    (folder / "long.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
    for n in range(5):
        (folder / f"t{n}.txt").write_text(f"id: t{n}\n\n{SENTENCE} {n}", encoding="utf-8")
    (folder / "empty.txt").touch()
    return folder


def total(tallies):
    return sum(tallies, Tally())


def written(batch):
    stream = io.BytesIO()
    joined(batch, stream)
    return stream.getvalue().decode().splitlines()


def one_by_one(source, code=coders.quick):
    return [dumps(code(o)) for o in read_paths([source]) if not isinstance(o, Refused)]


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_batch_gives_what_one_by_one_gives_in_the_same_order(source, tmp_path, jobs):
    batch = plan_batch([source], tmp_path / "out", settings_of(coders.quick), shard_bytes=3000)
    tally = total(run(batch, jobs=jobs))
    assert len(batch.shards) > 3
    assert written(batch) == one_by_one(source)
    assert (tally.coded, tally.events) == (64, 64)
    assert sorted(str(refused) for refused in tally.refused) == sorted(
        str(outcome) for outcome in read_paths([source]) if isinstance(outcome, Refused)
    )


def test_the_real_coder_codes_in_a_batch_as_alone(source, tmp_path):
    batch = plan_batch([source / "t0.txt"], tmp_path / "out", settings_of(read_document))
    total(run(batch, jobs=1))
    assert written(batch) == one_by_one(source / "t0.txt", read_document)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.integers(200, 20_000))
def test_however_the_work_is_cut_the_reports_are_the_same(source, tmp_path_factory, shard_bytes):
    folder = tmp_path_factory.mktemp("out")
    batch = plan_batch([source], folder, settings_of(coders.quick), shard_bytes=shard_bytes)
    assert total(run(batch, jobs=1)).coded == 64
    assert written(batch) == one_by_one(source)


def test_finished_shards_are_not_coded_again(source, tmp_path):
    batch = plan_batch([source], tmp_path / "out", settings_of(coders.quick), shard_bytes=3000)
    first = total(run(batch, jobs=1))
    times = {path: path.stat().st_mtime_ns for path in batch.folder.iterdir()}
    again = plan_batch([source], tmp_path / "out", settings_of(coders.quick), shard_bytes=3000)
    assert total(run(again, jobs=1)) == first
    assert {path: path.stat().st_mtime_ns for path in batch.folder.iterdir()} == times


def test_a_changed_input_or_setting_is_coded_anew(source, tmp_path):
    batch = plan_batch([source], tmp_path / "out", settings_of(coders.quick))
    total(run(batch, jobs=1))
    other = settings_of(coders.quick, defaults=Defaults(outlet="الواحة"))
    assert not any(map(plan_batch([source], tmp_path / "out", other).is_done, batch.shards))
    (source / "t0.txt").write_text(SENTENCE, encoding="utf-8")
    changed = plan_batch([source], tmp_path / "out", settings_of(coders.quick))
    assert not all(map(changed.is_done, changed.shards))


def test_a_killed_worker_costs_nothing_but_its_time(source, tmp_path, monkeypatch):
    monkeypatch.setenv("MARSAD_TEST_FOLDER", str(tmp_path))
    (source / "t2.txt").write_text(f"id: t2\n\nقاتل {SENTENCE}", encoding="utf-8")
    batch = plan_batch([source], tmp_path / "out", settings_of(coders.dies_once), shard_bytes=3000)
    tally = total(run(batch, jobs=2))
    assert (tmp_path / "died").exists()
    assert tally.coded == 64
    assert written(batch) == one_by_one(source)
    assert not list(batch.folder.glob("*.part"))


def test_a_shard_that_always_kills_its_worker_is_given_up_and_the_rest_is_coded(source, tmp_path):
    (source / "t2.txt").write_text(f"id: t2\n\nقاتل {SENTENCE}", encoding="utf-8")
    batch = plan_batch([source], tmp_path / "out", settings_of(coders.dies_always), shard_bytes=300)
    tally = total(run(batch, jobs=2))
    (given_up,) = [refused for refused in tally.refused if "died" in refused.problem]
    assert given_up.path == str(source / "t2.txt")
    assert tally.coded == 63
    assert [json.loads(line)["document"]["id"] for line in written(batch)][-4:] == ["t0", "t1", "t3", "t4"]


def test_a_run_killed_in_the_middle_goes_on_where_it_stopped(source, tmp_path):
    out = tmp_path / "out"
    command = [sys.executable, "-m", "batch.coders", str(source), str(out)]
    environment = os.environ | {"PYTHONPATH": str(Path(__file__).parents[1])}
    killed = subprocess.Popen(command, env=environment)
    while killed.poll() is None and not list(out.glob("*[0-9a-f].jsonl")):
        time.sleep(0.02)
    killed.send_signal(signal.SIGKILL)
    killed.wait()
    batch = plan_batch([source], out, settings_of(coders.slow), shard_bytes=2000)
    done = [shard for shard in batch.shards if batch.is_done(shard)]
    assert 0 < len(done) < len(batch.shards)
    before = {batch.output(shard): batch.output(shard).stat().st_mtime_ns for shard in done}
    time.sleep(1.5)  # its workers notice that they are orphans, and leave
    total(run(batch, jobs=2))
    assert written(batch) == one_by_one(source)
    assert {path: path.stat().st_mtime_ns for path in before} == before


def test_a_fault_of_the_coder_costs_its_report_only(source, tmp_path):
    (source / "t2.txt").write_text(f"id: t2\n\nعطل {SENTENCE}", encoding="utf-8")
    batch = plan_batch([source], tmp_path / "out", settings_of(coders.faulty))
    tally = total(run(batch, jobs=1))
    assert tally.coded == 63
    (fault,) = [refused for refused in tally.refused if refused.path == "report t2"]
    assert fault.problem == "a fault of marsad's own (RuntimeError: a rule without an end)"


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_coder_that_cannot_work_stops_the_run(source, tmp_path, jobs):
    batch = plan_batch([source], tmp_path / "out", settings_of(coders.unable), shard_bytes=3000)
    with pytest.raises(GazetteerError, match=r"names\.sqlite3: no such file"):
        total(run(batch, jobs=jobs))


def test_the_debug_switch_lets_a_fault_through(source, monkeypatch):
    monkeypatch.setenv("MARSAD_DEBUG", "1")
    (outcome,) = read_paths([source / "t0.txt"])
    with pytest.raises(RuntimeError):
        code_one(outcome.__class__(outcome.id, "عطل " + outcome.text), coders.faulty)


def test_joining_writes_one_file_and_leaves_nothing_beside_it(source, tmp_path):
    batch = plan_batch([source], tmp_path / "out.jsonl.parts", settings_of(coders.quick), shard_bytes=3000)
    total(run(batch, jobs=1))
    join_into(batch, tmp_path / "out.jsonl")
    assert (tmp_path / "out.jsonl").read_text(encoding="utf-8").splitlines() == one_by_one(source)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["in", "out.jsonl"]


def test_an_absent_file_is_a_shard_that_tells_so(tmp_path):
    batch = plan_batch([tmp_path / "no.txt"], tmp_path / "out", settings_of(coders.quick))
    (refused,) = total(run(batch, jobs=1)).refused
    assert refused.problem == "cannot be opened (No such file or directory)"


def test_an_empty_folder_has_no_shards(tmp_path):
    assert plan([tmp_path]) == ()
