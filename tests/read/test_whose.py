"""Whose people came to harm, from what is said of the victims and of the two sides."""

from __future__ import annotations

import pytest

from builders import a_scene, events_in
from marsad.read.whose import Side, Victims, side_of, victims_of, whose

ARMY = side_of([("قوات مصراتة", "state_forces")])
GROUP = side_of([("تنظيم الدولة", "armed_group")])
NOBODY = Side(frozenset(), frozenset())


def victims(*stems: str, **told: object) -> Victims:
    return Victims(frozenset(stems), **told)  # type: ignore[arg-type]


def asked(people: Victims, initiator: Side, target: Side, **told: object) -> str:
    settled = {"event_type": "attack", "mutual": False, "before": None} | told
    return whose(people, initiator=initiator, target=target, **settled)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("people", "initiator", "target", "side"),
    [
        (victims(both=True), ARMY, GROUP, "both"),
        (victims("مصراته"), ARMY, GROUP, "initiator"),
        (victims("دوله"), ARMY, GROUP, "target"),
        (victims("دوله"), GROUP, ARMY, "initiator"),
        (victims(kind="state_forces"), GROUP, ARMY, "target"),
        (victims(kind="police"), ARMY, GROUP, "initiator"),
        (victims(kind="unidentified"), ARMY, GROUP, "target"),
        (victims(kind="militia"), GROUP, ARMY, "initiator"),
        (victims(kind="state_forces"), GROUP, NOBODY, "target"),
        (victims(anybody=True), NOBODY, NOBODY, "civilians"),
        (victims(attackers=True), GROUP, ARMY, "initiator"),
        (victims(civilian=True, anybody=True), GROUP, ARMY, "civilians"),
        (victims(anybody=True), GROUP, ARMY, "target"),
        (victims("طبيب", kind="other"), GROUP, NOBODY, "target"),
    ],
)
def test_people_belong_to_the_side_of_their_name_or_kind(people, initiator, target, side):
    assert asked(people, initiator, target) == side


@pytest.mark.parametrize(
    ("people", "target", "mutual", "side"),
    [
        (victims(anybody=True), GROUP, True, "both"),
        (victims(anybody=True), GROUP, False, "target"),
        (victims("طفل"), NOBODY, True, "unknown"),
    ],
)
def test_in_a_clash_people_of_whom_nothing_is_said(people, target, mutual, side):
    assert asked(people, ARMY, target, event_type="clash", mutual=mutual) == side


def test_others_are_of_the_side_told_just_before():
    assert asked(victims(others=True), ARMY, GROUP, before="initiator") == "initiator"
    assert asked(victims(others=True), ARMY, GROUP) == "target"


@pytest.mark.parametrize(
    ("text", "field", "value"),
    [
        ("قتل خمسة من الطرفين", "both", True),
        ("قتل خمسة جنود", "both", False),
        ("قتل خمسة جنود", "kind", "state_forces"),
        ("قتل خمسة أشخاص", "anybody", True),
        ("قتل خمسة جنود", "anybody", False),
    ],
)
def test_what_a_sentence_says_of_its_victims(text, field, value):
    scene = a_scene(text)
    assert getattr(victims_of(scene, scene.casualties[0]), field) == value


@pytest.mark.parametrize(
    ("text", "tolls"),
    [
        ("قتل خمسة جنود في هجوم شنه تنظيم الدولة على بوابة للجيش قرب سرت", [("killed", "target", 5)]),
        ("قتلت القوات 16 مسلحا قرب سرت", [("killed", "target", 16)]),
        ("خطف مسلحون ثلاثة أطباء فلبينيين في سرت", [("abducted", "target", 3)]),
    ],
)
def test_the_side_stands_in_the_event(text, tolls):
    (event,) = events_in(text)
    assert [(c.kind, c.whose, c.low) for c in event.casualties] == tolls
