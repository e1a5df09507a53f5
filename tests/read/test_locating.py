"""Which of a sentence's places belongs to an act, and which only tells of somebody else."""

from __future__ import annotations

import pytest

from builders import a_document
from marsad.pipeline import explain_document


def told(text: str, kind: str) -> list[str]:
    """The words of the places of the first draft of a type."""
    drafts = explain_document(a_document(text)).drafts
    return [p.words.text for p in next(d for d in drafts if d.type == kind).places]


@pytest.mark.parametrize(
    ("text", "kind", "places"),
    [
        ("قصفت القوات حي الدولار في مدينة سرت", "shelling", ["حي الدولار"]),
        ("سيطرت القوات على مصراتة وزليتن", "seizure", ["مصراتة", "زليتن"]),
        ("في سرت قصفت القوات مواقع التنظيم", "shelling", ["سرت"]),
        # where the speaker is, or came to
        ("قال عامل وصل إلى بني وليد إن مسلحين قصفوا مصراتة", "shelling", ["مصراتة"]),
        ("قال مسؤول في طرابلس إن مسلحين خطفوا ثلاثة عمال", "abduction", []),
        # where those go who leave
        ("انسحبت القوات نحو الجفرة", "handover", []),
        ("انسحبت القوات من سرت نحو الجفرة", "handover", ["سرت"]),
        # where they came from
        ("قصفت قوة قادمة من الجفرة مدينة سرت", "shelling", ["سرت"]),
        # what only tells where another place lies
        ("قصفت الطائرات سبها جنوب طرابلس", "air_strike", ["سبها"]),
        ("هاجمت قوات مصراتة مواقع في سرت", "clash", ["سرت"]),
    ],
)
def test_an_act_takes_the_places_told_of_it(text, kind, places):
    assert told(text, kind) == places


@pytest.mark.parametrize(
    ("text", "pointers"),
    [
        ("انسحبت القوات من البلدة", ["البلدة"]),
        ("انسحبت القوات من القاعدة بلا قتال", ["القاعدة"]),
        ("دارت اشتباكات بالمدينة", ["المدينة"]),
        ("دارت اشتباكات في المدينة القديمة", []),
        ("اجتمع مجلس المدينة", []),
        ("دارت اشتباكات على الطريق", []),
        ("دارت اشتباكات في بلدة هراوة", []),
    ],
)
def test_a_class_noun_with_the_article_points_back(text, pointers):
    scenes = explain_document(a_document(text)).scenes
    assert [p.words.text for s in scenes for p in s.places if p.role == "pointer"] == pointers
