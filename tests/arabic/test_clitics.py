"""Clitics: what may stand before a word, and what may hang on it."""

from __future__ import annotations

import pytest
from hypothesis import given

from builders import arabic_text
from marsad.arabic import fold, readings, without_pronoun


def peeled(word: str) -> list[tuple[str, str, bool, str]]:
    return [(r.conjunction, r.preposition, r.article, r.stem) for r in readings(fold(word))]


@pytest.mark.parametrize(
    ("word", "reading"),
    [
        ("وبنغازي", ("و", "", False, "بنغازي")),
        ("المسلحون", ("", "", True, "مسلحون")),
        ("بالقصف", ("", "ب", True, "قصف")),
        ("وبالقصف", ("و", "ب", True, "قصف")),
        ("للقوات", ("", "ل", True, "قوات")),
        ("فللقوات", ("ف", "ل", True, "قوات")),
        ("للجنة", ("", "ل", True, "لجنه")),
        ("لسرت", ("", "ل", False, "سرت")),
        ("كالنار", ("", "ك", True, "نار")),
        ("فقتلوا", ("ف", "", False, "قتلوا")),
    ],
)
def test_small_words_are_peeled_off(word, reading):
    assert reading in peeled(word)


@pytest.mark.parametrize("word", ["وهران", "بنغازي", "فلسطين", "كركوك", "لبنان", "ألمانيا"])
def test_a_name_that_begins_like_a_clitic_is_first_read_whole(word):
    assert peeled(word)[0] == ("", "", False, fold(word))


@pytest.mark.parametrize("word", ["و", "في", "أب", "ال"])
def test_at_least_two_letters_stay(word):
    assert all(len(stem) >= min(2, len(word)) for *_, stem in peeled(word))


@pytest.mark.parametrize(
    ("word", "stem"),
    [("قواته", "قوات"), ("مدينتهم", "مدينه"), ("عناصرها", "عناصر"), ("قتلهما", "قتل"), ("أراضينا", "اراضي")],
)
def test_an_owner_is_taken_off_the_end(word, stem):
    assert stem in [bare for bare, _ in without_pronoun(fold(word))]


@given(arabic_text(max_size=30))
def test_the_parts_of_a_reading_put_together_are_the_word(text):
    for word in fold(text).split():
        for r in readings(word):
            article = "ال" if r.article else ""
            together = r.conjunction + r.preposition + article + r.stem
            drawn_in = r.conjunction + "ل" + "ل" + r.stem.removeprefix("ل")  # ل before ال is written لل
            assert word in (together, drawn_in, r.conjunction + "لل" + r.stem)
