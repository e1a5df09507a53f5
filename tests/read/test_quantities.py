"""Counts with hedges, ranges and duals."""

from __future__ import annotations

import pytest

from marsad.arabic import split_sentences
from marsad.model import Document
from marsad.read.quantities import quantity_of, read_quantities


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("ما لا يقل عن 30 قتيلا", 30, None),
        ("أكثر من مئة أسرة", 100, None),
        ("بأكثر من ألفي مقاتل", 2000, None),
        ("ما يربو على ستين", 60, None),
        ("خمسة على الأقل", 5, None),
        ("50 شخصا على الأقل", 50, None),
        ("سبعة عسكريين عراقيين على الأقل", 7, None),
        ("20 قتيلا كحد أدنى", 20, None),
        ("مئة جريح أو أكثر", 100, None),
        ("أقل من عشرين جريحا", None, 20),
        ("ما يصل إلى 50 مسلحا", None, 50),
        ("لا يزيد عن 12", None, 12),
        ("لا يتجاوز الثلاثين", None, 30),
        ("ثلاثون جنديا على الأكثر", None, 30),
        ("نحو مئتي عائلة", 200, 200),
        ("حوالي خمسين", 50, 50),
        ("زهاء 40 مهاجرا", 40, 40),
        ("عشرون جنديا تقريبا", 20, 20),
        ("بين خمسة وعشرة قتلى", 5, 10),
        ("ما بين 20 و30 مسلحا", 20, 30),
        ("من 10 إلى 15 جريحا", 10, 15),
        ("ثلاثة أو أربعة أشخاص", 3, 4),
        ("10-15 مسلحا", 10, 15),
        ("عشرات القتلى", 20, None),
        ("المئات", 200, None),
        ("آلاف النازحين", 2000, None),
        ("عشرات الآلاف من المدنيين", 20000, None),
        ("مئات الآلاف", 200000, None),
        ("بضعة جنود", 3, 9),
        ("بضع عشرات", 30, 90),
        ("بضعة آلاف", 3000, 9000),
        ("جريحان", 2, 2),
        ("امرأتين", 2, 2),
        ("صحافيان", 2, 2),
        ("شرطيين اثنين", 2, 2),
        ("إصابة طفلة", 1, 1),
        ("أحد الجنود", 1, 1),
    ],
)
def test_hedges_ranges_vague_words_and_duals(text, low, high):
    assert quantity_of(text) == (low, high)


@pytest.mark.parametrize("text", ["السكان", "إنسان", "انسحبت القوات من البلدة", "مسلحين"])
def test_what_only_looks_counted_is_no_quantity(text):
    assert quantity_of(text) is None


def counts(text: str) -> list[str]:
    return [q.words.text for s in split_sentences(Document("d", text)) for q in read_quantities(s)]


@pytest.mark.parametrize(
    "text",
    [
        "على بعد 15 كيلومترا من البلدة",
        "بقيمة 3 ملايين دولار",
        "بنسبة 40 في المئة",
        "أكثر من 60% من السكان",
        "في عام 2014",
        "في 2011",
        "في 21 مايو",
        "في الثالث من يوليو",
        "اللواء 12",
        "الكتيبة 166",
        "القرار 1701",
        "يبلغ من العمر 31 عاما",
        "ثلاث غارات",
        "خمس دبابات",
        "الساعة 10",
    ],
)
def test_what_counts_no_people_is_left_out(text):
    assert counts(text) == []


def test_mentions_keep_their_words_and_tokens():
    (sentence,) = split_sentences(Document("d", "أعلن مقتل ما لا يقل عن 30 جنديا في البلدة"))
    (quantity,) = read_quantities(sentence)
    assert quantity.words.text == "ما لا يقل عن 30" == sentence.words_of(quantity.first, quantity.last)
    assert (quantity.low, quantity.high) == (30, None)
