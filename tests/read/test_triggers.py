"""Triggers: which words name an event, which sense wins, and what keeps a word from firing."""

from __future__ import annotations

import pytest

from builders import a_sentence
from marsad.lexicons.triggers import TriggerLexicon, load_triggers, parse_triggers
from marsad.read.triggers import SentenceWords, read_triggers


def fired(text: str) -> list[tuple[str, str]]:
    """(published words, entry id) of the triggers of one sentence."""
    mentions, _ = read_triggers(a_sentence(text), load_triggers())
    return [(m.words.text, m.entry.id) for m in mentions]


def types(text: str) -> set[str]:
    mentions, _ = read_triggers(a_sentence(text), load_triggers())
    return {m.entry.type for m in mentions}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("اشتبكت القوات مع مسلحين قرب الميناء", ["clash"]),
        ("سيطرت كتائب مصراتة على البوابة", ["seizure"]),
        ("انسحب المسلحون من البلدة", ["handover"]),
        ("شنت مقاتلات غارات جوية على الميناء", ["air_strike"]),
        ("قصفت المدفعية حي المنارة", ["shelling"]),
        ("انفجرت سيارة مفخخة أمام المصرف", ["bombing"]),
        ("خطف مسلحون طبيبا من منزله", ["abduction"]),
        ("اعتقلت الشرطة عشرين متظاهرا", ["arrest"]),
        ("تظاهر المئات في ساحة الشهداء", ["protest"]),
        ("حاصرت القوات المدينة", ["blockade"]),
        ("وقع الطرفان اتفاق هدنة", ["agreement"]),
        ("نزحت مئات العائلات من القرية", ["displacement"]),
        ("وصلت تعزيزات عسكرية إلى سرت", ["mobilisation"]),
        ("فرقت الشرطة اعتصاما أمام البلدية", ["protest"]),
        ("التقى الوزير وفدا من رجال الأعمال", []),
        ("ارتفعت أسعار النفط في الأسواق", []),
    ],
)
def test_words_of_the_field_name_their_type(text, expected):
    assert types(text) == set(expected)


@pytest.mark.parametrize(
    ("text", "surface"),
    [
        ("وقع الهجوم فجرا", "الهجوم"),
        ("وبالاشتباكات العنيفة انتهى اليوم", "وبالاشتباكات"),
        ("اندلعت إشتباكات في الحي", "إشتباكات"),
        ("قَصَفَت المدفعية الحي", "قَصَفَت"),
    ],
)
def test_a_trigger_keeps_the_published_spelling(text, surface):
    assert surface in [words.split()[0] for words, _ in fired(text)]


@pytest.mark.parametrize(
    ("text", "definite"),
    [("شن المسلحون هجوما", False), ("أسفر الهجوم عن قتيلين", True), ("وانتهى هجومهم ليلا", True)],
)
def test_a_noun_with_article_or_owner_points_back(text, definite):
    mentions, _ = read_triggers(a_sentence(text), load_triggers())
    (attack,) = [m for m in mentions if "هجوم" in m.words.text]
    assert attack.definite is definite


def a_lexicon(**fields: str) -> TriggerLexicon:
    """Two senses of قصف: one that any use fires, and one with the fields given."""
    told = "".join(f"  {name}: {value}\n" for name, value in fields.items())
    plain = "  pattern: strike\n  verbs: [قصف/يقصف]\n  sense: s\n  source: x\n  fires: [x]\n"
    text = f"- id: plain\n  type: shelling\n{plain}- id: needy\n  type: air_strike\n{plain}{told}"
    entries = parse_triggers("t.yaml", text)
    forms = {form.text for entry in entries for form in entry.forms}
    return TriggerLexicon(
        entries, {t: tuple((e, f) for e in entries for f in e.forms if f.text == t) for t in forms}
    )


@pytest.mark.parametrize(
    ("text", "winner"),
    [
        ("قصفت الطائرات الحي", "needy"),
        ("قصفت المدفعية الحي", "plain"),
        ("قصفت المدفعية الحي ثم حلقت فوق المدينة وفوق الميناء بعض الطائرات", "plain"),
    ],
)
def test_a_sense_that_finds_its_word_near_wins(text, winner):
    mentions, _ = read_triggers(a_sentence(text), a_lexicon(**{"with": "[طائرات]"}))
    assert [m.entry.id for m in mentions] == [winner]


def test_a_refusing_word_near_keeps_a_sense_from_firing_and_is_told():
    lexicon = a_lexicon(unless="[الأسئلة]")
    mentions, refused = read_triggers(a_sentence("قصف الصحفيون الوزير بالأسئلة"), lexicon)
    assert [m.entry.id for m in mentions] == ["plain"]
    assert [(r.entry_id, r.reason) for r in refused] == [("needy", "«بالأسئلة» stands near")]


def test_a_sense_without_its_word_is_refused_with_the_reason():
    _, refused = read_triggers(a_sentence("قصفت المدفعية الحي"), a_lexicon(**{"with": "[طائرات]"}))
    assert [(r.words.text, r.reason) for r in refused] == [("قصفت", "none of the words it needs stands near")]


@pytest.mark.parametrize(
    ("word", "stem"),
    [
        ("بالمدينة", "مدينه"),
        ("قواتهم", "قوات"),
        ("هجوما", "هجوم"),
        ("والقصف", "قصف"),
    ],
)
def test_a_token_is_asked_by_all_its_stems(word, stem):
    assert stem in SentenceWords(a_sentence(f"كان {word} هناك")).stems(1)


def test_a_feminine_ending_is_no_pronoun():
    assert "قو" not in SentenceWords(a_sentence("قوة كبيرة")).stems(0)


def test_phrases_are_found_near_a_token_but_not_at_it():
    words = SentenceWords(a_sentence("سلاح الجو قصف ثم قصف سلاح الجو"))
    phrase = frozenset({("سلاح", "الجو")})
    assert words.find(phrase, 0, 6, near=2) == 0
    assert words.find(phrase, 0, 6, near=4) == 5
    assert words.find(phrase, 1, 4, near=2) is None
