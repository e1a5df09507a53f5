"""Whose harm it is, and what it is called, in whole sentences."""

from __future__ import annotations

import pytest

from builders import a_scene, events_in
from marsad.read.losers import loser_of


def tolls(text: str) -> list[list[tuple[str, str, int | None]]]:
    return [[(c.kind, c.whose, c.low) for c in e.casualties] for e in events_in(text)]


@pytest.mark.parametrize(
    ("text", "at", "loser"),
    [
        ("فقدت قوات مصراتة سبعة قتلى في المعركة", 0, "قوات مصراتة"),
        ("كلفت المعركة التنظيم 450 قتيلا", 0, "التنظيم"),
        ("سقط قتيلان وتسعة جرحى في صفوف القوات الحكومية", 0, "القوات الحكومية"),
        ("سقط قتيلان وتسعة جرحى في صفوف القوات الحكومية", 1, "القوات الحكومية"),
        ("خاضت قوات مصراتة معارك مع تنظيم الدولة قتل فيها 11 من عناصرها", 0, "قوات مصراتة"),
        ("خاضت قوات مصراتة معارك مع تنظيم الدولة قتل فيها 11 من عناصره", 0, "تنظيم الدولة"),
    ],
)
def test_who_is_said_to_have_lost_people(text, at, loser):
    scene = a_scene(text)
    found = loser_of(scene, scene.casualties[at])
    assert found is not None
    assert found.words.text == loser


def test_nobody_is_said_to_have_lost_people_where_they_are_only_counted():
    scene = a_scene("قتل خمسة أشخاص في انفجار قرب سرت")
    assert loser_of(scene, scene.casualties[0]) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "اندلعت اشتباكات بين الجيش الليبي وتنظيم الدولة قرب سرت قتل فيها ثلاثة جنود وأصيب 17",
            [[("killed", "initiator", 3), ("wounded", "initiator", 17)]],
        ),
        (
            "قتل خمسة أشخاص وأصيب عشرة في هجوم شنه تنظيم الدولة على سوق في سرت",
            [[("killed", "target", 5), ("wounded", "target", 10)]],
        ),
        (
            "انفجرت عبوة قرب دورية للشرطة في سرت ما أدى إلى إصابة ثلاثة شرطيين واثنين من المدنيين",
            [[("wounded", "target", 3), ("wounded", "civilians", 2)]],
        ),
        ("قتل عشرة في اشتباكات بين قبيلتين في سبها", [[("killed", "both", 10)]]),
    ],
)
def test_whose_people_the_figures_of_a_sentence_count(text, expected):
    assert tolls(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("احتجز مسلحون أحد عشر عاملا في سرت رهائن", [[("abducted", "target", 11)]]),
        ("اعتقلت الشرطة أربعين متظاهرا في سرت", [[("arrested", "target", 40)]]),
        ("أفرج تنظيم الدولة عن 18 أسيرا في سرت", [[("freed", "target", 18)]]),
    ],
)
def test_the_event_names_what_being_held_is(text, expected):
    assert tolls(text) == expected


def test_in_return_opens_the_losses_of_the_other_side():
    text = (
        "هاجم تنظيم الدولة قوات مصراتة قرب السدادة أمس وخسر التنظيم 27 قتيلا. "
        "وفي المقابل سقط أربعة قتلى في صفوف قوات مصراتة."
    )
    (event,) = events_in(text)
    assert {(c.whose, c.low) for c in event.casualties} == {("initiator", 27), ("target", 4)}
