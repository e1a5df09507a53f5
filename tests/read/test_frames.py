"""Frames: the mentions of one sentence put together into draft events."""

from __future__ import annotations

import pytest

from builders import a_document
from marsad.pipeline import explain_document
from marsad.read.drafts import DraftEvent


def drafts(text: str) -> tuple[DraftEvent, ...]:
    return explain_document(a_document(text)).drafts


def refusals(text: str) -> list[str]:
    return [r.reason for r in explain_document(a_document(text)).refused]


@pytest.mark.parametrize(
    ("text", "types"),
    [
        ("هجوم شنه انتحاري بسيارة مفخخة على حاجز للجيش في بنغازي", ["bombing"]),
        ("قتل خمسة في انفجار سيارة مفخخة أمام المصرف في درنة", ["bombing"]),
        ("قصفت القوات حي المنارة وخطفت طبيبا من منزله", ["shelling", "abduction"]),
        ("سيطرت القوات على سرت ثم قصف التنظيم البوابة", ["seizure", "shelling"]),
        ("استهدفت غارات جوية مواقع في مدينة سرت", ["air_strike"]),
        ("صدت قوات مصراتة هجوما لتنظيم الدولة على السدادة", ["clash"]),
    ],
)
def test_triggers_of_one_act_are_one_draft_and_those_of_two_are_two(text, types):
    assert [d.type for d in drafts(text)] == types


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("هاجمت الكتيبة دورية للجيش في درنة", "clash"),
        ("هاجم مسلحون مدنيين في درنة", "attack"),
        ("هاجمت هيئة تحرير الشام حاجزا في إدلب", "clash"),
        ("قصفت طائرات حربية مدينة سرت", "air_strike"),
        ("قصفت المدفعية مدينة سرت", "shelling"),
        ("اشتبكت الشرطة مع محتجين في تونس", "riot"),
        ("اشتبكت الشرطة مع مسلحين في تونس", "clash"),
        ("قتلت القوات 16 مسلحا قرب سرت", "clash"),
        ("أعدم مسلحون أربعة سجناء في ساحة سرت", "attack"),
    ],
)
def test_weapon_and_sides_name_the_type_of_a_generic_act(text, kind):
    assert [d.type for d in drafts(text)] == [kind]


@pytest.mark.parametrize(
    ("text", "entry", "tolls"),
    [
        ("قتل خمسة في انفجار سيارة مفخخة في درنة", "bomb.infijar", [("killed", 5)]),
        ("أسفر قصف سرت عن مقتل ستة وإصابة تسعة", "shell.qasafa", [("killed", 6), ("wounded", 9)]),
        ("اعتقلت الشرطة أربعين متظاهرا في تونس", "arrest.itaqala", [("arrested", 40)]),
        ("خطف مسلحون ثلاثة أطباء في سرت", "abduct.khatafa", [("abducted", 3)]),
    ],
)
def test_harm_belongs_to_the_act_that_did_it(text, entry, tolls):
    (draft,) = drafts(text)
    assert draft.entry_id == entry
    assert [(c.mention.kind, c.mention.low) for c in draft.casualties] == tolls


def test_harm_without_an_act_is_an_effect():
    (draft,) = drafts("وقتل جنديان وجرح أربعة قرب سرت")
    assert draft.effect
    assert draft.entry_id == "effect"
    assert [(c.mention.kind, c.mention.low) for c in draft.casualties] == [("killed", 2), ("wounded", 4)]


@pytest.mark.parametrize(
    "text",
    [
        "قتل شخص وأصيب ثلاثة في حادث سير قرب مصراتة",
        "لقي خمسة أشخاص مصرعهم في فيضانات غرب البلاد",
        "توفي عشرة أشخاص جراء وباء الكوليرا في المخيم",
    ],
)
def test_accidents_weather_and_illness_are_no_events(text):
    assert drafts(text) == ()


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("هاجم المسلحون بلدة هراوة أمس", ["هراوة"]),
        ("استهدفت غارات جوية مواقع في مدن سرت ودرنة وبنغازي أمس", ["سرت", "درنة", "بنغازي"]),
        ("اندلعت اشتباكات في المنطقة الممتدة من بن جواد إلى السدرة", ["بن جواد", "السدرة"]),
        ("هاجمت قوات مصراتة مواقع في سرت", ["سرت"]),
        ("قصف الطيران مدينة مصراتة (200 كلم شرقي طرابلس) فجرا", ["مصراتة"]),
    ],
)
def test_an_act_has_the_narrowest_places_told_for_it(text, places):
    assert [p.words.text for p in drafts(text)[0].places] == places


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("هاجم المسلحون سرت فجر أمس", "أمس"),
        ("قال المتحدث أمس إن القوات سيطرت على سرت يوم الأحد", "يوم الأحد"),
        ("هاجم المسلحون مدينة سرت", None),
    ],
)
def test_the_day_is_that_of_the_act_not_of_the_saying(text, day):
    told = drafts(text)[0].date
    assert (told is None) if day is None else day in told.words.text


def test_speakers_are_those_in_whose_words_the_act_stands():
    said, outlet = drafts("قال المتحدث باسم الجيش إن القوات قصفت سرت")[0], drafts("قصفت القوات سرت")[0]
    assert [s.words.text for s in said.speakers] == ["المتحدث باسم الجيش"]
    assert outlet.speakers == ()


def test_a_verb_without_subject_takes_that_of_the_act_before_and_says_so():
    text = "سيطرت قوات مصراتة على بلدة السدادة وقطعت الطريق الساحلي"
    seizure, blockade = drafts(text)
    assert seizure.initiator == blockade.initiator != ()
    assert (seizure.guessed_initiator, blockade.guessed_initiator) == (False, True)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("تتقاتل الفصائل للسيطرة على الميناء", "it tells a purpose"),
        ("تسيطر القبائل على المعبر الحدودي", "the present tense tells a state"),
        ("هاجمت هيئة تحرير الشام حاجزا في إدلب", "it is part of an actor's name"),
        ("طالب المحتجون بإطلاق سراح المعتقلين", "a demand or purpose (demanded)"),
    ],
)
def test_a_word_that_names_no_event_is_refused_with_the_reason(text, reason):
    assert reason in refusals(text)


def test_a_state_told_with_its_beginning_is_the_seizure_that_began_it():
    assert [d.type for d in drafts("تسيطر القبائل على معبر رأس جدير منذ آذار")] == ["seizure"]


@pytest.mark.parametrize(
    ("text", "aggregate"),
    [
        ("شهدت بنغازي سلسلة هجمات على الجيش هذا الشهر", True),
        ("تشهد جبهة سرت اشتباكات يومية بين الطرفين", True),
        ("شهدت بنغازي هجوما على الجيش أمس", False),
    ],
)
def test_many_occurrences_told_as_one_are_an_aggregate(text, aggregate):
    assert drafts(text)[0].aggregate is aggregate


def test_notes_say_which_entries_gave_a_draft():
    (draft,) = drafts("أسفر قصف سرت عن مقتل ستة")
    assert draft.notes == ("trigger «قصف»: shell.qasafa", "killed «ستة»")
