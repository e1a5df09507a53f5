"""Reports on sport, markets, the arts, illness, weather and accidents use the words of war and mean none."""

from __future__ import annotations

import pytest

from marsad.arabic import split_sentences
from marsad.lexicons.subjects import load_subjects
from marsad.model import Document
from marsad.pipeline import default_coder, explain_document, read_scene
from marsad.read.subjects import subject_of

SPORT = (
    "فاز المنتخب في المباراة النهائية على ملعب المدينة بهدفين، وسجل اللاعب الشاب هدف البطولة من ركلة حرة. "
    "وقصف مهاجموه مرمى الضيوف في الشوط الثاني، وحاصروا منافسهم في منطقته."
)
MARKETS = (
    "تراجعت أسعار خام برنت إلى خمسين دولارا للبرميل، وقال محللون إن تخمة المعروض تضغط على الأسواق. "
    "وهاجم رئيس صندوق استثماري سياسات البنك، وسيطر الدولار على تداولات العملات."
)
ARTS = (
    "نال الفيلم القصير جائزة المهرجان، وقال المخرج إن الرواية التي أخذ عنها بيعت في كل معرض. "
    "ورأى نقاد أن حصار القلعة في المشهد الأخير أضعف من معركة البداية."
)
MEDICINE = (
    "يهاجم الورم الخلايا السليمة، وقال أطباء إن اللقاح يقوي المناعة ضد السرطان، ودعوا المرضى إلى فحص مبكر."
)
WEATHER = "اجتاحت السيول القرى بعد أمطار غزيرة ورياح، وحذرت الأرصاد من فيضان جديد وطقس سيئ في الأودية."
ACCIDENT = (
    "قتل ستة أشخاص في حادث سير على الطريق الساحلي حين اصطدمت سيارتان بسبب السرعة الزائدة. "
    "وانفجر أحد الإطارات فاندلع حريق، وأخمد رجال الإطفاء النيران ونقلت سيارات الإسعاف المصابين."
)
FIGHT = (
    "هاجم مسلحون من تنظيم الدولة حاجزا للجيش قرب سرت أمس وقتلوا أربعة جنود. وأشعل القصف حريقا في خزان، "
    "وقال الدفاع المدني إن رجال الإطفاء أخمدوا النيران، وإن سيارات الإسعاف نقلت الجرحى."
)


def scenes_of(text: str):
    sentences = split_sentences(Document("t", text))
    return [read_scene(sentence, (), default_coder())[0] for sentence in sentences]


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        (SPORT, "sport"),
        (MARKETS, "markets"),
        (ARTS, "arts"),
        (MEDICINE, "medicine"),
        (WEATHER, "weather"),
        (ACCIDENT, "accidents"),
    ],
)
def test_a_report_is_known_by_the_words_of_its_subject_and_tells_no_event(text, subject):
    found = subject_of(scenes_of(text))
    assert found is not None
    assert found.id == subject
    assert explain_document(Document("t", text)).record.events == ()


def test_a_report_of_fighting_keeps_its_events_though_firemen_come():
    assert subject_of(scenes_of(FIGHT)) is None
    assert explain_document(Document("t", FIGHT)).record.events


def test_a_word_of_bombs_shows_that_no_accident_is_told():
    assert subject_of(scenes_of(ACCIDENT + " ثم انفجرت سيارة مفخخة في المكان.")) is None


def test_what_is_refused_says_why():
    refused = explain_document(Document("t", SPORT)).refused
    assert any(r.reason == "a figure of speech in a report on sport" for r in refused)


def test_a_bomb_among_the_fans_is_meant():
    text = SPORT + " وقتل ثلاثة مشجعين في تفجير أمام الملعب."
    assert [e.type for e in explain_document(Document("t", text)).record.events] == ["bombing"]


def test_the_subjects_do_not_share_their_words():
    seen: dict[tuple[str, ...], str] = {}
    for subject in load_subjects():
        for words in subject.words:
            assert seen.setdefault(words, subject.id) == subject.id, words
