"""Actor mentions: their extent, kind and identity. All sentences are written for these tests."""

from __future__ import annotations

import pickle
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marsad.arabic import Sentence, split_sentences
from marsad.model import Document
from marsad.read.actors import read_actors
from marsad.read.mentions import ActorMention


def a_sentence(text: str) -> Sentence:
    (sentence,) = split_sentences(Document(id="d", text=text))
    return sentence


def actors_in(text: str) -> list[ActorMention]:
    return [m for s in split_sentences(Document(id="d", text=text)) for m in read_actors(s)]


def names_in(text: str) -> list[str]:
    return [mention.words.text for mention in actors_in(text)]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("وهاجمت قوات النظام مواقع المعارضة", ["قوات النظام", "مواقع المعارضة"]),
        ("تصدت قوات زليتن للهجوم", ["قوات زليتن"]),
        ("انسحبت كتائب زوارة الموالية للحكومة المؤقتة", ["كتائب زوارة الموالية للحكومة المؤقتة"]),
        ("قصف مسلحون مجهولون الحي", ["مسلحون مجهولون"]),
        ("أطلق مقاتلو تنظيم «داعش» قذيفة", ["مقاتلو تنظيم «داعش»"]),
        ("وصلت القوات الأمريكية والفرنسية أمس", ["القوات الأمريكية والفرنسية"]),
        ("قتل ثلاثة حراس في البوابة", ["ثلاثة حراس"]),
        ("تجمع عدد من المحتجين أمام المبنى", ["عدد من المحتجين"]),
        ("نزحت مئات العائلات من البلدة", ["مئات العائلات"]),
        ("اعتقلت الشرطة 40 شخصا", ["الشرطة", "40 شخصا"]),
        ("هاجم عناصر من حركة طالبان الحاجز", ["عناصر من حركة طالبان", "الحاجز"]),
        ("انتشرت عناصر في الشرطة قرب السوق", ["عناصر في الشرطة"]),
        ("هاجم مسلحون دورية للجيش فجرا", ["مسلحون", "دورية للجيش"]),
        ("اغتيل العقيد فرج الدرناوي أمام منزله", ["العقيد فرج الدرناوي"]),
        ("قتل قائد الكتيبة العقيد فرج الدرناوي", ["قائد الكتيبة العقيد فرج الدرناوي"]),
        ("شنت طائرات التحالف الدولي غارة", ["طائرات التحالف الدولي"]),
        ("انسحبت الكتيبة 210 مشاة من المعسكر", ["الكتيبة 210 مشاة", "المعسكر"]),
        ("اشتبك متظاهرون وقوات الأمن", ["متظاهرون", "قوات الأمن"]),
        ("خطف أربعة إيطاليين قرب الحقل", ["أربعة إيطاليين"]),
        ("عبر وجهاء القبائل عن قلقهم", ["وجهاء القبائل"]),
    ],
)
def test_the_whole_noun_phrase_is_taken(text: str, names: list[str]) -> None:
    assert names_in(text) == names


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("تابعة للحوثيين", "حوثيين"),
        ("غنموا أسلحة للجيش", "جيش"),
        ("اصطدموا بقوات الأمن", "قوات الأمن"),
        ("وللشرطة مقر هنا", "شرطة"),
        ("وَقُوّات الأمن هنا", "قُوّات الأمن"),
    ],
)
def test_proclitics_stay_outside_the_span(text: str, name: str) -> None:
    (first, *_) = actors_in(text)
    assert first.words.text == name
    assert text[first.words.span.start : first.words.span.end] == name


@pytest.mark.parametrize(
    "text",
    [
        "وقع الهجوم الإرهابي في السوق",
        "قال مصدر إن الطريق مغلق",
        "ذكرت صحيفة محلية أن الطريق مغلق",
        "تراجعت العملة المحلية في السوق السوداء",
        "لقي القرار مقاومة شديدة",
        "شهدت حركة المرور ازدحاما",
        "انتهى الصراع المسلح في البلاد",
    ],
)
def test_those_who_only_speak_and_mere_adjectives_are_no_actors(text: str) -> None:
    assert names_in(text) == []


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("تقدم الجيش", "state_forces"),
        ("فرقت الشرطة المسيرة", "police"),
        ("هاجم مسلحون مجهولون", "unidentified"),
        ("هاجمت مجموعة إرهابية", "armed_group"),
        ("وصلت قوات أجنبية", "foreign_forces"),
        ("اشتبك مسلحون قبليون", "tribe"),
        ("قتل مدنيون", "civilians"),
        ("أغلق محتجون الطريق", "protesters"),
        ("قتل عناصر داعش", "armed_group"),
        ("هاجم الحوثيون", "armed_group"),
        ("دخلت القوات الفرنسية", "foreign_forces"),
        ("نجا وزير الداخلية", "political"),
    ],
)
def test_kinds_follow_the_noun_its_adjectives_and_its_owner(text: str, kind: str) -> None:
    assert [mention.kind for mention in actors_in(text)] == [kind]


def test_members_of_a_known_group_carry_its_identity() -> None:
    (mention,) = actors_in("فر مسلحو داعش")
    assert (mention.id, mention.name) == ("islamic-state", "Islamic State")


def test_the_identity_is_not_taken_from_whom_a_force_is_loyal_to() -> None:
    (mention,) = actors_in("انسحبت قوات الزاوية الموالية لحكومة الوفاق")
    assert mention.id is None


def test_of_counted_members_the_group_is_named() -> None:
    assert names_in("مقتل 16 عنصرا من تنظيم القاعدة") == ["تنظيم القاعدة"]


@pytest.mark.parametrize(
    ("text", "anaphor"),
    [
        ("انسحب التنظيم", True),
        ("فقد التنظيم عناصره", True),
        ("انسحب تنظيم داعش", False),
        ("فر المهاجمون", True),
        ("فر مهاجمون", False),
        ("تقدمت القوات العراقية", False),
    ],
)
def test_bare_definite_nouns_and_owned_nouns_are_anaphors(text: str, anaphor: bool) -> None:
    assert actors_in(text)[-1].anaphor is anaphor


def test_mentions_do_not_overlap_and_survive_pickling() -> None:
    found = actors_in("قتلت قوات الأمن الليبية ثلاثة مسلحين من حركة طالبان قرب مقر كتيبة ثوار طرابلس")
    assert all(a.last < b.first for a, b in pairwise(found))
    assert pickle.loads(pickle.dumps(found)) == found


WORDS = (
    'قوات داعش الجيش من في المسلحون التابعة للحكومة « » " ( ) ، و وقوات 40 ثلاثة عناصر قائد العقيد أحمد قال '
    "مصراتة الأمريكية"
).split()


@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=25))
def test_any_order_of_words_gives_spans_of_the_published_text(words: list[str]) -> None:
    text = " ".join(words)
    for sentence in split_sentences(Document(id="d", text=text)):
        for mention in read_actors(sentence):
            assert text[mention.words.span.start : mention.words.span.end] == mention.words.text
            assert mention.first <= mention.head <= mention.last or mention.first <= mention.last
            assert sentence.span.covers(mention.words.span)
