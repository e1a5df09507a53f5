"""Inflection: the forms in which newspapers write a lexicon's verbs and nouns."""

from __future__ import annotations

import pytest

from marsad.arabic import fold
from marsad.arabic.inflection import Form, noun_forms, verb_forms


def texts(forms) -> set[str]:
    return {form.text for form in forms}


@pytest.mark.parametrize(
    ("verb", "written"),
    [
        ("هاجم/يهاجم", "هاجم هاجمت هاجموا هاجما هاجمته يهاجم تهاجم يهاجمون سيهاجم ستهاجمه نهاجم"),
        ("سيطر/يسيطر", "سيطر سيطرت سيطروا سيطرتا يسيطر تسيطر يسيطرون ستسيطر"),
        ("أسر/يأسر", "أسر أسرت أسروا أسروهم يأسر تأسر سيأسرون"),
        ("استولى/يستولي", "استولى استولت استولوا استولتا يستولي تستولي يستولون ستستولي"),
        ("دعا/يدعو", "دعا دعت دعوا يدعو تدعو يدعون ستدعو"),
        ("رمى/يرمي", "رمى رمت رماه رماهم رموا رموه يرمي يرمون يرميه"),
        ("صد/يصد", "صد صدت صدوا صدته صدوه يصد تصد يصدون"),
        ("قصف/يقصف", "قصفها قصفتها قصفوها يقصفها تقصفها سيقصفونها"),
    ],
)
def test_a_verb_is_met_in_every_person_tense_and_with_objects(verb, written):
    assert set(map(fold, written.split())) <= texts(verb_forms(*verb.split("/")))


@pytest.mark.parametrize(
    ("noun", "written"),
    [
        ("هجوم", "هجوم هجوما هجومان هجومين هجومي هجومه هجومهم"),
        ("غارة", "غارة غارتان غارتين غارتها"),
        ("اشتباكات", "اشتباكات اشتباكاتها اشتباكاتهم"),
    ],
)
def test_a_noun_is_met_in_case_dual_and_with_owners(noun, written):
    assert set(map(fold, written.split())) <= texts(noun_forms(noun))


@pytest.mark.parametrize(
    ("written", "kind", "pronoun", "plural"),
    [
        ("نصبت", "past", "", False),
        ("نصبوه", "past", "ه", True),
        ("ينصب", "present", "", False),
        ("سينصبون", "future", "", True),
        ("نصبا", "past", "", True),
    ],
)
def test_a_form_knows_its_tense_object_and_number(written, kind, pronoun, plural):
    assert Form(written, kind, pronoun, plural) in set(verb_forms("نصب", "ينصب"))


@pytest.mark.parametrize("verb", [("قتل", "يقتل"), ("رمى", "يرمي"), ("أغار", "يغير")])
def test_forms_are_folded_and_never_empty(verb):
    for form in verb_forms(*verb):
        assert form.text == fold(form.text)
        assert len(form.text) > 1
