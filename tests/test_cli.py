"""The command line as a user meets it: output, errors in one line, exit statuses, the cost of importing."""

import json
import os
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

from marsad import __version__
from marsad.cli import FAULT, REFUSED, UNABLE, run, show
from marsad.export.jsonl import dumps, loads
from marsad.model import Document, Event, Notice, ReportRecord, Span, Words
from marsad.pipeline import read_document

SENTENCE = "قتل ثلاثة جنود وأصيب خمسة آخرون في هجوم شنه مسلحون مجهولون على حاجز للجيش قرب سرت أمس."


@pytest.fixture
def reports(tmp_path):
    """Two reports and one file that is none."""
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "a.txt").write_text(f"id: a\npublished: 2016-05-13\n\n{SENTENCE}", encoding="utf-8")
    (folder / "b.txt").write_text(f"id: b\n\n{SENTENCE}\nاقرأ أيضا: أسعار الذهب", encoding="utf-8")
    (folder / "bad.txt").write_text("nothing in Arabic", encoding="utf-8")
    return folder


def asked(capfd, *arguments):
    """Run a command line: (status, standard output, standard error)."""
    status = run([str(argument) for argument in arguments])
    out, err = capfd.readouterr()
    return status, out, err


def marsad(*arguments, input_=b"", **environment):
    """The installed command in a process of its own."""
    command = [sys.executable, "-m", "marsad.cli", *map(str, arguments)]
    return subprocess.run(
        command, input=input_, capture_output=True, env=os.environ | environment, check=False
    )


# --- read -----------------------------------------------------------------------------------------------


def test_read_writes_one_record_a_line_and_tells_the_rest_beside(capfd, reports):
    status, out, err = asked(capfd, "read", reports)
    records = [loads(line) for line in out.splitlines()]
    assert [record.document.id for record in records] == ["a", "b"]
    assert any(c.kind == "killed" and c.low == 3 for event in records[0].events for c in event.casualties)
    assert err.splitlines()[0].startswith(f"marsad: {reports / 'bad.txt'}: no Arabic in it. ")
    assert err.splitlines()[-1].endswith("; 1 refused")
    assert status == REFUSED


def test_the_status_is_zero_where_nothing_is_refused(capfd, reports):
    assert asked(capfd, "read", reports / "a.txt", reports / "b.txt")[0] == 0


def test_defaults_speak_for_reports_that_do_not(capfd, reports):
    _, out, _ = asked(capfd, "read", reports, "--published", "2020-02-01", "--outlet", "الواحة")
    documents = [loads(line).document for line in out.splitlines()]
    assert [str(d.published) for d in documents] == ["2016-05-13", "2020-02-01"]
    assert {d.outlet for d in documents} == {"الواحة"}


@pytest.mark.parametrize("extra", [("--out",), ("--out", "--jobs", "2"), ("--jobs", "2")])
def test_every_way_to_write_gives_the_same_lines(capfd, reports, tmp_path, extra):
    _, plain, _ = asked(capfd, "read", reports)
    file = tmp_path / "coded.jsonl"
    options = [file if option == "--out" else option for option in extra]
    options = [part for option in options for part in (("--out", option) if option == file else (option,))]
    status, out, err = asked(capfd, "read", reports, *options)
    assert (file.read_text(encoding="utf-8") if "--out" in extra else out) == plain
    assert status == REFUSED
    assert err.splitlines()[-1].endswith("; 1 refused")
    assert sorted(path.name for path in tmp_path.iterdir() if path != file) == ["in"]


def test_standard_input_is_read_too_and_written_to_a_file(reports, tmp_path):
    text = (reports / "a.txt").read_bytes()
    done = marsad("read", "-", input_=text)
    assert json.loads(done.stdout)["document"]["id"] == "a"
    assert done.returncode == 0
    marsad("read", "-", "--out", tmp_path / "out.jsonl", input_=text)
    assert (tmp_path / "out.jsonl").read_bytes() == done.stdout


def test_marsad_reads_its_own_output(capfd, reports, tmp_path):
    _, out, _ = asked(capfd, "read", reports)
    (tmp_path / "coded.jsonl").write_text(out, encoding="utf-8")
    assert asked(capfd, "read", tmp_path / "coded.jsonl")[1] == out


