"""People harmed: kinds, numbers, and which words they hang on."""

from __future__ import annotations

import pickle

import pytest

from marsad.arabic import split_sentences
from marsad.lexicons.harms import harm_lexicon
from marsad.lexicons.persons import noun_forms
from marsad.model import Document
from marsad.read.casualties import read_casualties


def mentions(text: str):
    return [m for s in split_sentences(Document("d", text)) for m in read_casualties(s)]


def told(text: str) -> list[tuple[str, int | None, int | None]]:
    """(kind, low, high) of every figure, parts of another left out."""
    return [(m.kind, m.low, m.high) for m in mentions(text) if not m.part]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("مقتل سبعة جنود في كمين", [("killed", 7, 7)]),
        ("قتل 12 مسلحا فجر أمس", [("killed", 12, 12)]),
        ("قتل أمس ستة على الأقل في الهجوم", [("killed", 6, None)]),
        ("قتلت قوات الأمن التونسية شخصا حاول الفرار", [("killed", 1, 1)]),
        ("قتل الجيش اليمني في نهاية مارس 25 مسلحا", [("killed", 25, 25)]),
        ("قتل مسلحون ثلاثة جنود عند الحاجز", [("killed", 3, 3)]),
        ("قال إن 13 مدنيا قتلوا في القصف", [("killed", 13, 13)]),
        ("تسعة مهاجمين، بينهم قائدان، قتلوا بانفجار", [("killed", 9, 9)]),
        ("مسلحون قتلوا شرطيين اثنين", [("killed", 2, 2)]),
        ("لقي ثلاثة مدنيين مصرعهم في الغارة", [("killed", 3, 3)]),
        ("ولقي جندي وطبيبة حتفهما", [("killed", 1, 1), ("killed", 1, 1)]),
        ("أودت السيارة المفخخة بحياة 12 شخصا", [("killed", 12, 12)]),
        ("قضت القوات على 27 عنصرا", [("killed", 27, 27)]),
        ("قضت على 27 عنصرا من التنظيم", [("killed", 27, 27)]),
        ("شيعت البلدة ثلاثة مسعفين قضوا بقذيفة", [("killed", 3, 3)]),
        ("خسرت الكتيبة أربعة رجال", [("killed", 4, 4)]),
        ("استشهد نقيب في الجيش", [("killed", 1, 1)]),
        ("سقوط جنديين في المعارك", [("killed", 2, 2)]),
        ("العشرات سقطوا قتلى", [("killed", 20, None)]),
        ("عثر السكان على جثث 11 مقاتلا", [("killed", 11, 11)]),
        ("ارتفاع حصيلة القتلى إلى 30", [("killed", 30, 30)]),
        ("ارتفع عدد القتلى من 10 إلى 15", [("killed", 15, 15)]),
        ("مقتل القائد الميداني سالم الورفلي", [("killed", 1, 1)]),
        ("تم قتله قرب الحاجز", [("killed", 1, 1)]),
        ("وقتلت منهم ستة", [("killed", 6, 6)]),
        ("اغتيال أحد عناصر الشرطة", [("killed", 1, 1)]),
    ],
)
def test_killed_in_every_order_of_the_sentence(text, expected):
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("أصيب تسعة بجروح", [("wounded", 9, 9)]),
        ("أصيب رجلا أمن على الأقل", [("wounded", 2, None)]),
        ("تعرض 13 آخرين لإصابات", [("wounded", 13, 13)]),
        ("أسر الجيش خمسة من مقاتلي الحركة", [("captured", 5, 5)]),
        ("وقع 15 مقاتلا في الأسر", [("captured", 15, 15)]),
        ("سلم ثمانية مسلحين أنفسهم", [("captured", 8, 8)]),
        ("واعتقلت السلطات 40 شخصا", [("arrested", 40, 40)]),
        ("اعتقلنا شخصين قرب الموقع", [("arrested", 2, 2)]),
        ("ألقت الشرطة القبض على ثلاثة مشتبهين", [("arrested", 3, 3)]),
        ("تم القبض عليهما مع ثلاثة آخرين", [("arrested", 2, 2), ("arrested", 3, 3)]),
        ("خطف مسلحون أربعة عمال", [("abducted", 4, 4)]),
        ("أربعة إيطاليين يعملون في شركة قد اختطفوا", [("abducted", 4, 4)]),
        ("89 لا يزالون في عداد المفقودين", [("missing", 89, 89)]),
        ("نزوح مئات العائلات من الأحياء", [("displaced", 200, None)]),
        ("الإفراج عن 120 أسيرا", [("freed", 120, 120)]),
        ("أفرجت القوات أول أمس عن 23 عاملا", [("freed", 23, 23)]),
        ("أطلقت السلطات سراح سبعة منهم", [("freed", 7, 7)]),
        ("أسر التنظيم خمسة جنود ثم أطلق سراحهم", [("captured", 5, 5), ("freed", 5, 5)]),
    ],
)
def test_the_other_kinds(text, expected):
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("27 قتيلا و34 جريحا", [("killed", 27, 27), ("wounded", 34, 34)]),
        ("خلف 39 قتيلا وأكثر من 60 جريحا", [("killed", 39, 39), ("wounded", 60, None)]),
        ("مقتل خمسة وإصابة 12 آخرين بجروح", [("killed", 5, 5), ("wounded", 12, 12)]),
        ("مقتل وإصابة العشرات", [("killed", 20, None), ("wounded", 20, None)]),
        ("عشرات القتلى والجرحى", [("killed", 20, None), ("wounded", 20, None)]),
        ("سقط العشرات بين قتيل وجريح", [("killed", 20, None), ("wounded", 20, None)]),
        ("تسعة بين قتيل وجريح", [("killed", None, 9), ("wounded", None, 9)]),
        ("قتلت 3 وأصابت 5 وأسرت اثنين", [("killed", 3, 3), ("wounded", 5, 5), ("captured", 2, 2)]),
        ("مقاتلا واحدا قتل وأصيب أربعة", [("killed", 1, 1), ("wounded", 4, 4)]),
        ("ثمانية أفراد من القبيلة قتلوا وجرح 18 آخرون", [("killed", 8, 8), ("wounded", 18, 18)]),
        ("مقتل شخص وإصابة آخر", [("killed", 1, 1), ("wounded", 1, 1)]),
        ("مقتل خمسة جنود و12 مسلحا", [("killed", 5, 5), ("killed", 12, 12)]),
        ("12 متشددا وخمسة مدنيين قتلوا", [("killed", 12, 12), ("killed", 5, 5)]),
        ("قتل ضابط وثلاثة جنود", [("killed", 4, 4)]),
        ("قتل ضابط وثلاثة مدنيين", [("killed", 1, 1), ("killed", 3, 3)]),
        ("مقتل خمسين عنصرا على الأقل مقابل 23 جنديا", [("killed", 50, None), ("killed", 23, 23)]),
        ("وجرح 17 يوم الاثنين", [("wounded", 17, 17)]),
    ],
)
def test_coordination(text, expected):
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("مقتل عشرة أشخاص بينهم طفلان", ("killed", 2, 2)),
        ("وأصيب 22 آخرون، من بينهم ثلاث نساء", ("wounded", 3, 3)),
        ("اعتقال 40 شخصا ضمنهم قائد ميداني", ("arrested", 1, 1)),
    ],
)
def test_a_share_of_a_figure_is_marked(text, part):
    whole, share = mentions(text)
    assert not whole.part
    assert share.part
    assert (share.kind, share.low, share.high) == part


