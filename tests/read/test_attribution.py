"""Speakers and the reach of their word. All sentences are written for these tests."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marsad.arabic import split_sentences
from marsad.model import Document
from marsad.read.attribution import read_speakers


def told(text: str) -> list[tuple[str, str]]:
    """(speaker, words told) of each speaker in order."""
    sentences = split_sentences(Document(id="d", text=text))
    return [
        (mention.words.text, sentence.words_of(mention.scope_first, mention.scope_last))
        for sentence, mentions in zip(sentences, read_speakers(sentences), strict=True)
        for mention in mentions
    ]


def speakers(text: str) -> list[str]:
    return [speaker for speaker, _ in told(text)]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("قال مصدر أمني إن القتال توقف", ["مصدر أمني"]),
        (
            "وقال المتحدث باسم الجيش العقيد سالم الورفلي إن القتال توقف",
            ["المتحدث باسم الجيش العقيد سالم الورفلي"],
        ),
        ("أعلنت، أمس، وزارة الدفاع الليبية مقتل خمسة جنود", ["وزارة الدفاع الليبية"]),
        ("مصدر طبي قال إن الجرحى نقلوا", ["مصدر طبي"]),
        ("قتل خمسة مدنيين بحسب شهود عيان", ["شهود عيان"]),
        ("وفقا لمسؤول محلي، أغلق الطريق", ["مسؤول محلي"]),
        ("انسحبت القوة، وفق ما أعلنته غرفة العمليات", ["غرفة العمليات"]),
        ("ذكرت صحيفة الفجر نقلا عن مسؤولين عسكريين أن القوة وصلت", ["صحيفة الفجر", "مسؤولين عسكريين"]),
        ("ونقلت وكالة المدى، عن مصدر أمني، أن القوة وصلت", ["وكالة المدى", "مصدر أمني"]),
        ("قال قائد ميداني لوكالة فرانس برس إن القتال توقف", ["قائد ميداني", "وكالة فرانس برس"]),
        ("قال قائد ميداني لـ«رويترز» إن القتال توقف", ["قائد ميداني", "رويترز"]),
        ("قال مسؤولون محليون ومصادر أمنية إن القتال توقف", ["مسؤولون محليون", "مصادر أمنية"]),
        ("سقطت البلدة كما أعلنت كييف", ["كييف"]),
        ("تبنت حركة الشباب الهجوم على الفندق", ["حركة الشباب"]),
    ],
)
def test_speakers_are_named_with_their_title_and_in_their_chain(text: str, names: list[str]) -> None:
    assert speakers(text) == names


@pytest.mark.parametrize(
    "text",
    [
        "يذكر أن المدينة شهدت معارك العام الماضي",
        "انطلقت المباراة وفق الجدول المعلن",
        "اندلع القتال بين قوات تابعة للحكومة ومسلحين",
        "هدد التنظيم باقتحام المدينة",
    ],
)
def test_nobody_speaks_where_the_outlet_speaks_itself(text: str) -> None:
    assert speakers(text) == []


def test_a_phrase_at_the_end_covers_its_own_clause_only() -> None:
    (first,) = told("أغلق الطريق الساحلي، فيما قتل خمسة جنود بحسب مصدر طبي")
    assert first == ("مصدر طبي", "فيما قتل خمسة جنود")


def test_a_new_clause_with_its_own_speaker_ends_the_word_of_the_one_before() -> None:
    text = "قال مصدر أمني إن القتال توقف، وأعلنت بلدية سرت فتح المدارس"
    assert told(text) == [("مصدر أمني", "إن القتال توقف،"), ("بلدية سرت", "فتح المدارس")]


def test_the_speaker_goes_on_with_a_verb_of_the_same_gender() -> None:
    text = "قال قائد ميداني إن القتال توقف. وذكرت صحيفة الفجر أن الطريق أغلق. وأضاف أن الجرحى نقلوا."
    assert speakers(text) == ["قائد ميداني", "صحيفة الفجر", "قائد ميداني"]


def test_the_source_is_the_one_named_before() -> None:
    text = "قال قيادي في حركة طالبان إن القتال توقف. وأكد المصدر أن الطريق أغلق."
    assert speakers(text) == ["قيادي في حركة طالبان"] * 2


def test_an_open_quote_carries_into_the_next_sentence() -> None:
    text = "قال الناطق باسم القوة: «توقف القتال. وفتح الطريق. ورفعت الحواجز»."
    carried = [
        mention.carries
        for mentions in read_speakers(split_sentences(Document(id="d", text=text)))
        for mention in mentions
    ]
    assert len(speakers(text)) == len(carried) >= 1
    assert set(speakers(text)) == {"الناطق باسم القوة"}


def test_every_sentence_gets_its_own_tuple() -> None:
    sentences = split_sentences(Document(id="d", text="توقف القتال. قال مصدر أمني إن الطريق أغلق."))
    assert [len(mentions) for mentions in read_speakers(sentences)] == [0, 1]


WORDS = (
    'قال وقالت بحسب مصدر أمني نقلا عن وفق ما أعلن الجيش وأضاف أن إن « » " ، : ل لوكالة تبنت داعش المصدر كما'
).split()


@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=25))
def test_any_order_of_words_gives_scopes_inside_the_sentence(words: list[str]) -> None:
    text = " ".join(words)
    sentences = split_sentences(Document(id="d", text=text))
    for sentence, mentions in zip(sentences, read_speakers(sentences), strict=True):
        for mention in mentions:
            assert 0 <= mention.scope_first <= mention.scope_last < len(sentence.tokens)
            assert text[mention.words.span.start : mention.words.span.end] == mention.words.text


def test_a_surname_stands_for_the_full_naming_before_it() -> None:
    text = "قال الإعلامي نبيل السكني إن القتال توقف. وأوضح السكني أن الطريق أغلق."
    assert speakers(text) == ["الإعلامي نبيل السكني"] * 2


def test_accounts_are_not_their_tellers() -> None:
    assert speakers("أغلق الطريق بحسب رواية الأهالي") == ["الأهالي"]


def test_a_subject_before_its_verb_is_taken_though_a_noun_follows() -> None:
    assert told("لكن مسؤولا في المصفاة نفى سقوط قتلى") == [("مسؤولا في المصفاة", "سقوط قتلى")]


def test_an_outlet_is_told_with_its_foreign_name() -> None:
    text = "أفادت صحيفة واشنطن بوست أمس نقلا عن ضباط أن مستشارين وصلوا إلى القاعدة"
    assert speakers(text) == ["صحيفة واشنطن بوست", "ضباط"]
