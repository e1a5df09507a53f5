"""Folding: spellings of one word meet, and every folded letter points back to where it stood."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import arabic_text
from marsad.arabic import fold, fold_with_map
from marsad.model import Span


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("مِصراتَة", "مصراته"),
        ("أجدابيا", "اجدابيا"),
        ("إدلب", "ادلب"),
        ("آمرلي", "امرلي"),
        ("مسؤول", "مسئول"),
        ("فى القاهرة", "في القاهره"),
        ("ســـرت", "سرت"),
        ("\u200fسرت\u200e", "سرت"),
        ("کوبانی", "كوبانى"),
        ("١٥٠ قتيلا", "150 قتيلا"),
        ("۲۰۱۶", "2016"),
        ("٢٫٥٪", "2.5%"),
        ("ا\N{ARABIC HAMZA ABOVE}ربيل", "أربيل"),
        ("ﺳﺮﺕ", "سرت"),
        ("DAESH", "daesh"),
    ],
)
def test_spellings_of_one_word_meet(one, other):
    assert fold(one) == fold(other)


@pytest.mark.parametrize(("one", "other"), [("قتل", "قتيل"), ("سرت", "سرد"), ("كلب", "قلب"), ("جزء", "جزا")])
def test_different_words_stay_apart(one, other):
    assert fold(one) != fold(other)


@pytest.mark.parametrize("mark", ["ﹰ", "ﹱ", "ﱞ", "ﹽ"])
def test_a_vowel_mark_of_the_presentation_forms_goes_like_any_other(mark):
    assert fold(f"سر{mark}ت") == "سرت"


def test_a_folded_slice_points_back_to_the_published_words():
    text = "قُتِلَ في مِصْـــرَاتَة أمس"
    folded = fold_with_map(text)
    start = folded.text.index("مصراته")
    assert text[slice(*_ends(folded.span(start, start + 6)))] == "مِصْـــرَاتَة"


def _ends(span: Span) -> tuple[int, int]:
    return span.start, span.end


@given(arabic_text())
def test_folded_letters_point_back_to_the_letters_they_came_from(text):
    folded = fold_with_map(text)
    assert [fold(text[i]) for i in folded.source] == list(folded.text)
    assert list(folded.source) == sorted(set(folded.source))


@given(arabic_text() | st.text())
def test_the_map_and_the_plain_form_agree_and_folding_twice_changes_nothing(text):
    folded = fold_with_map(text)
    assert fold(text) == folded.text
    assert fold(folded.text) == folded.text
    assert len(folded.source) == len(folded.text)
