"""The sentence coder as it is asked by `marsad probe event`. All sentences are written for these tests."""

from __future__ import annotations

import json
import time
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from marsad.errors import UsageError
from marsad.learned.observe import sentence_of
from marsad.sentence_coder import probe_event, token_roles, violence_score

ATTACKS = [
    "قتل ستة جنود وأصيب عشرة آخرون في هجوم انتحاري استهدف حاجزا عسكريا شرق المدينة صباح أمس",
    "وقال مصدر أمني إن مسلحين مجهولين خطفوا طبيبا من منزله وسط العاصمة مساء الخميس",
    "أسفر انفجار سيارة مفخخة أمام مركز الشرطة عن مقتل تسعة أشخاص وجرح عشرين",
]
OTHERS = [
    "وبحث الوزيران سبل تعزيز التعاون الاقتصادي بين البلدين",
    "سجل المهاجم هدفين في الدقيقة الأخيرة من المباراة النهائية",
    "تحتل الشركة المركز الأول في مبيعات الهواتف هذا العام",
]
PROTESTS = [
    "تظاهر آلاف المواطنين أمس وسط العاصمة احتجاجا على رفع أسعار الوقود ورددوا هتافات ضد الحكومة",
    "خرج مئات الطلاب في مسيرة حاشدة إلى مقر البرلمان للمطالبة بإطلاق سراح زملائهم المعتقلين",
]


def asked(text: str, event_type: str = "ASSAULT") -> dict[str, Any]:
    return probe_event({"id": "s-1", "text": text, "event_type": event_type})


@pytest.mark.parametrize(("event_type", "told"), [("ASSAULT", ATTACKS), ("PROTEST", PROTESTS)])
def test_plain_events_are_told_and_other_news_is_not(event_type: str, told: list[str]) -> None:
    assert all(asked(text, event_type)["event"] for text in told)
    assert not any(asked(text, event_type)["event"] for text in OTHERS)


def test_figures_of_speech_score_below_attacks() -> None:
    figurative = "قصف النائب الوزير بوابل من الأسئلة خلال جلسة البرلمان"
    assert violence_score(sentence_of(figurative)) < min(violence_score(sentence_of(t)) for t in ATTACKS) / 2


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=80), st.sampled_from(["ASSAULT", "PROTEST"]))
def test_any_text_gets_an_answer_made_of_its_own_words(text: str, event_type: str) -> None:
    answer = asked(text, event_type)
    assert json.loads(json.dumps(answer)) == answer
    assert 0 <= answer["score"] <= 1
    assert set(answer["spans"]) == {"trigger", "source", "target"}
    assert all(word in text for words in answer["spans"].values() for word in words)
    assert answer == asked(text, event_type)


@pytest.mark.parametrize(
    ("question", "message"),
    [
        ({"id": "1", "text": "نص", "event_type": "COUP"}, "'COUP' is not one of ASSAULT, PROTEST"),
        ({"id": "1", "text": "نص"}, "event_type: None"),
        ({"id": "1", "event_type": "ASSAULT"}, "text: None is not a sentence"),
    ],
)
def test_a_question_that_cannot_be_answered_is_refused(question: dict[str, Any], message: str) -> None:
    with pytest.raises(UsageError, match=message):
        probe_event(question)


def test_time_grows_with_the_length_of_the_sentence_and_no_faster() -> None:
    def seconds(times: int) -> float:
        sentence = sentence_of(" ".join([ATTACKS[0]] * times))
        started = time.process_time()
        token_roles(sentence)
        violence_score(sentence)
        return time.process_time() - started

    seconds(2)  # caches and weights are warm
    assert seconds(320) < 16 * 4 * seconds(20)
