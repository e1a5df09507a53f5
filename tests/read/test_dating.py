"""Which of a sentence's dates belongs to an act."""

from __future__ import annotations

import pytest

from builders import a_document
from marsad.pipeline import explain_document


def date_told(text: str, kind: str) -> str | None:
    drafts = explain_document(a_document(text)).drafts
    mention = next(d for d in drafts if d.type == kind).date
    return mention.words.text if mention else None


@pytest.mark.parametrize(
    ("text", "kind", "told"),
    [
        ("قصفت الطائرات سرت أمس", "air_strike", "أمس"),
        ("أمس قصفت الطائرات سرت", "air_strike", "أمس"),
        ("قال المتحدث أمس إن مسلحين خطفوا ثلاثة عمال", "abduction", None),
        ("قال مسؤول فر من البلدة أمس إن مسلحين خطفوا ثلاثة عمال", "abduction", None),
        ("خطف مسلحون ثلاثة عمال في سرت ثم سيطر التنظيم على هراوة يوم الخميس", "abduction", None),
        ("خطف مسلحون ثلاثة عمال قبل يوم واحد من المعركة", "abduction", None),
        ("خطف مسلحون ثلاثة عمال قبل يومين", "abduction", "قبل يومين"),
    ],
)
def test_an_act_takes_the_date_told_of_it(text, kind, told):
    assert date_told(text, kind) == told


@pytest.mark.parametrize(
    ("text", "kind", "told"),
    [
        ("خطف مسلحون ثلاثة عمال، وفق بيان نشر على الإنترنت أمس", "abduction", None),
        ("خطف مسلحون ثلاثة عمال في أكبر عملية منذ الإطاحة بالنظام عام 2011", "abduction", None),
        ("فتح الجيش طريقا مقطوعا منذ سيطرة التنظيم على المدينة في مايو 2015", "seizure", "مايو 2015"),
        ("خطف مسلحون ثلاثة عمال عام 2011", "abduction", "عام 2011"),
    ],
)
def test_a_date_of_something_else_is_not_the_acts(text, kind, told):
    assert date_told(text, kind) == told
