"""Stems and skeletons bring kin together."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marsad.learned.stems import light_stem, skeleton


@pytest.mark.parametrize(
    "kin",
    ["متظاهر المتظاهرين والمتظاهرون متظاهرا", "هجوم الهجوم وهجومهم هجومين", "قوات القوات وقواتها بالقوات"],
)
def test_clitics_and_endings_are_cut(kin: str) -> None:
    assert len({light_stem(word) for word in kin.split()}) == 1


@pytest.mark.parametrize("kin", ["قتل قتيل مقتل يقتلون قتلوا", "خطف يخطفون خطفوا", "جريح جرحي جروح"])
def test_patterns_of_one_root_meet_in_the_skeleton(kin: str) -> None:
    assert len({skeleton(word) for word in kin.split()}) == 1


@pytest.mark.parametrize("pair", [("قصف", "خطف"), ("جيش", "حرب")])
def test_other_roots_stay_apart(pair: tuple[str, str]) -> None:
    assert skeleton(pair[0]) != skeleton(pair[1])


@given(st.text("ابتثجحخدذرزسشصضطظعغفقكلمنهوي", min_size=1, max_size=12))
def test_a_stem_is_a_part_of_its_word_and_never_empty(word: str) -> None:
    assert light_stem(word)
    assert light_stem(word) in word
    assert skeleton(word)
