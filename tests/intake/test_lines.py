"""JSONL and JSON: fields kept to the letter, a bad line told with its number, stretches of a file."""

import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marsad.intake import Defaults, Limits, read_bytes
from marsad.intake.lines import read_line_range
from marsad.model import Document

from .pages import REPORT, TEXT


def a_line(**fields):
    return json.dumps({"text": TEXT} | fields, ensure_ascii=False)


def test_the_fields_are_kept_to_the_letter(one):
    row = a_line(
        id="k-1", text=f" {TEXT}\r\n", title="عنوان", outlet="الواحة", url="u", published="2016-05-12"
    )
    document = one(row, "a.jsonl")
    assert document.text == f" {TEXT}\r\n"
    assert (document.id, document.title, document.outlet, document.url) == ("k-1", "عنوان", "الواحة", "u")
    assert document.published == date(2016, 5, 12)


def test_numbers_are_taken_as_ids_and_nulls_as_not_given(one):
    document = one(a_line(id=12, outlet=None, published=None, title=None), "a.jsonl")
    assert (document.id, document.outlet, document.published, document.title) == ("12", None, None, "")


def test_a_coded_report_is_read_as_its_document(one):
    coded = json.dumps({"document": {"id": "r", "text": REPORT, "notices": []}, "events": []})
    assert (one(coded).id, one(coded).text) == ("r", REPORT)


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("{bad", "line 2: not JSON"),
        ('["text"]', "line 2: no «text» in it"),
        ('{"id": "x"}', "line 2: no «text» in it"),
        ('{"text": 7}', "line 2: no «text» in it"),
        ('{"text": "plain English"}', "line 2: no Arabic in it"),
        (a_line(published="قريبا"), "line 2: published: 'قريبا' is not a day"),
        (a_line(id=["a"]), "line 2: id: ['a'] is not text"),
        ("[" * 100_000, "line 2: not JSON"),
    ],
)
def test_a_bad_line_is_told_with_its_number_and_stops_nothing(read, line, told):
    outcomes = read("\n".join([a_line(id="a"), line, "", a_line(id="b")]), "a.jsonl")
    assert [getattr(outcome, "id", None) for outcome in outcomes] == ["a", None, "b"]
    assert told in str(outcomes[1])


def test_a_line_over_the_limit_is_passed_over(read):
    outcomes = read(
        f"{a_line(id='a')}\n{a_line(text=TEXT * 50)}\n{a_line(id='b')}", "a.jsonl", page_bytes=3000
    )
    assert [getattr(outcome, "id", None) for outcome in outcomes] == ["a", None, "b"]


def test_a_json_file_may_hold_one_report_or_a_list(one, read):
    assert one(json.dumps({"id": "a", "text": TEXT}, indent=2), "a.json").id == "a"
    outcomes = read(json.dumps([{"id": "a", "text": TEXT}, {"text": ""}], indent=2), "a.json")
    assert outcomes[0].id == "a"
    assert str(outcomes[1]) == "a.json, item 2: no text in it. Give the report's text, or leave this one out."


@given(
    st.lists(st.sampled_from([a_line(), a_line(text=REPORT), "{bad", ""]), max_size=8), st.integers(1, 900)
)
def test_the_stretches_of_a_file_give_what_the_whole_gives(tmp_path_factory, lines, step):
    path = tmp_path_factory.mktemp("lines") / "a.jsonl"
    path.write_text("\n".join(lines), encoding="utf-8")
    size = path.stat().st_size
    stretches = [range(at, min(at + step, size)) for at in range(0, size, step)]
    parts = [out for span in stretches for out in read_line_range(path, span, Defaults(), Limits())]
    assert parts == list(read_bytes(path.read_bytes(), str(path))) if any(lines) else parts == []


def test_lines_are_told_from_text_by_their_content(one):
    assert isinstance(one(a_line(), "without_suffix"), Document)
    assert one("{هذا ليس JSON} " + REPORT, "a.txt").text.startswith("{")