@pytest.mark.parametrize(
    "text",
    [
        "قتل الملل ركاب الحافلة",
        "تدمير ثلاث دبابات وعشر آليات",
        "الهجوم الذي أوقف إطلاق النار",
        "إصابة 30 شخصا بفيروس الكوليرا",
        "خسر الحزب 12 مقعدا",
        "أصيب ثلاثة لاعبين في المباراة",
        "خسر الفريق ثلاث مباريات",
        "102 مسلح قتلوا أو اعتقلوا",
        "يعاني المهاجم من إصابة في كاحله",
        "سقطت ثلاث قذائف على الحي",
        "صنفته السلطات في 2014 جماعة محظورة",
        "من أسرة واحدة",
        "وصفته الصحيفة بالخطير",
        "اللواء 12 قتل أحلام السكان",
    ],
)
def test_no_people_no_casualties(text):
    assert told(text) == []


def test_people_told_without_a_figure_have_no_bounds():
    assert told("مقتل مدنيين في القصف") == [("killed", None, None)]


def test_prisoners_who_are_freed_are_not_arrested_once_more():
    assert told("وأفرج الطرفان الأحد عن 22 محتجزا") == [("freed", 22, 22)]


def test_a_mention_leads_back_to_its_words():
    text = "قالت إنها قضت على 27 عنصرا من التنظيم وأسرت 15 آخرين"
    killed, captured = mentions(text)
    assert killed.words.text == "27 عنصرا من التنظيم"
    assert killed.victims is not None
    assert killed.victims.text == "عنصرا من التنظيم"
    assert captured.words.text == "15 آخرين"
    for mention in (killed, captured):
        assert text[mention.words.span.start : mention.words.span.end] == mention.words.text
        assert mention.first <= mention.last
    assert pickle.loads(pickle.dumps(killed)) == killed


@pytest.mark.parametrize("entry", harm_lexicon().entries, ids=lambda entry: entry.kind)
def test_an_entry_fires_on_its_own_sentences_and_not_on_its_traps(entry):
    for sentence in entry.fires:
        assert entry.kind in {m.kind for m in mentions(sentence)}, sentence
    for sentence in entry.traps:
        assert entry.kind not in {m.kind for m in mentions(sentence)}, sentence


def test_forms_of_a_noun_tell_their_number():
    forms = dict(noun_forms("جندي", ("جنود",)))
    assert [forms[w] for w in ("جندي", "جنديا", "جنديان", "جنديين", "جنود")] == [
        "one",
        "one",
        "two",
        "two",
        "many",
    ]
    assert dict(noun_forms("مسلح"))["مسلحين"] == "many"
