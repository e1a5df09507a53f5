"""Confidence: a probability made of named features, and what speaks for an event."""

from __future__ import annotations

import pytest

from builders import a_document
from marsad.model import Document
from marsad.pipeline import default_coder, propose
from marsad.resolve.confidence import confidence_of, features_of, least_confidence


def best(text: str):
    """The surest event of a text with its occurrence."""
    return max(propose(a_document(text), default_coder()), key=lambda pair: pair[0].confidence or 0)


@pytest.mark.parametrize(
    ("text", "present", "absent"),
    [
        (
            "سيطرت قوات مصراتة على بلدة السدادة أمس",
            {"type=seizure", "initiator told", "own place", "own day"},
            {"figures", "effect", "aggregate"},
        ),
        ("وقتل جنديان وجرح أربعة قرب سرت", {"effect", "figures", "own place"}, {"initiator", "own day"}),
        ("قصفت طائرات حربية مواقع لتنظيم الدولة في سرت", {"type=air_strike", "both sides"}, {"speaker"}),
    ],
)
def test_features_name_what_the_words_show(text, present, absent):
    features = features_of(*best(text))
    assert present <= set(features)
    assert not absent & set(features)
    assert all(0 < value <= 1 for value in features.values())


@pytest.mark.parametrize(
    ("fuller", "barer"),
    [
        ("سيطرت قوات مصراتة على بلدة السدادة أمس", "وذكر الكتاب معركة قديمة"),
        ("أسفر قصف مدينة سرت أمس عن مقتل خمسة أشخاص", "توقف القصف"),
    ],
)
def test_an_event_told_in_full_is_surer_than_a_bare_word(fuller, barer):
    assert best(fuller)[0].confidence > best(barer)[0].confidence


def test_confidence_is_the_same_whenever_it_is_asked_and_bounds_what_is_given():
    event, occurrence = best("سيطرت قوات مصراتة على بلدة السدادة أمس")
    assert confidence_of(event, occurrence) == event.confidence
    assert 0 < least_confidence() < 1
    assert propose(Document("d", "ساد الهدوء المدينة"), default_coder()) == []
