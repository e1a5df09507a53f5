"""Where and when an occurrence is set that says neither or only half of it."""

from __future__ import annotations

from datetime import date

import pytest

from builders import events_in
from marsad.model import Event


def event(text: str, kind: str) -> Event:
    return next(e for e in events_in(text) if e.type == kind)


@pytest.mark.parametrize(
    ("text", "kind", "places"),
    [
        ("سيطرت القوات على درنة. وخطف مسلحون خمسة عمال.", "abduction", ["درنة"]),
        ("سيطرت القوات على درنة. وفي سياق آخر خطف مسلحون خمسة عمال.", "abduction", []),
        # a country gives way to the town of it told just before
        ("سيطرت القوات على درنة. وخطف مسلحون خمسة عمال في ليبيا.", "abduction", ["درنة"]),
        ("سيطرت القوات على درنة. وخطف مسلحون خمسة عمال في تونس.", "abduction", ["تونس"]),
    ],
)
def test_places_carry_over_while_the_report_stays_there(text, kind, places):
    assert [p.words.text for p in event(text, kind).places] == places


@pytest.mark.parametrize(
    ("text", "kind", "day"),
    [
        # the steps of one fight share their day
        ("سيطرت القوات على درنة أمس. وانفجرت سيارة مفخخة أمام المصرف.", "bombing", date(2016, 5, 12)),
        # an arrest is no step of it
        ("سيطرت القوات على درنة أمس. واعتقلت الشرطة ثلاثة رجال.", "arrest", None),
        # a coarse time is not another event's
        ("سيطرت القوات على درنة الشهر الماضي. وانفجرت سيارة مفخخة أمام المصرف.", "bombing", None),
        # counted from the day told before, not from the report's
        (
            "سيطرت القوات على درنة في 2 مايو 2016. وبعد يومين خطف مسلحون خمسة عمال.",
            "abduction",
            date(2016, 5, 4),
        ),
        # what happened did not happen later
        ("خطف مسلحون خمسة عمال قبل نهاية مايو الجاري.", "abduction", None),
        # what is held since then was taken then
        ("سيطر التنظيم على سرت منذ يونيو الماضي.", "seizure", date(2015, 6, 1)),
        ("خطف مسلحون خمسة عمال أمس.", "abduction", date(2016, 5, 12)),
    ],
)
def test_days_are_told_shared_or_left_out(text, kind, day):
    found = event(text, kind).date
    assert (found.first if found else None) == day


def test_a_seizure_since_a_month_ends_with_it():
    found = event("سيطر التنظيم على سرت منذ يونيو الماضي.", "seizure").date
    assert found is not None
    assert found.last == date(2015, 6, 30)
