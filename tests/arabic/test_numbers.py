"""Numbers in digits and words."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marsad.arabic import tokenise
from marsad.arabic.numbers import figure, read_number, read_ordinal


def number(text: str) -> int | None:
    """The number that `text` begins with, if it takes up the whole of it."""
    tokens = tokenise(text)
    found = read_number(tokens, 0)
    return found.value if found and found.last == len(tokens) - 1 else None


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("ثلاث", 3),
        ("ثمانية", 8),
        ("إحدى عشرة", 11),
        ("اثنتي عشرة", 12),
        ("تسعة عشر", 19),
        ("سبع وثلاثين", 37),
        ("أربعون", 40),
        ("مائة", 100),
        ("مئتا", 200),
        ("ثمانمائة", 800),
        ("خمس مئة", 500),
        ("مئة وواحد", 101),
        ("ألف وأحد عشر", 1011),
        ("ستمئة وثلاثة وأربعين", 643),
        ("ألفان", 2000),
        ("ألفين وخمسمئة", 2500),
        ("سبعة آلاف ومئتان وستون", 7260),
        ("أحد عشر ألفا", 11000),
        ("مئة وعشرين ألفا وثلاثمئة", 120300),
        ("سبعمئة ألف", 700000),
        ("مليون ومئتي ألف", 1200000),
        ("مليونا", 1000000),
        ("ثلاثة ملايين", 3000000),
        ("نصف مليون", 500000),
        ("ربع مليون", 250000),
        ("مليون ونصف المليون", 1500000),
        ("مليار", 1000000000),
    ],
)
def test_number_words_in_every_gender_and_case(text, value):
    assert number(text) == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("27", 27),
        ("٢٧", 27),
        ("۲۷", 27),
        ("1,250", 1250),
        ("1.250", 1250),
        ("١٬٢٥٠٬٠٠٠", 1250000),
        ("15 ألفا", 15000),
        ("2.5 مليون", 2500000),
        ("٣٫٥ ملايين", 3500000),
        ("4 آلاف و300", 4300),
    ],
)
def test_digits_of_both_sets_with_thousands_marks_and_scales(text, value):
    assert number(text) == value


@pytest.mark.parametrize(
    ("text", "value"),
    [("ألفا جندي", 2000), ("ألفا من الجنود", 1000), ("ألفاً", 1000), ("عشرين ألفا", 20000)],
)
def test_alfa_is_two_thousand_only_before_its_noun(text, value):
    found = read_number(tokenise(text), 0)
    assert found is not None
    assert found.value == value


@pytest.mark.parametrize("text", ["أحد الجنود", "الاثنين", "عشرات", "21/5", "وسط", "كل"])
def test_what_is_no_number(text):
    assert read_number(tokenise(text), 0) is None


def test_clitics_are_seen_and_kept():
    found = read_number(tokenise("وبعشرين جنديا"), 0)
    assert found is not None
    assert (found.value, found.conjunction, found.preposition, found.last) == (20, True, "ب", 0)


def test_two_numbers_side_by_side_stay_two():
    tokens = tokenise("خمسة وسبعة")
    assert [n.value for i in range(2) if (n := read_number(tokens, i))] == [5, 7]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("الثالث", 3),
        ("السادس عشر", 16),
        ("الحادي عشر", 11),
        ("الحادي والثلاثين", 31),
        ("الثامن والعشرون", 28),
        ("العشرين", 20),
        ("ثاني", 2),
    ],
)
def test_ordinals(text, value):
    found = read_ordinal(tokenise(text), 0)
    assert found is not None
    assert found.value == value


def test_tens_without_article_are_no_ordinal():
    assert read_ordinal(tokenise("عشرين"), 0) is None
    assert read_ordinal(tokenise("الحادي"), 0) is None


def test_a_dot_marks_thousands_before_three_digits_and_a_fraction_else():
    assert [figure(text) for text in ("1.200", "1.5", "12.34", "1.2.3")] == [
        Fraction(1200), Fraction(3, 2), Fraction(617, 50), None,
    ]  # fmt: skip


@given(st.integers(min_value=0, max_value=10**9))
def test_figures_read_back_in_both_digit_sets(value):
    eastern = str(value).translate(str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩"))
    assert number(str(value)) == number(eastern) == number(f"{value:,}") == value


@given(st.text(alphabet="وبالعشرينمئةألفخمسةنصف 0123456789.,", max_size=40))
def test_any_text_is_read_without_error_and_inside_itself(text):
    tokens = tokenise(text)
    for at in range(len(tokens)):
        found = read_number(tokens, at)
        assert found is None or (found.first == at and at <= found.last < len(tokens) and found.value >= 0)
