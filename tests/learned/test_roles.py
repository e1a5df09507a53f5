"""Which words are chosen for a role. All sentences are written for these tests."""

from __future__ import annotations

import pytest

from marsad.arabic import Sentence, split_sentences
from marsad.learned import VotedType
from marsad.learned.roles import best_set
from marsad.model import Document
from marsad.sentence_coder import probe_event, token_roles


def a_sentence(text: str) -> Sentence:
    (sentence,) = split_sentences(Document(id="d", text=text))
    return sentence


@pytest.mark.parametrize(
    ("likely", "chosen"),
    [
        ([0.0, 1.0, 0.0], (1,)),
        ([0.9, 0.8, 0.05], (0, 1)),
        ([0.6, 0.1, 0.1], (0,)),
        ([0.2, 0.3, 0.2], (0, 1, 2)),
        ([], ()),
    ],
)
def test_words_are_chosen_for_their_overlap_together(likely: list[float], chosen: tuple[int, ...]) -> None:
    assert best_set(likely) == chosen


@pytest.mark.parametrize(
    ("event_type", "text", "role", "word"),
    [
        ("ASSAULT", "قتل مسلحون مجهولون ثلاثة جنود قرب بوابة المدينة أمس", "trigger", "قتل"),
        ("ASSAULT", "قتل مسلحون مجهولون ثلاثة جنود قرب بوابة المدينة أمس", "source", "مسلحون"),
        ("ASSAULT", "قتل مسلحون مجهولون ثلاثة جنود قرب بوابة المدينة أمس", "target", "جنود"),
        ("ASSAULT", "وأعلنت الشرطة مقتل خمسة مدنيين في انفجار سيارة مفخخة بالسوق", "target", "مدنيين"),
        ("PROTEST", "وتظاهر آلاف الطلاب أمام مبنى الوزارة احتجاجا على رفع الأسعار", "trigger", "وتظاهر"),
        ("PROTEST", "وتظاهر آلاف الطلاب أمام مبنى الوزارة احتجاجا على رفع الأسعار", "source", "الطلاب"),
    ],
)
def test_plain_sentences(event_type: str, text: str, role: str, word: str) -> None:
    assert word in probe_event({"id": "1", "text": text, "event_type": event_type})["spans"][role]


@pytest.mark.parametrize("event_type", ["ASSAULT", "PROTEST"])
def test_every_token_has_probabilities(event_type: VotedType) -> None:
    sentence = a_sentence("قصفت المدفعية أطراف البلدة فجر اليوم، ثم خرج الأهالي في مسيرة غاضبة.")
    roles = token_roles(sentence, event_type)
    assert [role.at for role in roles] == list(range(len(sentence.tokens)))
    for role in roles:
        assert min(role.trigger, role.source, role.target) >= 0
        assert role.trigger + role.source + role.target <= 1 + 1e-9
