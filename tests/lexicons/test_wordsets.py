"""Word sets: every set that the code asks for is in the file, and the file has none that nobody asks for."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

import marsad
from marsad.arabic import fold
from marsad.lexicons.tables import open_table
from marsad.lexicons.wordsets import wordset

SOURCE = Path(marsad.__file__).parent
SETS = open_table("wordsets.yaml")


def asked_for() -> set[str]:
    """The names that stand in calls `wordset("…")` of the package."""
    calls = (
        node
        for path in SOURCE.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "wordset"
    )
    return {call.args[0].value for call in calls if isinstance(call.args[0], ast.Constant)}


def test_the_code_asks_for_the_sets_of_the_file_and_no_others():
    assert asked_for() == set(SETS)


@pytest.mark.parametrize("name", sorted(SETS))
def test_a_set_says_why_and_holds_each_word_folded(name):
    assert SETS[name]["why"]
    assert {fold(word) for word in SETS[name]["words"]} <= wordset(name)


@pytest.mark.parametrize(
    ("name", "word"), [("place_nouns", "مدينة"), ("prepositions", "على"), ("both_sides", "الطرفين")]
)
def test_words_are_compared_folded(name, word):
    assert fold(word) in wordset(name)


def test_a_word_with_its_article_is_meant_without_it_too():
    assert fold("طرفين") in wordset("both_sides")


def test_an_unknown_set_is_an_error():
    with pytest.raises(KeyError):
        wordset("no_such_set")
