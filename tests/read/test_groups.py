"""Groups: which triggers speak of one act, and which harm is told of which."""

from __future__ import annotations

import pytest

from builders import a_scene
from marsad.read.groups import group_triggers, share_harm


def grouped(text: str) -> list[list[str]]:
    """The entries of each group's triggers."""
    scene = a_scene(text)
    return [[t.entry.type for t in g.triggers] for g in group_triggers(scene, scene.triggers)]


def shared(text: str) -> list[tuple[str, list[tuple[str, int | None]]]]:
    """(type or "effect", harm) of each group in order."""
    scene = a_scene(text)
    return [
        (g.head.entry.type if g.head else "effect", [(c.kind, c.low) for c in g.casualties])
        for g in share_harm(scene, group_triggers(scene, scene.triggers))
    ]


@pytest.mark.parametrize(
    ("text", "groups"),
    [
        ("قصفت المدفعية الحي", 1),
        ("شن المسلحون هجوما على الحاجز", 1),
        ("هجوم شنه انتحاري على الحاجز", 1),
        ("قصفت القوات الحي وخطفت طبيبا", 2),
        ("سيطرت القوات على سرت ثم قصف التنظيم البوابة", 2),
        ("هدأت الجبهة", 0),
    ],
)
def test_triggers_close_to_each_other_and_of_one_kin_are_one_act(text, groups):
    assert len(grouped(text)) == groups


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("قتل خمسة في انفجار سيارة مفخخة", [("bombing", [("killed", 5)])]),
        ("أسفر القصف عن مقتل ستة وإصابة تسعة", [("shelling", [("killed", 6), ("wounded", 9)])]),
        ("اعتقلت الشرطة أربعين متظاهرا", [("arrest", [("arrested", 40)])]),
        ("قصفت القوات الحي واعتقلت الشرطة أربعين شخصا", [("shelling", []), ("arrest", [("arrested", 40)])]),
        ("وقتل جنديان وجرح أربعة", [("effect", [("killed", 2), ("wounded", 4)])]),
    ],
)
def test_harm_goes_to_the_act_that_did_it_or_stands_alone(text, expected):
    assert shared(text) == expected


def test_the_head_says_most():
    scene = a_scene("هجوم شنه انتحاري بسيارة مفخخة على الحاجز")
    (group,) = group_triggers(scene, scene.triggers)
    assert group.head is not None
    assert group.head.entry.type == "bombing"
    assert len(group.triggers) > 1
