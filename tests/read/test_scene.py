"""The scene: cues where they stand, and where the clauses of a sentence end."""

from __future__ import annotations

import pytest

from builders import a_scene
from marsad.read.scene import Scene


def clauses(text: str) -> list[str]:
    """The clauses as published."""
    scene = a_scene(text)
    numbers = sorted(set(scene.clauses))
    ranges = [scene.clause_range(scene.clauses.index(number)) for number in numbers]
    return [scene.sentence.words_of(first, last) for first, last in ranges]


def cue_ids(scene: Scene, does: str) -> list[str]:
    return [scene.sentence.words_of(c.first, c.last) for c in scene.cues if c.cue.does == does]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("قصفت القوات الحي فيما نزح السكان", ["قصفت القوات الحي", "فيما نزح السكان"]),
        ("سيطر المسلحون على الحقل بعدما انسحب الحرس", ["سيطر المسلحون على الحقل", "بعدما انسحب الحرس"]),
        ("قصفت القوات الحي؛ نزح السكان", ["قصفت القوات الحي", "؛ نزح السكان"]),
        ("قصفت القوات الحي الغربي من سرت", ["قصفت القوات الحي الغربي من سرت"]),
        ("لم تطلق القوات الأسرى بعد", ["لم تطلق القوات الأسرى بعد"]),  # بعد is "yet" here
    ],
)
def test_a_clause_ends_at_a_stop_and_at_a_word_that_opens_another(text, expected):
    assert clauses(text) == expected


def test_every_token_is_in_one_clause_and_numbers_rise():
    scene = a_scene("قصفت القوات الحي، فيما نزح السكان ثم عادوا")
    assert len(scene.clauses) == len(scene.sentence.tokens)
    assert list(scene.clauses) == sorted(scene.clauses)


@pytest.mark.parametrize(
    ("text", "does", "words"),
    [
        ("ونفى المتحدث القصف", "denied", ["ونفى"]),
        ("قتل جندي على يد مسلحين", "by", ["على يد"]),
        ("في غضون ذلك قصفت القوات الحي", "turn", ["في غضون ذلك"]),
        ("قصفت القوات الحي", "denied", []),
    ],
)
def test_cues_are_found_with_their_clitics_and_as_whole_phrases(text, does, words):
    assert cue_ids(a_scene(text), does) == words


def test_outside_the_sentence_there_is_no_token():
    scene = a_scene("قصفت القوات")
    assert (scene.folded(-1), scene.folded(0), scene.folded(2)) == ("", "قصفت", "")