def test_a_reader_that_has_seen_enough_is_no_error(reports):
    lines = json.dumps({"text": SENTENCE}) + "\n"
    (reports / "many.jsonl").write_text(lines * 300, encoding="utf-8")
    command = f'"{sys.executable}" -m marsad.cli read "{reports / "many.jsonl"}" | head -n 1'
    done = subprocess.run(["bash", "-o", "pipefail", "-c", command], capture_output=True, check=False)
    assert done.returncode == 0
    assert done.stderr == b""


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("read", "{empty}"), "marsad: no reports under {empty}. Name files outright"),
        (
            ("read", "{a}", "--show", "--jobs", "2"),
            "marsad: --show and --explain are for the terminal. Leave out",
        ),
        (("score", "{a}", "{a}"), "marsad: {a}:1: not a coded report"),
        (("score", "{no}", "{a}"), "marsad: {no}: No such file or directory. Give a JSONL file"),
    ],
)
def test_what_cannot_be_done_is_told_in_one_line(capfd, reports, tmp_path, arguments, told):
    (tmp_path / "empty").mkdir()
    names = {"empty": tmp_path / "empty", "a": reports / "a.txt", "no": tmp_path / "no.jsonl"}
    status, out, err = asked(capfd, *(argument.format(**names) for argument in arguments))
    assert (status, out) == (UNABLE, "")
    assert err.startswith(told.format(**names))
    assert err.count("\n") == 1


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("read", "x", "--published", "أمس"), "Invalid value for '--published': 'أمس' is not a day."),
        (("read",), "Missing argument 'PATH...'"),
        (("raed", "x"), "No such command 'raed'"),
        (("probe", "dates"), "'dates' is not one of"),
    ],
)
def test_usage_is_explained(capfd, arguments, told):
    status, _, err = asked(capfd, *arguments)
    assert status == UNABLE
    assert told in err


def test_a_fault_of_our_own_is_one_line_unless_it_is_asked_for(capfd, monkeypatch, reports):
    monkeypatch.setattr("marsad.evaluate.load_records", lambda path: 1 / 0)
    status, _, err = asked(capfd, "score", reports / "a.txt", reports / "a.txt")
    assert status == FAULT
    assert err.startswith("marsad: a fault of marsad's own (ZeroDivisionError: division by zero).")
    monkeypatch.setenv("MARSAD_DEBUG", "1")
    with pytest.raises(ZeroDivisionError):
        run(["score", str(reports / "a.txt"), str(reports / "a.txt")])


# --- show -----------------------------------------------------------------------------------------------

TEXT = "هاجم مسلحون حاجزا ثم قصفوا القرية.\nشارك على فيسبوك"


def words(text):
    return Words(text, Span(TEXT.index(text), TEXT.index(text) + len(text)))


RECORD = ReportRecord(
    Document("r", TEXT, title="هجوم", notices=(Notice("share", Span(TEXT.index("شارك"), len(TEXT))),)),
    (
        Event("e1", "clash", words("هاجم"), confidence=0.5),
        Event(
            "e2",
            "shelling",
            words("قصفوا القرية"),
            mentions=(words("هاجم مسلحون"),),
            sources=(words("مسلحون"),),
        ),
    ),
)


def test_the_text_is_shown_whole_with_every_trigger_marked_by_its_event():
    plain = _without_colours(show.marked(RECORD))
    assert "⟦هاجم مسلحون⟧\u2068e1,e2\u2069" in plain
    assert "⟦قصفوا القرية⟧\u2068e2\u2069" in plain
    bare = (
        plain.replace("⟦", "").replace("⟧", "").replace("\u2068e1,e2\u2069", "").replace("\u2068e2\u2069", "")
    )
    assert bare == TEXT


def test_every_isolate_that_is_opened_is_closed_in_its_line():
    for line in show.shown(RECORD).split("\n"):
        assert sum(line.count(mark) for mark in "\u2066\u2067\u2068") == line.count("\u2069")


def test_the_lines_of_the_report_run_from_right_to_left_and_values_keep_their_direction():
    lines = _without_colours(show.shown(RECORD)).split("\n")
    assert lines[1] == "\u2067هجوم\u2069"
    assert lines[2].startswith("\u2067⟦")
    assert "    sources    \u2068مسلحون\u2069" in lines


def test_show_prints_no_colours_where_there_is_no_terminal(capfd, reports):
    _, out, _ = asked(capfd, "read", "--show", reports / "a.txt")
    assert "\x1b" not in out
    assert "killed 3 of" in out
    assert "⟦" in out


def test_explain_tells_the_entries_behind_the_events(capfd, reports):
    _, out, _ = asked(capfd, "read", "--explain", reports / "a.txt")
    assert "what made them" in out
    assert "sentence 1" in out


