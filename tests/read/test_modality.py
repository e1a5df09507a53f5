"""Modality: what happened, and what was tried, threatened, planned, denied, negated or only feared."""

from __future__ import annotations

import pytest

from builders import a_document
from marsad.pipeline import explain_document


def modalities(text: str, kind: str) -> list[str]:
    return [d.modality for d in explain_document(a_document(text)).drafts if d.type == kind]


@pytest.mark.parametrize(
    ("text", "kind", "modality"),
    [
        ("سيطر المسلحون على بلدة هراوة أمس", "seizure", "happened"),
        ("لم تقصف القوات مدينة سرت", "shelling", "negated"),
        ("فشل المسلحون في السيطرة على ميناء السدرة", "seizure", "failed"),
        ("حاول المسلحون السيطرة على ميناء السدرة", "seizure", "failed"),
        ("نفى المتحدث سيطرة المسلحين على مطار بنينا", "seizure", "denied"),
        ("نفت القوات قصف حي سكني في بنغازي", "shelling", "denied"),
        ("هدد التنظيم بالسيطرة على مدينة مصراتة", "seizure", "threatened"),
        ("تستعد القوات لاستعادة مدينة سرت", "seizure", "planned"),
        ("ستقصف القوات مواقع التنظيم في سرت", "shelling", "planned"),
        ("سيهاجم الجيش مدينة درنة الأسبوع المقبل", "clash", "planned"),
        ("حذرت البعثة من قصف مدينة سرت", "shelling", "hypothetical"),
        ("يخشى السكان قصفا على مدينة سرت", "shelling", "hypothetical"),
        ("إذا قصفت القوات المدينة نزح السكان", "shelling", "hypothetical"),
        ("قصفت القوات مدينة سرت بالمدفعية", "shelling", "happened"),
    ],
)
def test_a_cue_decides_the_modality(text, kind, modality):
    assert modalities(text, kind) == [modality]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("بعد محاولات عدة تمكنت القوات من السيطرة على ميناء السدرة", "seizure"),
        ("لم يغادر السكان بينما قصفت القوات مدينة سرت", "shelling"),
        ("قصفت القوات مدينة سرت ولم يصب أحد", "shelling"),
        ("سيطر المسلحون على هراوة وهددوا بقطع الطريق", "seizure"),
    ],
)
def test_a_cue_for_something_else_leaves_it_happened(text, kind):
    assert modalities(text, kind) == ["happened"]


def test_the_nearest_of_two_cues_decides():
    assert modalities("هدد التنظيم بعد أن فشل في السيطرة على مدينة مصراتة", "seizure") == ["failed"]


@pytest.mark.parametrize(
    "text",
    [
        "دعا المجلس إلى إطلاق سراح المعتقلين في طرابلس",
        "طالب المحتجون بإطلاق سراح المعتقلين في طرابلس",
    ],
)
def test_what_is_only_demanded_is_no_event(text):
    reading = explain_document(a_document(text))
    assert "release" not in {d.type for d in reading.drafts}
    assert any("demand" in r.reason for r in reading.refused)
