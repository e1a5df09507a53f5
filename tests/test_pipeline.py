"""The way of one report, whole: what comes out of any text, and out of plain ones."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builders import a_document, arabic_text
from contract import check_record
from marsad.export.jsonl import dumps, loads
from marsad.model import Document, Notice, Span
from marsad.pipeline import default_coder, explain_document, propose, read, read_document

PUBLISHED = date(2016, 5, 13)
REPORT = """سرت (وكالات) - سيطرت قوات مصراتة الموالية للمجلس الرئاسي أمس على بلدة أبو قرين بعد معارك عنيفة.
وقال المتحدث باسم القوات إن المعارك أسفرت عن مقتل خمسة جنود وإصابة 12 آخرين.
وهدد التنظيم بشن هجمات على مدينة مصراتة."""


def test_a_report_is_coded_with_its_words():
    record = read(REPORT, published=PUBLISHED, outlet="صحيفة المنارة", title="أبو قرين")
    assert record.document.outlet == "صحيفة المنارة"
    assert {"seizure", "threat"} <= {e.type for e in record.events}
    seizure = next(e for e in record.events if e.type == "seizure")
    assert [p.words.text for p in seizure.places] == ["أبو قرين"]
    assert seizure.date is not None
    assert seizure.date.first == date(2016, 5, 12)
    assert seizure.control is not None
    assert seizure.control.holder == "قوات مصراتة"
    check_record(record)


@pytest.mark.parametrize(
    "text",
    [
        "فاز المنتخب على ضيفه بهدفين في المباراة التي أقيمت أمس.",
        "بحث الوزير مع نظيره سبل التعاون الاقتصادي بين البلدين.",
        "قصف الصحفيون الوزير بالأسئلة.",
        "ارتفعت أسعار الخبز في أسواق المدينة.",
        "",
        "   \n ",
        "Prices rose by 3 % in 2016.",
    ],
)
def test_a_text_without_violence_gives_no_events(text):
    assert read(text, published=PUBLISHED).events == ()


def test_no_event_comes_from_a_notice():
    text = "ساد الهدوء المدينة.\nاقرأ أيضا: قصفت طائرات حربية مدينة سرت أمس"
    start = text.index("اقرأ")
    plain = Document("d", text, published=PUBLISHED)
    marked = Document("d", text, published=PUBLISHED, notices=(Notice("read_also", Span(start, len(text))),))
    assert [e.type for e in read_document(plain).events] == ["air_strike"]
    assert read_document(marked).events == ()


def test_an_id_is_the_same_for_the_same_text_and_another_for_another():
    assert read("قصفت القوات سرت").document.id == read("قصفت القوات سرت").document.id
    assert read("قصفت القوات سرت").document.id != read("قصفت القوات درنة").document.id
    assert read("قصفت القوات سرت", id="mine").document.id == "mine"


def test_explaining_keeps_what_every_stage_found():
    reading = explain_document(Document("d", REPORT, published=PUBLISHED))
    assert reading.record == read_document(Document("d", REPORT, published=PUBLISHED))
    assert [s.sentence.index for s in reading.scenes] == list(range(len(reading.scenes)))
    triggers = {t.words for s in reading.scenes for t in s.triggers}
    assert {d.trigger for d in reading.drafts if not d.effect} <= triggers
    assert all(refused.reason for refused in reading.refused)


def test_what_is_given_is_among_what_is_proposed():
    document = Document("d", REPORT, published=PUBLISHED)
    proposed = {e.trigger for e, _ in propose(document, default_coder())}
    assert {e.trigger for e in read_document(document).events} <= proposed


def test_a_record_survives_its_public_form():
    record = read(REPORT, published=PUBLISHED)
    assert loads(dumps(record)) == record


@settings(max_examples=60)
@given(arabic_text(), st.dates(date(1990, 1, 1), date(2030, 12, 31)) | st.none())
def test_any_text_is_coded_by_the_contract(text, published):
    document = a_document(text, published=published)
    check_record(read_document(document))


@settings(max_examples=40)
@given(st.text())
def test_no_text_stops_the_coder(text):
    check_record(read(text, published=PUBLISHED))
