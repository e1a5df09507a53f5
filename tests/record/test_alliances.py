"""Ties between actors, read from the names that reports give them."""

from __future__ import annotations

from datetime import date

import pytest

from marsad.record.alliances import ties_in, ties_of
from marsad.record.incidents import IncidentIndex

from .builders import a_report, an_event


@pytest.mark.parametrize(
    ("name", "ties"),
    [
        ("القوات الموالية لحكومة الوفاق", [("القوات", "loyal_to", "حكومة الوفاق")]),
        ("الكتيبة 166 التابعة لسلطات طرابلس", [("الكتيبة 166", "part_of", "سلطات طرابلس")]),
        ("قوة تابعة للجيش", [("قوة", "part_of", "الجيش")]),
        ("فصائل مدعومة من تركيا", [("فصائل", "backed_by", "تركيا")]),
        ("القوات التي يقودها المشير خليفة حفتر", [("القوات", "led_by", "المشير خليفة حفتر")]),
        ("مجموعة منشقة عن لواء الأقصى", [("مجموعة", "split_from", "لواء الأقصى")]),
        ("مسلحون متحالفون", []),
        ("تنظيم داعش", []),
    ],
)
def test_a_name_tells_its_ties(name: str, ties: list[tuple[str, str, str]]) -> None:
    assert list(ties_in(name)) == ties


def test_a_tie_keeps_its_days_events_and_outlets() -> None:
    reports = (
        a_report("a", an_event(initiator="القوات الموالية لحكومة الوفاق", day="2016-05-12"), outlet="أ"),
        a_report(
            "b",
            an_event(initiator="قوات موالية لحكومة الوفاق", day="2016-06-01"),
            outlet="ب",
            day="2016-06-02",
        ),
    )
    index = IncidentIndex()
    for report in reports:
        index.add(report)
    (tie,) = ties_of(index.nodes.values(), {r.document.id: r.document for r in reports})
    assert (tie.first, tie.last) == (date(2016, 5, 12), date(2016, 6, 1))
    assert (tie.events, tie.outlets) == (("a:e1", "b:e1"), ("أ", "ب"))