@pytest.mark.parametrize(
    ("low", "high", "told"),
    [
        (3, 3, "3"),
        (20, None, "20 or more"),
        (None, 20, "up to 20"),
        (20, 30, "20 to 30"),
        (None, None, "some"),
    ],
)
def test_bounds_are_told_in_words(low, high, told):
    assert show.bounds(low, high) == told


def _without_colours(text):
    from click import unstyle

    return unstyle(text)


# --- score, probe, samples, site ------------------------------------------------------------------------


def test_score_prints_figures_and_json(capfd, tmp_path):
    gold = tmp_path / "gold.jsonl"
    record = read_document(Document("a", SENTENCE))
    gold.write_text(dumps(record) + "\n", encoding="utf-8")
    status, out, _ = asked(capfd, "score", gold, gold, "--by-type", "--misses", "3")
    assert status == 0
    assert out.startswith("1 reports, 0 of them not coded\nrelevance")
    figures = json.loads(asked(capfd, "score", gold, gold, "--json", "--by-type")[1])
    assert figures["record"]["f1"] == 1.0
    assert set(figures["by_type"]) == {event.type for event in record.events}


@pytest.mark.parametrize(
    ("reader", "question", "answer"),
    [
        (
            "date",
            {"text": "وقع الهجوم أمس", "published": "2016-05-13"},
            {"from": "2016-05-12", "to": "2016-05-12", "precision": "day"},
        ),
        ("date", {"text": "لا يوم هنا", "published": "2016-05-13"}, None),
        ("quantity", {"text": "ما لا يقل عن خمسة قتلى"}, {"low": 5, "high": None}),
        ("quantity", {"text": "سماء صافية"}, None),
    ],
)
def test_probe_answers_a_line_for_a_line(reader, question, answer):
    line = json.dumps(question, ensure_ascii=False).encode() + b"\n"
    done = marsad("probe", reader, input_=line * 2)
    assert [json.loads(row) for row in done.stdout.splitlines()] == [answer, answer]


def test_probe_place_gives_candidates_with_points():
    done = marsad("probe", "place", input_=json.dumps({"text": "سرت", "country": "LY"}).encode())
    first = json.loads(done.stdout)["candidates"][0]
    assert first["country"] == "LY"
    assert abs(first["lat"] - 31.2) < 0.3
    assert set(first) == {"name", "country", "lat", "lon"}


@pytest.mark.parametrize(
    ("reader", "line", "told"),
    [
        ("date", b"{bad", "<stdin>:1: not JSON"),
        ("quantity", b'["text"]', "<stdin>:1: no \xc2\xabtext\xc2\xbb in it".encode("latin-1").decode()),
        ("date", b'{"text": "x", "published": "tomorrow"}', "published: 'tomorrow' is not a day"),
    ],
)
def test_a_bad_question_is_told_with_its_line(reader, line, told):
    done = marsad("probe", reader, input_=line)
    assert done.returncode == UNABLE
    assert told in done.stderr.decode()


def test_samples_are_copied_and_never_over_other_files(capfd, tmp_path):
    folder = tmp_path / "samples"
    assert asked(capfd, "samples", folder)[0] == 0
    copied = list(folder.rglob("*.txt"))
    assert len(copied) >= 40
    assert asked(capfd, "samples", folder)[0] == 0
    copied[0].write_text("mine", encoding="utf-8")
    status, _, err = asked(capfd, "samples", folder)
    assert status == UNABLE
    assert f"{copied[0]} is there already and differs" in err
    assert copied[0].read_text(encoding="utf-8") == "mine"


def test_the_sites_commands_say_how_to_install_it_where_it_is_not(capfd, monkeypatch):
    monkeypatch.setattr(
        "marsad.cli.site.find_spec", lambda name: None if name == "django" else find_spec(name)
    )
    for command in (["up"], ["add", "x"]):
        status, _, err = asked(capfd, *command)
        assert status == UNABLE
        assert err == 'marsad: the site is not installed. Install it with: pip install "marsad[web]"\n'


def test_add_reads_reports_into_the_store_and_twice_changes_nothing(reports, tmp_path):
    first = marsad("add", reports, "--data", tmp_path / "data")
    assert "2 added" in first.stderr.decode()
    assert "no Arabic in it" in first.stderr.decode()
    assert first.returncode == REFUSED
    again = marsad("add", reports / "a.txt", reports / "b.txt", "--data", tmp_path / "data")
    assert "0 added, 2 unchanged" in again.stderr.decode()
    assert again.returncode == 0


