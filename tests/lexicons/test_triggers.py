"""The trigger lexicon as the reader asks it: forms, phrases and needs. Entries prove themselves in
test_trigger_lexicon.py."""

from __future__ import annotations

import pytest

from marsad.arabic import fold
from marsad.errors import LexiconError
from marsad.lexicons.triggers import load_triggers, parse_triggers

ENTRY = """\
- id: seize.test
  type: seizure
  pattern: seize
  verbs: [سيطر/يسيطر]
  nouns: [سيطرة]
  with: [على المدينة]
  unless: [الحريق]
  needs_place: true
  done: true
  sense: take a place
  source: field usage
  fires: ["سيطرت القوات على المدينة"]
"""


def ids_of(word: str) -> set[str]:
    return {entry.id for entry, _ in load_triggers().by_form.get(fold(word), ())}


@pytest.mark.parametrize(
    ("word", "entry"),
    [
        ("اشتباكات", "clash.ishtibak"),
        ("اشتبكت", "clash.ishtibak"),
        ("سيشتبكون", "clash.ishtibak"),
        ("كمينا", "clash.kamin"),
        ("تصدى", "clash.sadda"),
    ],
)
def test_a_form_leads_to_its_entry(word, entry):
    assert entry in ids_of(word)


@pytest.mark.parametrize("word", ["كتاب", "اجتمع", "مباراة", "سوق"])
def test_other_words_lead_nowhere(word):
    assert ids_of(word) == set()


def test_every_form_of_every_entry_is_in_the_index():
    lexicon = load_triggers()
    for entry in lexicon.entries:
        assert all(any(e is entry for e, _ in lexicon.by_form[form.text]) for form in entry.forms)


def test_ids_are_unique_across_the_files():
    ids = [entry.id for entry in load_triggers().entries]
    assert len(ids) == len(set(ids))


def test_an_entry_is_read_with_its_needs_and_phrases():
    (entry,) = parse_triggers("t.yaml", ENTRY)
    assert entry.needs == {"place"}
    assert entry.done
    assert not entry.weak
    assert entry.needed == {(fold("على"), fold("مدينة"))}  # a word is meant with and without its article
    assert entry.refused == {(fold("حريق"),)}
    assert {"سيطر", "سيسيطرون", "سيطره", "سيطرتهم"} <= {form.text for form in entry.forms}


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("nouns: [سيطرة]", "nouns: سيطرة", "«nouns» is not a list of texts"),
        ('fires: ["سيطرت القوات على المدينة"]', "fires: سيطرت القوات", "«fires» is not a list of texts"),
        ("done: true", 'done: "false"', "«done» is neither true nor false"),
        ("  done: true\n", "  reach: far\n", "«reach» is not a number"),
        ("سيطر/يسيطر", "سيطر/", "has no present"),
    ],
)
def test_a_field_of_the_wrong_kind_is_told(old, new, told):
    with pytest.raises(LexiconError, match=told):
        parse_triggers("t.yaml", ENTRY.replace(old, new))
