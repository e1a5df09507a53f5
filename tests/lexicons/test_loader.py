"""The loader: what a linguist is told of a broken lexicon, by file and line."""

from __future__ import annotations

import pickle

import pytest

from marsad.errors import LexiconError
from marsad.lexicons.loader import (
    check_kinds,
    load_entries,
    past_and_present,
    refuse_unknown,
    require,
    unique_ids,
)


def load(text: str):
    return list(unique_ids("cues.yaml", load_entries("cues.yaml", text)))


def test_entries_come_with_their_lines():
    text = "# words of doubt\n- id: one\n  words: [نفى, أنكر]\n\n- id: two\n  reach: 6\n  weak: true\n"
    assert load(text) == [
        (2, {"id": "one", "words": ["نفى", "أنكر"]}),
        (5, {"id": "two", "reach": 6, "weak": True}),
    ]


@pytest.mark.parametrize(
    ("text", "line", "problem"),
    [
        ("- id: one\n  words: [نفى\n", 3, "not YAML"),
        ("- id: one\n\twords: نفى\n", 2, "not YAML"),
        ("- id: one\n  b: *other\n", 2, "undefined alias"),
        ("- id: one\n---\n- id: two\n", 2, "another document"),
        ("", 1, "a lexicon is a list of entries"),
        ("id: one\n", 1, "a lexicon is a list of entries"),
        ("- id: one\n- [نفى, أنكر]\n", 2, "an entry is a mapping"),
        ("- id: one\n- id: two\n- id: one\n", 3, "id 'one' is used in line 1"),
        ("- id: one\n  fires: [x]\n  fires: [y]\n", 3, "field «fires» stands twice"),
        ("- id: one\n  ? [words]\n  : x\n", 2, "a field's name is a word"),
        ("- id: one\n  words: [نفى, yes]\n", 2, "'yes' is read as bool"),
        ("- id: no\n", 1, "'no' is read as bool"),
        ("- id: one\n  sense:\n", 2, "is read as null"),
        ("- id: one\n  sense: 2016-05-13\n", 2, "is read as timestamp"),
        ("- id: one\n  reach: 1.5\n", 2, "is read as float"),
        ("- id: one\n  reach: 1:30\n", 2, "is read as int"),
        ("- id: one\n  words: [ا\N{ARABIC HAMZA ABOVE}نكر]\n", 2, "is not in Unicode NFC"),
        ("- id: one\n  words: [نفى\N{RIGHT-TO-LEFT MARK}]\n", 2, "holds an invisible direction mark"),
        ("- id: one\n  words: [\N{LEFT-TO-RIGHT ISOLATE}نفى]\n", 2, "holds an invisible direction mark"),
    ],
)
def test_a_broken_file_is_told_by_its_line(text, line, problem):
    with pytest.raises(LexiconError) as caught:
        load(text)
    assert problem in caught.value.problem
    assert str(caught.value).startswith(f"cues.yaml:{line}: ")
    assert caught.value.repair


@pytest.mark.parametrize("quoted", ["'yes'", '"no"', "'12'", "'2016-05-13'", "'~'"])
def test_a_quoted_value_is_text_whatever_it_looks_like(quoted):
    assert load(f"- id: {quoted}\n") == [(1, {"id": quoted[1:-1]})]


@pytest.mark.parametrize("entry", [{"id": "one"}, {"id": "one", "fires": []}, {"id": "one", "fires": ""}])
def test_a_missing_or_empty_field_is_named(entry):
    with pytest.raises(LexiconError, match=r"^x\.yaml:7: one has no «fires»\. Add a line «fires: …»\.$"):
        require("x.yaml", 7, entry, ("id", "fires"))


def test_a_misspelt_field_is_refused_with_those_allowed():
    with pytest.raises(LexiconError, match=r"unknown field «unles»\. Allowed: id, unless\."):
        refuse_unknown("x.yaml", 7, {"id": "one", "unles": []}, frozenset({"id", "unless"}))


@pytest.mark.parametrize(
    ("entry", "problem"),
    [
        ({"words": "نفى"}, "«words» is not a list of texts"),
        ({"words": ["نفى", 3]}, "«words» is not a list of texts"),
        ({"words": [" "]}, "«words» is not a list of texts"),
        ({"reach": "6"}, "«reach» is not a number"),
        ({"reach": True}, "«reach» is not a number"),
        ({"weak": "false"}, "«weak» is neither true nor false"),
        ({"weak": 1}, "«weak» is neither true nor false"),
    ],
)
def test_a_field_of_the_wrong_kind_is_refused(entry, problem):
    with pytest.raises(LexiconError, match=problem):
        check_kinds("x.yaml", 7, entry, lists=("words",), numbers=("reach",), flags=("weak",))


@pytest.mark.parametrize(
    ("verb", "problem"),
    [("قصف", "no present"), ("قصف/", "no present"), ("/يقصف", "no past"), ("/", "no past")],
)
def test_a_verb_needs_past_and_present(verb, problem):
    with pytest.raises(LexiconError, match=problem):
        past_and_present("x.yaml", 7, verb)
    assert past_and_present("x.yaml", 7, "قصف/يقصف") == ("قصف", "يقصف")


def test_the_error_survives_the_way_home_from_a_worker():
    error = LexiconError("cues.yaml", 3, "'no' is read as bool", "Quote it.")
    assert str(pickle.loads(pickle.dumps(error))) == str(error)
