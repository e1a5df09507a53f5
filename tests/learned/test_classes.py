"""Word classes: every clitic, and faults told by name."""

from __future__ import annotations

import pytest

from marsad.errors import LexiconError
from marsad.learned.classes import parse_classes, word_classes


@pytest.mark.parametrize(
    ("word", "title"),
    [("والمتظاهرين", "demo"), ("بالهجوم", "attack"), ("فقتل", "kill"), ("انفجارا", "blast")],
)
def test_a_word_is_known_with_its_clitics(word: str, title: str) -> None:
    assert title in word_classes().of(word)


def test_words_outside_have_no_class() -> None:
    assert word_classes().of("مدرسه") == ()


def test_acts_name_classes_that_exist() -> None:
    text = "acts:\n  ASSAULT: [killing]\nclasses:\n  kill: [قتل]\n"
    with pytest.raises(LexiconError, match="acts of ASSAULT name no class 'killing'"):
        parse_classes(text, "words.yaml")


def test_a_class_without_words_is_refused() -> None:
    with pytest.raises(LexiconError, match=r"words\.yaml.*no list of forms"):
        parse_classes("acts: {}\nclasses:\n  kill: []\n", "words.yaml")