VILLAGE = "دير الصبار"


@pytest.fixture
def village(tmp_path):
    """A GeoNames country file of one village that the shipped gazetteer does not know."""
    cells = [
        "990000001",
        "Dayr as Sabbar",
        "Dayr as Sabbar",
        VILLAGE,
        "31.5",
        "16.25",
        "P",
        "PPL",
        "LY",
        "",
        "01",
    ]
    cells += ["", "", "", "900", "", "20", "Africa/Tripoli", "2020-01-01"]
    path = tmp_path / "LY.txt"
    path.write_text("\t".join(cells) + "\n", encoding="utf-8")
    return path


def test_imported_place_names_are_used_beside_the_shipped_ones(capfd, tmp_path, village):
    status, _, err = asked(capfd, "gazetteer", "import", "geonames", village, tmp_path / "ly.sqlite3")
    assert (status, err) == (0, f"marsad: 1 place in {tmp_path / 'ly.sqlite3'}\n")
    report = tmp_path / "a.txt"
    report.write_text(f"قصفت المدفعية بلدة {VILLAGE} في ليبيا وقتل ثلاثة مدنيين.", encoding="utf-8")

    def points(*extra):
        record = loads(asked(capfd, "read", report, *extra)[1])
        return {p.lat for event in record.events for p in event.places if VILLAGE in p.words.text}

    assert 31.5 not in points()
    assert points("--gazetteer", tmp_path / "ly.sqlite3") == {31.5}


def test_a_broken_dump_is_told_with_its_line(capfd, tmp_path, village):
    village.write_text("one\ttwo\n", encoding="utf-8")
    status, _, err = asked(capfd, "gazetteer", "import", "geonames", village, tmp_path / "ly.sqlite3")
    assert status == UNABLE
    assert err.startswith(f"marsad: {village}:1: ")


def test_a_place_that_cannot_be_written_is_told_in_one_line(capfd, reports, tmp_path):
    (tmp_path / "file").touch()
    status, _, err = asked(capfd, "read", reports, "--out", tmp_path / "file" / "out.jsonl")
    assert status == UNABLE
    assert "Not a directory. Check the path" in err


def test_probe_event_answers_for_a_sentence():
    question = {"id": 1, "text": SENTENCE, "event_type": "ASSAULT"}
    answer = json.loads(marsad("probe", "event", input_=json.dumps(question).encode()).stdout)
    assert set(answer) == {"id", "event_type", "event", "score", "spans"}
    assert answer["event"] is True


# --- the whole ------------------------------------------------------------------------------------------


def test_help_lists_every_command_and_every_command_has_help(capfd):
    _, out, _ = asked(capfd, "--help")
    names = [line.split()[0] for line in out.split("Commands:\n")[1].splitlines() if line.strip()]
    assert {"read", "add", "up", "probe", "score", "samples"} <= set(names)
    for name in names:
        status, told, _ = asked(capfd, name, "--help")
        assert status == 0
        assert told.startswith(f"Usage: marsad {name}")


def test_the_version_is_told(capfd):
    assert asked(capfd, "--version") == (0, f"marsad, version {__version__}\n", "")


def test_help_imports_neither_the_coder_nor_a_parser():
    code = "import sys; from marsad.cli import run; run(['--help']); print(*sys.modules, file=sys.stderr)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)
    loaded = set(done.stderr.decode().split())
    heavy = {
        "trafilatura",
        "feedparser",
        "warcio",
        "lxml",
        "rich.progress",
        "django",
        "yaml",
        "marsad.pipeline",
    }
    assert loaded & heavy == set()


@pytest.mark.parametrize(
    "command", ["read", "add", "up", "admin-link", "probe", "score", "samples", "gazetteer"]
)
def test_the_reference_tells_every_option(capfd, command):
    page = (Path(__file__).parents[1] / "docs" / "reference" / "cli.md").read_text(encoding="utf-8")
    assert f"## marsad {command}" in page
    section = page.split(f"## marsad {command}")[1].split("\n## ")[0]
    _, told, _ = asked(capfd, command, *(["import"] if command == "gazetteer" else []), "--help")
    options = [
        word.strip(",") for line in told.splitlines() for word in line.split() if word.startswith("--")
    ]
    missing = [option for option in options if option != "--help" and f"`{option}" not in section]
    assert missing == []
